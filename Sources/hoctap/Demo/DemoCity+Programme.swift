import Foundation
import Programme
import Store

extension DemoCity {
    /// Which wards tried the models out first.
    private static let pilots = [("hoi-phu-old", "household"), ("dien-hong-old", "clan"), ("bien-ho-old", "community")]
    private static let pilotYear = 2014
    /// How many years back returns go.
    private static let yearsOfReturns = 3

    /// What wards keep, the titles that they gave, and what everybody did for the programme besides.
    ///
    /// - Returns: households, each once.
    func makeProgramme(_ filler: TenantFiller, _ roll: DemoRoll, _ rows: DemoRows) async throws -> Int {
        let eras = DemoEra.all(in: plan)
        let hamlets = try await DemoHamlets.add(for: plan, eras, to: database.areas)
        let households = try DemoHouseholds(plan, eras)
        let clans = try DemoClans(plan, households)
        let subjects = DemoSubjects(plan: plan, eras: eras, hamlets: hamlets, households: households, clans: clans)
        try await makeSubjects(subjects, filler, rows)
        try await filler.count()
        let titles = try await DemoTitles(subjects, from: database)
        try await makeTitles(titles, filler, rows)
        try await makeHelp(roll, filler, rows)
        try await setDays()
        try await makeOffices(eras, filler, rows)
        return households.count
    }

    private func makeSubjects(_ subjects: DemoSubjects, _ filler: TenantFiller, _ rows: DemoRows) async throws {
        var steps: [(from: TenantID, into: TenantID, on: CalendarDay, legalBasis: String)] = []
        for home in subjects.eras {
            for (era, next) in zip(home, home.dropFirst()) {
                steps.append(
                    (
                        from: subjects.ward(of: era).tenant(in: plan),
                        into: subjects.ward(of: next).tenant(in: plan),
                        on: DemoTime.day(next.from ?? 0),
                        legalBasis: basis(from: era, to: next)
                    )
                )
            }
        }
        var seen: Set<TenantID> = []
        try await database.admin.fillWardSuccessions(steps.filter { seen.insert($0.from).inserted })
        try await work.run("households", subjects.eras.filter { !$0.isEmpty }) { home in
            let tenants = Array(Set(home.map { subjects.ward(of: $0).tenant(in: plan) }))
            rows.add(
                try await filler.fill(tenants) { fill in
                    for era in home {
                        let kept = subjects.all(in: era)
                        try await fill.insert(subjects: kept)
                        let households = subjects.households.all[era.home]
                        try await fill.insert(
                            people: zip(households, kept).flatMap { subjects.people(of: $0, $1) }
                        )
                        try await fill.insert(subjects.links(in: era))
                    }
                    for (era, next) in zip(home, home.dropFirst()) {
                        let basis = basis(from: era, to: next)
                        try await fill.insert(subjects.successions(of: era, to: next, legalBasis: basis))
                    }
                }
            )
        }
    }

    private func basis(from era: DemoEra, to next: DemoEra) -> String {
        history.successions.first { $0.from == era.area.id && $0.date.dayNumber == next.from }?.legalBasis ?? ""
    }

    private func makeTitles(_ titles: DemoTitles, _ filler: TenantFiller, _ rows: DemoRows) async throws {
        let wards = plan.wards.filter(\.hasTenant)
        let years = plan.time.years.filter { $0 >= DemoTitles.firstYear }
        let parts = years.flatMap { year in wards.map { (ward: $0, year: year) } }
        try await work.run("titles", parts) { part in
            let made = try DemoTitleYear(part.ward, part.year, titles)
            let counts = DemoCounts(part.ward, part.year, titles, rollOfOfficers: DemoOffice.officersOfWard)
            rows.add(
                try await filler.fill([part.ward.tenant(in: plan)]) { fill in
                    try await fill.takeAsDecided()
                    try await fill.insert(counts.rows)
                    try await fill.insert(made.registrations)
                    try await fill.insert(made.scores)
                    try await fill.insert(made.evidence)
                    try await fill.insert(made.evidence.map(\.content))
                    try await fill.insert(made.reviews)
                    try await fill.insert(made.votes)
                    try await fill.insert(made.proposals)
                    try await fill.insert(made.proposalLines)
                    try await fill.insert(made.decisions)
                    try await fill.insert(made.decisionLines)
                    try await fill.insert(made.appeals)
                    try await fill.insert(made.serials)
                    try await fill.insert(ownDays(of: part.ward, part.year))
                }
            )
        }
    }

    /// Every third ward wants to have decided two days before the city asks for it.
    private func ownDays(of ward: DemoWard, _ year: Int) -> [FilledWardDeadline] {
        guard ward.number.isMultiple(of: 3), year == plan.time.years.upperBound,
            let day = CalendarDay(year: year, month: 11, day: 18)
        else { return [] }
        return [FilledWardDeadline(ward.tenant(in: plan), year: year, .decided, dueOn: day)]
    }

    private func makeHelp(_ roll: DemoRoll, _ filler: TenantFiller, _ rows: DemoRows) async throws {
        try await work.run("help", Array(plan.organisations.indices)) { organisation in
            let help = DemoHelp(of: Array(roll.seats[organisation].joined()), in: organisation, plan)
            rows.add(try await filler.fill([plan.tenant(of: organisation)]) { try await $0.insert(help.rows) })
        }
    }

    private func makeOffices(_ eras: [[DemoEra]], _ filler: TenantFiller, _ rows: DemoRows) async throws {
        let hosts = DemoOffice.hosts(of: plan, eras)
        let firstReturn = plan.time.years.upperBound - Self.yearsOfReturns + 1
        try await work.run("programme", hosts) { host in
            let office = DemoOffice(host, others: hosts, plan)
            let money = DemoFunds(host, plan)
            rows.add(
                try await filler.fill([host.tenant]) { fill in
                    try await fill.insert(office.plans)
                    try await fill.insert(office.tasks)
                    try await fill.insert(office.communications)
                    try await fill.insert(office.gatherings)
                    try await fill.insert(office.inspections)
                    try await fill.insert(office.findings)
                    try await fill.insert(office.trainings)
                    try await fill.insert(office.roll)
                    try await fill.insert(office.trained)
                    try await fill.insert(money.funds)
                    try await fill.insert(money.entries)
                    try await fill.insert(money.awards)
                }
            )
            let returns = office.returns.filter { $0.year >= firstReturn }
            rows.add(try await filler.fill([host.tenant]) { try await $0.insert(returns: returns) })
        }
    }

    /// What all tenants share: who leads, where the models were tried out, and until when the steps of a year are to be done.
    private func setDays() async throws {
        if let day = CalendarDay(year: 2014, month: 6, day: 25) {
            try await database.admin.setLead(DemoOrganisation.lead, from: day)
        }
        for (area, kind) in Self.pilots where history.area(key: area) != nil {
            let basis = "Đề án trình diễn \(Self.pilotYear)"
            try await database.admin.setPilot(area: area, kind: kind, fromYear: Self.pilotYear, legalBasis: basis)
        }
        let steps: [(TitleStage, Int, Int)] = [
            (.registered, 4, 30), (.scored, 10, 31), (.reviewed, 11, 10), (.proposed, 11, 15), (.decided, 11, 20),
        ]
        try await database.admin.editCriteria { editor in
            for year in plan.time.years {
                let days = steps.compactMap { stage, month, day in
                    CalendarDay(year: year, month: month, day: day).map { (stage, $0) }
                }
                try await editor.setDeadlines(Dictionary(uniqueKeysWithValues: days), in: year)
            }
        }
    }
}
