import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// Titles and targets as the city reads them, against a real fold.
@Suite struct CityTitlesTests {
    private static let today = CalendarDay(year: 2026, month: 5, day: 3) ?? .epoch

    private func with(_ body: (MigratedDatabase, CityDatabase) async throws -> Void) async throws {
        let migrated = try await MigratedDatabase.make()
        try await CityFixture.fill(migrated)
        try await CityTitleFixture.fill(migrated)
        try await CityFixture.fold(migrated)
        try await RunningPool.with(try migrated.configuration(.city)) { pool in
            try await body(migrated, CityDatabase(pool: pool))
        }
        try await migrated.drop()
    }

    private func titles(_ city: CityDatabase, _ year: Int, _ boundary: CityBoundary = .then) async throws -> CityTitles
    {
        try await city.titles(try #require(CityQuestion(year: year, boundary: boundary)), today: Self.today)
    }

    private func families(_ titles: CityTitles) throws -> CityTitleTable {
        try #require(titles.titles.first { $0.kind.key == "gia-dinh-hoc-tap" })
    }

    private func progress(_ titles: CityTitles, _ measure: String, _ scope: String = "city") throws -> CityProgress {
        try #require(titles.progress.first { $0.target.measure == measure && $0.target.scope == scope })
    }

    @Test func `a year's titles stand by ward, with the whole, its day and its source`() async throws {
        try await with { _, city in
            let found = try families(try await titles(city, 2019))
            #expect(found.wards.map(\.name) == ["Gào", "Hội Thương", "Tây Sơn"])
            let taySon = try #require(found.wards.last?.numbers)
            #expect([taySon.total, taySon.registered, taySon.recognised] == [100, 60, 50])
            #expect(taySon.registeredRenewed == 20 && taySon.certificates == 50)
            #expect(taySon.countedOn?.lowerBound == CalendarDay(year: 2019, month: 1, day: 15))
            #expect(taySon.sources == ["Danh sách của phường 2019"])
            #expect(found.city.recognised == 90 && found.known.recognised == 85 && found.known.total == 150)
            #expect(found.uncounted.map(\.name) == ["Gào"])
        }
    }

    @Test func `the same year on the boundaries of today adds up to the same`() async throws {
        try await with { _, city in
            let found = try families(try await titles(city, 2019, .today))
            #expect(found.wards.map(\.name) == ["Gào", "Pleiku"])
            let pleiku = try #require(found.wards.last?.numbers)
            #expect([pleiku.total, pleiku.registered, pleiku.recognised] == [150, 100, 85])
        }
    }

    @Test func `progress is of the wards that were counted, with the distance and where it leads`() async throws {
        try await with { _, city in
            let found = try progress(try await titles(city, 2019), "family")
            #expect(found.target.percent == 60 && found.target.year == 2020)
            #expect(found.progress?.share == Share(of: 85, in: 150))
            #expect(found.progress?.missing == 5 && found.uncounted == 1 && found.problems.isEmpty)
            // 33.33 % in 2018, 56.67 % in 2019
            let projection = try #require(found.projection)
            #expect(projection.year == 2020 && (7999...8002).contains(projection.share.hundredths))
            #expect(try progress(try await titles(city, 2019), "family", "national").target.percent == 70)
            // the next target of the country is the one of 2025
            #expect(try progress(try await titles(city, 2021), "family", "national").target.year == 2025)
        }
    }

    @Test func `before the roll-out only pilots count for the city`() async throws {
        try await with { _, city in
            let all = try await titles(city, 2015)
            let found = try families(all)
            #expect(found.wards.map(\.counts) == [true, false])
            #expect(found.city.recognised == 4 && found.early.map(\.name) == ["Tây Sơn"])
            #expect(try progress(all, "family").progress?.share == Share(of: 4, in: 50))
            let question = try #require(CityQuestion(year: 2015))
            let inquiry = CityTitleInquiry(question, kind: "gia-dinh-hoc-tap", measure: "recognised")
            #expect(try await city.explain(inquiry, today: Self.today).total == 4)
        }
    }

    @Test func `what cannot be true is said, and no share is made of it`() async throws {
        try await with { migrated, city in
            try await CityTitleFixture.countAgain(migrated)
            try await CityFixture.fold(migrated)
            let found = try families(try await titles(city, 2019))
            let ward = try #require(found.wards.first { $0.name == "Hội Thương" })
            #expect(ward.numbers.total == 30 && ward.numbers.sources == ["Đếm lại"])
            #expect(ward.numbers.figures.problems == [.registeredAboveTotal(registered: 40, total: 30)])
        }
    }

    @Test func `who is trained counts once, against the roll`() async throws {
        try await with { _, city in
            let all = try await titles(city, 2019)
            #expect(all.rolls.map(\.people) == [4] && all.rolls.map(\.trained) == [3])
            let found = try progress(all, "association_officers_trained")
            #expect(found.progress?.share == Share(of: 3, in: 4) && found.progress?.missing == 1)
            #expect(try await titles(city, 2018).rolls.map(\.trained) == [0])
        }
    }

    @Test func `a number is what its cells are`() async throws {
        try await with { _, city in
            let question = try #require(CityQuestion(year: 2019, boundary: .today))
            for (measure, sum) in [
                ("registered", 105), ("recognised", 90), ("counted", 150), ("title_certificates", 90),
            ] {
                let found = try await city.explain(
                    CityTitleInquiry(question, kind: "gia-dinh-hoc-tap", measure: measure),
                    today: Self.today
                )
                #expect(found.total == sum, "\(measure)")
            }
            await #expect(throws: StoreError.notFound) {
                _ = try await city.explain(CityTitleInquiry(question, kind: "khong-co", measure: "recognised"))
            }
            await #expect(throws: StoreError.notFound) {
                _ = try await city.explain(CityTitleInquiry(question, kind: "gia-dinh-hoc-tap", measure: "members"))
            }
        }
    }

    @Test func `a signed year keeps its titles, whatever is counted since`() async throws {
        try await with { migrated, city in
            try await CityFixture.freeze(2019, in: migrated)
            try await migrated.database.run(
                """
                delete from app.decision_lines where tenant_id = '\(CityTitleFixture.tenant(.gao))';
                delete from app.registrations where tenant_id = '\(CityTitleFixture.tenant(.gao))';
                delete from app.training_people;
                """
            )
            try await CityFixture.fold(migrated)
            let found = try await titles(city, 2019)
            #expect(found.frozen != nil)
            #expect(try families(found).city.recognised == 90)
            #expect(found.rolls.map(\.trained) == [3])
        }
    }
}
