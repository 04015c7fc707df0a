import Foundation
import TestSupport
import Testing

/// A program that works for an officer over the API with a token.
struct APIClient: Sendable {
    let exchange: WebExchange
    let site: Site
    let token: String

    func get(_ path: String) async throws -> WebExchange.Answer { try await send("GET", path) }

    /// Sends a document, under a key of its own and with the version that was seen.
    func send(
        _ method: String,
        _ path: String,
        _ document: JSON? = nil,
        version: Int? = nil
    ) async throws -> WebExchange.Answer {
        var headers = headers(version)
        if document != nil { headers["Content-Type"] = "application/json" }
        return try await exchange.send(
            method,
            site.address + "/api/v1" + path,
            headers,
            body: try document.map { try JSONEncoder().encode($0) } ?? Data()
        )
    }

    /// Sends a list as it is.
    func upload(_ list: MessyList) async throws -> WebExchange.Answer {
        var headers = headers(nil)
        headers["Content-Type"] = "application/octet-stream"
        headers["File-Name"] = list.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try await exchange.send(
            "POST",
            site.address + "/api/v1/imports",
            headers,
            body: Data(contentsOf: URL(filePath: list.path))
        )
    }

    /// The names of a list of members.
    func names(_ answer: WebExchange.Answer) -> Set<String> {
        Set(answer.json["items"].elements.compactMap { $0["full_name"].text })
    }

    private func headers(_ version: Int?) -> [String: String] {
        var headers = ["Authorization": "Bearer \(token)", "Idempotency-Key": UUID().uuidString]
        if let version { headers["If-Match"] = "\"\(version)\"" }
        return headers
    }
}
