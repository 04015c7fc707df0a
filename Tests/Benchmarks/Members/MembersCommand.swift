import ArgumentParser
import Foundation
import Postgres
import Programme
import Store
import TestSupport

/// `hoctap-bench members`: what an officer waits for in a large tenant, with row security and without.
struct MembersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members",
        abstract: "Measures list, search and get in a tenant of 100,000 members among 1,000,000.",
        discussion: """
            The same repositories, statements and settings as hoctap_server, under row security, and beside them, call by \
            call, as the superuser, for whom there is none: the ratio is what row security costs. Each figure is the whole \
            transaction as a page waits for it, the line in the audit included. PostgreSQL is set up as deploy/postgres does.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The same work in a tenant of 5,000 among 50,000, and fewer rounds.")
    var quick = false

    @Option(help: "Taken for `deploy/local bench`; row security is the only peer.")
    var peers = "all"

    func run() async throws {
        PostgresCluster.prepareShared(try .deployed)
        let database = try await MigratedDatabase.make()
        let fixture = MembersFixture(tenants: 10, members: quick ? 5_000 : 100_000)
        note("Filling \(fixture.tenants) tenants with \(fixture.members) members each")
        try await fixture.fill(database)
        let lines = try await withThrowingTaskGroup(of: Void.self) { group in
            let pools = try [MigratedDatabase.Role.server, .superuser].map { role in
                try PostgresPool(database.configuration(role))
            }
            for pool in pools { group.addTask { try await pool.run() } }
            defer { group.cancelAll() }
            return try await measure(TenantDatabase(pool: pools[0]), TenantDatabase(pool: pools[1]), fixture)
        }
        try await database.drop()
        if json {
            for line in lines { say(line.json) }
        } else {
            say("\(ProcessInfo.processInfo.activeProcessorCount) cores; \(fixture.members) members of \(fixture.all)")
            say(BenchmarkTable.text(lines))
        }
    }

    private func measure(
        _ secured: TenantDatabase,
        _ open: TenantDatabase,
        _ fixture: MembersFixture
    ) async throws -> [BenchmarkLine] {
        var lines: [BenchmarkLine] = []
        for work in MembersWork.allCases {
            var ours = Latencies()
            var peers = Latencies()
            // the first round is for caches and plans
            for round in 0...(quick ? 3 : 7) {
                let times = try await work.run([secured, open], fixture, times: work.times)
                if round == 0 { continue }
                ours.append(times[0])
                peers.append(times[1])
            }
            note("\(work.rawValue) done")
            for (name, percentile) in [("p50", 0.5), ("p99", 0.99)] {
                let (value, peer) = (ours.percentile(percentile), peers.percentile(percentile))
                lines.append(
                    BenchmarkLine(
                        name: "\(work.rawValue)_\(name)",
                        value: value,
                        unit: "ms",
                        spread: ours.spread(of: percentile),
                        peer: .init(name: "no_rls", value: peer, ratio: peer / value)
                    )
                )
            }
        }
        return lines
    }
}
