import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// What the city's door answers, against a real fold.
@Suite struct CityTotalsTests {
    private static let today = CalendarDay(year: 2026, month: 5, day: 3) ?? .epoch

    private func with(
        filled: Bool = true,
        _ body: (MigratedDatabase, CityDatabase) async throws -> Void
    ) async throws {
        let migrated = try await MigratedDatabase.make()
        if filled {
            try await CityFixture.fill(migrated)
            try await CityFixture.fold(migrated)
        }
        try await RunningPool.with(try migrated.configuration(.city)) { pool in
            try await body(migrated, CityDatabase(pool: pool))
        }
        try await migrated.drop()
    }

    private func question(_ year: Int, _ span: CitySpan = .year, _ boundary: CityBoundary = .then) throws
        -> CityQuestion
    {
        try #require(CityQuestion(year: year, span: span, boundary: boundary))
    }

    private func measure(_ key: String, _ measures: [CityMeasure]) throws -> CityMeasure {
        try #require(measures.first { $0.key == key })
    }

    @Test func `members are counted as memberships and as persons, and who cannot be told is said`() async throws {
        try await with { _, city in
            let overview = try await city.overview(try question(2024), today: Self.today)
            #expect(overview.members == CityPersons(persons: 3, memberships: 5, unlinkable: 1))
            #expect(overview.members.overlap == 1)
            let members = try measure("members", overview.measures)
            #expect(overview.city[members] == 5)
            #expect(overview.organisations.map(\.name) == ["Hội Cựu chiến binh", "Hội Phụ nữ"])
            #expect(overview.organisations.map { $0.amounts[members] } == [3, 2])
            #expect(overview.homes.map(\.name) == ["Pleiku", ""])
            #expect(overview.homes.map(\.persons) == [CityPersons(persons: 2, memberships: 4, unlinkable: 1), nil])
        }
    }

    @Test func `a past year keeps the wards that there were, and can be shown on those of today`() async throws {
        try await with { _, city in
            let then = try await city.overview(try question(2024), today: Self.today)
            let attendances = try measure("attendances", then.measures)
            #expect(then.learners == CityPersons(persons: 2, memberships: 3, unlinkable: 0))
            #expect(then.areas.filter { $0.id != nil }.map(\.name) == ["Hội Thương", "Tây Sơn"])
            #expect(then.areas.filter { $0.id != nil }.map { $0.amounts[attendances] } == [1, 2])
            #expect(then.areas.filter { $0.id != nil }.map { $0.persons?.persons } == [1, 2])
            let now = try await city.overview(try question(2024, .year, .today), today: Self.today)
            #expect(now.areas.filter { $0.id != nil }.map(\.name) == ["Pleiku"])
            #expect(now.areas.first?.amounts[attendances] == 3)
            #expect(now.areas.first?.persons == CityPersons(persons: 2, memberships: 3, unlinkable: 0))
        }
    }

    @Test func `what is counted in a span is what its months have`() async throws {
        try await with { _, city in
            let year = try await city.overview(try question(2025), today: Self.today)
            let (attendances, minutes) = (
                try measure("attendances", year.measures), try measure("minutes", year.measures)
            )
            #expect(year.city[attendances] == 3 && year.city[minutes] == 270)
            #expect(year.months.filter { $0.amounts[attendances] > 0 }.map(\.start.month) == [8, 11])
            #expect(year.learners == CityPersons(persons: 1, memberships: 2, unlinkable: 1))
            #expect(year.years.contains(2024) && year.years.contains(2025) && year.years.first == 2026)
            let quarter = try await city.overview(try question(2025, .quarter(4)), today: Self.today)
            #expect(quarter.city[attendances] == 1 && quarter.city[minutes] == 90)
            let series = try await city.years().years
            #expect(series.filter { $0.amounts[attendances] > 0 }.map(\.start.year) == [2024, 2025])
        }
    }

