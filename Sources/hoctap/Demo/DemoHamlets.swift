import Programme
import Store

/// The hamlets of a demo: numbered, for nobody has a list of the real ones. Where a ward takes the place of others, theirs go on
/// in it under other numbers.
struct DemoHamlets: Sendable {
    private let ids: [String: AreaID]
    private let names: [String: String]

    /// The area of a hamlet of an era, from 1; the ward's where there is none.
    func id(_ hamlet: Int, in era: DemoEra, of plan: DemoPlan) -> AreaID {
        ids[Self.key(hamlet, in: era, of: plan)] ?? era.area.id
    }

    /// What it is called: `Tổ dân phố 12`.
    func title(_ hamlet: Int, in era: DemoEra, of plan: DemoPlan) -> String {
        let word = Self.kind(of: era, in: plan) == .hamlet ? "Thôn" : "Tổ dân phố"
        return "\(word) \(names[Self.key(hamlet, in: era, of: plan)] ?? "\(hamlet)")"
    }

    /// Has the areas be there.
    ///
    /// - Throws: `CommandFailure` if they do not fit the areas that are kept.
    static func add(for plan: DemoPlan, _ eras: [[DemoEra]], to areas: AreaRepository) async throws -> DemoHamlets {
        let names = names(in: plan, eras)
        let basis = try await areas.load().history.successions
        let load = try await areas.add { stored in
            history(of: plan, eras, names, bases: basis) { stored.area(key: $0)?.id ?? AreaID.next() }
        }
        if let defect = load.defects.first {
            throw CommandFailure(.badData, "the areas do not fit the hamlets of a demo: \(defect.words)")
        }
        let kept = try await areas.load().history
        let ids = names.keys.compactMap { key in kept.area(key: key).map { (key, $0.id) } }
        return DemoHamlets(ids: Dictionary(uniqueKeysWithValues: ids), names: names)
    }

    /// Unlike that of any real area.
    private static func key(_ hamlet: Int, in era: DemoEra, of plan: DemoPlan) -> String {
        "demo-\(plan.homes[era.home].area.key)-\(hamlet)" + (era.number == 0 ? "" : "-\(era.area.key)")
    }

    private static func kind(of era: DemoEra, in plan: DemoPlan) -> AreaKind {
        plan.homes[era.home].area.kind == .commune ? .hamlet : .residentialGroup
    }

    /// Their numbers: each once in a ward, whatever home it lies in.
    private static func names(in plan: DemoPlan, _ eras: [[DemoEra]]) -> [String: String] {
        var last: [AreaID: Int] = [:]
        var names: [String: String] = [:]
        for era in eras.joined() {
            for hamlet in 1...plan.scale.hamletsOfAWard {
                last[era.area.id, default: 0] += 1
                names[key(hamlet, in: era, of: plan)] = "\(last[era.area.id, default: 0])"
            }
        }
        return names
    }

    private static func history(
        of plan: DemoPlan,
        _ eras: [[DemoEra]],
        _ names: [String: String],
        bases: [AreaSuccession],
        identity: (String) -> AreaID
    ) -> AreaHistory {
        var areas: [Area] = []
        var successions: [AreaSuccession] = []
        for home in eras {
            for hamlet in 1...plan.scale.hamletsOfAWard {
                var before: (id: AreaID, area: AreaID)?
                for era in home {
                    let key = key(hamlet, in: era, of: plan)
                    let id = identity(key)
                    let from = era.from.map(DemoTime.day) ?? era.area.validity.from
                    let through = era.until.map { DemoTime.day($0 - 1) }
                    let validity = Validity(from: from, through: through) ?? .always
                    areas.append(
                        Area(
                            id: id,
                            key: key,
                            kind: kind(of: era, in: plan),
                            validity: validity,
                            names: [Dated(names[key] ?? "\(hamlet)", validity)],
                            parents: [Dated(era.area.id, validity)],
                            note: "demo"
                        )
                    )
                    if let before, let day = era.from.map(DemoTime.day) {
                        let basis = bases.first { $0.from == before.area && $0.date == day }?.legalBasis ?? ""
                        successions.append(
                            AreaSuccession(from: before.id, to: id, kind: .rename, date: day, legalBasis: basis)
                        )
                    }
                    before = (id, era.area.id)
                }
            }
        }
        return AreaHistory(areas: areas, successions: successions)
    }
}
