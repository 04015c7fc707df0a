import Glibc

/// TCP ports of 127.0.0.1.
package enum LoopbackPort {
    /// A port that nobody listens on at this moment. Somebody may take it before the caller does.
    package static func free() throws -> UInt16 {
        let listener = try makeSocket(AF_INET)
        defer { close(listener) }
        return try bindLoopback(listener, port: 0)
    }

    /// Binds `descriptor` to 127.0.0.1 and returns its port.
    static func bindLoopback(_ descriptor: Int32, port: UInt16) throws -> UInt16 {
        var address = loopbackAddress(port: port)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 ? getsockname(descriptor, address, &size) : -1
            }
        }
        guard status == 0 else {
            throw TestSupportError("cannot bind to port \(port): \(String(cString: strerror(errno)))")
        }
        return UInt16(bigEndian: address.sin_port)
    }

    static func loopbackAddress(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    /// A stream socket that children do not inherit.
    static func makeSocket(_ family: Int32) throws -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestSupportError("no socket: \(String(cString: strerror(errno)))") }
        return descriptor
    }

    /// Non-blocking, not inherited, and small packets go at once (which a Unix socket does anyway).
    static func makeNonblocking(_ descriptor: Int32) {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// A non-blocking connection; nil when the destination refuses.
    static func connect(to destination: ChaosDestination) -> Int32? {
        let family = if case .tcp = destination { AF_INET } else { AF_UNIX }
        guard let descriptor = try? makeSocket(family) else { return nil }
        makeNonblocking(descriptor)
        let status =
            switch destination {
            case .tcp(let port): connect(descriptor, loopbackAddress(port: port))
            case .unixSocket(let path): connect(descriptor, unixAddress(path: path))
            }
        guard status == 0 || errno == EINPROGRESS else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func connect<Address>(_ descriptor: Int32, _ address: Address?) -> Int32 {
        guard var address else { return -1 }
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// Nil when the path is too long for an address.
    private static func unixAddress(path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }
}
