import Foundation
import FoundationNetworking
import TestSupport

/// Requests over HTTP, each with a deadline. Nothing is kept between two of them.
struct WebExchange: Sendable {
    /// An answer, read to its end.
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        /// The body as a document; null where it is none.
        var json: JSON { (try? JSONDecoder().decode(JSON.self, from: body)) ?? .null }

        /// A header, by its name in small letters.
        subscript(_ name: String) -> String? { headers[name] }
    }

    private static let patienceSeconds: Double = 60

    private let session: URLSession

    init() {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = Self.patienceSeconds
        configuration.timeoutIntervalForResource = Self.patienceSeconds
        session = URLSession(configuration: configuration)
    }

    func send(
        _ method: String,
        _ address: String,
        _ headers: [String: String] = [:],
        body: Data? = nil
    ) async throws -> Answer {
        guard let url = URL(string: address) else { throw TestSupportError("\(address) is no address") }
        var request = URLRequest(url: url, timeoutInterval: Self.patienceSeconds)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw TestSupportError("no answer from \(address)") }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: response.statusCode, headers: fields, body: data)
    }

    /// Ends the connections.
    func close() { session.invalidateAndCancel() }
}

/// Waits until something is so, 60 s at most.
func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(60)
    while clock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(100))
    }
    throw TestSupportError("within a minute it did not come about that \(what)")
}
