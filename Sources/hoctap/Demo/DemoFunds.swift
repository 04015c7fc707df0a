import Foundation
import Programme
import Store

/// The fund for learning of one tenant of a demo: what came in, and the scholarships, rewards and helps that it paid out.
struct DemoFunds: Sendable {
    private(set) var funds: [FilledFund] = []
    private(set) var entries: [FilledFundEntry] = []
    private(set) var awards: [FilledAward] = []

    private let host: DemoOffice.Host
    private let plan: DemoPlan

    private static let awardsOfYear = 6
    private static let kinds: [(award: AwardKind, entry: FundEntryKind)] = [
        (.scholarship, .scholarship), (.reward, .reward), (.hardship, .hardship),
    ]

    init(_ host: DemoOffice.Host, _ plan: DemoPlan) {
        (self.host, self.plan) = (host, plan)
        guard host.isWard || host.leads, host.from <= plan.time.last else { return }
        let fund = FilledFund(
            id(.fund, on: host.from, 0, 0),
            of: host.tenant,
            name: "Quỹ khuyến học \(host.name)",
            openedOn: DemoTime.day(host.from)
        )
        funds = [fund]
        for year in plan.time.years {
            takeIn(fund, year)
            // it pays out of what came in this year
            guard host.isAtWork(on: DemoTime.dayNumber(year, 3, 5), in: plan) else { continue }
            for number in 0..<Self.awardsOfYear { award(fund, year, number) }
        }
    }

    private mutating func takeIn(_ fund: FilledFund, _ year: Int) {
        var random = DemoRandom(seed: plan.seed, .programme, 6, host.number, year)
        let income: [(FundEntryKind, Int, Int)] = [(.contribution, 2, 20), (.sponsor, 4, 12), (.budget, 8, 3)]
        for (number, kind) in income.enumerated() {
            let day = DemoTime.dayNumber(year, kind.1, kind.2) + random.below(12)
            let amount = random.between(15, 60) * 500_000
            guard host.isAtWork(on: day, in: plan) else { continue }
            let entry = FundEntry(
                direction: .income,
                kind: kind.0,
                amount: amount,
                enteredOn: DemoTime.day(day),
                document: "PT-\(year)-\(number + 1)"
            )
            entries.append(FilledFundEntry(id(.fundEntry, on: day, year, number), in: fund, entry))
        }
    }

    private mutating func award(_ fund: FilledFund, _ year: Int, _ number: Int) {
        var random = DemoRandom(seed: plan.seed, .programme, 9, host.number, year, number)
        let day = DemoTime.dayNumber(year, 9, 1) + random.below(50)
        let kind = Self.kinds[number % Self.kinds.count]
        let amount = random.between(2, 5) * 250_000
        let sex = random.chance(50) ? Sex.female : .male
        let name = DemoNames.next(sex, isOfMinority: random.chance(20), using: &random).name
        guard host.isAtWork(on: day, in: plan) else { return }
        let entry = FilledFundEntry(
            id(.fundEntry, on: day, year, 10 + number),
            in: fund,
            FundEntry(
                direction: .spending,
                kind: kind.entry,
                amount: amount,
                enteredOn: DemoTime.day(day),
                document: "PC-\(year)-\(number + 1)"
            )
        )
        entries.append(entry)
        awards.append(
            FilledAward(
                id(.award, on: day, year, number),
                of: host.tenant,
                Award(
                    kind: kind.award,
                    recipientKind: number == 4 ? .teacher : .pupil,
                    recipientName: name,
                    reason: kind.award == .hardship ? "Hoàn cảnh khó khăn" : "Thành tích năm học",
                    amount: amount,
                    awardedOn: DemoTime.day(day)
                ),
                paidBy: entry
            )
        )
    }

    private func id<Subject>(_ kind: DemoIdentity.Kind, on day: Int, _ year: Int, _ number: Int) -> Identity<Subject> {
        plan.identity.make(kind, at: DemoTime.day(day).startInVietnam, host.number, year, number)
    }
}
