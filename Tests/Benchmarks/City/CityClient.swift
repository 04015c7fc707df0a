import Foundation
import Glibc
import TestSupport

/// What is asked for.
enum CityDoor: String, CaseIterable, Sendable {
    /// The first page, for people.
    case page = "city_dashboard"
    /// The same for programs.
    case document = "city_document"

    func path(year: Int, boundary: String) -> String {
        let address = self == .page ? "/city" : "/api/v1/city/totals"
        return "\(address)?year=\(year)&boundary=\(boundary)"
    }

    var mediaType: String { self == .page ? "text/html" : "application/json" }
    /// A whole answer is larger.
    var leastBytes: Int { self == .page ? 20_000 : 10_000 }
}

/// One connection to a server that stays open, used by one thread.
struct CityClient {
    private let descriptor: Int32
    private static let patienceSeconds = 60
    private static let years = 2016...2025

    /// A connected socket that waits at most `patienceSeconds`.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw BenchmarkError("nobody listens on port \(port)")
        }
    }

    /// Waits until the server says that it is ready.
    static func waitUntilReady(port: UInt16, _ server: BackgroundProcess) async throws {
        for _ in 0..<300 {
            let isReady = try await BlockingWork.run {
                guard let client = try? CityClient(port: port) else { return false }
                defer { Glibc.close(client.descriptor) }
                return try client.ask("/readyz", [:]).status == 200
            }
            if isReady { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BenchmarkError("the server does not get ready: \(server.errors.suffix(2000))")
    }

    /// Asks for the same of one year after another, again and again.
    /// - Returns: how long each took, in milliseconds.
    func look(
        at door: CityDoor,
        forSeconds seconds: Double,
        as viewers: CityViewers,
        from first: Int,
        of clients: Int
    ) throws -> [Double] {
        defer { close(descriptor) }
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(seconds)
        var times: [Double] = []
        var turn = first
        while clock.now < deadline {
            let year = Self.years.lowerBound + turn % Self.years.count
            let boundary = (turn / Self.years.count).isMultiple(of: 2) ? "then" : "today"
            let viewer = turn % viewers.cookies.count
            let start = clock.now
            let answer = try ask(
                door.path(year: year, boundary: boundary),
                [
                    "Cookie": "hoctap=\(viewers.cookies[viewer])", "Accept": door.mediaType,
                    "X-Forwarded-For": "100.64.\(viewer / 250).\(viewer % 250 + 1)",
                ]
            )
            times.append((clock.now - start) / .milliseconds(1))
            try check(answer.status == 200, "status \(answer.status)")
            try check(answer.bytes > door.leastBytes, "an answer of \(answer.bytes) bytes")
            turn += clients
        }
        return times
    }

    private func ask(_ path: String, _ fields: [String: String]) throws -> (status: Int, bytes: Int) {
        let head = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(head)\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw BenchmarkError("the server does not listen any more")
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let text = String(decoding: received[..<end.lowerBound], as: UTF8.self).lowercased()
                let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
                let length = text.firstMatch(of: #/content-length: ([0-9]+)/#).flatMap { Int($0.1) } ?? 0
                if received.count - end.upperBound >= length { return (status, length) }
            }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchmarkError("the server closed the connection") }
            received += buffer.prefix(count)
        }
    }
}
