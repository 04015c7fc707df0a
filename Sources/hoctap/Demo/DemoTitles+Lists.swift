import Programme

extension DemoTitles {
    /// The lists of a home in a year: one of each hamlet's households, and one each of the clans, the hamlets and the units.
    func lists(of era: DemoEra, in year: Int) -> [DemoTitleYear.List] {
        (1...plan.scale.hamletsOfAWard).map { households(of: $0, era, year) }
            + [clans(of: era, year), communities(of: era, year), units(of: era, year)]
    }

    private func households(of hamlet: Int, _ era: DemoEra, _ year: Int) -> DemoTitleYear.List {
        var list = DemoTitleYear.List(
            kind: .household,
            home: era.home,
            hamlet: hamlet,
            area: subjects.hamlets.id(hamlet, in: era, of: plan),
            place: "Nhà sinh hoạt cộng đồng \(subjects.hamlets.title(hamlet, in: era, of: plan).lowercasedFirst)"
        )
        list.entries = subjects.households.all[era.home].filter { $0.hamlet == hamlet }.map { household in
            DemoTitleYear.Entry(
                key: DemoTitleFate.Key(kind: .household, home: era.home, number: household.number),
                subject: subjects.subject(household, in: era),
                hasChildren: subjects.children(of: household) > 0,
                wasRecognised: isHeld(.household, household.number, era, year) { isRecognised(household, in: year - 1) }
            )
        }
        return list
    }

    private func clans(of era: DemoEra, _ year: Int) -> DemoTitleYear.List {
        var list = list(.clan, era)
        list.entries = subjects.clans.all[era.home].map { clan in
            DemoTitleYear.Entry(
                key: DemoTitleFate.Key(kind: .clan, home: era.home, number: clan.number),
                subject: subjects.subject(clan, in: era),
                shares: shares(below: clan, in: year),
                wasRecognised: isHeld(.clan, clan.number, era, year) { isRecognised(clan, in: year - 1) }
            )
        }
        return list
    }

    private func communities(of era: DemoEra, _ year: Int) -> DemoTitleYear.List {
        var list = list(.community, era)
        list.entries = (1...plan.scale.hamletsOfAWard).map { hamlet in
            DemoTitleYear.Entry(
                key: DemoTitleFate.Key(kind: .community, home: era.home, number: hamlet),
                subject: subjects.community(hamlet, in: era),
                shares: shares(below: hamlet, of: era.home, in: year),
                wasRecognised: isHeld(.community, hamlet, era, year) {
                    isRecognised(hamlet: hamlet, of: era.home, in: year - 1)
                }
            )
        }
        return list
    }

    private func units(of era: DemoEra, _ year: Int) -> DemoTitleYear.List {
        var list = list(.unit, era)
        list.entries = subjects.units(of: era.home).map { unit in
            DemoTitleYear.Entry(
                key: DemoTitleFate.Key(kind: .unit, home: era.home, number: unit.number),
                subject: subjects.subject(unit, in: era),
                wasRecognised: isHeld(.unit, unit.number, era, year) {
                    isRecognised(unit, of: era.home, in: year - 1)
                }
            )
        }
        return list
    }

    private func list(_ kind: SubjectKind, _ era: DemoEra) -> DemoTitleYear.List {
        DemoTitleYear.List(
            kind: kind,
            home: era.home,
            hamlet: 0,
            area: era.area.id,
            place: "Hội trường UBND \(DemoHome.title(of: era.area).lowercasedFirst)"
        )
    }

    /// Whether the title of the year before was still held when the subject registered again.
    private func isHeld(
        _ kind: SubjectKind,
        _ number: Int,
        _ era: DemoEra,
        _ year: Int,
        _ wasRecognised: () -> Bool
    ) -> Bool {
        let key = DemoTitleFate.Key(kind: kind, home: era.home, number: number)
        let before = DemoTitleFate(key, in: year - 1, of: plan)
        let isLost =
            before.isRevoked && self.era(of: era.home, in: year - 1).flatMap { revocationDay(in: year - 1, $0) } != nil
        return !isLost && wasRecognised()
    }
}

extension String {
    /// `tổ dân phố 3`, within a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
