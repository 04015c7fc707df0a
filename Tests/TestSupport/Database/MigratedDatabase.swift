import Foundation
package import Postgres
package import Schema

/// A database with the whole schema of `sql/`, for one suite or one test: a clone of a template that is migrated once a process.
///
///     let database = try await MigratedDatabase.make()
///     try await database.withConnection(.server) { connection in … }
///
/// It lies in the shared cluster, so roles are every suite's: change none of them but in a transaction that is rolled back.
package struct MigratedDatabase: Sendable {
    /// The roles of `sql/roles`, and the superuser. Over the Unix socket each is trusted.
    package enum Role: String, CaseIterable, Sendable {
        case superuser = "postgres"
        case migrate = "hoctap_migrate"
        case server = "hoctap_server"
        case auth = "hoctap_auth"
        case worker = "hoctap_worker"
        case city = "hoctap_city"
        case admin = "hoctap_admin"
        case backup = "hoctap_backup"
    }

    /// Where it is.
    package let database: PostgresClusterDatabase

    /// A clone of the migrated template. It goes with the cluster, or with `drop`.
    package static func make() async throws -> MigratedDatabase {
        let template = try await template.value
        let clone = try await template.cluster.createDatabase(template: template.name, owner: owner)
        try await copyGrants(from: template, to: clone)
        return MigratedDatabase(database: clone)
    }

    /// A database of the owner's with nothing in it, beside the same roles: for tests of the migrator.
    package static func empty() async throws -> MigratedDatabase {
        let cluster = try await clusterWithRoles.value
        return MigratedDatabase(database: try await cluster.createDatabase(owner: owner))
    }

    /// The whole schema in a cluster of the caller's own, which may be maltreated.
    package static func make(on cluster: PostgresCluster) async throws -> MigratedDatabase {
        let roles = try String(contentsOfFile: RepositoryFolder.path("sql/roles/roles.sql"), encoding: .utf8)
        try await cluster.database("postgres").run(roles)
        let migrated = MigratedDatabase(database: try await cluster.createDatabase(owner: owner))
        let migrator = SchemaMigrator(try files, options: SchemaMigratorOptions(binaryVersion: "test"))
        _ = try await migrated.withConnection(.migrate) { try await migrator.run(on: $0) }
        return migrated
    }

    /// The files of this repository's `sql/`.
    package static var files: SchemaFiles {
        get throws { try SchemaFiles(folder: RepositoryFolder.path("sql")) }
    }

    /// How to reach it as `role`.
    package func configuration(_ role: Role) throws -> PostgresConfiguration {
        try PostgresConfiguration(database.dsn(.unixSocket(user: role.rawValue)))
    }

    /// Lends a connection of the caller's own as `role`, and closes it.
    package func withConnection<Value>(
        _ role: Role,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await PostgresConnection.connect(try configuration(role))
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Removes it, with the connections that are still open.
    package func drop() async throws { try await database.drop() }

    // MARK: Made once a process

    private static let owner = "hoctap_owner"

    private static let clusterWithRoles = Task {
        let cluster = try await PostgresCluster.shared
        let roles = try String(contentsOfFile: RepositoryFolder.path("sql/roles/roles.sql"), encoding: .utf8)
        try await cluster.database("postgres").run(roles)
        return cluster
    }

    private static let template = Task {
        let migrated = try await empty()
        let migrator = SchemaMigrator(try files, options: SchemaMigratorOptions(binaryVersion: "test"))
        _ = try await migrated.withConnection(.migrate) { try await migrator.run(on: $0) }
        return migrated.database
    }

    /// What is granted on a database itself does not go with a clone.
    private static func copyGrants(
        from template: PostgresClusterDatabase,
        to clone: PostgresClusterDatabase
    ) async throws {
        try await clone.run(
            """
            do $$
            declare
                granted record;
            begin
                revoke all on database \(clone.name) from public;
                for granted in
                    select a.privilege_type, a.grantee
                    from pg_database as d
                    cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as a
                    where d.datname = '\(template.name)'
                loop
                    execute format(
                        'grant %s on database \(clone.name) to %s',
                        granted.privilege_type,
                        case granted.grantee when 0 then 'public' else granted.grantee::regrole::text end
                    );
                end loop;
            end
            $$
            """
        )
    }
}
