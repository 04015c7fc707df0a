import Foundation
import Programme
import Store

/// How many households and so on there are, as the wards of a demo counted them for a year: a little more than they keep, for
/// nobody has them all on record.
struct DemoCounts: Sendable {
    private(set) var rows: [FilledDenominator] = []

    private let ward: DemoWard
    private let year: Int
    private let plan: DemoPlan
    private let countedOn: Int

    /// The counts of a ward for a year; none if the ward was formed after it.
    init(_ ward: DemoWard, _ year: Int, _ titles: DemoTitles, rollOfOfficers: Int) {
        (self.ward, self.year, plan) = (ward, year, titles.plan)
        let eras = titles.plan.homes.compactMap { titles.era(of: $0.number, in: year) }.filter {
            $0.ward == ward.number
        }
        let begun = eras.compactMap(\.from).max() ?? .min
        countedOn = max(DemoTime.dayNumber(year - 1, 12, 31), begun)
        guard !eras.isEmpty, countedOn <= plan.time.last else { return }
        let subjects = titles.subjects
        var households = 0
        for era in eras {
            for hamlet in 1...plan.scale.hamletsOfAWard {
                var random = DemoRandom(seed: plan.seed, .title, 500, era.home, hamlet, year)
                let kept = subjects.households.all[era.home].filter { $0.hamlet == hamlet }.count
                let count = kept + random.below(3)
                households += count
                let area = subjects.hamlets.id(hamlet, in: era, of: plan)
                add(.household, area, count, "Danh sách hộ của \(subjects.hamlets.title(hamlet, in: era, of: plan))")
            }
        }
        let homes = eras.map(\.home)
        let clans = homes.map { subjects.clans.all[$0].count }.reduce(0, +)
        let units = homes.map { subjects.units(of: $0).count }.reduce(0, +)
        let source = "UBND \(ward.title), thống kê cuối năm \(year - 1)"
        if year == plan.time.years.upperBound {
            let first = add(.household, ward.area.id, households - households / 20, source)
            add(.household, ward.area.id, households, "\(source), đã rà soát", correcting: first)
        } else {
            add(.household, ward.area.id, households, source)
        }
        add(.clan, ward.area.id, clans + 1, source)
        add(.community, ward.area.id, homes.count * plan.scale.hamletsOfAWard, source)
        add(.unit, ward.area.id, units + 2, source)
        add(.associationOfficer, ward.area.id, rollOfOfficers, "Hội Khuyến học \(ward.title)")
        add(.centreManager, ward.area.id, 3, "Trung tâm học tập cộng đồng \(ward.title)")
    }

    @discardableResult
    private mutating func add(
        _ kind: DenominatorKind,
        _ area: AreaID,
        _ total: Int,
        _ source: String,
        correcting: DenominatorID? = nil
    ) -> DenominatorID {
        let moment = DemoTime.day(countedOn).startInVietnam
        let id: DenominatorID = plan.identity.make(.denominator, at: moment, ward.number, year, rows.count)
        rows.append(
            FilledDenominator(
                id,
                of: ward.tenant(in: plan),
                Denominator(
                    kind,
                    area: area,
                    year: year,
                    countedOn: DemoTime.day(countedOn),
                    total: total,
                    source: source,
                    note: correcting == nil ? "" : "Bổ sung các hộ mới chuyển đến"
                ),
                supersedes: correcting,
                recordedAt: moment.addingTimeInterval(correcting == nil ? 36_000 : 86_400)
            )
        )
        return id
    }
}
