import Postgres
import TestSupport
import Testing

/// One database for all suites that do not harm each other: their tables are temporary or have names of their own.
enum SharedDatabase {
    private static let made = Task {
        let database = try await PostgresCluster.shared.createDatabase()
        try await database.run("create extension hstore; create extension citext")
        return database
    }

    /// The database, made when first asked for; hstore and citext are installed.
    static var database: PostgresClusterDatabase {
        get async throws { try await made.value }
    }

    /// How to reach it over the Unix socket, as the superuser.
    static var configuration: PostgresConfiguration {
        get async throws { try PostgresConfiguration(try await database.dsn()) }
    }

    /// Lends a connection of the caller's own, and closes it.
    static func withConnection<Value>(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await Turnstile.pass { try await connected(change, body) }
    }

    private static func connected<Value>(
        _ change: (inout PostgresConfiguration) -> Void,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        var configuration = try await configuration
        change(&configuration)
        let connection = try await PostgresConnection.connect(configuration)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}

/// Lets a few tests at a time to the server: they all start at once, and the machine has few cores.
enum Turnstile {
    private static let limit = 16
    private static let queue = Queue()
    /// Set within a test that has passed: what it does inside must not wait for itself.
    @TaskLocal private static var isInside = false

    /// Runs `body` as soon as its turn has come; at once where this test has passed already.
    static func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        if isInside { return try await body() }
        await queue.enter(limit: limit)
        do {
            let value = try await $isInside.withValue(true) { try await body() }
            await queue.leave()
            return value
        } catch {
            await queue.leave()
            throw error
        }
    }

    private actor Queue {
        private var inside = 0
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func enter(limit: Int) async {
            guard inside >= limit else {
                inside += 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        /// Hands the place on.
        func leave() {
            if waiting.isEmpty { inside -= 1 } else { waiting.removeFirst().resume() }
        }
    }
}

/// The error that `body` throws, if it throws one of ours.
func failure(_ body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

extension PostgresConnection {
    /// Still good for work, with nothing open: the check at the end of every test that makes something fail.
    func expectToWork(_ location: SourceLocation = #_sourceLocation) async throws {
        #expect(transactionStatus == .idle, sourceLocation: location)
        let answer = try await query("select 40 + 2").value(Int.self)
        #expect(answer == 42, sourceLocation: location)
    }
}
