import Foundation
import TestSupport

/// What the server answered.
struct HTTPAnswer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: String

    subscript(_ name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }

    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any] ?? [:]
    }

    /// Nil if it is no answer of HTTP.
    init?(_ bytes: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let split = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let lines = String(decoding: bytes[..<split], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts.first ?? ""), parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
        }
        body = String(decoding: bytes[(split + end.count)...], as: UTF8.self)
    }
}

/// Speaks HTTP/1.1 over a socket of its own for each request: what is sent is exactly what the test says.
struct HTTPClient: Sendable {
    static let patienceSeconds = 20

    let port: UInt16

    func get(_ path: String, _ fields: [String: String] = [:]) async throws -> HTTPAnswer {
        try await send("GET", path, fields)
    }

    func post(_ path: String, form: String, _ fields: [String: String] = [:]) async throws -> HTTPAnswer {
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await send("POST", path, type.merging(fields) { $1 }, body: form)
    }

    func send(
        _ method: String,
        _ path: String,
        _ fields: [String: String] = [:],
        body: String = ""
    ) async throws -> HTTPAnswer {
        var all = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(fields) { $1 }
        if !body.isEmpty, all["Content-Length"] == nil { all["Content-Length"] = String(body.utf8.count) }
        let head = all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await raw("\(method) \(path) HTTP/1.1\r\n\(head)\r\n\(body)")
    }

    /// Sends the text and reads until the server closes.
    func raw(_ text: String) async throws -> HTTPAnswer {
        let bytes = try await BlockingWork.run { try exchange(Array(text.utf8)) }
        guard let answer = HTTPAnswer(bytes) else {
            throw TestSupportError("no answer of HTTP: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        }
        return answer
    }

    /// Sends bytes and returns what came before the server closed.
    func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
        let descriptor = try Self.connect(to: port)
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            // The server may have said no already and closed; its answer is still to be read.
            guard count > 0 else { break }
            sent += count
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { break }
            received += buffer.prefix(count)
        }
        return received
    }

    /// A connected socket that waits at most `patienceSeconds`.
    static func connect(to port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw TestSupportError("nobody listens on port \(port)")
        }
        return descriptor
    }
}
