import Foundation
import Programme
import Store

/// Who holds which title in which year of a demo, by the invented criteria that the database has for it. Every question is
/// answered from the seed: what a ward decided last year need not be kept to be known.
struct DemoTitles: Sendable {
    /// A title with the criteria by which it is given.
    struct Kind: Sendable {
        let type: TitleType
        let criteria: StoredCriteriaSet
    }

    /// The days on which a list is scored, reviewed, sent up and decided.
    struct Days: Sendable {
        let scored: Int
        let reviewed: Int
        let proposed: Int
        let decided: Int
    }

    let subjects: DemoSubjects
    private let kinds: [SubjectKind: Kind]

    /// The sets that show how it works.
    private static let sets: [(kind: SubjectKind, key: String)] = [
        (.household, "trinh-dien-gia-dinh"), (.clan, "trinh-dien-dong-ho"), (.community, "trinh-dien-cong-dong"),
        (.unit, "trinh-dien-don-vi"),
    ]
    /// Before it the titles had other names, and nobody has the criteria.
    static let firstYear = 2016
    /// Of a hundred hamlets, those that are late in the last year.
    private static let percentLate = 18
    private static let daysLate = 70

    var plan: DemoPlan { subjects.plan }

    /// Reads the criteria.
    ///
    /// - Throws: `CommandFailure` where one of the sets is not in use.
    init(_ subjects: DemoSubjects, from database: OperatorDatabase) async throws {
        self.subjects = subjects
        kinds = try await database.admin.editCriteria { editor in
            let types = try await editor.criteria.titles()
            var kinds: [SubjectKind: Kind] = [:]
            for (kind, key) in Self.sets {
                let stored = try await editor.criteria.find(key)
                guard stored.status == .active, let type = types.first(where: { $0.key == stored.set.title }) else {
                    throw CommandFailure(.badData, "the criteria \"\(key)\" of a demo are not in use")
                }
                kinds[kind] = Kind(type: type, criteria: stored)
            }
            return kinds
        }
    }

    /// The title that is given to a kind of subject.
    func title(for kind: SubjectKind) throws(CommandFailure) -> Kind {
        guard let title = kinds[kind] else { throw CommandFailure(.software, "a demo has no title for \(kind)") }
        return title
    }

    /// The days of a list: of a hamlet's households, or of what else there is in a home.
    func days(_ kind: SubjectKind, _ home: Int, hamlet: Int, in year: Int) -> Days {
        let place = SubjectKind.allCases.firstIndex(of: kind) ?? 0
        var random = DemoRandom(seed: plan.seed, .title, 100 + place, home, hamlet, year)
        let lag = kind == .household ? random.below(7) : random.below(3)
        let isLate = year == plan.time.years.upperBound && random.chance(Self.percentLate)
        let firstLate = isLate ? random.below(3) : 4
        func day(_ stage: Int, _ month: Int, _ day: Int) -> Int {
            DemoTime.dayNumber(year, month, day) + lag + (stage >= firstLate ? Self.daysLate : 0)
        }
        if kind == .household {
            return Days(
                scored: day(0, 9, 15),
                reviewed: day(1, 10, 1),
                proposed: day(2, 10, 12),
                decided: day(3, 10, 18)
            )
        }
        return Days(scored: day(0, 10, 27), reviewed: day(1, 11, 4), proposed: day(2, 11, 11), decided: day(3, 11, 16))
    }

    /// The day on which a subject registers: at the beginning of the year, or soon after its ward was formed.
    func registrationDay(_ key: DemoTitleFate.Key, in year: Int, _ era: DemoEra) -> Int {
        let kind = SubjectKind.allCases.firstIndex(of: key.kind) ?? 0
        var random = DemoRandom(seed: plan.seed, .title, 200 + kind, key.home, key.number, year)
        let usual = DemoTime.dayNumber(year, 2, 1) + random.below(70)
        return max(usual, (era.from ?? .min / 2) + 3 + random.below(20))
    }

    /// The era in which what a home has is dealt with in a year.
    func era(of home: Int, in year: Int) -> DemoEra? {
        subjects.era(of: home, on: min(DemoTime.dayNumber(year, 10, 1), plan.time.last))
    }

    /// The day on which a title of a year is taken away again, if it is, and if the ward is still there.
    func revocationDay(in year: Int, _ era: DemoEra) -> Int? {
        let day = DemoTime.dayNumber(year + 1, 3, 10)
        return day <= plan.time.last && era.contains(day) ? day : nil
    }

