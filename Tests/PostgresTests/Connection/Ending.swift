import Postgres
import Testing

/// How a call ended, and how long it took.
struct Ending: Sendable {
    var error: (any Error)?
    var elapsed: Duration

    /// Far more than any grace, so that a busy machine passes, and far less than a hang.
    static let slack: Duration = .seconds(8)

    /// Runs `body` to its end, whatever that is.
    static func of(_ body: () async throws -> Void) async -> Ending {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await body()
            return Ending(error: nil, elapsed: clock.now - start)
        } catch {
            return Ending(error: error, elapsed: clock.now - start)
        }
    }

    var postgres: PostgresError? { error as? PostgresError }
    var kind: PostgresError.Kind? { postgres?.kind }

    /// The promise of every call: its deadline plus 2 s (and what a busy machine needs).
    func isWithin(_ deadline: Duration) -> Bool { elapsed < deadline + .seconds(2) + Self.slack }
}

extension PostgresConfiguration {
    /// Deadlines short enough for a test that waits for them.
    static func short(
        _ connectionString: String,
        connect: Duration = .seconds(10),
        query: Duration = .seconds(20),
        grace: Duration = .milliseconds(400)
    ) throws -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(connectionString)
        configuration.connectTimeout = connect
        configuration.queryTimeout = query
        configuration.cancelGrace = grace
        return configuration
    }
}

extension PostgresConnection {
    /// Lends a connection, closed afterwards.
    static func with<Value>(
        _ configuration: PostgresConfiguration,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await connect(configuration)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    static func with<Value>(
        _ connectionString: String,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await with(PostgresConfiguration(connectionString), body)
    }

    /// The value of a query without parameters.
    func text(_ sql: String) async throws -> String? {
        try await query(PostgresQuery(sql: sql)).value(String?.self)
    }

    /// Expects the value of a query without parameters.
    func expect(_ sql: String, _ value: String?, at location: SourceLocation = #_sourceLocation) async throws {
        let found = try await text(sql)
        #expect(found == value, sourceLocation: location)
    }
}
