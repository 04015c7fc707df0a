import ArgumentParser
import Foundation
import Postgres
import TestSupport

/// `hoctap-bench totals`: what exact totals cost.
struct TotalsBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totals",
        abstract:
            "Measures the fold, beside refreshing the same totals as materialized views, and what the ledger costs writers.",
        discussion: """
            fold_1000_at_…: one fold of 1,000 changed attendances among 100,000, 1 and 10 million, with the blocks it met; the peer \
            is REFRESH MATERIALIZED VIEW CONCURRENTLY of the same totals, distinct persons included, whose results are compared. \
            writer_with_ledger: transactions a second that add one attendance, beside the same without the triggers, while a worker \
            adds up. lag_p99: from the answer to a commit to the totals, under 1,000 attendances a second. distinct: reading all \
            counts of distinct persons, beside counting them; distinct_at_… the same with as many presences. takeover: from SIGKILL to the next leader, the slowest. \
            worker_memory: the worker's resident set at its height.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The same work at a tenth of the sizes, and fewer rounds.")
    var quick = false

    @Option(help: "none: leave the materialized views out.")
    var peers = "all"

    @Option(help: "Number of attendances of the largest database.")
    var largest: Int?

    func run() async throws {
        let settings = PostgresClusterSettings(overrides: [
            "shared_buffers": "'1GB'", "max_wal_size": "'8GB'", "autovacuum": "on", "max_connections": "100",
            "checkpoint_timeout": "'30min'", "maintenance_work_mem": "'256MB'",
        ])
        let lines = try await PostgresCluster.withThrowaway(settings) { cluster in try await measure(cluster) }
        if json {
            for line in lines { say(line.json) }
        } else {
            say("\(ProcessInfo.processInfo.activeProcessorCount) cores; fsync off, shared_buffers 1 GB")
            say(BenchmarkTable.text(lines))
        }
    }

    private func measure(_ cluster: PostgresCluster) async throws -> [BenchmarkLine] {
        let top = largest ?? (quick ? 1_000_000 : 10_000_000)
        var lines: [BenchmarkLine] = []
        for size in [top / 100, top / 10, top] {
            let database = try await MigratedDatabase.make(on: cluster)
            note("Filling a database with about \(size) attendances")
            try await TotalsFixture(attendances: size).fill(database)
            lines += try await Self.folds(database, size, rounds: quick ? 3 : 9, hasPeer: peers != "none")
            if size == top { lines += try await writers(database, size) }
            try await database.drop()
        }
        return lines
    }

    private static func folds(
        _ database: MigratedDatabase,
        _ size: Int,
        rounds: Int,
        hasPeer: Bool
    ) async throws -> [BenchmarkLine] {
        let scene = TotalsScene(database: database, attendances: size, rounds: rounds)
        var (times, blocks) = (Samples(), Samples())
        for fold in try await scene.folds() {
            times.append(fold.milliseconds)
            blocks.append(fold.blocks)
        }
        note("folds done")
        let name = "fold_1000_at_" + short(size)
        var line = BenchmarkLine(name: name, value: times.median, unit: "ms", spread: times.spread)
        if hasPeer {
            var refreshes = Samples()
            for time in try await scene.refreshes() { refreshes.append(time) }
            line.peer = .init(
                name: "refresh_concurrently",
                value: refreshes.median,
                ratio: refreshes.median / times.median
            )
            note("refreshes done")
        }
        return [
            line, BenchmarkLine(name: "\(name)_blocks", value: blocks.median, unit: "blocks", spread: blocks.spread),
        ]
    }

    private func writers(_ database: MigratedDatabase, _ size: Int) async throws -> [BenchmarkLine] {
        let scene = TotalsScene(database: database, attendances: size, rounds: quick ? 3 : 5)
        var lines = [try await distinct("distinct", scene)]
        let program = try Program(on: database)
        defer { program.remove() }
        let writers = TotalsWriters(
            database: database,
            program: program,
            attendances: size,
            seconds: quick ? 2 : 5,
            rounds: quick ? 3 : 5
        )
        try await writers.prepare()
        let (with, without) = try await writers.throughput()
        note("writers done")
        lines.append(
            BenchmarkLine(
                name: "writer_with_ledger",
                value: with.median,
                unit: "transactions/s",
                spread: with.spread,
                peer: .init(name: "no_ledger", value: without.median, ratio: with.median / without.median)
            )
        )
        let (lags, mebibytes) = try await writers.lags()
        note("\(lags.count) lags measured")
        for (name, share) in [("lag_p50", 0.5), ("lag_p99", 0.99)] {
            let value = lags.isEmpty ? .nan : lags[min(lags.count - 1, Int(Double(lags.count) * share))]
            lines.append(BenchmarkLine(name: name, value: value, unit: "ms", spread: 0))
        }
        var takeovers = Samples()
        for time in try await writers.takeovers() { takeovers.append(time) }
        lines.append(
            BenchmarkLine(
                name: "takeover",
                value: takeovers.values.max() ?? .nan,
                unit: "s",
                spread: takeovers.spread
            )
        )
        lines.append(BenchmarkLine(name: "worker_memory", value: mebibytes, unit: "MiB", spread: 0))
        try await scene.growPresences()
        lines.append(try await distinct("distinct_at_" + Self.short(size), scene))
        return lines
    }

    private func distinct(_ name: String, _ scene: TotalsScene) async throws -> BenchmarkLine {
        let persons = try await scene.distinct()
        var (read, counted) = (Samples(), Samples())
        persons.read.forEach { read.append($0) }
        persons.counted.forEach { counted.append($0) }
        note("\(persons.presences) presences")
        return BenchmarkLine(
            name: name,
            value: read.median,
            unit: "ms",
            spread: read.spread,
            peer: .init(name: "count_distinct", value: counted.median, ratio: counted.median / read.median)
        )
    }

    private static func short(_ size: Int) -> String {
        size >= 1_000_000 ? "\(size / 1_000_000)m" : "\(size / 1000)k"
    }
}
