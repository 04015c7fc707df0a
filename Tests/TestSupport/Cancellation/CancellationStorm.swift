package import Postgres

/// Calls that are cancelled at random points, each followed by a random other call, which has to give its right answer:
/// a cancellation strikes its own statement or nothing, and leaves the connection as it was.
package enum CancellationStorm {
    /// What a storm met.
    package struct Report: Sendable, Equatable {
        package var runs = 0
        /// Struck calls that ended by the cancellation or the deadline.
        package var struck = 0
        /// Struck calls that were over before it came.
        package var completed = 0
        /// At most twenty: the run, what was struck, what followed, and what was wrong.
        package var failures: [String] = []

        static let failuresKept = 20

        mutating func add(_ other: Report) {
            runs += other.runs
            struck += other.struck
            completed += other.completed
            failures += other.failures.prefix(max(0, Self.failuresKept - failures.count))
        }
    }

    /// Runs `count` pairs on `sessions` connections at once. The same seed makes the same pairs; when exactly a
    /// cancellation strikes is up to the machine.
    package static func run(
        count: Int,
        seed: UInt64,
        sessions: Int = 4,
        configuration: PostgresConfiguration
    ) async throws -> Report {
        try await withThrowingTaskGroup(of: Report.self) { group in
            for session in 0..<sessions {
                let share = count / sessions + (session < count % sessions ? 1 : 0)
                group.addTask {
                    try await run(share, random: SeededRandom(seed: seed &+ UInt64(session) &* 7_919), configuration)
                }
            }
            var report = Report()
            for try await part in group { report.add(part) }
            return report
        }
    }

    private static func run(
        _ count: Int,
        random: SeededRandom,
        _ configuration: PostgresConfiguration
    ) async throws -> Report {
        var random = random
        var report = Report()
        var session = try await CancellationSession(configuration)
        for run in 0..<count {
            let strike = CancellationStrike.allCases.randomElement(using: &random) ?? .sleeping
            let follower = CancellationFollower.allCases.randomElement(using: &random) ?? .oneRow
            let delay = delay(using: &random)
            report.runs += 1
            var problem: String?
            switch await session.strike(strike, after: delay) {
            case .completed: report.completed += 1
            case .struck: report.struck += 1
            case .failed(let reason): problem = "the struck call: \(reason)"
            }
            if problem == nil { problem = await session.follow(follower) }
            if problem == nil { problem = await session.unrest() }
            guard let problem else { continue }
            let what = "run \(run), \(strike.rawValue) after \(delay), then \(follower.rawValue)"
            let reason = await session.connection.closeReason.map { " [closed: \($0)]" } ?? ""
            report.add(Report(failures: ["\(what): \(problem)\(reason)"]))
            await session.close()
            session = try await CancellationSession(configuration)
        }
        await session.close()
        return report
    }

    /// From at once to long after most calls are over; short ones often, since that is where a late cancel would be.
    private static func delay(using random: inout SeededRandom) -> Duration {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .zero
        case 1, 2: .microseconds(Int.random(in: 1...400, using: &random))
        default: .microseconds(Int.random(in: 400...6_000, using: &random))
        }
    }
}

/// A connection that is struck, and another one that holds the lock on which it can be made to wait.
struct CancellationSession: Sendable {
    let connection: PostgresConnection
    private let holder: PostgresConnection
    /// The advisory lock that the holder has, one for each session.
    let lock: Int64

    init(_ configuration: PostgresConfiguration) async throws {
        connection = try await PostgresConnection.connect(configuration)
        holder = try await PostgresConnection.connect(configuration)
        lock = Int64(holder.processID)
        _ = try await holder.query("select 1 from (select pg_advisory_lock(\(lock))) as locked")
        _ = try await connection.query("create temporary table storm (n bigint)")
    }

    func close() async {
        await connection.close()
        await holder.close()
    }

    /// What a call left behind that it should not have.
    func unrest() async -> String? {
        guard connection.isUsable else {
            return "the connection was lost: \(String(describing: await connection.closeReason))"
        }
        let status = await connection.transactionStatus
        return status == .idle ? nil : "left \(status)"
    }
}
