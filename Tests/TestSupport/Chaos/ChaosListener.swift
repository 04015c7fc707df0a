import Glibc

/// The proxy's door: a port of 127.0.0.1 that can refuse for a while and stays ours meanwhile.
struct ChaosListener {
    let descriptor: Int32
    let port: UInt16
    private(set) var refuses = false

    private static let backlog: Int32 = 256

    init() throws {
        let attempts = 5
        var failure: any Error = TestSupportError("no port")
        for _ in 0..<attempts {
            // An explicit number: the kernel takes a number of its own choice back when a listener is shut.
            let port = try LoopbackPort.free()
            let descriptor = try LoopbackPort.makeSocket(AF_INET)
            // Without it the port could not be opened again while earlier clients are connected.
            var one: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
            do {
                _ = try LoopbackPort.bindLoopback(descriptor, port: port)
                guard listen(descriptor, Self.backlog) == 0 else { throw TestSupportError("cannot listen on \(port)") }
                self.descriptor = descriptor
                self.port = port
                return
            } catch {
                close(descriptor)
                failure = error
            }
        }
        throw failure
    }

    /// From now on clients get "connection refused", or are let in again.
    mutating func refuse(_ refuses: Bool) throws {
        guard refuses != self.refuses else { return }
        let status = refuses ? shutdown(descriptor, Int32(SHUT_RD)) : listen(descriptor, Self.backlog)
        guard status == 0 else {
            throw TestSupportError("cannot turn port \(port) on or off: \(String(cString: strerror(errno)))")
        }
        self.refuses = refuses
    }

    /// The next client; nil when none waits. Non-blocking, and small packets go at once.
    func acceptClient() -> Int32? {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return nil }
        LoopbackPort.makeNonblocking(client)
        return client
    }
}
