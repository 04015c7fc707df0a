import Postgres
import Programme
import Store
import Testing

@Suite struct MembershipTests {
    @Test func `a membership goes on by its rules, and the record tells of the last of each`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            let id = try await scene.add(["Lê An"], branch: mine.branch) { $0.joinedOn = PartialDate(edtf: "2001") }[0]
            let versions = try await scene.write { tx in
                let members = tx.members
                return [
                    try await members.transfer(id, version: 1, to: mine.otherBranch, on: PartialDate(edtf: "2005-06")),
                    try await members.leave(id, version: 2, reason: "moved", on: PartialDate(edtf: "2010")),
                    try await members.join(
                        id,
                        version: 3,
                        branch: mine.branchBelow,
                        on: PartialDate(edtf: "2015-01-02")
                    ),
                ]
            }
            #expect(versions == [2, 3, 4])
            let back = try await scene.read { try await $0.members.find(id) }
            #expect(back.state == .active)
            #expect(back.branch == mine.branchBelow)
            #expect(back.record.joinedOn == PartialDate(edtf: "2015-01-02"))
            #expect(back.record.leftOn == nil)
            #expect(back.record.choices[.leavingReason] == nil)
            #expect(
                try await scene.write { try await $0.members.die(id, version: 4, on: PartialDate(edtf: "2020~")) } == 5
            )
            let events = try await scene.read { try await $0.members.history(id) }
            #expect(
                events.map(\.event) == [
                    MembershipEvent(.joined(branch: mine.branch), on: PartialDate(edtf: "2001")),
                    MembershipEvent(.transferred(branch: mine.otherBranch), on: PartialDate(edtf: "2005-06")),
                    MembershipEvent(.left(reason: "moved"), on: PartialDate(edtf: "2010")),
                    MembershipEvent(.joined(branch: mine.branchBelow), on: PartialDate(edtf: "2015-01-02")),
                    MembershipEvent(.died, on: PartialDate(edtf: "2020~")),
                ]
            )
            #expect(events.map(\.ordinal) == [1, 2, 3, 4, 5])
            #expect(events.allSatisfy { $0.officer == mine.administrator.officer })
            let dead = try await scene.read { try await $0.members.find(id) }
            #expect(dead.state == .died)
            #expect(dead.record.diedOn == PartialDate(edtf: "2020~"))
        }
    }

    @Test func `what cannot follow is refused`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            let id = try await scene.add(["Lê An"], branch: mine.branch) {
                $0.birthDate = PartialDate(edtf: "1960")
                $0.joinedOn = PartialDate(edtf: "2001")
            }[0]
            let refused = StoreError.refused(.membershipOrder)
            await #expect(throws: refused) {
                try await scene.write {
                    try await $0.members.join(id, version: 1, branch: nil, on: PartialDate(edtf: "2002"))
                }
            }
            await #expect(throws: refused) {
                try await scene.write {
                    try await $0.members.leave(id, version: 1, reason: nil, on: PartialDate(edtf: "2000"))
                }
            }
            await #expect(throws: StoreError.versionDiffers(current: 1)) {
                try await scene.write { try await $0.members.die(id, version: 7, on: nil) }
            }
            await #expect(throws: StoreError.refused(.branchUnknown)) {
                try await scene.write { try await $0.members.transfer(id, version: 1, to: scene.other.branch, on: nil) }
            }
            _ = try await scene.write {
                try await $0.branches.close(mine.otherBranch, version: 1, on: CalendarDay.epoch)
            }
            await #expect(throws: StoreError.refused(.branchUnknown)) {
                try await scene.write { try await $0.members.transfer(id, version: 1, to: mine.otherBranch, on: nil) }
            }
            await #expect(throws: StoreError.refused(.branchUnknown)) {
                try await scene.write {
                    try await $0.members.insert(MemberRecord(named: "Lê Bình"), branch: mine.otherBranch)
                }
            }
            _ = try await scene.write { try await $0.members.die(id, version: 1, on: nil) }
            await #expect(throws: refused) {
                try await scene.write { try await $0.members.join(id, version: 2, branch: nil, on: nil) }
            }
        }
    }

    @Test func `dates put right in the record are put right in the life`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.add(["Lê An"], branch: scene.mine.branch) {
                $0.joinedOn = PartialDate(edtf: "2001")
            }[0]
            func update(_ version: Int, _ fields: Set<MemberField>, _ change: (inout MemberRecord) -> Void) async throws
            {
                let changes = MemberChanges(fields, to: MemberRecord(named: "", change))
                _ = try await scene.write { try await $0.members.update(id, version: version, changes) }
            }
            func member() async throws -> StoredMember { try await scene.read { try await $0.members.find(id) } }
            try await update(1, [.joinedOn]) { $0.joinedOn = PartialDate(edtf: "1999-05") }
            #expect(try await member().events.map(\.event.date) == [PartialDate(edtf: "1999-05")])
            try await update(2, [.leftOn, .leavingReason]) {
                $0.leftOn = PartialDate(edtf: "2010")
                $0.choices[.leavingReason] = .listed("own_wish")
            }
            #expect(try await member().state == .left)
            #expect(
                try await member().events.last?.event
                    == MembershipEvent(.left(reason: "own_wish"), on: PartialDate(edtf: "2010"))
            )
            try await update(3, [.diedOn]) { $0.diedOn = PartialDate(edtf: "2015") }
            #expect(try await member().state == .died)
            try await update(4, [.leftOn, .leavingReason, .diedOn]) { _ in }
            #expect(try await member().state == .active)
            #expect(try await member().events.count == 1)
            await #expect(throws: StoreError.refused(.membershipOrder)) {
                try await update(5, [.leftOn]) { $0.leftOn = PartialDate(edtf: "1990") }
            }
        }
    }
}
