import Programme
import Testing

@Suite struct MembershipRecordTests {
    private let branch = BranchID.next()

    @Test func `a record tells a life, and the life tells it back`() throws {
        var record = MemberRecord()
        record.joinedOn = PartialDate(edtf: "1990")
        record.leftOn = PartialDate(edtf: "2000")
        record.choices[.leavingReason] = .listed("moved")
        record.diedOn = PartialDate(edtf: "2010")
        let life = try #require(MembershipLife.told(by: record, branch: branch).value)
        #expect(life.events.map(\.date) == [record.joinedOn, record.leftOn, record.diedOn])
        #expect(life.state == .dead)
        var told = MemberRecord()
        life.tell(&told)
        #expect(told == record)
    }

    @Test func `without dates somebody is a member all the same, and on no day`() throws {
        let life = try #require(MembershipLife.told(by: MemberRecord(), branch: nil).value)
        #expect(life.state == .member(branch: nil))
        #expect(life.state(on: CalendarDay.epoch) == .outside)
    }

    @Test func `a life that cannot have been is a problem`() {
        var record = MemberRecord()
        record.birthDate = PartialDate(edtf: "1980")
        record.joinedOn = PartialDate(edtf: "1970")
        #expect(MembershipLife.told(by: record, branch: nil).problems.map(\.code) == [.joinedBeforeBirth])
        record.joinedOn = PartialDate(edtf: "2000")
        record.diedOn = PartialDate(edtf: "1999")
        #expect(MembershipLife.told(by: record, branch: nil).problems.map(\.code) == [.membershipOutOfOrder])
    }

    @Test func `an undated step does not hide that a later one is out of order`() {
        var life = MembershipLife()
        #expect(life.record(MembershipEvent(.joined(branch: branch), on: PartialDate(edtf: "2000"))) == nil)
        #expect(life.record(MembershipEvent(.left(reason: nil), on: nil)) == nil)
        let early = MembershipEvent(.joined(branch: branch), on: PartialDate(edtf: "1990"))
        #expect(life.record(early)?.code == .membershipOutOfOrder)
    }

    @Test func `corrected fields correct the last of each, and strike out what was not`() throws {
        var old = MemberRecord()
        old.joinedOn = PartialDate(edtf: "1990")
        let life = try #require(MembershipLife.told(by: old, branch: branch).value)
        var new = old
        new.joinedOn = PartialDate(edtf: "1991")
        new.leftOn = PartialDate(edtf: "2000")
        let left = try #require(life.corrected(from: old, to: new).value)
        #expect(left.state == .outside)
        #expect(left.events.first == MembershipEvent(.joined(branch: branch), on: PartialDate(edtf: "1991")))
        var died = new
        died.diedOn = PartialDate(edtf: "2005")
        died.leftOn = PartialDate(edtf: "2001")
        let dead = try #require(left.corrected(from: new, to: died).value)
        #expect(dead.events.map(\.date) == [new.joinedOn, died.leftOn, died.diedOn])
        let back = try #require(dead.corrected(from: died, to: old).value)
        #expect(back == life)
    }
}
