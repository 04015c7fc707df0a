import Programme
import Testing

@Suite struct ProgrammeSubjectTests {
    private let today = CalendarDay(year: 2026, month: 11, day: 23) ?? .epoch
    private let area = AreaID.next()

    private func defect(
        _ kind: SubjectKind,
        name: String = "Rơ Châm Hyéo",
        _ change: (inout ProgrammeSubject) -> Void = { _ in }
    ) -> ProgrammeSubject.Defect? {
        var subject = ProgrammeSubject(kind, name: name, area: area)
        change(&subject)
        if case .failure(let defect) = subject.checked(today: today) { return defect.kind }
        return nil
    }

    @Test func `a household is named for a person, the others for themselves`() {
        #expect(defect(.household) == nil)
        for name in ["", "12", "Thôn 3", String(repeating: "a", count: 101)] {
            #expect(defect(.household, name: name) == .name)
        }
        for kind in [SubjectKind.clan, .community, .unit] {
            #expect(defect(kind, name: "Thôn 3") == nil)
            #expect(defect(kind, name: "3") == nil)
            #expect(defect(kind, name: "---") == .name)
            #expect(defect(kind, name: String(repeating: "a", count: 201)) == .name)
        }
    }

    @Test func `what does not go with the kind is refused`() {
        #expect(defect(.household) { $0.unitKind = .school } == .kind)
        #expect(defect(.unit) { $0.descent = .maternal } == .kind)
        #expect(defect(.community) { $0.isAcrossWards = true } == .kind)
        #expect(defect(.household) { $0.headName = "Rơ Châm Hyéo" } == .kind)
        #expect(
            defect(.clan) { ($0.descent, $0.isAcrossWards, $0.headName) = (.maternal, true, "Rơ Châm H'Lan") } == nil
        )
        #expect(defect(.unit) { $0.unitKind = .religious } == nil)
    }

    @Test func `counts and days have bounds`() {
        #expect(defect(.household) { $0.peopleCount = -1 } == .counts)
        #expect(defect(.household) { ($0.peopleCount, $0.childrenCount) = (2, 3) } == .counts)
        #expect(defect(.household) { ($0.peopleCount, $0.childrenCount) = (3, 0) } == nil)
        #expect(defect(.household) { $0.startedOn = CalendarDay(year: 2026, month: 11, day: 24) } == .dates)
        #expect(defect(.household) { $0.code = String(repeating: "x", count: 41) } == .text)
    }

    @Test func `households sort by the given name, others by their words, and words find both without marks`() {
        let household = ProgrammeSubject(.household, name: "Nguyễn Thị Hạnh", area: area)
        let other = ProgrammeSubject(.household, name: "Trần Văn An", area: area)
        #expect(other.sortKey < household.sortKey)
        #expect(household.searchWords.contains("hanh"))
        let clan = ProgrammeSubject(.clan, name: "Dòng họ Rơ Châm", area: area)
        #expect(clan.searchWords.contains("ro"))
        #expect(clan.searchKey == ProgrammeSubject(.clan, name: "dong ho Ro Cham", area: area).searchKey)
    }

    @Test func `kinds are read in any spelling`() {
        #expect(UnitKind(vietnamese: "truong hoc") == .school)
        #expect(UnitKind(vietnamese: "CƠ SỞ TÔN GIÁO") == .religious)
        #expect(UnitKind(vietnamese: "x") == nil)
        #expect(ClanDescent(vietnamese: "mẫu hệ") == .maternal)
        #expect(SubjectZone(vietnamese: "kho khan") == .difficult)
    }

    @Test func `a person of a household has a name and a year that can be`() {
        #expect(HouseholdPerson(fullName: " Rơ  Châm H'Lan ").checked(today: today)?.fullName == "Rơ Châm H'Lan")
        #expect(HouseholdPerson(fullName: "12").checked(today: today) == nil)
        #expect(HouseholdPerson(fullName: "Ksor Bia", birthYear: 1870).checked(today: today) == nil)
        #expect(HouseholdPerson(fullName: "Ksor Bia", birthYear: 2027).checked(today: today) == nil)
        #expect(
            HouseholdPerson(fullName: "Ksor Bia", relation: String(repeating: "x", count: 51)).checked(today: today)
                == nil
        )
    }

    @Test func `a count has a source and is of about its year`() {
        func defect(_ change: (inout Denominator) -> Void) -> Denominator.Defect? {
            var count = Denominator(
                .household,
                area: area,
                year: 2026,
                countedOn: CalendarDay(year: 2026, month: 1, day: 1) ?? .epoch,
                total: 250,
                source: "Công an phường"
            )
            change(&count)
            if case .failure(let defect) = count.checked(today: today) { return defect.kind }
            return nil
        }
        #expect(defect { _ in } == nil)
        #expect(defect { $0.source = " " } == .source)
        #expect(defect { $0.total = -1 } == .range)
        #expect(defect { $0.year = 1999 } == .range)
        #expect(defect { $0.year = 2030 } == .dates)
        #expect(defect { $0.countedOn = CalendarDay(year: 2026, month: 11, day: 24) ?? .epoch } == .dates)
        #expect(defect { ($0.year, $0.countedOn) = (2020, CalendarDay(year: 2021, month: 1, day: 3) ?? .epoch) } == nil)
    }

    @Test func `counts that are odd beside others are flagged`() {
        #expect(DenominatorFlag.flags(of: 100, recorded: 120) == [.belowRecorded(120)])
        #expect(DenominatorFlag.flags(of: 100, hamlets: 101) == [.hamletsAboveWard(sum: 101)])
        #expect(DenominatorFlag.flags(of: 100, before: 79) == [.changed(from: 79)])
        #expect(DenominatorFlag.flags(of: 100, recorded: 100, hamlets: 100, before: 90).isEmpty)
    }
}
