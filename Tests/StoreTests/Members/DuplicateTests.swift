import Postgres
import Programme
import Store
import Testing

@Suite struct DuplicateTests {
    @Test func `records that may be one person are proposed, each for its reason`() async throws {
        try await StoreScene.with { scene in
            let branch = scene.mine.branch
            func add(_ name: String, _ id: String?, _ birth: PartialDate?, _ phone: String?) async throws -> MemberID {
                try await scene.add([name], branch: branch) {
                    $0.citizenID = id.flatMap(CitizenID.init(digits:))
                    $0.birthDate = birth
                    $0.phone = phone.flatMap(PhoneNumber.init(digits:))
                }[0]
            }
            let one = try await add("Nguyễn Thị Hoà", "064160001234", PartialDate(edtf: "1960"), "0905123456")
            let two = try await add("Nguyễn Thị Hòa", "064160001234", PartialDate(edtf: "1960-05-03"), nil)
            let three = try await add("Nguyễn Hòa", nil, PartialDate(edtf: "1971"), "0905123456")
            let four = try await add("NGUYỄN THỊ HOÀ", "064160009999", PartialDate(edtf: "1960"), nil)
            _ = try await add("Trần Văn Bình", nil, nil, "0905123456")
            let five = try await add("Siu Blah", nil, nil, nil)
            let six = try await add("Siu Blăh", nil, nil, nil)
            func pairs(_ reason: DuplicateReason) async throws -> [[MemberID]] {
                try await scene.read(scene.mine.viewer) { try await $0.duplicates.list(reason) }
                    .pairs.map { [$0.one.id, $0.other.id] }
            }
            #expect(try await pairs(.citizenID) == [[one, two]])
            // four has the same name and birth date, and another citizen ID: it is somebody else
            #expect(try await pairs(.name) == [[one, two], [five, six]])
            #expect(try await pairs(.phone) == [[one, three]])
            #expect(try await scene.read { try await $0.duplicates.compare(four, one) }.differing.contains(.citizenID))
        }
    }

