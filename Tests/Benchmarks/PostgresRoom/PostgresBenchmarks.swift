import Foundation

/// Everything that `hoctap-bench postgres` measures, with its peers.
struct PostgresBenchmarks {
    var server: BenchmarkServer
    /// A folder for what is made on the way.
    var folder: String
    var peers: PeerChoice
    var python: String
    var pgbenchThreads: Int

    /// The benchmarks, in the order in which they run.
    func all() throws -> [Benchmark] {
        try oneRow() + thousandRows() + toolbench() + [pipeline()] + copies()
    }

    private func oneRow() -> [Benchmark] {
        [1, 16].map { clients in
            Benchmark(
                name: "one_row_\(clients)", unit: "queries/s", rows: [],
                peers: pgbench("one_row", clients: clients) + drivers("one_row_\(clients)"))
        }
    }

    private func thousandRows() -> [Benchmark] {
        [1, 8].map { clients in
            Benchmark(
                name: "rows_1000_\(clients)", unit: "queries/s", rows: [],
                peers: pgbench("rows_1000", clients: clients) + drivers("rows_1000_\(clients)"))
        }
    }

    private func toolbench() throws -> [Benchmark] {
        try (1...7).map { number in
            let name = "toolbench_\(number)"
            let peers: [any Contender]
            switch number {
            case 5: peers = drivers(name)
            case 6:
                let statement = "insert into bench_insert values (10, 11, 10, 'TESTTESTTEST', 10.333, 12341234, '123412341234');"
                peers = try pgbenchPipeline(name: name, statement: [statement], count: 1_000) + drivers(name)
            default: peers = pgbench(name, clients: 10) + drivers(name)
            }
            return Benchmark(
                name: name, unit: number == 5 || number == 6 ? "rows/s" : "queries/s", rows: [], peers: peers)
        }
    }

    private func pipeline() throws -> Benchmark {
        let statement = ["\\set id random(1, 10000)", "select id, name from bench_member where id = :id;"]
        let peers = try pgbenchPipeline(name: "pipeline_1000", statement: statement, count: 1_000)
        return Benchmark(
            name: "pipeline_1000", unit: "queries/s", rows: [], peers: peers + drivers("pipeline_1000", ["psycopg"]))
    }

    private func copies() -> [Benchmark] {
        [
            Benchmark(name: "copy_in", unit: "rows/s", rows: [], peers: psql(.copyIn) + drivers("copy_in")),
            Benchmark(name: "copy_out", unit: "rows/s", rows: [], peers: psql(.copyOut) + drivers("copy_out")),
        ]
    }

    private func pgbench(_ script: String, clients: Int) -> [any Contender] {
        guard peers.contains("pgbench") else { return [] }
        return [
            PgbenchPeer(
                server: server, script: "\(BenchmarkServer.peersFolder)/\(script).pgbench", clients: clients,
                threads: pgbenchThreads)
        ]
    }

    /// A script of `count` times the same statement in one pipeline.
    private func pgbenchPipeline(name: String, statement: [String], count: Int) throws -> [any Contender] {
        guard peers.contains("pgbench") else { return [] }
        let lines = ["\\startpipeline"] + (0..<count).flatMap { _ in statement } + ["\\endpipeline", ""]
        let script = "\(folder)/\(name).pgbench"
        try lines.joined(separator: "\n").write(toFile: script, atomically: true, encoding: .utf8)
        return [PgbenchPeer(server: server, script: script, unitsPerTransaction: Double(count))]
    }

    private func drivers(_ row: String, _ names: [String] = ["asyncpg", "psycopg"]) -> [any Contender] {
        names.filter(peers.contains).map { PythonPeer(name: $0, server: server, python: python, row: row) }
    }

    private func psql(_ direction: PsqlCopyPeer.Direction) -> [any Contender] {
        guard peers.contains("psql") else { return [] }
        return [false, true].map {
            PsqlCopyPeer(direction: direction, isBinary: $0, server: server, folder: folder)
        }
    }
}
