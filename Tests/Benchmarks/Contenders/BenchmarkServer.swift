import Foundation

/// Where the contenders connect, and the programs that came with the server.
struct BenchmarkServer: Sendable {
    /// The folder of the Unix socket, or a host.
    var host: String
    var port: Int
    var database: String
    /// An ordinary role, since row security does not hold for a superuser.
    var user = "bench_server"
    /// The role that makes the tables.
    var superuser: String
    /// Folder of `psql` and `pgbench`.
    var programs: String

    /// The arguments that libpq's programs share.
    var arguments: [String] { ["-h", host, "-p", String(port), "-U", user] }

    /// The folder of the peers' scripts and of the fixture.
    static let peersFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("peers").path

    /// The root of the repository.
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Makes the tables that every contender reads, with `copyRows` rows to copy out.
    func prepare(copyRows: Int) async throws {
        try await psql(as: superuser, ["-f", "\(Self.peersFolder)/fixture.sql"])
        try await psql(
            as: superuser,
            [
                "-c",
                """
                insert into bench_copy_out
                select i, 'Nguyễn Thị Học ' || i % 1000, date '1990-05-19', i * 0.5, i % 2 = 0
                from generate_series(1, \(copyRows)) as i
                """,
                "-c", "vacuum analyze bench_copy_out",
            ]
        )
    }

    /// Runs `psql` without the user's own settings, stopping at the first error.
    @discardableResult
    func psql(as role: String? = nil, _ arguments: [String]) async throws -> String {
        try await BenchmarkProcess(
            executable: "\(programs)/psql",
            arguments: [
                "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-h", host, "-p", String(port), "-U", role ?? user,
                "-d", database,
            ] + arguments
        ).output()
    }
}
