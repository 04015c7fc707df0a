import Postgres
import Programme
import Store
import Testing

@Suite struct MemberRepositoryTests {
    @Test func `everything that is known of a member comes back as it was entered`() async throws {
        try await StoreScene.with { scene in
            let record = MemberRecord.everythingKnown(in: scene.areas.hamlet)
            let id = try await scene.write { try await $0.members.insert(record, branch: scene.mine.branchBelow) }
            let member = try await scene.read { try await $0.members.find(id) }
            #expect(member.record == record)
            #expect(member.record.fields(differingFrom: record) == [])
            #expect(member.branch == scene.mine.branchBelow)
            #expect(member.state == .died)
            #expect(member.version == 1)
            #expect(member.events.map(\.event.kind.isLeaving) == [false, true, false])
            #expect(member.life.events == member.events.map(\.event))
        }
    }

    @Test func `a record with only a name is a member`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write { try await $0.members.insert(MemberRecord(named: "Siu Blah"), branch: nil) }
            let member = try await scene.read(scene.mine.viewer) { try await $0.members.find(id) }
            #expect(member.record == MemberRecord(named: "Siu Blah"))
            #expect(member.state == .active)
            #expect(member.events.map(\.event) == [MembershipEvent(.joined(branch: nil), on: nil)])
        }
    }

    @Test func `parts of a name that an officer put right stay, and sort`() async throws {
        try await StoreScene.with { scene in
            let parts = PersonNameParts(family: "Rah", middle: "Lan", given: "Aa")
            let id = try await scene.write { tx in
                _ = try await tx.members.insert(MemberRecord(named: "Nguyễn Thị Bé"), branch: nil)
                return try await tx.members.insert(
                    MemberRecord(named: "") { $0.name = PersonName(full: "Rah Lan Aa Zun", parts: parts) },
                    branch: nil
                )
            }
            let page = try await scene.read { try await $0.members.list(MemberFilter()) }
            #expect(page.members.first?.id == id)
            #expect(page.members.first?.record.name?.parts == parts)
        }
    }

    @Test func `what cannot be is refused, and nothing of it is kept`() async throws {
        try await StoreScene.with { scene in
            let unknown = BranchID.next()
            let cases: [(MemberRecord, BranchID?, StoreRefusal)] = [
                (MemberRecord(), nil, .nameMissing),
                (MemberRecord(named: "Nguyễn An"), unknown, .branchUnknown),
                (MemberRecord(named: "Nguyễn An"), scene.other.branch, .branchUnknown),
                (MemberRecord(named: "Nguyễn An") { $0.area = AreaID.next() }, nil, .areaUnknown),
                (
                    MemberRecord(named: "Nguyễn An") {
                        $0.birthDate = PartialDate(edtf: "1990")
                        $0.joinedOn = PartialDate(edtf: "1980")
                    }, nil, .membershipOrder
                ),
                (
                    MemberRecord(named: "Nguyễn An") {
                        $0.joinedOn = PartialDate(edtf: "1990")
                        $0.leftOn = PartialDate(edtf: "1980")
                    }, nil, .membershipOrder
                ),
            ]
            for (record, branch, refusal) in cases {
                await #expect(throws: StoreError.refused(refusal)) {
                    try await scene.write { try await $0.members.insert(record, branch: branch) }
                }
            }
            let kept = try await scene.sql("select count(*) from app.members where tenant_id = '\(scene.mine.id)'")
            #expect(kept == "0")
        }
    }

    @Test func `a change names the version that it was made from`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write {
                try await $0.members.insert(MemberRecord(named: "Lê Văn Tám"), branch: nil)
            }
            let phone = MemberRecord(named: "") { $0.phone = PhoneNumber(digits: "0912345678") }
            let changes = MemberChanges([.phone], to: phone)
            #expect(try await scene.write { try await $0.members.update(id, version: 1, changes) } == 2)
            #expect(try await scene.write { try await $0.members.update(id, version: 2, changes) } == 2)
            await #expect(throws: StoreError.versionDiffers(current: 2)) {
                try await scene.write { try await $0.members.update(id, version: 1, changes) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.members.update(MemberID.next(), version: 1, changes) }
            }
            let member = try await scene.read { try await $0.members.find(id) }
            #expect(member.record.phone?.digits == "0912345678")
            #expect(member.record.name?.full == "Lê Văn Tám")
            #expect(member.updatedAt > member.createdAt)
        }
    }

    @Test func `a new name is found, and the old one is not`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write {
                try await $0.members.insert(MemberRecord(named: "Lê Văn Tám"), branch: nil)
            }
            let changes = MemberChanges([.fullName], to: MemberRecord(named: "Võ Thị Sáu"))
            _ = try await scene.write { try await $0.members.update(id, version: 1, changes) }
            let found = try await scene.read { try await $0.members.list(MemberFilter(text: "vo sau")) }
            #expect(found.members.map(\.id) == [id])
            #expect(try await scene.read { try await $0.members.list(MemberFilter(text: "tam")) }.members.isEmpty)
            let emptied = MemberChanges([.fullName], to: MemberRecord())
            await #expect(throws: StoreError.refused(.nameMissing)) {
                try await scene.write { try await $0.members.update(id, version: 2, emptied) }
            }
        }
    }

    @Test func `two officers who change one member at once do not undo each other`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write {
                try await $0.members.insert(MemberRecord(named: "Lê Văn Tám"), branch: nil)
            }
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let remark = MemberRecord(named: "") { $0.texts[.remark] = "Lần \(index)" }
                        let changes = MemberChanges([.remark], to: remark)
                        do {
                            _ = try await scene.write { try await $0.members.update(id, version: 1, changes) }
                            return true
                        } catch {
                            #expect(error as? StoreError == .versionDiffers(current: 2))
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(outcomes == 1)
        }
    }
}

extension MembershipEvent.Kind {
    var isLeaving: Bool { if case .left = self { true } else { false } }
}

extension MemberRecord {
    /// A record with a value in every field that is kept.
    static func everythingKnown(in area: AreaID) -> MemberRecord {
        MemberRecord(named: "Rơ Châm H'Lan Kpă") { record in
            record.sex = .female
            record.birthDate = PartialDate(edtf: "1960-05")
            record.citizenID = CitizenID(digits: "064160001234")
            record.phone = PhoneNumber(digits: "0905123456")
            record.area = area
            record.schooling = Schooling(reached: 7, outOf: 10)
            record.isPartyMember = true
            record.joinedOn = PartialDate(edtf: "1985~")
            record.leftOn = PartialDate(edtf: "2010-02-03")
            record.diedOn = PartialDate(edtf: "2020")
            record.choices = [
                .ethnicity: .listed("Gia Rai"), .religion: .typed("Đạo Hà Mòn"), .qualification: .listed("college"),
                .politicalTheory: .listed("elementary"), .circumstance: .listed("near_poor"),
                .standing: .listed("core"),
                .leavingReason: .listed("moved"),
            ]
            record.texts = [
                .nativePlace: "Ia Grai, Gia Lai", .hamlet: "Plei Ốp", .address: "12 Trần Hưng Đạo",
                .occupation: "Dệt thổ cẩm", .workplace: "Hợp tác xã Plei Ốp", .joinedAt: "Xã Ia Kring",
                .cardNumber: "GL-0042", .position: "Chi hội phó", .group: "Tổ phụ nữ 3", .remark: "Nghệ nhân ưu tú",
            ]
        }
    }
}
