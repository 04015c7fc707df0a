internal import Crypto
internal import Foundation
internal import Programme
internal import Store

/// What a program is told, as the Standard Webhooks have it: an identity that repetitions keep, the time of the try, and a
/// signature over both and the document. The document names records and says nothing of them: who wants to know more asks
/// with a token.
struct WebhookMessage: Sendable {
    let id: String
    let timestamp: Int
    let body: [UInt8]
    let signature: String

    /// The message of a delivery at a time.
    init(_ delivery: StoredWebhookDelivery, tenant: TenantID, key: WebhookKey, at time: Date) {
        let document: JSONValue = [
            "type": .string(delivery.event.rawValue), "timestamp": JSONValue(delivery.occurredAt),
            "data": [
                "id": .string(delivery.subject.uuidString.lowercased()), "tenant": .string(tenant.description),
            ],
        ]
        id = "msg_\(delivery.id)"
        timestamp = Int(time.timeIntervalSince1970)
        body = document.bytes
        signature = key.signature(of: body, id: id, timestamp: timestamp)
    }

    /// The fields of the request.
    var fields: [(String, String)] {
        [
            ("Content-Type", "application/json"), ("User-Agent", "hoctap"), ("webhook-id", id),
            ("webhook-timestamp", String(timestamp)), ("webhook-signature", signature),
        ]
    }
}

/// What signs the messages to one program: 256 random bits that the program's owner is shown once.
struct WebhookKey: Sendable {
    /// What the text begins with.
    static let prefix = "whsec_"

    private let bytes: Data

    /// A new one.
    init() { bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) } }

    /// One that was sealed for a webhook.
    /// - Throws: `Sealed.Unreadable`.
    init(_ sealed: Data, of webhook: WebhookID, keys: ServerKeys) throws(Sealed.Unreadable) {
        bytes = try Sealed(bytes: sealed).open(for: Self.record(webhook), keys: keys)
    }

    /// As its owner is shown it.
    var text: String { Self.prefix + bytes.base64EncodedString() }

    /// As it is stored.
    func sealed(for webhook: WebhookID, keys: ServerKeys) throws -> Data {
        try Sealed(bytes, for: Self.record(webhook), keys: keys).bytes
    }

    /// `v1,` and the HMAC-SHA-256 of identity, time and document in Base64.
    func signature(of body: [UInt8], id: String, timestamp: Int) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        code.update(data: Data("\(id).\(timestamp).".utf8))
        code.update(data: Data(body))
        return "v1," + Data(code.finalize()).base64EncodedString()
    }

    private static func record(_ webhook: WebhookID) -> String { "webhook \(webhook)" }
}
