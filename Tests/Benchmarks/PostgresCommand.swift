import ArgumentParser
import Foundation

/// `hoctap-bench postgres`: the Postgres room beside other clients of PostgreSQL, in one run and on one socket.
struct PostgresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postgres",
        abstract: "Measures the Postgres room beside pgbench, psql, asyncpg and psycopg.",
        discussion: """
            Every contender is measured once a round, in turn; medians count. A ratio above 1 is better than the peer, \
            whatever the unit.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The same work at a smaller size and in fewer rounds.")
    var quick = false

    @Option(help: "The peers to measure, with commas between: pgbench, psql, asyncpg, psycopg; or all, or none.")
    var peers: PeerChoice = .all

    @Option(help: "The benchmarks to run, with commas between.")
    var only: String?

    @Option(help: "Rounds, instead of the usual number.")
    var rounds: Int?

    @Option(help: "Seconds of one measurement, instead of the usual number.")
    var seconds: Double?

    @Option(help: "Threads of pgbench with several clients; as many as cores unless given.")
    var pgbenchThreads: Int?

    @Option(help: "The Python interpreter that has the packages of peers/requirements.txt.")
    var python: String = "\(BenchmarkServer.repository)/.local/bench-venv/bin/python"

    @OptionGroup var server: ServerOptions

    func run() async throws {
        var scale = quick ? BenchmarkScale.quick : .full
        if let rounds { scale.rounds = rounds }
        if let seconds { scale.seconds = seconds }
        try await server.withServer { server in
            try await run(on: server, scale: scale)
        }
    }

    func validate() throws {
        if let rounds, !(1...100).contains(rounds) { throw ValidationError("--rounds is 1 to 100") }
        if let seconds, !(0.1...600).contains(seconds) { throw ValidationError("--seconds is 0.1 to 600") }
        if let pgbenchThreads, !(1...64).contains(pgbenchThreads) {
            throw ValidationError("--pgbench-threads is 1 to 64")
        }
        if peers.needsPython && !FileManager.default.isExecutableFile(atPath: python) {
            throw ValidationError(
                "no Python with asyncpg and psycopg at \(python): make it with `deploy/local`, or say --peers none"
            )
        }
    }

    private func run(on server: BenchmarkServer, scale: BenchmarkScale) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let catalogue = PostgresBenchmarks(
            server: server,
            folder: folder.path,
            peers: peers,
            python: python,
            pgbenchThreads: pgbenchThreads ?? cores
        )
        let benchmarks = try selected(from: try catalogue.all())
        try await server.prepare(copyRows: scale.copyRows)
        let version = try await server.psql(["-c", "show server_version"])
        announce("\(cores) cores, PostgreSQL \(version.trimmingSuffix(while: \.isWhitespace)), Unix socket")
        announce("\(scale.rounds) rounds of \(scale.seconds) s, interleaved; medians")

        let runner = BenchmarkRunner(scale: scale, progress: { note($0) })
        var lines: [BenchmarkLine] = []
        for benchmark in benchmarks {
            let result = try await runner.run(benchmark)
            lines += result.lines
            if json { for line in result.lines { say(line.json) } }
        }
        if !json { say(BenchmarkTable.text(lines)) }
    }

    private func selected(from all: [Benchmark]) throws -> [Benchmark] {
        guard let only else { return all }
        let names = only.split(separator: ",").map(String.init)
        for name in names where !all.contains(where: { $0.name == name }) {
            throw ValidationError("no benchmark \(name); there are \(all.map(\.name).joined(separator: ", "))")
        }
        return all.filter { names.contains($0.name) }
    }

    /// The machine and the run, which belong to the figures but are no figures.
    private func announce(_ text: String) {
        if json { note(text) } else { say(text) }
    }
}
