import Postgres

/// What one client asks over and over.
protocol ConnectionWork: Sendable {
    /// - Parameter client: from 0, so that clients do not ask the same at the same time.
    init(client: Int)

    /// Asks once and checks the answer.
    mutating func run(on connection: PostgresConnection) async throws
}

/// The Postgres room at the work of a benchmark: so many connections, each with a client who waits for each answer.
struct HoctapContender<Work: ConnectionWork>: Contender {
    /// Where the clients' tasks run.
    enum Placement: Sendable {
        /// On the loop of their connection.
        case loop
        /// On Swift's ordinary pool.
        case pool
    }

    var server: BenchmarkServer
    var clients = 1
    var placement: Placement
    /// What one call counts for.
    var unitsPerCall = 1.0
    /// Run by the connection before each measurement.
    var preparation: PostgresQuery?

    var name: String { placement == .loop ? "hoctap" : "hoctap (pool)" }

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let connections = try await server.connections(clients)
        let value: Double
        do {
            if let preparation { _ = try await connections[0].query(preparation) }
            _ = try await callsPerSecond(connections, seconds: scale.warmUpSeconds)
            value = try await callsPerSecond(connections, seconds: scale.seconds)
        } catch {
            for connection in connections { await connection.close() }
            throw error
        }
        for connection in connections { await connection.close() }
        return value * unitsPerCall
    }

    private func callsPerSecond(_ connections: [PostgresConnection], seconds: Double) async throws -> Double {
        let clock = ContinuousClock()
        let begin = clock.now
        let end = begin + .seconds(seconds)
        let calls = try await withThrowingTaskGroup(of: Int.self) { group in
            for (client, connection) in connections.enumerated() {
                let executor: (any TaskExecutor)? = placement == .loop ? connection.loop : nil
                group.addTask(executorPreference: executor) {
                    try await Self.repeated(Work(client: client), on: connection, until: end)
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(calls) / ((clock.now - begin) / .seconds(1))
    }

    private static func repeated(
        _ work: Work,
        on connection: PostgresConnection,
        until end: ContinuousClock.Instant
    ) async throws -> Int {
        var work = work
        var calls = 0
        while ContinuousClock.now < end {
            try await work.run(on: connection)
            calls += 1
        }
        return calls
    }
}

extension BenchmarkServer {
    /// How our own room reaches it.
    func configuration() throws -> PostgresConfiguration { try PostgresConfiguration(connectionString) }

    /// libpq's keywords.
    var connectionString: String { "host='\(host)' port=\(port) user='\(user)' dbname='\(database)'" }

    /// `count` connections on the process's own loops.
    func connections(_ count: Int) async throws -> [PostgresConnection] {
        let configuration = try configuration()
        var connections: [PostgresConnection] = []
        for _ in 0..<count { connections.append(try await PostgresConnection.connect(configuration)) }
        return connections
    }
}
