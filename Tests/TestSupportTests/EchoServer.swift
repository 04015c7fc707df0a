import Foundation
import Glibc
@testable import TestSupport

/// Sends back what it gets, on a TCP port or a Unix socket, one thread a client. Ends with the value.
final class EchoServer: Sendable {
    let destination: ChaosDestination
    private let listener: Int32

    /// On a free port of 127.0.0.1.
    init() throws {
        listener = try LoopbackPort.makeSocket(AF_INET)
        destination = .tcp(port: try LoopbackPort.bindLoopback(listener, port: 0))
        serve()
    }

    /// On a Unix socket, whose path must be free.
    init(path: String) throws {
        listener = try LoopbackPort.makeSocket(AF_UNIX)
        destination = .unixSocket(path: path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { [listener] in
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw TestSupportError("cannot bind to \(path)") }
        serve()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve() {
        listen(listener, 16)
        Thread.detachNewThread { [listener] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { Self.echo(client) }
            }
        }
    }

    private static func echo(_ client: Int32) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(client, &bytes, bytes.count, 0), count > 0 {
            guard send(client, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        close(client)
    }
}

/// A blocking socket to a port of 127.0.0.1, which gives up reading after a while.
final class PlainClient {
    /// What a read came to.
    enum Answer: Equatable {
        case bytes([UInt8])
        case silence
        case end
        case reset
    }

    private let descriptor: Int32

    /// Nil when the port refuses.
    init?(port: UInt16) throws {
        descriptor = try LoopbackPort.makeSocket(AF_INET)
        var address = LoopbackPort.loopbackAddress(port: port)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { return nil }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// One read.
    func receive(upTo size: Int = 65_536, waitSeconds: Double = 10) -> Answer {
        var wait = timeval(tv_sec: Int(waitSeconds), tv_usec: Int(waitSeconds * 1e6) % 1_000_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var bytes = [UInt8](repeating: 0, count: size)
        let count = recv(descriptor, &bytes, size, 0)
        if count > 0 { return .bytes(Array(bytes[..<count])) }
        if count == 0 { return .end }
        return errno == ECONNRESET ? .reset : .silence
    }

    /// Reads until so many bytes are there, or nothing comes any more.
    func receive(exactly size: Int, waitSeconds: Double = 10) -> [UInt8] {
        var all: [UInt8] = []
        while all.count < size {
            guard case .bytes(let bytes) = receive(upTo: size - all.count, waitSeconds: waitSeconds) else { break }
            all += bytes
        }
        return all
    }

    /// No more will be sent; reading goes on.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }
}
