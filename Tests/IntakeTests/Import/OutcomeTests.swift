import Intake
import Programme
import Store
import TestSupport
import Testing

/// What becomes of rows, on a real server.
@Suite struct OutcomeTests {
    static let header = "STT|Họ và tên|Ngày sinh|Giới tính|Số CCCD|Điện thoại|Chi hội|Thôn|Số thẻ|Ngày vào hội"
    static let people = [
        "1|Nguyễn Thị Lan|12/05/1960|Nữ|'064160001234|'0912345678|Chi hội gần|Thôn 1|'T01|05/2010",
        "2|Rơ Châm H'Bia|1972|Nữ||||Thôn 2|'T02|2012",
        "3|Trần Văn Hùng|02/03/1985|Nam|'064085001235|'0977123456|Chi hội xa|Thôn 1||",
    ]

    static func list(_ rows: [String] = people) throws -> ListFile { try ListFile(sheet: [header] + rows) }

    @Test func `a dry run says what a commit then does, and writes no member`() async throws {
        try await ImportScene.with { scene in
            let before = try await scene.memberDigest()
            let checked = try await scene.check(Self.list())
            #expect(checked.state == .checked)
            #expect(checked.summary?.outcomes == [.new: 3])
            #expect(checked.summary?.isApplied == false)
            #expect(try await scene.memberDigest() == before)
            let done = try await scene.importer.run(
                checked.id,
                version: checked.version,
                applying: true,
                scene.administrator
            )
            #expect(done.state == .committed)
            #expect(done.summary?.outcomes == [.new: 3])
            #expect(done.settings.samples == nil)
            let rows = try await scene.rows(done.id)
            let member = try await scene.tenants.read(scene.administrator) { tx in
                try await tx.members.find(try #require(rows[0].member))
            }
            #expect(member.record.name?.full == "Nguyễn Thị Lan")
            #expect(member.branch == ImportScene.branch(.near))
            #expect(member.record.texts[.hamlet] == "Thôn 1")
            #expect(
                member.events.map(\.event) == [
                    MembershipEvent(.joined(branch: ImportScene.branch(.near)), on: PartialDate(edtf: "2010-05"))
                ]
            )
            #expect(member.events.map(\.importID) == [done.id])
            let found = try await scene.tenants.read(scene.administrator) { tx in
                try await tx.members.list(MemberFilter(text: "ntlan")).members.map(\.id)
            }
            #expect(found == [member.id])
        }
    }

