import Glibc
import Postgres
import TestSupport

/// Kills workers, backends and the postmaster with SIGKILL, and starts again what has to run.
struct EqualityChaos: Sendable {
    let cluster: PostgresCluster
    let database: MigratedDatabase
    let program: Program
    let plan: EqualityPlan

    /// What was killed.
    struct Report: Sendable {
        var workers = 0
        var backends = 0
        var postmasters = 0
    }

    /// Strikes until the deadline, and leaves server and workers running.
    func run(until deadline: ContinuousClock.Instant) async throws -> Report {
        var random = SeededRandom(seed: plan.seed &+ 1)
        var report = Report()
        var workers = [try program.start("work"), try program.start("work")]
        while true {
            let pause = plan.secondsBetweenKills * Double.random(in: 0.3...1.7, using: &random)
            guard ContinuousClock.now + .seconds(pause) < deadline else { break }
            try await Task.sleep(for: .seconds(pause))
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let index = Int.random(in: 0..<workers.count, using: &random)
                await end(workers[index])
                workers[index] = try program.start("work")
                report.workers += 1
            case 5..<8:
                if try await killBackend(ofWorker: Bool.random(using: &random)) { report.backends += 1 }
            default:
                try await cluster.killServer()
                try await cluster.startServer()
                report.postmasters += 1
            }
        }
        try await untilAtRest()
        for worker in workers { await end(worker) }
        return report
    }

    private func end(_ worker: BackgroundProcess) async {
        worker.send(SIGKILL)
        _ = try? await BlockingWork.run { worker.wait(timeoutSeconds: 10) }
    }

    private func killBackend(ofWorker: Bool) async throws -> Bool {
        let role = ofWorker ? "hoctap_worker" : "hoctap_server"
        let found = try? await database.withConnection(.superuser) { connection in
            try await connection.query(
                "select pid from pg_stat_activity where usename = \(role) order by random() limit 1"
            ).decode(Int32.self)
        }
        guard let process = found?.first else { return false }
        return (try? cluster.killBackend(process)) != nil
    }

    /// Waits until the workers have added everything.
    private func untilAtRest() async throws {
        for _ in 0..<600 {
            let waiting = try? await database.withConnection(.superuser) { connection in
                try await connection.query("select count(*) from tally.ledger").value(Int.self)
            }
            if waiting == 0 { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw TestSupportError("the workers do not come to an end with the ledger")
    }
}
