import Crypto
import Foundation
import Hummingbird
import Logging
import NIOCore
import Postgres
import Programme
import Store
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite struct WebhookAPITests {
    @Test func `a webhook is set up, shown its key once, and told what happens with a signature that holds`()
        async throws
    {
        try await APIScene.with { scene in
            let received = Received()
            let receiver = try RunningServer.receiver(received)
            try await receiver.run { client async throws in
                let url = "http://127.0.0.1:\(client.port)/hook"
                let token = scene.mine.administrator
                let body: JSONValue = ["url": .string(url), "events": ["import.finished"]]
                let made = try await scene.post("/webhooks", body, as: token, ["Idempotency-Key": "w"])
                #expect(made.status == 201, "\(made.json)")
                let secret = try #require(made.json["secret"]?.text)
                let again = try await scene.post("/webhooks", body, as: token, ["Idempotency-Key": "w"])
                #expect(again.json["id"] == made.json["id"] && again.json["secret"] == .null)
                let kept = try await scene.sql("select convert_from(body, 'UTF8') from app.idempotency_keys")
                #expect(!kept.contains(secret))
                let id = try #require(made.json["id"]?.text)
                #expect(try await scene.post("/webhooks/\(id)/test", nil, as: token).status == 201)
                #expect(try await scene.post("/webhooks/\(id)/test", nil, as: scene.mine.editor).status == 403)
                #expect(try await scene.post("/webhooks/\(id)/test", nil, as: scene.other.administrator).status == 404)
                #expect(try await scene.sendDue() == 1)
                let message = try #require(received.all.first)
                #expect(try message.isSigned(with: secret))
                #expect(message.body.contains("\"type\":\"webhook.test\""))
                let delivery = try await scene.get("/webhooks/\(id)/deliveries", as: token).json["items"]?.elements?
                    .first
                #expect(delivery?["state"] == "delivered" && delivery?["status"] == 204)
                let deliveryID = try #require(delivery?["id"]?.text)
                let replayed = try await scene.post("/webhooks/\(id)/deliveries/\(deliveryID)/replay", nil, as: token)
                #expect(replayed.status == 200)
                #expect(try await scene.sendDue() == 1)
                #expect(received.all.count == 2 && Set(received.all.map(\.id)).count == 1)
            }
        }
    }

    @Test func `addresses of a private network are refused when set up, and again when something is sent`() async throws
    {
        try await APIScene.with { scene in
            let token = scene.mine.administrator
            for (url, code) in [
                ("https://10.0.0.1/x", "webhook.closed"), ("http://example.vn/x", "webhook.insecure"),
                ("nonsense", "webhook.url"),
            ] {
                let body: JSONValue = ["url": .string(url), "events": ["decision.made"]]
                let reply = try await scene.post("/webhooks", body, as: token)
                #expect(reply.status == 422 && reply.codes == [code], "\(url): \(reply.json)")
            }
            let body: JSONValue = ["url": "https://example.vn/x", "events": ["decision.made"]]
            let id = try #require(try await scene.post("/webhooks", body, as: token).json["id"]?.text)
            _ = try await scene.sql("update app.webhooks set url = 'https://169.254.169.254/' where id = '\(id)'")
            _ = try await scene.post("/webhooks/\(id)/test", nil, as: token)
            #expect(try await scene.sendDue() == 1)
            let delivery = try await scene.get("/webhooks/\(id)/deliveries", as: token).json["items"]?.elements?.first
            #expect(delivery?["failure"] == "private_address" && delivery?["state"] == "pending")
        }
    }
}

/// What a program was told.
private final class Received: Sendable {
    struct Message: Sendable {
        let id: String
        let timestamp: String
        let signature: String
        let body: String

        /// As a receiver checks it, with nothing of ours.
        func isSigned(with secret: String) throws -> Bool {
            let key = try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count))))
            let text = Data("\(id).\(timestamp).\(body)".utf8)
            let code = HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key))
            return signature == "v1," + Data(code).base64EncodedString()
        }
    }

    private let messages = Mutex<[Message]>([])

    var all: [Message] { messages.withLock { $0 } }

    func add(_ message: Message) { messages.withLock { $0.append(message) } }
}

extension RunningServer {
    /// A program that takes what it is told.
    fileprivate static func receiver(_ received: Received) throws -> RunningServer {
        var server = try RunningServer()
        server.routes = [
            .open(.post, "/hook") { request in
                let bytes = try await request.body.bytes(upTo: 65_536)
                func field(_ name: String) -> String {
                    request.headers.first { $0.name.canonicalName == name }?.value ?? ""
                }
                received.add(
                    .init(
                        id: field("webhook-id"),
                        timestamp: field("webhook-timestamp"),
                        signature: field("webhook-signature"),
                        body: String(buffer: bytes)
                    )
                )
                return Response(status: .noContent)
            }
        ]
        return server
    }
}

extension APIScene {
    /// Sends what is due, as the server does.
    fileprivate func sendDue() async throws -> Int {
        let pool = try PostgresPool(database.configuration(.server), limits: PostgresPoolConfiguration())
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            defer { group.cancelAll() }
            let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
            let logger = Logger(label: "test")
            return try await WebhookSender(WebhookQueue(pool: pool), keys: keys, allowsLocal: true, logger: logger)
                .sendDue()
        }
    }
}
