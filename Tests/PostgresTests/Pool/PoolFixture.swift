import Foundation
import Postgres
import Synchronization
import TestSupport

/// A pool that runs while a test uses it.
enum PoolFixture {
    /// Lends a running pool, then ends it at once, and fails if its run does not end within seconds.
    static func withPool<Value: Sendable>(
        _ configuration: PostgresConfiguration,
        _ configure: (inout PostgresPoolConfiguration) -> Void = { _ in },
        _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        var limits = PostgresPoolConfiguration()
        limits.checkoutTimeout = .seconds(30)
        configure(&limits)
        let pool = try PostgresPool(configuration, limits: limits)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            do {
                let value = try await body(pool)
                pool.drain(within: .seconds(5))
                try await group.waitForAll()
                return value
            } catch {
                pool.drain(within: .zero)
                throw error
            }
        }
    }

    /// A configuration for a fresh database of the shared cluster.
    static func configuration(
        _ configure: (inout PostgresConfiguration) -> Void = { _ in }
    ) async throws -> PostgresConfiguration {
        let database = try await PostgresCluster.shared.createDatabase()
        var configuration = try PostgresConfiguration(database.dsn(.unixSocket))
        configure(&configuration)
        return configuration
    }

    /// Waits until `condition` holds of the pool's figures, at most 20 s.
    static func wait(
        _ pool: PostgresPool,
        until condition: (PostgresPoolFigures) -> Bool
    ) async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        while !condition(pool.figures) {
            guard clock.now < end else { throw TestSupportError("the pool did not come to that: \(pool.figures)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The error that `body` throws; nil if it throws none, or another kind.
    static func error(_ body: () async throws -> Void) async -> PostgresError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? PostgresError
        }
    }
}

/// A value that several tasks may change.
final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }

    func change(_ change: @Sendable (inout Value) -> Void) { state.withLock { change(&$0) } }
}

/// A door that stays shut until it is opened, for tasks that are to hold something.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        waiters.forEach { $0.resume() }
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
