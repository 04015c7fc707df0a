import Foundation
import Postgres

/// Cancels calls at random points, and lets the same connection do something else at once: the next call must not be struck,
/// and nothing of the cancelled one may remain.
///
///     worker: victim ──cancelled after a random while──> follow-up ──> look at the session ──> next run
///
/// What is chosen depends on the seed alone; how far the victim got depends on the machine.
package struct CancellationStorm: Sendable {
    /// Tells the runs of one worker: the schema and the settings of the storm.
    static let schema = "hoctap_storm"
    static let setting = "hoctap.storm"

    /// How long a cancellation may take before the connection is given up, which counts as a problem.
    private static let grace: Duration = .seconds(20)

    private let configuration: PostgresConfiguration
    private let seed: UInt64

    /// - Parameter connectionString: of a database in which the storm may make the schema `hoctap_storm`, alone there.
    package init(_ connectionString: String, seed: UInt64) throws {
        var configuration = try PostgresConfiguration(connectionString)
        configuration.connectTimeout = .seconds(60)
        configuration.queryTimeout = .seconds(60)
        configuration.cancelGrace = Self.grace
        self.configuration = configuration
        self.seed = seed
    }

    /// What the runs came to.
    package struct Report: Sendable {
        /// Runs that were made.
        package var runs = 0
        /// Victims that ended with `CancellationError`.
        package var cancelled = 0
        /// Victims that ended with `.deadlineExceeded`, where a deadline was to strike.
        package var late = 0
        /// Victims that were done before they were struck.
        package var finished = 0
        /// What must not be; at most `problemsLimit`.
        package var problems: [String] = []
        /// All of them, kept or not.
        package var problemCount = 0

        private static let problemsLimit = 50

        mutating func note(_ problem: String) {
            problemCount += 1
            if problems.count < Self.problemsLimit { problems.append(problem) }
        }

        mutating func add(_ other: Report) {
            runs += other.runs
            cancelled += other.cancelled
            late += other.late
            finished += other.finished
            problemCount += other.problemCount
            problems = Array((problems + other.problems).prefix(Self.problemsLimit))
        }
    }

    /// Makes so many runs, shared by `workers` connections (each with a pool of its own).
    ///
    /// - Parameter progress: called now and then with the number of runs that one worker has made.
    package func run(
        _ runs: Int,
        workers: Int = 4,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Report {
        try await prepare()
        return try await withThrowingTaskGroup(of: Report.self) { group in
            for worker in 0..<workers {
                let share = runs / workers + (worker < runs % workers ? 1 : 0)
                group.addTask { try await self.work(worker, runs: share, progress) }
            }
            var report = Report()
            for try await part in group { report.add(part) }
            return report
        }
    }

    private func prepare() async throws {
        let connection = try await PostgresConnection.connect(configuration)
        try await connection.script(
            """
            drop schema if exists hoctap_storm cascade;
            create schema hoctap_storm;
            create table hoctap_storm.kept (run int8 not null, n int4 not null);
            create table hoctap_storm.copied (run int8 not null, n int4 not null);
            create table hoctap_storm.slow (run int8 not null);
            create function hoctap_storm.dawdle() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.002);
                    return null;
                end $$;
            create constraint trigger slow_dawdle after insert on hoctap_storm.slow
                deferrable initially deferred for each row execute function hoctap_storm.dawdle();
            """
        )
        await connection.close()
    }

    private func work(_ worker: Int, runs: Int, _ progress: @Sendable (Int) -> Void) async throws -> Report {
        let blocker = try await PostgresConnection.connect(configuration)
        _ = try await blocker.query("select pg_advisory_lock(\(Int64(worker)))")
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 1
        limits.checkoutTimeout = .seconds(60)
        let pool = try PostgresPool(configuration, limits: limits)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            var state = CancellationWorker(
                number: worker,
                configuration: configuration,
                connection: try await PostgresConnection.connect(configuration),
                pool: pool,
                random: SeededRandom(seed: seed &+ UInt64(worker) &* 0x9e37_79b9)
            )
            for run in 0..<runs {
                await state.run()
                if run % 1_000 == 999 { progress(run + 1) }
            }
            await state.connection.close()
            await blocker.close()
            group.cancelAll()
            return state.report
        }
    }
}

/// Something that must not be.
struct StormProblem: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
