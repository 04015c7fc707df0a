import Foundation

/// `pgbench -M prepared`: PostgreSQL's own client in C on libpq, which reads answers as text and looks at none of them.
struct PgbenchPeer: Contender {
    let name = "pgbench"
    var server: BenchmarkServer
    /// Path of the script.
    var script: String
    var clients = 1
    /// Threads that share the clients.
    var threads = 1
    /// What one run of the script counts for.
    var unitsPerTransaction = 1.0

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        // pgbench takes whole seconds, and does its own warm-up in none of them: the first run prepares.
        let said = try await BenchmarkProcess(
            executable: "\(server.programs)/pgbench",
            arguments: server.arguments + [
                "-n", "-M", "prepared", "-c", String(clients), "-j", String(min(threads, clients)),
                "-T", String(max(1, Int(scale.seconds.rounded()))), "-f", script, server.database,
            ]
        ).output()
        guard let line = said.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let value = Double(line.dropFirst("tps = ".count).prefix { $0.isNumber || $0 == "." })
        else { throw BenchmarkError("pgbench said no figure: \(said.suffix(500))") }
        try check(said.contains("number of failed transactions: 0 "), "pgbench had failed transactions")
        return value * unitsPerTransaction
    }
}
