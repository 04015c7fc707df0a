import Foundation
import Programme
import Store

/// What an organisation of a demo did so that families of its members could earn their title, in the last two years.
struct DemoHelp: Sendable {
    private(set) var rows: [FilledHouseholdHelp] = []

    private static let permille = 25
    private static let deeds = [
        "Đến nhà vận động đăng ký danh hiệu", "Tặng sách vở cho các cháu", "Hỗ trợ học bổng đầu năm học",
        "Giúp làm phiếu tự chấm điểm", "Mời tham gia chuyên đề của hội", "Tặng góc học tập",
    ]

    init(of seats: [DemoRoll.Seat], in organisation: Int, _ plan: DemoPlan) {
        let last = plan.time.years.upperBound
        for seat in seats {
            for year in max(plan.time.years.lowerBound, last - 1)...last {
                var random = DemoRandom(seed: plan.seed, .programme, 8, seat.person, organisation, year)
                let day = DemoTime.dayNumber(year, 2, 1) + random.below(250)
                guard random.chance(permille: Self.permille), day <= plan.time.last, seat.holds(on: day) else {
                    continue
                }
                rows.append(
                    FilledHouseholdHelp(
                        plan.identity.make(
                            .help,
                            at: DemoTime.day(day).startInVietnam,
                            organisation,
                            seat.person,
                            year
                        ),
                        for: plan.member(seat.person, in: organisation, joinedOn: seat.joinedOn),
                        of: plan.tenant(of: organisation),
                        year: year,
                        doneOn: DemoTime.day(day),
                        random.pick(Self.deeds, or: "Vận động đăng ký danh hiệu")
                    )
                )
            }
        }
    }
}
