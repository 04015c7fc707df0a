import Postgres

/// One worker of a storm: a connection, a pool of one, and the numbers that decide what comes next.
struct CancellationWorker {
    let number: Int
    let configuration: PostgresConfiguration
    var connection: PostgresConnection
    let pool: PostgresPool
    var random: SeededRandom
    var report = CancellationStorm.Report()

    /// How a victim ended.
    enum Outcome: Sendable {
        case finished, cancelled, late
        case failed(String)

        init(_ result: Result<Void, any Error>) {
            switch result {
            case .success: self = .finished
            case .failure(is CancellationError): self = .cancelled
            case .failure(let error as PostgresError) where error.kind == .deadlineExceeded: self = .late
            case .failure(let error): self = .failed("\(error)")
            }
        }
    }

    /// One victim, one follow-up, and a look at the session.
    mutating func run() async {
        let runID = Int64(number) << 40 | Int64(report.runs)
        let point = CancellationPoint.allCases[Int.random(in: 0..<CancellationPoint.allCases.count, using: &random)]
        let followUp =
            CancellationFollowUp.allCases[Int.random(in: 0..<CancellationFollowUp.allCases.count, using: &random)]
        let isPooled = Int.random(in: 0..<3, using: &random) == 0
        // Mostly at once or nearly so, where the races are.
        let microseconds = [0, 0, 50, 500, 2_000, 6_000][Int.random(in: 0..<6, using: &random)]
        let delay = Duration.microseconds(microseconds == 0 ? 0 : Int.random(in: 0...microseconds, using: &random))
        report.runs += 1
        let name = "run \(runID): \(point), \(followUp), \(isPooled ? "pool" : "connection"), after \(delay)"
        let victim = CancellationVictim(run: runID, worker: number, delay: delay, isPooled: isPooled)
        do {
            if isPooled {
                try await runInPool(point, followUp, victim)
            } else {
                let outcome = try await victim.strike(point, connection, configuration, pool)
                try count(outcome, at: point)
                try await check(connection, outcome, victim, followUp)
            }
        } catch {
            report.note("\(name): \(error)")
            await replaceIfClosed()
        }
    }

    /// The pool has one connection, so that the follow-up gets the victim's.
    private mutating func runInPool(
        _ point: CancellationPoint,
        _ followUp: CancellationFollowUp,
        _ victim: CancellationVictim
    ) async throws {
        let before = try await pool.withConnection { $0.processID }
        let (configuration, pool) = (configuration, pool)
        let outcome = try await pool.withConnection { try await victim.strike(point, $0, configuration, pool) }
        try count(outcome, at: point)
        try await pool.withConnection { connection in
            guard connection.processID == before else { throw StormProblem("the pool had to connect anew") }
            try await check(connection, outcome, victim, followUp)
        }
    }

    private mutating func count(_ outcome: Outcome, at point: CancellationPoint) throws {
        switch outcome {
        case .finished: report.finished += 1
        case .cancelled: report.cancelled += 1
        case .late where point == .deadline: report.late += 1
        case .late: throw StormProblem("a deadline struck that was far away")
        case .failed(let error): throw StormProblem("the victim failed: \(error)")
        }
    }

    private func check(
        _ connection: PostgresConnection,
        _ outcome: Outcome,
        _ victim: CancellationVictim,
        _ followUp: CancellationFollowUp
    ) async throws {
        try await followUp.check(on: connection, seed: victim.run)
        guard connection.isUsable else { throw StormProblem("the connection was closed") }
        let status = await connection.transactionStatus
        guard status == .idle else { throw StormProblem("left \(status)") }
        let row = try await connection.query(
            """
            select coalesce(current_setting(\(CancellationStorm.setting), true), ''),
                (select count(*) from hoctap_storm.kept where run = \(victim.run)),
                (select count(*) from hoctap_storm.copied where run = \(victim.run)),
                (select count(*) from hoctap_storm.slow where run = \(victim.run))
            """
        )
        guard let (setting, kept, copied, slow) = try row.first?.decode((String, Int64, Int64, Int64).self) else {
            throw StormProblem("no row")
        }
        guard setting.isEmpty else { throw StormProblem("a setting was left behind: \(setting)") }
        // What was cancelled has left nothing, and what was not is whole.
        let whole: Set<[Int64]>
        switch outcome {
        case .finished:
            whole = [[0, 0, 0], [CancellationVictim.rows, 0, 0], [0, CancellationVictim.rows, 0], [0, 0, 1]]
        default:
            whole = [[0, 0, 0]]
        }
        guard whole.contains([kept, copied, slow]) else {
            throw StormProblem("\(outcome), and \(kept), \(copied), \(slow) rows are there")
        }
    }

    private mutating func replaceIfClosed() async {
        guard !connection.isUsable else { return }
        do {
            connection = try await PostgresConnection.connect(configuration)
        } catch {
            report.note("cannot connect anew: \(error)")
        }
    }
}
