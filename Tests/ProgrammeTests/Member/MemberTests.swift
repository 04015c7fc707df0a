import Programme
import Testing

@Suite struct MemberTests {
    private let first = BranchID.next()
    private let second = BranchID.next()

    @Test func `a membership lives from joining to death`() throws {
        var life = MembershipLife()
        #expect(life.state == .outside)
        #expect(life.record(event(.joined(branch: first), "1990")) == nil)
        #expect(life.record(event(.transferred(branch: second), "2001-05-02")) == nil)
        #expect(life.record(event(.left(reason: "moved"), "2010-06")) == nil)
        #expect(life.record(event(.joined(branch: first), "2012-01-01")) == nil)
        #expect(life.record(event(.died, "2020-03-04")) == nil)
        #expect(life.state == .dead)
        let expected: [(String, MembershipLife.State)] = [
            ("1990-06-01", .outside), ("1990-12-31", .member(branch: first)), ("2001-05-01", .member(branch: first)),
            ("2001-05-02", .member(branch: second)), ("2010-06-29", .member(branch: second)), ("2010-06-30", .outside),
            ("2012-01-01", .member(branch: first)), ("2020-03-04", .dead),
        ]
        for (date, state) in expected { #expect(life.state(on: try day(date)) == state, "\(date)") }
    }

    @Test func `what cannot have happened is a problem and changes nothing`() throws {
        var life = MembershipLife()
        #expect(life.record(event(.transferred(branch: first), "2000"))?.code == .membershipNotActive)
        #expect(life.record(event(.left(reason: "other"), "2000"))?.code == .membershipNotActive)
        let birth = PartialDate("1990-05")
        #expect(life.record(event(.joined(branch: first), "1990-04-30"), birthDate: birth)?.code == .joinedBeforeBirth)
        #expect(life.events.isEmpty)
        #expect(life.record(event(.joined(branch: first), "2000"), birthDate: birth) == nil)
        #expect(life.record(event(.joined(branch: second), "2001"))?.code == .membershipAlreadyActive)
        #expect(life.record(event(.left(reason: "other"), "1999-12-31"))?.code == .membershipOutOfOrder)
        #expect(life.record(event(.left(reason: "other"), "2000-01-01")) == nil)
        #expect(life.record(event(.died, "2005")) == nil)
        for kind in [MembershipEvent.Kind.joined(branch: first), .left(reason: "other"), .died] {
            #expect(life.record(event(kind, "2006"))?.code == .membershipAfterDeath)
        }
        #expect(life.events.count == 3)
    }

    @Test(
        arguments: [
            ("Họ và tên", MemberField.fullName), ("HỌ TÊN", .fullName), ("Năm sinh", .birthDate),
            ("Số CCCD/CMND", .citizenID), ("ĐT", nil),
            ("CCCD / CMND", .citizenID),
            ("S\u{d0}T", .phone), ("Dân tộc", .ethnicity), ("Tổ dân phố", .hamlet), ("Ghi chú (nếu có)", .remark),
            ("STT", nil), ("", nil),
            ("Chi hội", .branch), ("Ngày vào Đoàn", .joinedOn), ("Citizen ID", .citizenID),
        ] as [(String, MemberField?)]
    )
    func `a column is known by its heading`(_ heading: String, _ field: MemberField?) {
        #expect(MemberField.heading(heading) == field)
    }

    @Test func `no heading stands for two fields`() {
        var fields: [String: MemberField] = [:]
        for field in MemberField.allCases {
            for name in [field.vietnameseName, field.englishName] + field.otherHeadings {
                #expect(MemberField.heading(name) == field, "\(name)")
                let key = VietnameseText.folded(name)
                #expect(fields[key] == nil || fields[key] == field, "\(name)")
                fields[key] = field
            }
        }
    }

    @Test func `what the law calls sensitive is marked`() {
        let sensitive: Set = MemberField.allCases.filter { $0.privacy == .sensitive }.reduce(into: []) { $0.insert($1) }
        #expect(sensitive == [.ethnicity, .religion, .politicalTheory, .partyMember, .circumstance])
    }

    @Test func `plain text is cleaned and bounded`() {
        #expect(MemberText.read("  Tổ \u{a0}5 ", for: .address) == Checked("Tổ 5"))
        #expect(MemberText.read("", for: .address) == Checked(nil))
        let long = String(repeating: "ă", count: 201)
        #expect(MemberText.read(long, for: .address).problems == [FieldProblem(.textTooLong, "200")])
        #expect(MemberText.read("Qu\u{fffd}ng", for: .address).problems == [FieldProblem(.textLostCharacters)])
    }

    private func event(_ kind: MembershipEvent.Kind, _ date: String) -> MembershipEvent {
        MembershipEvent(kind, on: PartialDate(date) ?? PartialDate(CalendarDay.epoch))
    }
}
