import FoundationEssentials
import Postgres
import Tally
import TestSupport

/// Clients, blows, and then the comparison of every total with a recount.
struct EqualityRun: Sendable {
    let plan: EqualityPlan

    /// Runs the plan in a cluster of its own.
    func run() async throws -> EqualityOutcome {
        let settings = PostgresClusterSettings(overrides: ["synchronous_commit": "on", "autovacuum": "on"])
        return try await PostgresCluster.withThrowaway(settings) { cluster in
            let database = try await MigratedDatabase.make(on: cluster)
            try await EqualityCity.fill(database.database)
            try await EqualityCity.fillWards(database.database)
            if let trigger = plan.brokenTrigger { try await database.database.run("drop trigger \(trigger)") }
            let program = try Program(on: database)
            defer { program.remove() }
            return try await run(cluster, database, program)
        }
    }

    private func run(
        _ cluster: PostgresCluster,
        _ database: MigratedDatabase,
        _ program: Program
    ) async throws -> EqualityOutcome {
        var limits = PostgresPoolConfiguration()
        limits.name = "equality"
        limits.maximumConnections = plan.clients
        let pool = try PostgresPool(database.configuration(.server), limits: limits)
        let deadline = ContinuousClock.now + .seconds(plan.seconds)
        let chaos = EqualityChaos(cluster: cluster, database: database, program: program, plan: plan)
        async let blows = chaos.run(until: deadline)
        let reports = await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            defer { group.cancelAll() }
            return await withTaskGroup(of: EqualityClient.Report.self) { clients in
                for number in 1...plan.clients {
                    let client = EqualityClient(number: number, pool: pool, seed: plan.seed)
                    clients.addTask { await client.run(until: deadline) }
                }
                return await clients.reduce(into: [EqualityClient.Report]()) { $0.append($1) }
            }
        }
        var outcome = EqualityOutcome()
        for report in reports {
            outcome.done.merge(report.done, uniquingKeysWith: +)
            outcome.refused.merge(report.refused, uniquingKeysWith: +)
            outcome.brokenOff += report.brokenOff
        }
        let struck = try await blows
        (outcome.killedWorkers, outcome.killedBackends) = (struck.workers, struck.backends)
        outcome.killedPostmasters = struck.postmasters
        try await compare(database, reports.flatMap(\.marks), &outcome)
        return outcome
    }

    private func compare(
        _ database: MigratedDatabase,
        _ marks: [UUID],
        _ outcome: inout EqualityOutcome
    ) async throws {
        outcome.acknowledged = marks.count
        outcome.lost = try await database.withConnection(.superuser) { connection in
            try await connection.query(
                """
                select count(*) from unnest(\(marks)::uuid[]) as mark (id)
                where not exists (select from app.audit_entries where audit_entries.id = mark.id)
                """,
                timeout: .seconds(300)
            ).value(Int.self)
        }
        let (found, status) = try await database.withConnection(.worker) { connection in
            let totals = TallyDatabase(connection)
            return (try await totals.reconcile(), try await totals.status())
        }
        outcome.compared = found.cells + found.presences + found.persons + found.distinctCells
        outcome.mismatches = found.mismatches
        outcome.differences = found.differences.map { "\($0.total) \($0.key): held \($0.held), counted \($0.counted)" }
        outcome.folds = status.folds
        outcome.leaders = Int(status.epoch)
    }
}
