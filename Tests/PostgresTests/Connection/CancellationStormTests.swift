import TestSupport
import Testing

@Suite struct CancellationStormTests {
    @Test(.timeLimit(.minutes(5)))
    func `ten thousand cancellations strike their own call or nothing, and spoil no connection`() async throws {
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        print("cancellation storm: seed \(seed)")
        let database = try await PostgresCluster.shared.createDatabase()
        let storm = try CancellationStorm(database.dsn(), seed: seed)
        let report = try await storm.run(10_000, workers: 12)
        #expect(report.problems == [], "seed \(seed)")
        #expect(report.runs == 10_000)
        // All the ways in which a struck call can end were walked often.
        #expect(report.cancelled > 1_000 && report.finished > 500 && report.late > 100)
        try await database.drop()
    }
}