    /// Whether a household is recognised for a year, be it that the title was taken away later.
    func isRecognised(_ household: DemoHouseholds.Household, in year: Int) -> Bool {
        let days = days(.household, household.home, hamlet: household.hamlet, in: year)
        guard days.decided <= plan.time.last, let title = try? title(for: .household) else { return false }
        let key = DemoTitleFate.Key(kind: .household, home: household.home, number: household.number)
        let hasChildren = subjects.children(of: household) > 0
        return isRecognised(key, in: year, title, hasChildren: hasChildren, shares: [:])
    }

    /// Whether a clan is.
    func isRecognised(_ clan: DemoClans.Clan, in year: Int) -> Bool {
        let days = days(.clan, clan.home, hamlet: 0, in: year)
        guard days.decided <= plan.time.last, let title = try? title(for: .clan) else { return false }
        let key = DemoTitleFate.Key(kind: .clan, home: clan.home, number: clan.number)
        return isRecognised(key, in: year, title, hasChildren: true, shares: shares(below: clan, in: year))
    }

    /// Whether a hamlet is.
    func isRecognised(hamlet: Int, of home: Int, in year: Int) -> Bool {
        let days = days(.community, home, hamlet: 0, in: year)
        guard days.decided <= plan.time.last, let title = try? title(for: .community) else { return false }
        let key = DemoTitleFate.Key(kind: .community, home: home, number: hamlet)
        let shares = shares(below: hamlet, of: home, in: year)
        return isRecognised(key, in: year, title, hasChildren: true, shares: shares)
    }

    /// Whether a unit is.
    func isRecognised(_ unit: DemoSubjects.Unit, of home: Int, in year: Int) -> Bool {
        let days = days(.unit, home, hamlet: 0, in: year)
        guard days.decided <= plan.time.last, let title = try? title(for: .unit) else { return false }
        let key = DemoTitleFate.Key(kind: .unit, home: home, number: unit.number)
        return isRecognised(key, in: year, title, hasChildren: true, shares: [:])
    }

    /// Of the households of a clan, those that hold their title.
    func shares(below clan: DemoClans.Clan, in year: Int) -> [String: TitleShare] {
        shares(
            .household,
            of: clan.households.count,
            recognised: clan.households.filter { isRecognised($0, in: year) }.count
        )
    }

    /// Of the households and the clans of a hamlet, those that hold their titles.
    func shares(below hamlet: Int, of home: Int, in year: Int) -> [String: TitleShare] {
        let households = subjects.households.all[home].filter { $0.hamlet == hamlet }
        let clans = subjects.clans.all[home].filter { $0.households.first?.hamlet == hamlet }
        let own = shares(
            .household,
            of: households.count,
            recognised: households.filter { isRecognised($0, in: year) }.count
        )
        let others = shares(.clan, of: clans.count, recognised: clans.filter { isRecognised($0, in: year) }.count)
        return own.merging(others) { first, _ in first }
    }

    /// What answers come to.
    func result(
        _ answers: [String: CriteriaAnswer],
        _ title: Kind,
        _ key: DemoTitleFate.Key,
        hasChildren: Bool,
        shares: [String: TitleShare]
    ) throws(CommandFailure) -> CriteriaResult {
        let scored = CriteriaScored(
            zone: plan.homes[key.home].area.kind == .commune ? .difficult : .favourable,
            isWithoutChildren: key.kind == .household ? !hasChildren : nil,
            shares: shares
        )
        switch title.criteria.set.result(of: answers, for: scored) {
        case .success(let result): return result
        case .failure: throw CommandFailure(.software, "invented answers do not fit the criteria")
        }
    }

    private func shares(_ kind: SubjectKind, of total: Int, recognised: Int) -> [String: TitleShare] {
        guard let title = try? title(for: kind) else { return [:] }
        return [title.type.key: TitleShare(total: total, recognised: recognised)]
    }

    private func isRecognised(
        _ key: DemoTitleFate.Key,
        in year: Int,
        _ title: Kind,
        hasChildren: Bool,
        shares: [String: TitleShare]
    ) -> Bool {
        guard year >= max(Self.firstYear, plan.time.years.lowerBound) else { return false }
        let fate = DemoTitleFate(key, in: year, of: plan)
        guard fate.registers, !fate.withdraws, fate.isLiked else { return false }
        let answers = fate.answers(to: title.criteria.set, hasChildren: hasChildren, shares: shares)
        let found = try? result(answers, title, key, hasChildren: hasChildren, shares: shares)
        return found.map { $0.level > 0 } ?? false
    }
}
