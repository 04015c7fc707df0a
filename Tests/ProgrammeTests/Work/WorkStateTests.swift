import Testing

@testable import Programme

@Suite struct WorkStateTests {
    @Test func `a return takes the steps of its page and no other, and nothing leads out of locked`() {
        let allowed: Set<[String]> = [
            ["draft", "submitted", "sender"], ["returned", "submitted", "sender"], ["submitted", "approved", "lead"],
            ["submitted", "returned", "lead"], ["approved", "returned", "lead"], ["approved", "locked", "lead"],
        ]
        for from in ReturnState.allCases {
            for (side, name) in [(ReturnState.Side.sender, "sender"), (.association, "lead")] {
                for to in ReturnState.allCases {
                    let isAllowed = from.next(for: side).contains(to)
                    #expect(isAllowed == allowed.contains([from.rawValue, to.rawValue, name]), "\(from) \(to) \(name)")
                }
            }
            #expect(from.isOpen == (from == .draft || from == .returned))
        }
    }

    @Test func `a task that another has set is neither cancelled nor taken up again when it was`() {
        #expect(PlanTaskState.open.next(isOwner: true) == [.started, .done, .cancelled])
        #expect(PlanTaskState.open.next(isOwner: false) == [.started, .done])
        #expect(PlanTaskState.started.next(isOwner: false) == [.done])
        #expect(PlanTaskState.done.next(isOwner: false) == [.started])
        #expect(
            PlanTaskState.cancelled.next(isOwner: false) == [] && PlanTaskState.cancelled.next(isOwner: true) == [.open]
        )
    }

    @Test func `a plan is issued, closed and opened again`() {
        #expect(WorkPlanState.draft.next == [.issued] && WorkPlanState.closed.next == [.issued])
        #expect(WorkPlanState.issued.next == [.closed])
    }

    @Test func `what is to be done is late after its day, and soon in the two weeks before`() throws {
        let due = try #require(CalendarDay(year: 2026, month: 3, day: 1))
        func urgency(_ offset: Int) -> Urgency { Urgency(due: due, today: due.adding(days: offset) ?? due) }
        #expect(urgency(1) == .late(days: 1) && urgency(0) == .soon(days: 0) && urgency(-14) == .soon(days: 14))
        #expect(urgency(-15) == .later && urgency(-15).vietnamese == nil)
        #expect(urgency(3).vietnamese == "Trễ 3 ngày" && urgency(0).english == "Due today")
    }

    @Test func `a return is for half a year or a year, and is due before the province's`() throws {
        let days = try #require(ReturnPeriod.firstHalf.days(of: 2026))
        #expect(days.first.description == "2026-01-01" && days.last.description == "2026-06-30")
        #expect(ReturnPeriod.year.days(of: 2026)?.last.description == "2026-12-31")
        let due = try #require(ReturnPeriod.year.due(of: 2026))
        #expect(due < (CalendarDay(year: 2026, month: 12, day: 15) ?? .epoch))
        for figure in ReturnFigure.allCases {
            #expect(figure.vietnameseName != figure.rawValue && figure.englishName != figure.rawValue)
        }
    }

    @Test func `a fund never holds less than nothing at the end of a day`() throws {
        func day(_ number: Int) -> CalendarDay { CalendarDay(year: 2026, month: 1, day: number) ?? .epoch }
        func move(_ number: Int, _ amount: Int) -> FundLedger.Movement {
            .init(day: day(number), direction: amount > 0 ? .income : .spending, amount: abs(amount))
        }
        // spending written down before the income of the same day is no shortfall
        #expect(FundLedger([move(1, -100), move(1, 100)]).shortfall == nil)
        let short = try #require(FundLedger([move(1, 100), move(2, -150), move(3, 100)]).shortfall)
        #expect(short.day == day(2) && short.amount == 50)
        let ledger = FundLedger([move(3, -40), move(1, 100)])
        #expect(ledger.balance() == 60 && ledger.balance(on: day(2)) == 100 && ledger.shortfall == nil)
        #expect(FundLedger([]).shortfall == nil && FundLedger([]).balance() == 0)
        #expect(FundDirection.income.opposite == .spending)
    }

    @Test func `records are cleaned, and what is wrong with them is said`() throws {
        let day = try #require(CalendarDay(year: 2026, month: 1, day: 1))
        let before = try #require(day.adding(days: -1))
        let talk = Communication(kind: .talk, medium: .radio, title: "  Ngày  hội ", heldOn: day)
        #expect(try talk.checked().title == "Ngày hội")
        #expect(throws: WorkDefect.text) {
            try Communication(kind: .talk, medium: .radio, title: " ", heldOn: day).checked()
        }
        #expect(throws: WorkDefect.range) {
            try Communication(kind: .talk, medium: .radio, title: "x", heldOn: day, occasions: 0).checked()
        }
        #expect(throws: WorkDefect.range) {
            try Communication(kind: .talk, medium: .radio, title: "x", heldOn: day, turns: -1).checked()
        }
        #expect(throws: WorkDefect.dates) {
            try Training(audience: .centreManager, title: "x", heldOn: day, endsOn: before, hours: 8).checked()
        }
        #expect(throws: WorkDefect.dates) {
            try RollPerson(audience: .centreManager, fullName: "x", from: day, through: before).checked()
        }
        #expect(throws: WorkDefect.range) {
            try WorkPlan(year: 1999, title: "x", startsOn: day, endsOn: day).checked()
        }
        #expect(throws: WorkDefect.text) {
            try Finding(finding: String(repeating: "a", count: 1_001)).checked()
        }
        #expect(throws: WorkDefect.range) {
            try FundEntry(direction: .spending, kind: .sponsor, amount: 1, enteredOn: day).checked()
        }
        #expect(throws: WorkDefect.range) {
            try FundEntry(direction: .income, kind: .sponsor, amount: 0, enteredOn: day).checked()
        }
        #expect(throws: WorkDefect.range) {
            try Award(kind: .reward, recipientKind: .pupil, recipientName: "x", amount: -1, awardedOn: day).checked()
        }
    }
}
