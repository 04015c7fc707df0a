import Postgres

/// The seven queries of MagicStack's toolbench, in our own words. The five that read are asked by ten clients, its own
/// number; the two that write, by one, since they fill a table.
extension PostgresBenchmarks {
    private static let clients = 10

    func toolbench() throws -> [Benchmark] {
        [
            reading(1, PGTypeWork.self), reading(2, SeriesWork.self), reading(3, BytesWork.self),
            reading(4, ArraysWork.self), copying(), try inserting(), reading(7, OnePlusOneWork.self),
        ]
    }

    private func reading<Work: ConnectionWork>(_ number: Int, _ work: Work.Type) -> Benchmark {
        let name = "toolbench_\(number)"
        return Benchmark(
            name: name,
            unit: "queries/s",
            rows: rows(name, work, clients: Self.clients),
            peers: pgbench(name, clients: Self.clients) + drivers(name)
        )
    }

    private func copying() -> Benchmark {
        let name = "toolbench_5"
        return Benchmark(
            name: name,
            unit: "rows/s",
            rows: rows(
                name,
                ToolbenchCopyWork.self,
                unitsPerCall: Double(ToolbenchCopyWork.count),
                preparation: "truncate bench_insert"
            ),
            peers: drivers(name)
        )
    }

    private func inserting() throws -> Benchmark {
        let (name, count) = ("toolbench_6", InsertsWork.count)
        let statement =
            "insert into bench_insert values (10, 11, 10, 'TESTTESTTEST', 10.333, 12341234, '123412341234');"
        let peers = try pgbenchPipeline(name: name, statement: [statement], count: count)
        return Benchmark(
            name: name,
            unit: "rows/s",
            rows: rows(
                name,
                InsertsWork.self,
                unitsPerCall: Double(count),
                preparation: "truncate bench_insert"
            ),
            peers: peers + drivers(name)
        )
    }
}
