import Foundation
import Glibc
import TestSupport

/// Requests over HTTP/1.1 to this machine, each on a connection of its own and with a deadline. Foundation's client will not do:
/// on Linux it refuses chromedriver's header fields, which have no blank behind the colon.
struct WebExchange: Sendable {
    /// An answer, read to its end.
    struct Answer: Sendable {
        let status: Int
        let body: Data

        /// The body as a document; null where it is none.
        var json: JSON { (try? JSONDecoder().decode(JSON.self, from: body)) ?? .null }
    }

    private static let patienceSeconds = 60
    /// Far above every page, picture and workbook of a journey.
    private static let mostBytes = 32 << 20

    /// Sends a request and reads what comes.
    /// - Parameter address: with `localhost` or `127.0.0.1` and a port.
    func send(
        _ method: String,
        _ address: String,
        _ headers: [String: String] = [:],
        body: Data = Data()
    ) async throws -> Answer {
        guard let url = URLComponents(string: address), let port = url.port.flatMap(UInt16.init(exactly:)) else {
            throw TestSupportError("\(address) is no address with a port")
        }
        let query = url.percentEncodedQuery.map { "?\($0)" } ?? ""
        var fields = headers
        fields["Host"] = "\(url.host ?? ""):\(port)"
        fields["Connection"] = "close"
        if !body.isEmpty || method != "GET" { fields["Content-Length"] = String(body.count) }
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head = "\(method) \(url.percentEncodedPath)\(query) HTTP/1.1\r\n\(lines)\r\n"
        let bytes = Data(head.utf8) + body
        let received = try await BlockingWork.run { try Self.exchange(bytes, port: port) }
        guard let answer = Answer(received) else { throw TestSupportError("no answer from \(method) \(address)") }
        return answer
    }

    private static func exchange(_ bytes: Data, port: UInt16) throws -> Data {
        let descriptor = try connect(to: port)
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // The server may have said no already; its answer is still to be read.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while Answer.lengthBytes(of: received).map({ received.count < $0 }) ?? true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received.append(contentsOf: buffer.prefix(count))
            guard received.count <= mostBytes else {
                throw TestSupportError("an answer of more than \(mostBytes) bytes")
            }
        }
        return received
    }

    private static func connect(to port: UInt16) throws -> Int32 {
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

extension WebExchange.Answer {
    private static let headEnd = Data("\r\n\r\n".utf8)

    /// Nil for what is no whole answer.
    fileprivate init?(_ bytes: Data) {
        guard let head = Self.head(of: bytes), bytes.count >= Self.lengthBytes(of: bytes) ?? 0
        else { return nil }
        let words = head.lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        body = bytes[head.end...]
    }

    /// The length of the whole answer; nil as long as the head is not there, or where the end of the connection is the end.
    fileprivate static func lengthBytes(of bytes: Data) -> Int? {
        guard let head = head(of: bytes) else { return nil }
        let field = head.lines.first { $0.lowercased().hasPrefix("content-length:") }
        return field?.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
            .map { head.end + $0 }
    }

    private static func head(of bytes: Data) -> (lines: [String], end: Int)? {
        guard let end = bytes.firstRange(of: headEnd) else { return nil }
        let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        return (text.components(separatedBy: "\r\n"), end.upperBound)
    }
}

/// Waits until something is so, 60 s at most.
func until(_ what: @autoclosure () -> String, _ condition: () async throws -> Bool) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(60)
    while clock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(100))
    }
    throw TestSupportError("within a minute it did not come about that \(what())")
}
