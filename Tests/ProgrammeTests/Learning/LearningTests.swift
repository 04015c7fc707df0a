import Programme
import Testing

@Suite struct LearningTests {
    private func day(_ month: Int, _ day: Int) -> CalendarDay {
        CalendarDay(year: 2026, month: month, day: day) ?? .epoch
    }

    @Test(arguments: [
        (CompletionRule(), 0, 0, 0, 1, 0), (CompletionRule(), 3, 1, 10, 0, 0),
        (CompletionRule(percent: 80), 10, 8, 1, 0, 0), (CompletionRule(percent: 80), 9, 7, 1, 1, 0),
        (CompletionRule(percent: 1), 3, 0, 0, 1, 0), (CompletionRule(minutes: 100), 3, 1, 40, 0, 60),
        (CompletionRule(percent: 100, minutes: 100), 3, 1, 100, 2, 0),
    ]) func `a rule says what is missing`(
        _ rule: CompletionRule,
        _ held: Int,
        _ sessions: Int,
        _ minutes: Int,
        _ missingSessions: Int,
        _ missingMinutes: Int
    ) {
        let completion = rule.judge(held: held, sessions: sessions, minutes: minutes)
        #expect(completion == Completion(missingSessions: missingSessions, missingMinutes: missingMinutes))
        #expect(completion.isCompleted == (missingSessions == 0 && missingMinutes == 0))
    }

    @Test func `a timetable takes its days of the week, without holidays, and has an end`() {
        var timetable = Timetable(
            from: day(3, 1),
            through: day(3, 31),
            weekdays: [.sunday],
            except: [day(3, 8)],
            pattern: ClassSession(on: .epoch)
        )
        #expect(timetable.sessions?.map(\.heldOn.day) == [1, 15, 22, 29])
        timetable.weekdays = []
        #expect(timetable.sessions == [])
        timetable.weekdays = Set(Weekday.allCases)
        timetable.through = CalendarDay(year: 2027, month: 3, day: 2) ?? .epoch
        #expect(timetable.sessions?.count == 366)
        timetable.through = CalendarDay(year: 9999, month: 12, day: 31) ?? .epoch
        #expect(timetable.sessions == nil)
    }

    @Test func `days of the week and times of day are those of calendars`() {
        #expect(CalendarDay.epoch.weekday == .thursday)
        #expect(day(3, 1).weekday == .sunday)
        #expect(CalendarDay(year: 1, month: 1, day: 1)?.weekday == .monday)
        #expect(TimeOfDay("07:05")?.minute == 425 && TimeOfDay("07:05")?.description == "07:05")
        for text in ["", "7:05", "24:00", "12:60", "12:5", "1200", "12:00:00", "-1:00"] {
            #expect(TimeOfDay(text) == nil, "\(text)")
        }
        #expect(Weekday.sunday.vietnameseName == "Chủ Nhật")
    }

