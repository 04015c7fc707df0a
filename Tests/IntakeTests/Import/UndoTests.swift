import Intake
import Programme
import Store
import TestSupport
import Testing

/// Taking an import back.
@Suite struct UndoTests {
    @Test func `everything is as it was before, when nobody changed anything since`() async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(OutcomeTests.list())
            let before = try await scene.memberDigest()
            let second = try await scene.commit(
                ListFile(sheet: [
                    "STT|Họ và tên|Số CCCD|Điện thoại|Số thẻ|Chi hội|Ngày vào hội|Ngày mất",
                    "1|Nguyễn Thị Ngọc Lan|'064160001234|'0912345999||Chi hội xa|06/2011|",
                    "2|Rơ Châm H'Bia|||'T02|||03/2024", "3|Trần Văn Hùng|'064085001235|||||",
                    "4|Người Mới Một||||||", "5|Người Mới Hai||||Chi hội gần||",
                ])
            )
            #expect(second.summary?.outcomes == [.changed: 2, .same: 1, .new: 2])
            #expect(try await scene.memberDigest() != before)
            let undo = try await scene.importer.undo(second.id, version: second.version, scene.administrator)
            #expect(undo.removed == 2 && undo.restored == 2)
            #expect(undo.remaining.isEmpty && undo.remainingCount == 0)
            #expect(try await scene.memberDigest() == before)
            let found = try await scene.importer.find(second.id, scene.administrator)
            #expect(found.state == .undone)
            #expect(found.summary?.undo == undo)
            await #expect(throws: StoreError.refused(.importState)) {
                _ = try await scene.importer.undo(found.id, version: found.version, scene.administrator)
            }
        }
    }

    @Test func `what was changed since stays, and is told row by row`() async throws {
        try await ImportScene.with { scene in
            let done = try await scene.commit(OutcomeTests.list())
            let rows = try await scene.rows(done.id)
            let (changed, consented) = (try #require(rows[0].member), try #require(rows[1].member))
            var values = MemberRecord()
            values.texts[.remark] = "đã sửa"
            let change = MemberChanges([.remark], to: values)
            try await scene.tenants.write(scene.administrator) { tx in
                _ = try await tx.members.update(changed, version: 1, change)
            }
            _ = try await scene.sql(
                """
                insert into app.consents (tenant_id, id, member_id, purpose, legal_basis, method, given_on) values (
                    '\(TwoTenants.tenant(.one))', gen_random_uuid(), '\(consented)', 'x', 'consent', 'paper', '2025-01-01'
                )
                """
            )
            let undo = try await scene.importer.undo(done.id, version: done.version, scene.administrator)
            #expect(undo.removed == 1)
            #expect(undo.remaining.map(\.row) == [2, 3])
            #expect(undo.remaining.map(\.member) == [changed, consented])
            let left = try await scene.sql(
                "select count(*) from app.members where id in ('\(changed)', '\(consented)')"
            )
            #expect(left == "2")
        }
    }

    @Test func `a list that was taken back can be brought again`() async throws {
        try await ImportScene.with { scene in
            let before = try await scene.memberDigest()
            let done = try await scene.commit(OutcomeTests.list())
            _ = try await scene.importer.undo(done.id, version: done.version, scene.administrator)
            #expect(try await scene.memberDigest() == before)
            let again = try await scene.commit(OutcomeTests.list())
            #expect(again.summary?.outcomes == [.new: 3])
        }
    }
}
