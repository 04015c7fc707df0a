import Foundation

/// A Python driver, measured by its script in `peers`, which prints one JSON object.
struct PythonPeer: Contender {
    /// `asyncpg` or `psycopg`.
    let name: String
    var server: BenchmarkServer
    /// Path of the interpreter that has the driver.
    var python: String
    /// What the script is to measure.
    var row: String

    private struct Figure: Decodable {
        var value: Double
    }

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let said = try await BenchmarkProcess(
            executable: python,
            arguments: [
                "\(BenchmarkServer.peersFolder)/\(name)_peer.py", row, "--host", server.host,
                "--port", String(server.port), "--user", server.user, "--dbname", server.database,
                "--seconds", String(scale.seconds), "--rows", String(scale.copyRows),
            ]
        ).output()
        guard let line = said.split(separator: "\n").last,
            let figure = try? JSONDecoder().decode(Figure.self, from: Data(line.utf8))
        else { throw BenchmarkError("\(name) said no figure: \(said.suffix(500))") }
        return figure.value
    }
}
