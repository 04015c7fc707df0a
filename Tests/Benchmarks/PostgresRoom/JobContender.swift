import Postgres

/// Work that is done once a round, from end to end.
protocol ConnectionJob: Sendable {
    /// What has to be there; not measured.
    static func prepare(_ connection: PostgresConnection) async throws

    /// Does the work and returns what it counts for.
    static func run(on connection: PostgresConnection, _ scale: BenchmarkScale) async throws -> Int

    /// Looks at what the work left; not measured.
    static func verify(_ connection: PostgresConnection, _ scale: BenchmarkScale) async throws
}

/// The Postgres room at such work; its figure is units a second.
struct JobContender<Job: ConnectionJob>: Contender {
    var server: BenchmarkServer
    /// True: the task runs on the connection's loop.
    var isOnLoop: Bool

    var name: String { isOnLoop ? "hoctap" : "hoctap (pool)" }

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let connection = try await PostgresConnection.connect(try server.configuration())
        do {
            let value = try await withThrowingTaskGroup(of: Double.self) { group in
                group.addTask(executorPreference: isOnLoop ? connection.loop : nil) {
                    try await Self.unitsPerSecond(connection, scale)
                }
                return try await group.next() ?? .nan
            }
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    private static func unitsPerSecond(_ connection: PostgresConnection, _ scale: BenchmarkScale) async throws -> Double
    {
        try await Job.prepare(connection)
        let clock = ContinuousClock()
        let begin = clock.now
        let units = try await Job.run(on: connection, scale)
        let spent = clock.now - begin
        try await Job.verify(connection, scale)
        return Double(units) / (spent / .seconds(1))
    }
}