    @Test func `every number is the sum of its cells`() async throws {
        try await with { _, city in
            let asked = try question(2025)
            let all = try await city.explain(CityInquiry(asked, measure: "attendances"), cells: 0..<100)
            #expect(all.total == 3 && all.cellCount == all.cells.count)
            #expect(all.cells.reduce(0) { $0 + $1.amount } == 3)
            #expect(Set(all.cells.map(\.organisationName)) == ["Hội Cựu chiến binh"])
            let unknown = CityInquiry(asked, measure: "attendances", place: .unknown)
            #expect(try await city.explain(unknown, cells: 0..<100).total == 1)
            let ward = CityPlace.ward(AreaID(uuid: CityFixture.id(.pleiku)))
            let before = CityInquiry(try question(2024, .year, .today), measure: "minutes", place: ward)
            let pleiku = try await city.explain(before, cells: 0..<1, today: Self.today)
            #expect(pleiku.total == 360 && pleiku.cellCount == 2 && pleiku.cells.count == 1)
            #expect(pleiku.wardName == "Pleiku")
            let women = CityInquiry(
                try question(2024),
                measure: "members",
                organisation: TenantID(uuid: CityFixture.id(.women))
            )
            let members = try await city.explain(women, cells: 0..<100)
            #expect(members.total == 2 && members.organisationName == "Hội Phụ nữ" && members.cells[0].month == nil)
        }
    }

    @Test func `what there is not is not found`() async throws {
        try await with { _, city in
            let asked = try question(2025)
            for inquiry in [
                CityInquiry(asked, measure: "religion"),
                CityInquiry(asked, measure: "members", organisation: TenantID.next()),
                CityInquiry(asked, measure: "members", place: .ward(AreaID.next())),
            ] {
                #expect(await refusal { _ = try await city.explain(inquiry, cells: 0..<1) } == .notFound)
            }
            #expect(await refusal { _ = try await city.people(measure: "ethnicity", year: 2025) } == .notFound)
            #expect(CityQuestion(year: 1899) == nil && CityQuestion(year: 2200) == nil)
        }
    }

    @Test func `a year that is signed stays as it was, and says so`() async throws {
        try await with { migrated, city in
            try await CityFixture.freeze(2024, in: migrated)
            let asked = try question(2024)
            let signed = try await city.overview(asked, today: Self.today)
            #expect(signed.frozen?.year == 2024 && signed.frozen?.hash.count == 64)
            try await CityFixture.takeBack(migrated)
            try await CityFixture.fold(migrated)
            let later = try await city.overview(asked, today: Self.today)
            #expect(later.city == signed.city && later.areas == signed.areas && later.learners == signed.learners)
            #expect(later.frozen == signed.frozen)
            #expect(try await city.overview(try question(2025), today: Self.today).frozen == nil)
        }
    }

    @Test func `people are told apart only where it tells nothing`() async throws {
        try await with { _, city in
            let found = try await city.people(measure: "attendances", year: 2025)
            #expect(found.people.map(\.amount) == [.few])
            #expect(!found.bands.isEmpty && found.measure.key == "attendances")
            #expect(try await city.people(measure: "members", year: nil).people.map(\.amount) == [.few])
        }
    }

    @Test func `an empty database has no totals, and answers all the same`() async throws {
        try await with(filled: false) { _, city in
            let overview = try await city.overview(try question(2026), today: Self.today)
            #expect(overview.city.isEmpty && overview.organisations.isEmpty && overview.areas.isEmpty)
            #expect(overview.members == .none && overview.learners == .none && overview.status.asOf == nil)
            #expect(overview.years == [2026] && !overview.measures.isEmpty)
            #expect(
                try await city.explain(CityInquiry(try question(2026), measure: "members"), cells: 0..<9).cells == []
            )
            #expect(try await city.answers())
        }
    }

    @Test func `the targets are those of the seeds`() async throws {
        try await with(filled: false) { _, city in
            let overview = try await city.overview(try question(2026), today: Self.today)
            let seeds = try String(contentsOfFile: RepositoryFolder.path("sql/seeds/targets.csv"), encoding: .utf8)
                .split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
            let wanted = seeds.map { "\($0[0]) \($0[1]) \($0[2]) \($0[3]) \($0[4]) \($0[5]) \($0[6] != "unconfirmed")" }
            let found = overview.targets.map {
                "\($0.legalBasis) \($0.scope) \($0.zone) \($0.year) \($0.measure) \($0.percent) \($0.isConfirmed)"
            }
            #expect(Set(found) == Set(wanted) && found.count == wanted.count)
        }
    }
}