    @Test func `the same list again is all the same and writes nothing`() async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(Self.list())
            let before = try await scene.sql("select md5(string_agg(m::text, '|' order by id)) from app.members m")
            let again = try await scene.commit(Self.list())
            #expect(again.summary?.outcomes == [.same: 3])
            let after = try await scene.sql("select md5(string_agg(m::text, '|' order by id)) from app.members m")
            #expect(before == after)
        }
    }

    @Test func `changes are told field by field, and what is left out or empty stays`() async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(Self.list())
            let changed = try await scene.commit(
                ListFile(sheet: [
                    "STT|Họ và tên|Ngày sinh|Số CCCD|Điện thoại|Số thẻ",
                    "1|NGUYỄN THỊ LAN|1960|'064160001234|'0912345999|",
                    "2|Rơ Châm H'Bia|15/08/1972|||'T02",
                    "3|Trần Văn Hưng||'064085001235||",
                ])
            )
            let rows = try await scene.rows(changed.id)
            #expect(rows.map(\.outcome) == [.changed, .changed, .changed])
            #expect(rows[0].before.map { $0.fields } == [.phone])
            #expect(rows[0].after?[.phone] == "0912345999")
            #expect(rows[1].after?[.birthDate] == "1972-08-15")
            #expect(rows[1].before?[.birthDate] == "1972")
            #expect(rows[2].after?[.fullName] == "Trần Văn Hưng")
            #expect(rows.map(\.memberVersion) == [2, 2, 2])
            let lan = try await scene.tenants.read(scene.administrator) { tx in
                try await tx.members.find(try #require(rows[0].member))
            }
            #expect(lan.record.name?.full == "Nguyễn Thị Lan")
            #expect(lan.record.birthDate == PartialDate(edtf: "1960-05-12"))
            #expect(lan.record.texts[.cardNumber] == "T01")
            #expect(lan.branch == ImportScene.branch(.near))
            let words = try await scene.sql(
                "select string_agg(word, ' ' order by word) from app.member_words where member_id = '\(rows[2].member?.description ?? "")'"
            )
            #expect(words == "hung tran tvhung van")
        }
    }

    @Test func `one bad row keeps all from being taken, unless the good rows are asked for`() async throws {
        try await ImportScene.with { scene in
            let list = try Self.list(Self.people + ["4||01/01/1950|||||||"] + ["5|Lê Văn Bốn|40/13/1999|||||||"])
            let before = try await scene.memberDigest()
            let refused = try await scene.commit(list) { $0.mode = .allOrNothing }
            #expect(refused.state == .checked)
            #expect(refused.summary?.isRefused == true)
            #expect(refused.summary?.outcomes == [.new: 3, .problem: 2])
            #expect(try await scene.memberDigest() == before)
            #expect(try await scene.rows(refused.id).allSatisfy { $0.outcome != .new || $0.member == nil })
            let taken = try await scene.commit(list)
            #expect(taken.state == .committed)
            #expect(taken.summary?.outcomes == [.new: 3, .problem: 2])
            #expect(try await scene.rows(taken.id)[3].rowProblems.map(\.problem.code) == [.nameMissing])
        }
    }

    @Test func `a person who stands twice in the list is taken once, and told with the row above`() async throws {
        try await ImportScene.with { scene in
            let done = try await scene.commit(
                Self.list(
                    Self.people + [
                        "4|Nguyen Thi Lan|1960||'064160001234||||||", "5|Rơ Châm H'Bia|1972|Nữ||||Thôn 2||",
                        "6|Lê Thị Khác|1990||'064085001235|||||",
                    ]
                )
            )
            let rows = try await scene.rows(done.id)
            #expect(rows.map(\.outcome) == [.new, .new, .new, .repeated, .repeated, .problem])
            #expect(rows[3].rowProblems.last?.problem == FieldProblem(.matchRepeated, "2"))
            #expect(rows[4].rowProblems.last?.problem == FieldProblem(.matchRepeated, "3"))
            #expect(rows[5].rowProblems.map(\.problem.code).contains(.matchOtherName))
        }
    }

    @Test func `a row that could be two members is nobody's`() async throws {
        try await ImportScene.with { scene in
            let header = "STT|Họ và tên|Năm sinh|Điện thoại"
            let both = try await scene.commit(
                ListFile(sheet: [header, "1|Siu Thị Mai|1960|'0912345678", "2|Siu Thị Mai|1960|'0977123456"])
            )
            #expect(both.summary?.outcomes == [.new: 2])
            let third = try await scene.commit(ListFile(sheet: [header, "1|Siu Thị Mai|1960|"]))
            let rows = try await scene.rows(third.id)
            #expect(rows.map(\.outcome) == [.problem])
            #expect(rows[0].rowProblems.map(\.problem.code) == [.matchSeveral])
        }
    }

    @Test func `a branch that is not there is a problem, or made when the settings say so`() async throws {
        try await ImportScene.with { scene in
            let list = try ListFile(sheet: ["STT|Họ và tên|Chi hội", "1|Ksor Văn Minh|Chi hội mới", "2|Kpă Thuyên|mới"])
            let refused = try await scene.check(list)
            #expect(refused.summary?.outcomes == [.problem: 2])
            #expect(refused.summary?.problems == [.branchUnknown: 2])
            let before = try await scene.sql("select count(*) from app.branches")
            let checked = try await scene.check(list) { $0.createsBranches = true }
            #expect(checked.summary?.newBranches == ["Chi hội mới"])
            #expect(try await scene.sql("select count(*) from app.branches") == before)
            let done = try await scene.commit(list) { $0.createsBranches = true }
            #expect(done.summary?.outcomes == [.new: 2])
            #expect(
                try await scene.sql(
                    "select count(distinct branch_id) from app.members where full_name in ('Ksor Văn Minh', 'Kpă Thuyên')"
                ) == "1"
            )
        }
    }

    @Test func `leaving, death and another branch become events`() async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(Self.list())
            let done = try await scene.commit(
                ListFile(sheet: [
                    "STT|Họ và tên|Số CCCD|Số thẻ|Chi hội|Ngày ra khỏi hội|Ngày mất",
                    "1|Nguyễn Thị Lan|'064160001234||Chi hội xa||", "2|Rơ Châm H'Bia||'T02|||03/2024",
                    "3|Trần Văn Hùng|'064085001235|||01/02/2020|",
                    "4|Lê Văn Mới||||12/2001|05/05/2005",
                ])
            )
            let rows = try await scene.rows(done.id)
            #expect(rows.map(\.outcome) == [.changed, .changed, .changed, .new])
            let members = try await scene.tenants.read(scene.administrator) { tx in
                var members: [StoredMember] = []
                for row in rows { members.append(try await tx.members.find(try #require(row.member))) }
                return members
            }
            #expect(members.map(\.state) == [.active, .died, .left, .died])
            #expect(
                members.map { $0.events.map(\.event.kind) } == [
                    [.joined(branch: ImportScene.branch(.near)), .transferred(branch: ImportScene.branch(.far))],
                    [.joined(branch: nil), .died],
                    [.joined(branch: ImportScene.branch(.far)), .left(reason: nil)],
                    [.joined(branch: nil), .left(reason: nil), .died],
                ]
            )
        }
    }

    @Test func `an officer of a branch brings members of that branch and no other`() async throws {
        try await ImportScene.with { scene in
            let done = try await scene.commit(Self.list(), scene.near)
            let rows = try await scene.rows(done.id, scene.near)
            // the second names no branch and comes to the officer's own, the third names another
            #expect(rows.map(\.outcome) == [.new, .new, .problem])
            #expect(rows[2].rowProblems.map(\.problem.code).last == .branchUnknown)
            let list = try Self.list()
            defer { withExtendedLifetime(list) {} }
            await #expect(throws: (any Error).self) {
                _ = try await scene.importer.receive(path: list.path, fileName: "x.xlsx", scene.viewer)
            }
            #expect(
                try await scene.sql(
                    "select count(*) from app.imports where officer_id = '\(TwoTenants.id(.officer, 4, of: .one))'"
                ) == "0"
            )
        }
    }
}
