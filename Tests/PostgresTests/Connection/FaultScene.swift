@testable import Postgres
import TestSupport
import Testing

/// A connection to the shared cluster through a proxy that can strike it, with short deadlines.
struct FaultScene: Sendable {
    static let deadline: Duration = .milliseconds(300)

    let cluster: PostgresCluster
    let proxy: ChaosProxy
    let configuration: PostgresConfiguration
    private let deadline: Duration

    /// - Parameter deadline: for each call; a longer one where a fault must be told from it on a busy machine.
    init(
        _ route: PostgresClusterRoute = .tcp(.trusted),
        cluster: PostgresCluster? = nil,
        deadline: Duration = Self.deadline
    ) async throws {
        self.deadline = deadline
        if let cluster { self.cluster = cluster } else { self.cluster = try await PostgresCluster.shared }
        proxy = try ChaosProxy(.tcp(port: self.cluster.port))
        configuration = try .short(
            self.cluster.dsn(route.through(port: proxy.port)),
            query: deadline
        )
    }

    func with<Value>(_ body: (PostgresConnection) async throws -> Value) async throws -> Value {
        try await PostgresConnection.with(configuration, body)
    }

    /// Expects that the call ended by its deadline, that its outcome is told as unknown, and that the connection is closed.
    func expectSilence(
        _ ending: Ending,
        _ connection: PostgresConnection,
        kind: PostgresError.Kind = .deadlineExceeded,
        at location: SourceLocation = #_sourceLocation
    ) async {
        #expect(ending.kind == kind, "\(String(describing: ending.error))", sourceLocation: location)
        #expect(ending.postgres?.outcomeIsUnknown == true, sourceLocation: location)
        await expectClosed(ending, connection, at: location)
    }

    func expectClosed(
        _ ending: Ending,
        _ connection: PostgresConnection,
        at location: SourceLocation = #_sourceLocation
    ) async {
        #expect(ending.isWithin(deadline), "\(ending.elapsed)", sourceLocation: location)
        #expect(!connection.isUsable, sourceLocation: location)
        let after = await Ending.of { _ = try await connection.query("select 1") }
        #expect(after.kind == .closed, sourceLocation: location)
        #expect(after.elapsed < .seconds(2), sourceLocation: location)
    }

    /// Lends a pool of connections through the proxy.
    func withPool<Value: Sendable>(
        _ limits: PostgresPoolConfiguration,
        _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        try await PostgresPool.with(configuration, limits: limits, body)
    }
}

extension PostgresPool {
    /// Runs a pool while `body` lasts.
    static func with<Value: Sendable>(
        _ configuration: PostgresConfiguration,
        limits: PostgresPoolConfiguration = PostgresPoolConfiguration(),
        _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        let pool = try PostgresPool(configuration, limits: limits)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            defer { group.cancelAll() }
            return try await body(pool)
        }
    }
}

/// Lets `body` begin, does `strike`, and tells how `body` ended.
func ending(
    of body: @escaping @Sendable () async throws -> Void,
    struckBy strike: () async throws -> Void
) async throws -> Ending {
    try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask { await Ending.of(body) }
        try await strike()
        return try #require(await group.next())
    }
}

/// Cancels `body` after `strike`, and tells how it ended.
func ending(
    of body: @escaping @Sendable () async throws -> Void,
    cancelledAfter strike: () async throws -> Void
) async throws -> Ending {
    try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask { await Ending.of(body) }
        try await strike()
        group.cancelAll()
        return try #require(await group.next())
    }
}
