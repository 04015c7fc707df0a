import Postgres
import Programme
import Store
import Testing

@Suite struct MemberListTests {
    @Test func `the list is ordered by given name, family name and middle name, as dictionaries have it`() async throws
    {
        try await StoreScene.with { scene in
            let sorted = [
                "Nguyễn Thị An", "Trần An", "Nguyễn Văn Ân", "Lê Bình", "Lê Dung", "Lê Đào", "Phạm Hoa", "Phạm Hòa",
                "Siu Ư",
            ]
            _ = try await scene.add(sorted.reversed())
            #expect(try await scene.read { try await $0.members.list(MemberFilter()) }.names == sorted)
        }
    }

    @Test func `pages follow each other without a gap and without a member twice`() async throws {
        try await StoreScene.with { scene in
            // members of one name are told apart by their identity
            let ids = try await scene.add((0..<25).map { "Nguyễn Văn \($0 < 15 ? "Hoa" : "Lan")" })
            var seen: [MemberID] = []
            var after: MemberID?
            repeat {
                let page = try await scene.read { try await $0.members.list(MemberFilter(), after: after, limit: 7) }
                #expect(page.members.count <= 7)
                seen += page.members.map(\.id)
                after = page.next
            } while after != nil
            #expect(seen.count == 25)
            #expect(Set(seen) == Set(ids))
            await #expect(throws: StoreError.notFound) {
                try await scene.read { try await $0.members.list(MemberFilter(), after: MemberID.next()) }
            }
            await #expect(throws: StoreError.notFound) {
                let foreign = try #require(try await scene.ids(of: scene.other).first)
                return try await scene.read { try await $0.members.list(MemberFilter(), after: foreign) }
            }
        }
    }

    @Test func `a list can be kept to states, to a branch and to an area, with what is below`() async throws {
        try await StoreScene.with { scene in
            let (mine, areas) = (scene.mine, scene.areas)
            _ = try await scene.add(["Lê An"], branch: mine.branch)
            _ = try await scene.add(["Lê Bình"], branch: mine.branchBelow) { $0.area = areas.hamlet }
            _ = try await scene.add(["Lê Chi"], branch: mine.otherBranch) { $0.area = areas.ward }
            _ = try await scene.add(["Lê Dung"], branch: mine.otherBranch) { $0.leftOn = PartialDate(edtf: "2020") }
            _ = try await scene.add(["Lê Em"]) { $0.diedOn = PartialDate(edtf: "2021") }
            let expected: [(MemberFilter, [String])] = [
                (MemberFilter(), ["Lê An", "Lê Bình", "Lê Chi"]),
                (MemberFilter(states: [.left, .died]), ["Lê Dung", "Lê Em"]),
                (MemberFilter(states: []), []),
                (MemberFilter(branch: mine.branch), ["Lê An", "Lê Bình"]),
                (MemberFilter(branch: mine.branchBelow), ["Lê Bình"]),
                (MemberFilter(branch: scene.other.branch), []),
                (MemberFilter(area: areas.ward), ["Lê Bình", "Lê Chi"]),
                (MemberFilter(area: areas.otherWard), []),
                (MemberFilter(branch: mine.branch, area: areas.ward), ["Lê Bình"]),
                (MemberFilter(states: [.left], branch: mine.otherBranch), ["Lê Dung"]),
                (MemberFilter(branch: mine.branch, text: "binh"), ["Lê Bình"]),
                (MemberFilter(branch: mine.otherBranch, text: "binh"), []),
                (MemberFilter(area: areas.hamlet, text: "le"), ["Lê Bình"]),
            ]
            for (filter, names) in expected {
                let page = try await scene.read(mine.viewer) { try await $0.members.list(filter) }
                #expect(page.names == names, "\(filter)")
                guard filter.text.isEmpty else { continue }
                #expect(try await scene.read { try await $0.members.count(filter) } == names.count)
            }
        }
    }

    @Test func `names are found without marks, with marks, by initials and by the beginnings of words`() async throws {
        try await StoreScene.with { scene in
            let names = [
                "Nguyễn Văn Hạnh", "Nguyễn Thị Hành", "Trần Đức Hạnh", "Rơ Châm H'Lan", "Lý Thị Mỹ", "Nguyễn Thuỷ",
            ]
            _ = try await scene.add(names)
            let expected: [(String, Set<String>)] = [
                ("hanh", ["Nguyễn Văn Hạnh", "Nguyễn Thị Hành", "Trần Đức Hạnh"]),
                ("hạnh", ["Nguyễn Văn Hạnh", "Trần Đức Hạnh"]),
                ("nguyen hanh", ["Nguyễn Văn Hạnh", "Nguyễn Thị Hành"]),
                ("HANH NGUYEN v", ["Nguyễn Văn Hạnh"]),
                ("nvhanh", ["Nguyễn Văn Hạnh"]),
                ("tran duc", ["Trần Đức Hạnh"]), ("đuc", ["Trần Đức Hạnh"]),
                ("hlan", ["Rơ Châm H'Lan"]), ("h'lan", ["Rơ Châm H'Lan"]), ("ro cham", ["Rơ Châm H'Lan"]),
                ("mi", ["Lý Thị Mỹ"]), ("my", ["Lý Thị Mỹ"]),
                ("thuy", ["Nguyễn Thuỷ"]), ("thủy", ["Nguyễn Thuỷ"]),
                ("zzz", []), ("nguyen zzz", []), ("%", Set(names)),
                ("ha_h", ["Nguyễn Văn Hạnh", "Nguyễn Thị Hành", "Trần Đức Hạnh"]),
            ]
            for (text, found) in expected {
                let page = try await scene.read { try await $0.members.list(MemberFilter(text: text)) }
                #expect(Set(page.names) == found, "\(text)")
                let part = try await scene.read(scene.mine.branchEditor) {
                    try await $0.members.list(MemberFilter(text: text))
                }
                #expect(part.members.isEmpty)
            }
        }
    }

    @Test func `a frequent word is searched page by page, like a rare one`() async throws {
        try await StoreScene.with { scene in
            try await scene.addMany(2600, to: scene.mine)
            _ = try await scene.add(["Đặng Thị Zân", "Nguyễn Thị Ân"], branch: scene.mine.branch)
            let rare = try await scene.read { try await $0.members.list(MemberFilter(text: "dang zan")) }
            #expect(rare.names == ["Đặng Thị Zân"])
            let marked = try await scene.read { try await $0.members.list(MemberFilter(text: "nguyễn thị ân")) }
            #expect(marked.names == ["Nguyễn Thị Ân"])
            var count = 0
            var after: MemberID?
            repeat {
                let page = try await scene.read {
                    try await $0.members.list(MemberFilter(text: "nguyen thi"), after: after, limit: 200)
                }
                count += page.members.count
                after = page.next
            } while after != nil
            #expect(count == 2601)
            let part = try await scene.read(scene.mine.branchEditor) {
                try await $0.members.list(MemberFilter(text: "thi an"))
            }
            #expect(part.names == ["Nguyễn Thị Ân"])
        }
    }

    @Test func `a member is found by citizen ID, telephone or card, and by no part of them`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write {
                try await $0.members.insert(.everythingKnown(in: scene.areas.hamlet), branch: scene.mine.branch)
            }
            let states = Set(MemberState.allCases)
            for text in ["064160001234", "064 160 001 234", "0905123456", "+84 905 123 456", "GL-0042"] {
                let page = try await scene.read { try await $0.members.list(MemberFilter(states: states, text: text)) }
                #expect(page.members.map(\.id) == [id], "\(text)")
            }
            for text in ["0641600012", "09051234", "GL-004", "064160001235"] {
                let page = try await scene.read { try await $0.members.list(MemberFilter(states: states, text: text)) }
                #expect(page.members.isEmpty, "\(text)")
            }
        }
    }

    @Test func `an officer of a branch or an area has only its members, and adds none elsewhere`() async throws {
        try await StoreScene.with { scene in
            let (mine, areas) = (scene.mine, scene.areas)
            let ids =
                try await scene.add(["Lê An"], branch: mine.branchBelow)
                + scene.add(["Lê Bình"], branch: mine.otherBranch) { $0.area = areas.hamlet }
                + scene.add(["Lê Chi"])
            for (officer, name, own) in [(mine.branchEditor, "Lê An", ids[0]), (mine.areaEditor, "Lê Bình", ids[1])] {
                let lists = [
                    MemberFilter(), MemberFilter(text: "le"), MemberFilter(branch: mine.otherBranch, text: "chi"),
                ]
                let found = try await scene.read(officer) { tx in
                    var found: [[String]] = []
                    for filter in lists { found.append(try await tx.members.list(filter).names) }
                    return found
                }
                #expect(found == [[name], [name], []])
                let count = try await scene.read(officer) { try await $0.members.count(MemberFilter()) }
                #expect(count == 1)
                let member = try await scene.read(officer) { try await $0.members.find(own) }
                #expect(member.id == own)
                await #expect(throws: StoreError.notFound) {
                    try await scene.read(officer) { try await $0.members.find(ids[2]) }
                }
                await #expect(throws: StoreError.notFound) {
                    try await scene.read(officer) { try await $0.members.history(ids[2]) }
                }
                await #expect(throws: StoreError.refused(.outsidePart)) {
                    try await scene.write(officer) {
                        try await $0.members.insert(MemberRecord(named: "Lê Dung"), branch: nil)
                    }
                }
                await #expect(throws: StoreError.notFound) {
                    try await scene.write(officer) { try await $0.members.die(ids[2], version: 1, on: nil) }
                }
            }
            // in the own part they work as anybody does, words and events included
            let added = try await scene.write(mine.branchEditor) {
                try await $0.members.insert(MemberRecord(named: "Lê Dung"), branch: mine.branch)
            }
            let found = try await scene.read(mine.branchEditor) {
                try await $0.members.list(MemberFilter(text: "dung"))
            }
            #expect(found.members.map(\.id) == [added])
            await #expect(throws: StoreError.refused(.outsidePart)) {
                try await scene.write(mine.branchEditor) {
                    try await $0.members.transfer(added, version: 1, to: mine.otherBranch, on: nil)
                }
            }
        }
    }

    @Test func `a viewer, and anybody in a reading transaction, changes nothing`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.add(["Lê An"], branch: scene.mine.branch)[0]
            let changes = MemberChanges([.fullName], to: MemberRecord(named: "Lê Bình"))
            await #expect(throws: (any Error).self) {
                try await scene.write(scene.mine.viewer) {
                    try await $0.members.insert(MemberRecord(named: "Lê Chi"), branch: nil)
                }
            }
            await #expect(throws: (any Error).self) {
                try await scene.write(scene.mine.viewer) { try await $0.members.update(id, version: 1, changes) }
            }
            await #expect(throws: (any Error).self) {
                try await scene.read(scene.mine.editor) { try await $0.members.update(id, version: 1, changes) }
            }
            #expect(
                try await scene.read(scene.mine.viewer) { try await $0.members.list(MemberFilter()) }.names == ["Lê An"]
            )
        }
    }
}

