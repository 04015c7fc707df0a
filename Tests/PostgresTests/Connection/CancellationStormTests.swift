import Postgres
import TestSupport
import Testing

@Suite struct CancellationStormTests {
    @Test(.timeLimit(.minutes(5)))
    func `ten thousand cancellations strike their own call or nothing, and spoil no connection`() async throws {
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        print("cancellation storm: seed \(seed)")
        let database = try await PostgresCluster.shared.createDatabase()
        let configuration = try PostgresConfiguration(database.dsn())
        let report = try await CancellationStorm.run(
            count: 10_000,
            seed: seed,
            sessions: 16,
            configuration: configuration
        )
        #expect(report.failures.isEmpty, "seed \(seed)")
        #expect(report.runs == 10_000)
        // Both ways a struck call can end were walked often.
        #expect(report.struck > 1_000 && report.completed > 500)
        try await database.drop()
    }
}
