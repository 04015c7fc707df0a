import Programme
import Testing

@Suite struct TitleStateTests {
    /// Every step that there is; whatever does not stand here is refused.
    private static let ways: [(TitleState, TitleStep, scored: TitleState?, unscored: TitleState?)] = [
        (.registered, .score, .scored, .scored),
        (.registered, .review, nil, .reviewed),
        (.registered, .withdraw, .withdrawn, .withdrawn),
        (.scored, .score, .scored, .scored),
        (.scored, .review, .reviewed, .reviewed),
        (.scored, .withdraw, .withdrawn, .withdrawn),
        (.reviewed, .review, .reviewed, .reviewed),
        (.reviewed, .sendBack, .scored, .registered),
        (.reviewed, .propose, .proposed, .proposed),
        (.reviewed, .withdraw, .withdrawn, .withdrawn),
        (.proposed, .takeBack, .reviewed, .reviewed),
        (.proposed, .recognise, .recognised, .recognised),
        (.proposed, .refuse, .refused, .refused),
        (.recognised, .revoke, .revoked, .revoked),
        (.recognised, .correctToRecognised, .recognised, .recognised),
        (.recognised, .correctToRefused, .refused, .refused),
        (.refused, .appeal, .appealed, .appealed),
        (.refused, .correctToRecognised, .recognised, .recognised),
        (.refused, .correctToRefused, .refused, .refused),
        (.appealed, .recognise, .recognised, .recognised),
        (.appealed, .refuse, .refused, .refused),
        (.revoked, .correctToRecognised, .recognised, .recognised),
        (.withdrawn, .registerAgain, .registered, .registered),
    ]

    @Test(arguments: TitleState.allCases, TitleStep.allCases)
    func `a step is taken where there is a way, and refused everywhere else`(state: TitleState, step: TitleStep) {
        let way = Self.ways.first { $0.0 == state && $0.1 == step }
        #expect(state.after(step, isScored: true) == way?.scored)
        #expect(state.after(step, isScored: false) == way?.unscored)
    }

    @Test func `nothing that was decided goes back to where it can be edited`() {
        for state in TitleState.allCases where state.isDecided || state == .appealed {
            for step in TitleStep.allCases {
                let after = state.after(step, isScored: true)
                #expect(after.map { $0.isDecided || $0 == .appealed } ?? true, "\(state) \(step)")
            }
        }
    }

    @Test func `a title expires by its date, and only while it is held`() throws {
        let until = try #require(CalendarDay(year: 2026, month: 12, day: 31))
        let before = try #require(CalendarDay(year: 2026, month: 12, day: 31))
        let after = try #require(CalendarDay(year: 2027, month: 1, day: 1))
        #expect(TitleStanding(.recognised, until: until, on: before) == .state(.recognised))
        #expect(TitleStanding(.recognised, until: until, on: after) == .expired(since: until))
        #expect(TitleStanding(.recognised, until: nil, on: after) == .state(.recognised))
        #expect(TitleStanding(.revoked, until: until, on: after) == .state(.revoked))
    }

    @Test func `a title holds for so many months that follow the year, and for ever where nobody has said how long`()
        throws
    {
        let day = try #require(CalendarDay(year: 2024, month: 11, day: 18))
        #expect(TitleTerm(decidedOn: day, year: 2024, months: 36).until == CalendarDay(year: 2027, month: 12, day: 31))
        #expect(TitleTerm(decidedOn: day, year: 2024, months: 2).until == CalendarDay(year: 2025, month: 2, day: 28))
        #expect(TitleTerm(decidedOn: day, year: 2024, months: nil).until == nil)
        #expect(TitleTerm.nextLevel(after: day, months: 12) == CalendarDay(year: 2025, month: 11, day: 18))
        let leap = try #require(CalendarDay(year: 2024, month: 2, day: 29))
        #expect(TitleTerm.nextLevel(after: leap, months: 12) == CalendarDay(year: 2025, month: 2, day: 28))
    }

    @Test func `a title is given in the years of its dates, and of its trial`() {
        let old = title(from: nil, through: CalendarDay(year: 2015, month: 12, day: 31))
        #expect(old.isGiven(in: 2014) && old.isGiven(in: 2015) && !old.isGiven(in: 2016))
        let new = title(
            pilot: CalendarDay(year: 2014, month: 2, day: 20),
            from: CalendarDay(year: 2016, month: 1, day: 1),
            through: nil
        )
        #expect(!new.isGiven(in: 2013) && new.isGiven(in: 2014) && new.isGiven(in: 2030))
        let citizens = title(from: CalendarDay(year: 2022, month: 6, day: 3), through: nil)
        #expect(!citizens.isGiven(in: 2021) && citizens.isGiven(in: 2022))
    }

    @Test func `who is late is said by the step that is waited for, and the ward's day goes before the city's`() throws
    {
        let city = try #require(CalendarDay(year: 2026, month: 10, day: 31))
        let ward = try #require(CalendarDay(year: 2026, month: 11, day: 10))
        let today = try #require(CalendarDay(year: 2026, month: 11, day: 5))
        let ofCity = TitleDeadlines(year: 2026, city: [.scored: city, .decided: ward])
        #expect(ofCity.late(.registered, on: today) == .scored)
        #expect(ofCity.late(.registered, on: city) == nil)
        #expect(ofCity.late(.scored, on: today) == nil)
        #expect(ofCity.late(.recognised, on: today) == nil)
        let ofWard = TitleDeadlines(year: 2026, city: [.scored: city], ward: [.scored: ward])
        #expect(ofWard.late(.registered, on: today) == nil)
        #expect(ofCity.isInOrder)
        #expect(!TitleDeadlines(year: 2026, city: [.reviewed: city, .scored: ward]).isInOrder)
        #expect(TitleStage.next(after: .registered, isScored: false) == .reviewed)
        #expect(TitleStage.next(after: .appealed) == .decided)
    }

    private func title(pilot: CalendarDay? = nil, from: CalendarDay?, through: CalendarDay?) -> TitleType {
        TitleType(
            id: .next(),
            key: "x",
            holder: .household,
            vietnamese: "x",
            english: "x",
            pilotFrom: pilot,
            validity: Validity(from: from, through: through) ?? .always
        )
    }
}