    @Test func `pairs come in pages, and a pair known to be two people comes no more`() async throws {
        try await StoreScene.with { scene in
            let ids = try await scene.add(Array(repeating: "Nguyễn Văn An", count: 5)) {
                $0.birthDate = PartialDate(edtf: "1960")
            }
            var pairs: [DuplicatePair] = []
            var after: DuplicatePlace?
            repeat {
                let page = try await scene.read { try await $0.duplicates.list(.name, after: after, limit: 3) }
                pairs += page.pairs
                after = page.next
            } while after != nil
            #expect(Set(pairs.map { [$0.one.id, $0.other.id] }).count == 10)
            try await scene.write { try await $0.duplicates.dismiss(ids[1], ids[0]) }
            try await scene.write { try await $0.duplicates.dismiss(ids[0], ids[1]) }
            let left = try await scene.read { try await $0.duplicates.list(.name) }.pairs
            #expect(left.count == 9)
            #expect(!left.contains { $0.one.id == ids[0] && $0.other.id == ids[1] })
            let foreign = try #require(try await scene.ids(of: scene.other).first)
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.duplicates.dismiss(ids[0], foreign) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.read { try await $0.duplicates.compare(ids[0], foreign) }
            }
        }
    }

    @Test(arguments: [false, true]) func `a merge taken back leaves everything as it was`(takesLife: Bool) async throws
    {
        try await StoreScene.with { scene in
            let (kept, absorbed) = try await Self.twoRecords(scene)
            let before = try await scene.contents()
            let request = MergeRequest(
                kept: kept,
                keptVersion: 1,
                absorbed: absorbed,
                absorbedVersion: 1,
                absorbedFields: [.fullName, .phone, .remark],
                takesLife: takesLife
            )
            let merge = try await scene.write(scene.mine.editor) { try await $0.duplicates.merge(request) }
            let merged = try await scene.read { try await $0.members.find(kept) }
            #expect(merged.record.name?.full == "Nguyễn Thị Hoa")
            #expect(merged.record.phone?.digits == "0905123456")
            #expect(merged.record.texts[.address] == "12 Trần Phú")
            #expect(merged.record.joinedOn == PartialDate(edtf: takesLife ? "1990" : "2001"))
            #expect(merged.branch == (takesLife ? scene.mine.otherBranch : scene.mine.branch))
            #expect(merged.state == (takesLife ? .left : .active))
            let gone = try await scene.read { try await $0.members.find(absorbed) }
            #expect(gone.state == .merged)
            #expect(gone.mergedInto == kept)
            #expect(try await scene.read { try await $0.consents.list(kept) }.count == 2)
            let all = MemberFilter(states: Set(MemberState.allCases))
            #expect(try await scene.read { try await $0.members.list(all) }.members.map(\.id) == [kept])
            await #expect(throws: StoreError.refused(.memberGone)) {
                try await scene.write { try await $0.members.die(absorbed, version: 2, on: nil) }
            }
            try await scene.write { try await $0.duplicates.undo(merge) }
            #expect(try await scene.contents() == before)
            await #expect(throws: StoreError.refused(.mergeChanged)) {
                try await scene.write { try await $0.duplicates.undo(merge) }
            }
        }
    }

    @Test func `a merge is not taken back over later changes`() async throws {
        try await StoreScene.with { scene in
            let (kept, absorbed) = try await Self.twoRecords(scene)
            let request = MergeRequest(kept: kept, keptVersion: 1, absorbed: absorbed, absorbedVersion: 1)
            let merge = try await scene.write { try await $0.duplicates.merge(request) }
            _ = try await scene.write { try await $0.members.die(kept, version: 2, on: nil) }
            await #expect(throws: StoreError.refused(.mergeChanged)) {
                try await scene.write { try await $0.duplicates.undo(merge) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.duplicates.undo(MergeID.next()) }
            }
        }
    }

    @Test func `a merge needs both records, unchanged, and two of them`() async throws {
        try await StoreScene.with { scene in
            let (kept, absorbed) = try await Self.twoRecords(scene)
            let foreign = try #require(try await scene.ids(of: scene.other).first)
            let cases: [(MergeRequest, StoreError)] = [
                (MergeRequest(kept: kept, keptVersion: 1, absorbed: foreign, absorbedVersion: 1), .notFound),
                (MergeRequest(kept: foreign, keptVersion: 1, absorbed: kept, absorbedVersion: 1), .notFound),
                (MergeRequest(kept: kept, keptVersion: 1, absorbed: kept, absorbedVersion: 1), .notFound),
                (
                    MergeRequest(kept: kept, keptVersion: 2, absorbed: absorbed, absorbedVersion: 1),
                    .versionDiffers(current: 1)
                ),
                (
                    MergeRequest(kept: kept, keptVersion: 1, absorbed: absorbed, absorbedVersion: 2),
                    .versionDiffers(current: 1)
                ),
            ]
            let before = try await scene.contents()
            for (request, error) in cases {
                await #expect(throws: error) { try await scene.write { try await $0.duplicates.merge(request) } }
            }
            #expect(try await scene.contents() == before)
        }
    }

    /// Two records of one person, with a consent each.
    private static func twoRecords(_ scene: StoreScene) async throws -> (kept: MemberID, absorbed: MemberID) {
        let kept = try await scene.add(["Nguyễn Hoa"], branch: scene.mine.branch) {
            $0.joinedOn = PartialDate(edtf: "2001")
            $0.texts[.address] = "12 Trần Phú"
            $0.texts[.remark] = "Cũ"
        }[0]
        let absorbed = try await scene.add(["Nguyễn Thị Hoa"], branch: scene.mine.otherBranch) {
            $0.joinedOn = PartialDate(edtf: "1990")
            $0.leftOn = PartialDate(edtf: "2000")
            $0.phone = PhoneNumber(digits: "0905123456")
        }[0]
        let consent = ConsentRecord(purpose: "quản lý hội viên", method: .paper, givenOn: CalendarDay.epoch)
        try await scene.write { tx in
            _ = try await tx.consents.record(consent, of: kept)
            _ = try await tx.consents.record(consent, of: absorbed)
        }
        return (kept, absorbed)
    }
}

extension StoreScene {
    /// What my tenant holds about members, without versions and times.
    func contents() async throws -> [String] {
        [
            try await sql(
                """
                select to_jsonb(m) - 'version' - 'updated_at' - 'created_at' from app.members m
                where tenant_id = '\(mine.id)' order by id
                """
            ),
            try await sql("select w from app.member_words w where tenant_id = '\(mine.id)' order by word, member_id"),
            try await sql(
                """
                select to_jsonb(e) - 'recorded_at' - 'officer_id' from app.membership_events e
                where tenant_id = '\(mine.id)' order by member_id, ordinal
                """
            ),
            try await sql("select c from app.consents c where tenant_id = '\(mine.id)' order by id"),
        ]
    }
}
