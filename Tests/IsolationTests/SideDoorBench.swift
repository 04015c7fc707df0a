import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// A filled database and connections as its roles.
struct SideDoorBench {
    let migrated: MigratedDatabase

    /// Lends a database of the test's own.
    static func with(_ body: (SideDoorBench) async throws -> Void) async throws {
        let migrated = try await MigratedDatabase.make()
        try await TwoTenants.fill(migrated.database)
        try await body(SideDoorBench(migrated: migrated))
        try await migrated.drop()
    }

    /// Runs `body` on a connection of the server's, in a transaction of the first tenant's administrator that is undone.
    func asServer(
        _ tenant: TwoTenants.Name = .one,
        _ body: (PostgresTransaction) async throws -> Void
    ) async throws {
        struct Over: Error {}
        try await migrated.withConnection(.server) { connection in
            do {
                try await connection.transaction(settings: Self.settings(tenant)) { transaction in
                    try await body(transaction)
                    throw Over()
                }
            } catch is Over {}
        }
    }

    /// What an administrator's transaction says.
    static func settings(_ tenant: TwoTenants.Name) -> PostgresSettings {
        [
            "app.tenant_id": TwoTenants.tenant(tenant).uuidString,
            "app.officer_id": TwoTenants.id(.officer, 1, of: tenant).uuidString,
            "app.role": "administrator", "app.access": "write", "app.scope": "*", "app.branches": "{}",
            "app.areas": "{}",
        ]
    }

    /// How a statement fails in the first tenant; nil if it does not.
    func failure(_ query: PostgresQuery) async throws -> PostgresError? {
        var failure: PostgresError?
        do {
            try await asServer { _ = try await $0.query(query) }
        } catch let error as PostgresError {
            failure = error
        }
        return failure
    }

    /// All that an error says, without the identities in it and the place of the call.
    static func everything(_ error: PostgresError, but identities: UUID...) -> String {
        let server = error.server
        let parts: [String?] = [
            server?.sqlState.code, server?.message, server?.detail, server?.hint, server?.constraint, server?.table,
            server?.column, server?.context,
        ]
        return identities.reduce(parts.map { $0 ?? "-" }.joined(separator: "|")) { text, identity in
            text.replacing(identity.uuidString.lowercased(), with: "<id>")
        }
    }
}
