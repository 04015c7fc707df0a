import Foundation
import Programme
import Store

/// The community learning centre of a ward of a demo. Centres are no invention: with any seed they are the same.
enum DemoCentre {
    /// Centres do not depend on the seed.
    private static let identity = DemoIdentity(seed: 0)
    /// When the first ones were founded.
    private static let opening = DemoTime.dayNumber(2008, 9, 1)
    private static let positions = ["Giám đốc", "Phó giám đốc thường trực", "Phó giám đốc"]

    /// The centre of a ward.
    static func id(of area: Area) -> CentreID {
        identity.make(.centre, at: DemoTime.day(opening).startInVietnam, number(of: area))
    }

    /// A room of it, 0 or 1.
    static func room(_ room: Int, of area: Area) -> RoomID {
        identity.make(.room, at: DemoTime.day(opening).startInVietnam, number(of: area), room)
    }

    /// Whether a ward's centre is open from one day through another.
    static func isOpen(_ area: Area, from first: Int, through last: Int) -> Bool {
        let opens = area.validity.from?.dayNumber ?? opening
        let closes = area.validity.through?.dayNumber ?? .max
        return opens <= first && last <= closes
    }

    /// The centres of all wards, each followed by the one that it became part of.
    static func all(in plan: DemoPlan, _ history: AreaHistory) -> [FilledCentre] {
        plan.wards.map { centre(of: $0.area, history, until: plan.time.last) }
    }

    /// Who runs the centre of a ward.
    static func staff(of ward: DemoWard, _ centre: FilledCentre, in plan: DemoPlan) -> [FilledCentreStaff] {
        var random = DemoRandom(seed: plan.seed, .officer, ward.number)
        return positions.enumerated().map { number, position in
            let sex = random.chance(50) ? Sex.female : .male
            return FilledCentreStaff(
                plan.identity.make(.staff, at: plan.begin, ward.number, number),
                of: ward.tenant(in: plan),
                in: centre,
                name: DemoNames.next(sex, isOfMinority: random.chance(15), using: &random).name,
                position: position
            )
        }
    }

    private static func centre(of area: Area, _ history: AreaHistory, until last: Int) -> FilledCentre {
        let step = history.successions.first { $0.from == area.id && $0.kind == .merge && $0.date.dayNumber <= last }
        let next = step.flatMap { step in
            history.area(step.to).map { next in
                FilledCentre.Succession(into: id(of: next), on: step.date, legalBasis: step.legalBasis)
            }
        }
        let closes = area.validity.through.flatMap { $0.dayNumber < last ? $0.adding(days: 1) : nil }
        return FilledCentre(
            id(of: area),
            CentreRecord(
                key: "tthtcd-\(area.key)",
                area: area.id,
                name: "Trung tâm học tập cộng đồng \(lowered(DemoHome.title(of: area)))",
                openedOn: area.validity.from ?? DemoTime.day(opening),
                closedOn: closes
            ),
            rooms: [
                FilledCentre.Room(room(0, of: area), name: "Hội trường", seats: 120),
                FilledCentre.Room(room(1, of: area), name: "Phòng học", seats: 40),
            ],
            succession: closes == nil ? nil : next
        )
    }

    private static func lowered(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }

    /// A number that follows from the key (FNV-1a).
    private static func number(of area: Area) -> Int {
        let hash = area.key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
    }
}
