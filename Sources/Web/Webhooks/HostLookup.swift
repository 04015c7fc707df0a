internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Looks names up. The system's resolver blocks and cannot be told to stop, so it runs on threads of its own, and whoever waits
/// gives up in time.
struct HostLookup: Sendable {
    /// The name was not found, or not in time.
    struct Failed: Error {
        let isLate: Bool
    }

    /// Names that are looked up at the same time.
    private static let threads = 4
    /// Addresses of one name that are looked at.
    private static let most = 32

    private let pool: NIOThreadPool
    private let loop: any EventLoop

    init() {
        pool = NIOThreadPool(numberOfThreads: Self.threads)
        pool.start()
        loop = MultiThreadedEventLoopGroup.singleton.next()
    }

    /// The addresses of a name, in the order in which they should be tried; one address at least.
    /// - Throws: `Failed`.
    func addresses(of host: String, within limit: TimeAmount) async throws -> [NetworkAddress] {
        let promise = loop.makePromise(of: [NetworkAddress].self)
        let late = loop.scheduleTask(in: limit) { promise.fail(Failed(isLate: true)) }
        pool.runIfActive(eventLoop: loop) { Self.resolve(host) }.whenComplete { result in
            late.cancel()
            switch result {
            case .success(let addresses) where !addresses.isEmpty: promise.succeed(addresses)
            default: promise.fail(Failed(isLate: false))
            }
        }
        return try await promise.futureResult.get()
    }

    private static func resolve(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { if let list { freeaddrinfo(list) } }
        var found: [NetworkAddress] = []
        var entry = list
        while let current = entry, found.count < most {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let status = getnameinfo(
                current.pointee.ai_addr,
                current.pointee.ai_addrlen,
                &text,
                socklen_t(text.count),
                nil,
                0,
                NI_NUMERICHOST
            )
            let name = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if status == 0, let address = NetworkAddress(name) { found.append(address) }
            entry = current.pointee.ai_next
        }
        return found
    }
}
