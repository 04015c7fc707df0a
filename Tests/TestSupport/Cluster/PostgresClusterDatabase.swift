import Synchronization

/// A database of a cluster, for one suite or one test.
package struct PostgresClusterDatabase: Sendable {
    /// Where it is.
    package let cluster: PostgresCluster
    /// As `create database` had it; needs no quotes when we made it.
    package let name: String

    /// A connection string in libpq's keyword form.
    package func dsn(_ route: PostgresClusterRoute = .unixSocket) -> String { cluster.dsn(route, database: name) }

    /// The same as a URI.
    package func uri(_ route: PostgresClusterRoute = .unixSocket) -> String { cluster.uri(route, database: name) }

    /// Runs a script of statements with psql, as the superuser. Throws at the first error. Returns what the queries
    /// answered, unaligned, one row a line, columns separated by `|`.
    @discardableResult
    package func run(_ script: String, timeoutSeconds: Double = 60) async throws -> String {
        let (cluster, name) = (cluster, name)
        return try await BlockingWork.run {
            try cluster.runScript(script, database: name, timeoutSeconds: timeoutSeconds)
        }
    }

    /// Removes it, with the connections that are still open.
    package func drop() async throws {
        try await cluster.database("postgres").run("drop database if exists \"\(name)\" with (force)")
    }
}

extension PostgresCluster {
    /// A database that exists already, such as `postgres`.
    package func database(_ name: String) -> PostgresClusterDatabase { .init(cluster: self, name: name) }

    /// Makes a database with a name of its own, as a clone of `template`, to which nobody may be connected meanwhile. It
    /// goes with the cluster, or with `drop`. It belongs to `owner`; what was granted on the template itself is not cloned.
    package func createDatabase(
        template: String = "template0",
        owner: String = PostgresClusterLogin.superuser.rawValue
    ) async throws -> PostgresClusterDatabase {
        let number = databaseCount.wrappingAdd(1, ordering: .relaxed).newValue
        let name = "test_\(number)"
        // Copying files beats writing the copy to the log: twice as fast for an empty database with fsync off.
        try await database("postgres").run(
            "create database \(name) owner \"\(owner)\" template \"\(template)\" strategy file_copy"
        )
        return database(name)
    }

    /// psql with a script on its standard input; stops at the first error. Blocks.
    @discardableResult
    func runScript(_ script: String, database: String = "postgres", timeoutSeconds: Double) throws -> String {
        let connection = dsn(.unixSocket, database: database)
        let command = installation.clientCommand(
            "psql",
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connection],
            folder: folder.path
        )
        return try ChildProcess.run(command, input: script, timeoutSeconds: timeoutSeconds).output
    }
}