extension MemberPage {
    var names: [String] { members.compactMap(\.record.name?.full) }
}

extension StoreScene {
    /// Adds members of mine and tells their identities.
    func add(
        _ names: [String],
        branch: BranchID? = nil,
        _ change: (inout MemberRecord) -> Void = { _ in }
    ) async throws -> [MemberID] {
        try await write { tx in
            var ids: [MemberID] = []
            for name in names {
                ids.append(try await tx.members.insert(MemberRecord(named: name, change), branch: branch))
            }
            return ids
        }
    }

    /// The identities of a tenant's members.
    func ids(of tenant: TenantFixture) async throws -> [MemberID] {
        try await sql("select id from app.members where tenant_id = '\(tenant.id)' order by id")
            .split(separator: "\n").compactMap { MemberID(String($0)) }
    }

    /// Adds members called Nguyễn Thị with a given name each, past the store.
    func addMany(_ count: Int, to tenant: TenantFixture) async throws {
        try await database.database.run(
            """
            insert into app.members (
                tenant_id, id, state, full_name, family_name, middle_name, given_name, sort_key, search_key, citizen_id, phone,
                branch_id, area_id, birth_date
            )
            select '\(tenant.id)', gen_random_uuid(), 'active', 'Nguyễn Thị B' || word, 'Nguyễn', 'Thị', 'B' || word,
                'B' || lpad(n::text, 6, '0'), 'nguyen thi b' || word, lpad(n::text, 12, '0'), '09' || lpad(n::text, 8, '0'),
                case n % 50 when 0 then '\(tenant.branchBelow)'::uuid when 1 then '\(tenant.otherBranch)'::uuid end,
                case n % 50 when 2 then '\(areas.hamlet)'::uuid end, (1940 + n % 60)::text
            from generate_series(1, \(count)) as n, translate(n::text, '0123456789', 'abcdeghikl') as word;
            insert into app.member_words (tenant_id, word, member_id)
            select m.tenant_id, w, m.id from app.members m, unnest(string_to_array(m.search_key, ' ')) w
            where m.tenant_id = '\(tenant.id)' and m.full_name like 'Nguyễn Thị B%';
            insert into app.membership_events (tenant_id, member_id, ordinal, kind)
            select m.tenant_id, m.id, 1, 'joined' from app.members m
            where m.tenant_id = '\(tenant.id)' and m.full_name like 'Nguyễn Thị B%'
            """
        )
    }
}