    @Test func `a session counts its time, or what it is told`() {
        let (from, to) = (TimeOfDay(hour: 19, minute: 0), TimeOfDay(hour: 21, minute: 15))
        #expect(ClassSession(on: day(3, 1), from: from, to: to).minutes == 135)
        #expect(ClassSession(on: day(3, 1)).minutes == 90)
        #expect(throws: LearningDefect<ClassSession.Defect>(.times)) {
            try ClassSession(on: day(3, 1), from: to, to: from, minutes: 5).checked().get()
        }
        #expect(throws: LearningDefect<ClassSession.Defect>(.times)) {
            try ClassSession(on: day(3, 1), minutes: 1441).checked().get()
        }
    }

    @Test func `attendance has to be possible`() {
        func rule(_ change: (inout AttendanceRule) -> Void = { _ in }) -> AttendanceRule {
            var rule = AttendanceRule(
                heldOn: day(3, 5),
                state: .held,
                classState: .running,
                today: day(3, 10),
                isCorrection: false,
                isHost: false
            )
            change(&rule)
            return rule
        }
        #expect(rule().problem == nil)
        #expect(rule { $0.state = .cancelled }.problem == .cancelled)
        #expect(rule { $0.state = .planned }.problem == .notHeld)
        #expect(
            rule {
                $0.state = .planned
                $0.isHost = true
            }.problem == nil
        )
        #expect(rule { $0.today = day(3, 4) }.problem == .future)
        for state in [ClassState.planned, .cancelled] { #expect(rule { $0.classState = state }.problem == .classState) }
        #expect(rule { $0.classState = .finished }.problem == .finished)
        #expect(
            rule {
                $0.classState = .finished
                $0.isCorrection = true
            }.problem == nil
        )
        let someone = rule()
        func problem(_ minutes: Int, birth: String? = nil, other: Int = 0, isEnrolled: Bool = true)
            -> AttendanceProblem?
        {
            let birth = birth.flatMap { PartialDate(edtf: $0) }
            return someone.problem(minutes: minutes, isEnrolled: isEnrolled, birth: birth, otherMinutes: other)
        }
        #expect(problem(1440) == nil && problem(1) == nil)
        #expect(problem(0) == .minutes && problem(1441) == .minutes)
        #expect(problem(1, other: 1440) == .longDay && problem(1, other: 1439) == nil)
        #expect(problem(90, birth: "2026-03-06") == .beforeBirth && problem(90, birth: "2026-03-05") == nil)
        // born some time in the month of the session
        #expect(problem(90, birth: "2026-03") == nil && problem(90, birth: "2026-04") == .beforeBirth)
        #expect(problem(90, isEnrolled: false) == .notEnrolled)
        for code in AttendanceProblem.allCases {
            #expect(code.message(in: .vietnamese) != code.message(in: .english))
        }
    }

    @Test func `a class goes on only as classes do`() {
        #expect(ClassState.finished.next == [.running] && ClassState.cancelled.next == [.planned])
        #expect(ClassState.allCases.allSatisfy { !$0.next.contains($0) })
        #expect(
            ClassState.finished.takesMembers(afterwards: true) && !ClassState.finished.takesMembers(afterwards: false)
        )
        #expect(!ClassState.cancelled.takesMembers(afterwards: true))
    }

    @Test func `numbers of certificates are as they are printed, and codes as they are typed`() {
        let number = CertificateNumber(tenantKey: "phu-nu", year: 2026, serial: 42)
        #expect(number.description == "GCN-PHU-NU-2026-0042")
        #expect(CertificateNumber(tenantKey: "a", year: 2026, serial: 12345).description == "GCN-A-2026-12345")
        let code = CertificateCode.random()
        #expect(code != .random() && code.text.utf8.count == 26)
        #expect(CertificateCode(typed: code.text) == code)
        #expect(CertificateCode(typed: " " + code.text.lowercased()) == code)
        let zeros = String(repeating: "0", count: 25)
        #expect(CertificateCode(typed: "OOOOO-OOOOO-OOOOO-OOOOO-OOOOO-l")?.text == zeros + "1")
        for text in ["", zeros, zeros + "UU", zeros + "é", zeros + "00", String(repeating: "0", count: 200)] {
            #expect(CertificateCode(typed: text) == nil, "\(text)")
        }
    }

    @Test func `every choice has a name in both languages`() {
        #expect(Set(ClassState.allCases.map(\.vietnameseName)).count == 5)
        #expect(Set(ClassDelivery.allCases.map(\.englishName)).count == 3)
        #expect(Set(CostSource.allCases.map(\.vietnameseName)).count == 5)
        #expect(Set(LearningRecordState.allCases.map(\.vietnameseName)).count == 3)
        #expect(Set(ClassSessionState.allCases.map(\.vietnameseName)).count == 3)
        #expect(ClassEnrolment.open.englishName == "Open to all organisations")
        #expect(LearningOutcome.notCompleted.vietnameseName == "Chưa hoàn thành")
    }
}
