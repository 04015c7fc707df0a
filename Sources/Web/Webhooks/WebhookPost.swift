internal import AsyncHTTPClient
internal import NIOCore
internal import Store

/// Sends one message. The name is looked up first and every address looked at; the connection goes to an address that was, so
/// that a name cannot change its mind in between. Nobody is followed elsewhere, and of the answer only the status counts.
struct WebhookPost: Sendable {
    /// For a name.
    private static let lookupTime = TimeAmount.seconds(5)
    /// For a connection.
    private static let connectTime = TimeAmount.seconds(5)
    /// For everything behind the look-up, the encryption included.
    private static let wholeTime = TimeAmount.seconds(15)

    /// Whether this machine may be told.
    let allowsLocal: Bool
    private let lookup: HostLookup

    init(allowsLocal: Bool) {
        self.allowsLocal = allowsLocal
        lookup = HostLookup()
    }

    /// Sends a message, and says what became of it. Never throws: what goes wrong is an outcome.
    func send(_ message: WebhookMessage, to text: String) async -> WebhookQueue.Outcome {
        let address: WebhookAddress
        do {
            address = try WebhookAddress(text, allowsLocal: allowsLocal)
        } catch {
            return .failed(.privateAddress, status: nil)
        }
        let found: [NetworkAddress]
        do {
            found = try await lookup.addresses(of: address.host, within: Self.lookupTime)
        } catch {
            return .failed((error as? HostLookup.Failed)?.isLate == true ? .timedOut : .unresolved, status: nil)
        }
        // one address that is closed is enough: who would mix them?
        guard let first = found.first, found.allSatisfy({ address.allows($0, allowsLocal: allowsLocal) }) else {
            return .failed(.privateAddress, status: nil)
        }
        return await exchange(message, address, first)
    }

    private func exchange(
        _ message: WebhookMessage,
        _ address: WebhookAddress,
        _ target: NetworkAddress
    ) async -> WebhookQueue.Outcome {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTime, read: Self.wholeTime)
        )
        configuration.httpVersion = .http1Only
        if NetworkAddress(address.host) == nil { configuration.dnsOverride = [address.host: target.description] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var outcome = WebhookQueue.Outcome.failed(.unreachable, status: nil)
        do {
            var request = HTTPClientRequest(url: address.text)
            request.method = .POST
            for (name, value) in message.fields { request.headers.add(name: name, value: value) }
            request.body = .bytes(ByteBuffer(bytes: message.body))
            let response = try await client.execute(request, deadline: .now() + Self.wholeTime)
            outcome = Self.outcome(of: Int(response.status.code))
        } catch let error as HTTPClientError where Self.isLate(error) {
            outcome = .failed(.timedOut, status: nil)
        } catch {
            outcome = .failed(.unreachable, status: nil)
        }
        // Closes the connection, whatever is still coming.
        try? await client.shutdown()
        return outcome
    }

    /// What a status means.
    static func outcome(of status: Int) -> WebhookQueue.Outcome {
        switch status {
        case 200...299: .taken(status: status)
        case 410: .gone(status: status)
        case 300...399: .failed(.redirected, status: status)
        default: .failed(.refused, status: (100...599).contains(status) ? status : nil)
        }
    }

    private static func isLate(_ error: HTTPClientError) -> Bool {
        error == .deadlineExceeded || error == .readTimeout || error == .connectTimeout || error == .writeTimeout
            || error == .tlsHandshakeTimeout || error == .requestStreamCancelled
    }
}
