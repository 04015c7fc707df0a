import Foundation
import Logging
import Postgres
import Programme
import Schema
import Store

/// The operator's way into the database, for the time of one command: a small pool of `hoctap_admin`'s.
struct OperatorDatabase: Sendable {
    let pool: PostgresPool
    let admin: AdminDatabase
    /// What a tenant keeps, seen as the operator at work in it.
    let tenants: TenantDatabase
    let areas: AreaRepository
    /// Number of the last migration.
    let schemaVersion: Int
    /// Makes persons' tokens; nil where there is none.
    let personKey: PersonKey?

    /// One for the work, one for what is looked up beside it.
    private static let connections = 2

    /// Runs `body` with the database, in a schema that this program knows. The first signal cancels it.
    static func use<Value: Sendable>(
        _ run: RunOptions,
        command: String,
        _ body: @escaping @Sendable (OperatorDatabase) async throws -> Value
    ) async throws -> Value {
        let settings = try run.start(standardLogLevel: .warning)
        return try await use(settings, command: command, body)
    }

    /// The same with settings that were read before.
    static func use<Value: Sendable>(
        _ settings: Settings,
        command: String,
        connections: Int = Self.connections,
        _ body: @escaping @Sendable (OperatorDatabase) async throws -> Value
    ) async throws -> Value {
        let program = "hoctap \(command)"
        let configuration = try DatabaseConfiguration(role: .admin, settings: settings, program: program)
        let allowsOldServer = try settings.flag(.allowOldPostgres)
        // says what is wrong with the way there at once, which a pool would try again
        let schemaVersion = try await Interruption.guarding {
            try await configuration.withConnection { connection in
                try await SchemaVersion.check(connection, allowingOldServer: allowsOldServer)
            }
        }
        let personKey = try PersonKey.find(in: settings)
        return try await RunningPool.use(configuration, connections: connections) { pool in
            if let personKey, try await !pool.withConnection({ try await personKey.note(on: $0) }),
                command != TotalsTokensCommand.name
            {
                StandardError.write(line: "Warning: \(CheckFinding.otherPersonKey)")
            }
            let database = OperatorDatabase(
                pool: pool,
                admin: AdminDatabase(pool: pool, requestID: program, personKey: personKey),
                tenants: TenantDatabase(pool: pool, personKey: personKey),
                areas: AreaRepository(pool: pool),
                schemaVersion: schemaVersion,
                personKey: personKey
            )
            return try await body(database)
        }
    }

    /// Runs `body` in a tenant, as the operator.
    func write<Value>(
        _ tenant: Tenant,
        _ body: (TenantTransaction) async throws -> Value
    ) async throws -> Value {
        try await tenants.write(.operator(in: tenant.id, requestID: admin.requestID), body)
    }

    /// The same without changing anything.
    func read<Value>(
        _ tenant: Tenant,
        _ body: (TenantTransaction) async throws -> Value
    ) async throws -> Value {
        try await tenants.read(.operator(in: tenant.id, requestID: admin.requestID), body)
    }
}

/// A pool for the time of a closure.
enum RunningPool {
    /// Runs `body` beside the pool's own work, and ends that afterwards. The first signal cancels both.
    static func use<Value: Sendable>(
        _ configuration: DatabaseConfiguration,
        connections: Int,
        _ body: @escaping @Sendable (PostgresPool) async throws -> Value
    ) async throws -> Value {
        var limits = PostgresPoolConfiguration()
        limits.name = configuration.role.rawValue
        limits.maximumConnections = connections
        let pool = try PostgresPool(configuration.postgres, limits: limits)
        return try await Interruption.guarding {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                defer { group.cancelAll() }
                return try await body(pool)
            }
        }
    }
}
