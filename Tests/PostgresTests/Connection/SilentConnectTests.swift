import Glibc
@testable import Postgres
import TestSupport
import Testing

/// Servers and networks that fall silent while a connection is made.
@Suite(.timeLimit(.minutes(2))) struct SilentConnectTests {
    private static let deadline: Duration = .milliseconds(300)

    /// TLS or not, and where the bytes stop.
    struct Phase: CustomTestStringConvertible {
        var route: PostgresClusterRoute
        var direction: ChaosDirection
        var fault: ChaosFault
        var testDescription: String { "\(route.description) \(direction) \(fault)" }
    }

    static let phases = [PostgresClusterRoute.tcp(.scram), .tls(mode: "require")].flatMap { route in
        ChaosDirection.allCases.flatMap { direction in
            [ChaosFault.freeze, .discard].map { Phase(route: route, direction: direction, fault: $0) }
        }
    }

    @Test(arguments: phases)
    func `silence in any phase of connecting ends with the deadline`(_ phase: Phase) async throws {
        let cluster = try await PostgresCluster.shared
        let total = try await bytes(of: phase, cluster)
        #expect(total > 200)
        // From the first byte over TLS and authentication to the last bytes (how many a signature has varies).
        let places = [0, 1, 9, total / 5, total * 2 / 5, total * 3 / 5, total * 4 / 5, total - 16]
        await withTaskGroup(of: Void.self) { group in
            for place in places {
                group.addTask {
                    do {
                        let proxy = try ChaosProxy(.tcp(port: cluster.port))
                        proxy.set(phase.fault, phase.direction, afterBytes: place)
                        let string = cluster.dsn(phase.route.through(port: proxy.port))
                        let configuration = try PostgresConfiguration.short(string, connect: Self.deadline)
                        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
                        #expect(ending.kind == .deadlineExceeded, "\(place): \(String(describing: ending.error))")
                        #expect(ending.isWithin(Self.deadline), "\(place): \(ending.elapsed)")
                        // What was begun is closed, and not left to the server.
                        proxy.set(.pass)
                        try await proxy.wait { $0.openConnections == 0 }
                    } catch {
                        Issue.record(error)
                    }
                }
            }
        }
    }

    /// How many bytes go that way until the server is ready for queries.
    private func bytes(of phase: Phase, _ cluster: PostgresCluster) async throws -> Int {
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        let string = cluster.dsn(phase.route.through(port: proxy.port))
        return try await PostgresConnection.with(string) { _ in
            phase.direction == .toServer ? proxy.figures.bytesToServer : proxy.figures.bytesToClient
        }
    }

    @Test func `a packet that nobody answers ends with the deadline`() async throws {
        let cluster = try await PostgresCluster.shared
        let crowded = try CrowdedPort()
        defer { crowded.close() }
        let route = PostgresClusterRoute.tcp(.trusted).through(port: crowded.port)
        let configuration = try PostgresConfiguration.short(cluster.dsn(route), connect: Self.deadline)
        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(ending.kind == .deadlineExceeded)
        #expect(ending.isWithin(Self.deadline))
    }

    @Test func `a stopped postmaster ends with the deadline`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            let postmaster = try #require(cluster.postmasterID)
            kill(postmaster, SIGSTOP)
            defer { kill(postmaster, SIGCONT) }
            for route in [PostgresClusterRoute.unixSocket, .tcp(.trusted)] {
                let configuration = try PostgresConfiguration.short(cluster.dsn(route), connect: Self.deadline)
                let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
                #expect(ending.kind == .deadlineExceeded)
                #expect(ending.isWithin(Self.deadline))
            }
        }
    }

    @Test func `a server that hangs up or answers nonsense is a failure`() async throws {
        let cluster = try await PostgresCluster.shared
        for fault in [ChaosFault.cut, .reset] {
            for route in [PostgresClusterRoute.tcp(.scram), .tls(mode: "require")] {
                for place in [0, 1, 30] {
                    let proxy = try ChaosProxy(.tcp(port: cluster.port))
                    proxy.set(fault, .toClient, afterBytes: place)
                    let string = cluster.dsn(route.through(port: proxy.port))
                    let ending = await Ending.of { try await PostgresConnection.with(string) { _ in } }
                    #expect(ending.kind == .connectionFailed, "\(fault) \(place) \(String(describing: ending.error))")
                    #expect(ending.elapsed < .seconds(8))
                }
            }
        }
    }

    @Test func `a network of single bytes connects all the same`() async throws {
        let cluster = try await PostgresCluster.shared
        for route in [PostgresClusterRoute.tcp(.scram), .tls(mode: "require")] {
            let proxy = try ChaosProxy(.tcp(port: cluster.port))
            proxy.set(.slice(sizeBytes: 1))
            let string = cluster.dsn(route.through(port: proxy.port))
            try await PostgresConnection.with(string) { try await $0.expect("select repeat('x', 500)", x500) }
        }
    }

    private var x500: String { String(repeating: "x", count: 500) }

    @Test func `a cancelled connect ends at once and closes what it began`() async throws {
        let cluster = try await PostgresCluster.shared
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        proxy.set(.freeze, .toClient)
        let string = cluster.dsn(.tcp(.trusted).through(port: proxy.port))
        let ending = try await ending {
            try await PostgresConnection.with(try .short(string, connect: .seconds(60))) { _ in }
        } cancelledAfter: {
            try await proxy.wait { $0.bytesToServer > 0 }
        }
        #expect(ending.error is CancellationError)
        #expect(ending.isWithin(.zero))
        proxy.set(.pass)
        try await proxy.wait { $0.openConnections == 0 }
    }

    @Test func `a crowd of frozen connects delays neither tasks nor open connections`() async throws {
        let cluster = try await PostgresCluster.shared
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        let string = cluster.dsn(.tcp(.trusted).through(port: proxy.port))
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
            proxy.set(.freeze)
            try await withThrowingTaskGroup(of: Ending.self) { group in
                for _ in 0..<60 {
                    group.addTask {
                        await Ending.of {
                            let frozen = try PostgresConfiguration.short(string, connect: .milliseconds(800))
                            try await PostgresConnection.with(frozen) { _ in }
                        }
                    }
                }
                for number in 0..<100 {
                    let turn = await Ending.of { try await connection.expect("select \(number)::text", "\(number)") }
                    #expect(turn.error == nil)
                    #expect(turn.elapsed < .seconds(3))
                    try await Task.sleep(for: .milliseconds(2))
                }
                for try await ending in group {
                    #expect(ending.kind == .deadlineExceeded)
                    #expect(ending.isWithin(.milliseconds(800)))
                }
            }
        }
    }
}

extension PostgresClusterRoute {
    var description: String { "\(self)".contains("require") ? "TLS" : "TCP" }
}

/// A port whose queue is full, so that the kernel drops what knocks.
private struct CrowdedPort {
    let port: UInt16
    private let descriptors: [Int32]

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 0) == 0 ? getsockname(listener, $0, &size) : -1
            }
        }
        guard status == 0 else { throw TestSupportError("no crowded port") }
        port = UInt16(bigEndian: address.sin_port)
        var descriptors = [listener]
        for _ in 0..<4 {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            _ = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(client, $0, size) }
            }
            descriptors.append(client)
        }
        self.descriptors = descriptors
    }

    func close() { descriptors.forEach { _ = Glibc.close($0) } }
}
