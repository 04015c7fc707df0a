import Foundation
import Postgres

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
        try oneRow() + thousandRows() + toolbench() + [tenantRead(), pipeline()] + copies()
            + [streamMemory()]
    }

    private func oneRow() -> [Benchmark] {
        [1, 16].map { clients in
            let name = "one_row_\(clients)"
            return Benchmark(
                name: name,
                unit: "queries/s",
                rows: rows(name, OneRowWork.self, clients: clients),
                peers: pgbench("one_row", clients: clients) + drivers(name)
            )
        }
    }

    private func thousandRows() -> [Benchmark] {
        [1, 8].map { clients in
            let name = "rows_1000_\(clients)"
            return Benchmark(
                name: name,
                unit: "queries/s",
                rows: rows(name, ThousandRowsWork.self, clients: clients),
                peers: pgbench("rows_1000", clients: clients) + drivers(name)
            )
        }
    }

    private func tenantRead() -> Benchmark {
        let peer = HoctapContender<PlainReadWork>(server: server, placement: .loop)
        return Benchmark(
            name: "tenant_read",
            unit: "queries/s",
            rows: rows("tenant_read", TenantReadWork.self),
            peers: [PlainReadPeer(contender: peer)] + pgbench("tenant_read", clients: 1)
        )
    }

    private func pipeline() throws -> Benchmark {
        let (name, count) = ("pipeline_1000", PipelineWork.count)
        let statement = ["\\set id random(1, 10000)", "select id, name from bench_member where id = :id;"]
        return Benchmark(
            name: name,
            unit: "queries/s",
            rows: rows(name, PipelineWork.self, unitsPerCall: Double(count)),
            peers: try pgbenchPipeline(name: name, statement: statement, count: count) + drivers(name, ["psycopg"])
        )
    }

    private func copies() -> [Benchmark] {
        [
            Benchmark(
                name: "copy_in",
                unit: "rows/s",
                rows: jobRows("copy_in", CopyInJob.self),
                peers: psql(.copyIn) + drivers("copy_in")
            ),
            Benchmark(
                name: "copy_out",
                unit: "rows/s",
                rows: jobRows("copy_out", CopyOutJob.self),
                peers: psql(.copyOut) + drivers("copy_out")
            ),
        ]
    }

    /// Without a peer: a bound, not a race.
    private func streamMemory() -> Benchmark {
        let row = Benchmark.Row(name: "stream_memory", contender: StreamMemoryContender(server: server))
        return Benchmark(name: "stream_memory", unit: "MiB", direction: .lessIsBetter, rows: [row], peers: [])
    }

    // MARK: Contenders

    /// The same work from a task on the connection's loop, and from the ordinary pool.
    func rows<Work: ConnectionWork>(
        _ name: String,
        _: Work.Type,
        clients: Int = 1,
        unitsPerCall: Double = 1,
        preparation: PostgresQuery? = nil
    ) -> [Benchmark.Row] {
        let onLoop = HoctapContender<Work>(
            server: server,
            clients: clients,
            placement: .loop,
            unitsPerCall: unitsPerCall,
            preparation: preparation
        )
        var onPool = onLoop
        onPool.placement = .pool
        return [
            Benchmark.Row(name: name, contender: onLoop), Benchmark.Row(name: "\(name)_pool", contender: onPool),
        ]
    }

    private func jobRows<Job: ConnectionJob>(_ name: String, _: Job.Type) -> [Benchmark.Row] {
        [
            Benchmark.Row(name: name, contender: JobContender<Job>(server: server, isOnLoop: true)),
            Benchmark.Row(name: "\(name)_pool", contender: JobContender<Job>(server: server, isOnLoop: false)),
        ]
    }

    func pgbench(_ script: String, clients: Int) -> [any Contender] {
        guard peers.contains("pgbench") else { return [] }
        return [
            PgbenchPeer(
                server: server,
                script: "\(BenchmarkServer.peersFolder)/\(script).pgbench",
                clients: clients,
                threads: pgbenchThreads
            )
        ]
    }

    /// A script of `count` times the same statement in one pipeline.
    func pgbenchPipeline(name: String, statement: [String], count: Int) throws -> [any Contender] {
        guard peers.contains("pgbench") else { return [] }
        let lines = ["\\startpipeline"] + (0..<count).flatMap { _ in statement } + ["\\endpipeline", ""]
        let script = "\(folder)/\(name).pgbench"
        try lines.joined(separator: "\n").write(toFile: script, atomically: true, encoding: .utf8)
        return [PgbenchPeer(server: server, script: script, unitsPerTransaction: Double(count))]
    }

    func drivers(_ row: String, _ names: [String] = ["asyncpg", "psycopg"]) -> [any Contender] {
        names.filter(peers.contains).map { PythonPeer(name: $0, server: server, python: python, row: row) }
    }

    func psql(_ direction: PsqlCopyPeer.Direction) -> [any Contender] {
        guard peers.contains("psql") else { return [] }
        return [false, true].map {
            PsqlCopyPeer(direction: direction, isBinary: $0, server: server, folder: folder)
        }
    }
}
