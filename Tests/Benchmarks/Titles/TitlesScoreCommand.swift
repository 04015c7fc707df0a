import ArgumentParser
import Foundation
import Intake
import Postgres
import Programme
import Store
import TestSupport

/// A process of its own that takes the wards' files of self-scores in and says how long that took: measured for its memory.
struct TitlesScoreCommand: AsyncParsableCommand {
    static let name = "titles-scores"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Takes files of self-scores into a database of the benchmark, and prints what it took.",
        shouldDisplay: false
    )

    @Argument(help: "The database, as hoctap_server.")
    var database: String
    @Argument(help: "The folder with a workbook for each ward.")
    var folder: String
    @Argument(help: "Wards.")
    var wards: Int
    @Argument(help: "Households of each.")
    var households: Int

    func run() async throws {
        let fixture = TitlesFixture(wards: wards, households: households)
        let before = try SheetMemoryCommand.kibibytes(of: "VmRSS")
        let pool = try PostgresPool(PostgresConfiguration(database))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            let tenants = TenantDatabase(pool: pool)
            let clock = ContinuousClock()
            let start = clock.now
            for ward in 1...wards { try await take(ward, fixture, tenants) }
            let time = clock.now - start
            say("seconds \(Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)")
            pool.drain(within: .seconds(1))
            try await group.waitForAll()
        }
        let added = max(0, try SheetMemoryCommand.kibibytes(of: "VmHWM") - before)
        say("memory \(Double(added) / 1_024)")
    }

    /// One ward's file, as the page takes it: read against the list as it is, then written.
    private func take(_ ward: Int, _ fixture: TitlesFixture, _ tenants: TenantDatabase) async throws {
        let path = Self.path(ward, in: folder)
        try await tenants.write(fixture.context(ward)) { tx in
            let (stored, roll) = try await Self.roll(tx, year: TitlesFixture.ourYear)
            let reading = try ScoreSheet.read(path: path, against: roll)
            try check(reading.findings.isEmpty, "\(reading.findings.prefix(2))")
            let scores = reading.scores.map { RegistrationScore($0.registration, $0.answers) }
            let judged = try await tx.registrations.score(scores, by: stored.id)
            let passed = judged.filter { if case .success(let result) = $0.result { result.level == 1 } else { false } }
            try check(judged.count == fixture.households && passed.count == judged.count, "ward \(ward)")
        }
    }

    /// Where a ward's file is.
    static func path(_ ward: Int, in folder: String) -> String { "\(folder)/phuong-\(ward).xlsx" }

    /// The list of a year, as files are made of it and read against it.
    static func roll(_ tx: TenantTransaction, year: Int) async throws -> (StoredCriteriaSet, ScoreRoll) {
        let stored = try await tx.criteria.find(TitlesFixture.set)
        let title = try await tx.criteria.titles().first { $0.key == stored.set.title }
        guard let title else { throw BenchmarkError("there is no title \(stored.set.title)") }
        let filter = RegistrationFilter(title.id, year: year, states: [.registered, .scored])
        let people = try await tx.registrations.scoreList(filter).map { entry in
            ScoreRoll.Person(entry.id, name: entry.name, place: "", answers: entry.answers)
        }
        return (stored, ScoreRoll(set: stored.set, year: year, people: people))
    }
}
