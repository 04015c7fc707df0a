import ArgumentParser
import Foundation

/// Which server is measured: a private one unless another is named.
struct ServerOptions: ParsableArguments {
    @Option(help: "Folder of the Unix socket of a running server, to be used instead of a private one.")
    var socket: String?

    @Option(help: "Its port.")
    var port = 5432

    @Option(help: "Its superuser, who makes a database of our own there and drops it afterwards.")
    var superuser = "postgres"

    private static let database = "hoctap_bench"

    /// Lends `body` a server with an empty database.
    func withServer(_ body: (BenchmarkServer) async throws -> Void) async throws {
        let binaries = try await BenchmarkProcess(executable: "/usr/bin/env", arguments: ["pg_config", "--bindir"])
            .output().trimmingCharacters(in: .whitespacesAndNewlines)
        guard let socket else { throw ValidationError("--socket is missing") }
        let server = BenchmarkServer(
            host: socket, port: port, database: Self.database, superuser: superuser, binaries: binaries)
        var maintenance = server
        maintenance.database = "postgres"
        try await maintenance.psql(
            as: superuser,
            ["-c", "drop database if exists \(Self.database)", "-c", "create database \(Self.database)"])
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
        _ = try? await maintenance.psql(as: superuser, ["-c", "drop database \(Self.database) with (force)"])
        try outcome.get()
    }
}
