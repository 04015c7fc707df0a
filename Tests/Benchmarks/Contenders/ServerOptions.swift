import ArgumentParser
import TestSupport

/// Which server is measured: a private one unless another is named.
struct ServerOptions: ParsableArguments {
    @Option(help: "Folder of the Unix socket of a running server, to be used instead of a private one.")
    var socket: String?

    @Option(help: "Its port.")
    var port = 5432

    @Option(help: "Its superuser, who makes a database of our own there and drops it afterwards.")
    var superuser = "postgres"

    private static let database = "hoctap_bench"
    /// What a small server would be given; the tests' cluster is smaller. Nothing is made durable, for no contender.
    private static let settings = PostgresClusterSettings(overrides: [
        "shared_buffers": "'256MB'", "max_wal_size": "'4GB'", "autovacuum": "off",
    ])

    /// Lends `body` a server with an empty database.
    func withServer(_ body: (BenchmarkServer) async throws -> Void) async throws {
        guard let socket else {
            return try await PostgresCluster.withThrowaway(Self.settings) { cluster in
                let server = BenchmarkServer(
                    host: cluster.socketFolder,
                    port: Int(cluster.port),
                    database: Self.database,
                    superuser: PostgresClusterLogin.superuser.rawValue,
                    programs: cluster.programsFolder
                )
                try await withDatabase(of: server, body)
            }
        }
        let programs = try await BenchmarkProcess(executable: "pg_config", arguments: ["--bindir"]).output()
        let server = BenchmarkServer(
            host: socket,
            port: port,
            database: Self.database,
            superuser: superuser,
            programs: programs.trimmingSuffix(while: \.isWhitespace)
        )
        try await withDatabase(of: server, body)
    }

    private func withDatabase(
        of server: BenchmarkServer,
        _ body: (BenchmarkServer) async throws -> Void
    ) async throws {
        var maintenance = server
        maintenance.database = "postgres"
        try await maintenance.psql(
            as: server.superuser,
            ["-c", "drop database if exists \(Self.database)", "-c", "create database \(Self.database)"]
        )
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
        _ = try? await maintenance.psql(
            as: server.superuser,
            ["-c", "drop database if exists \(Self.database) with (force)"]
        )
        try outcome.get()
    }
}

extension String {
    /// Without what stands at its end.
    func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> String {
        var rest = self[...]
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return String(rest)
    }
}
