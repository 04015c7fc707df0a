import Foundation
import Intake
import Programme
import Store
import TestSupport
import Testing

/// Imports turn citizen IDs into tokens, and take them back.
@Suite struct PersonTokenImportTests {
    private static let tokens = """
        select full_name || ' ' || coalesce(token_epoch::text, 'none') from app.members
        where tenant_id = '\(TwoTenants.tenant(.one))' and full_name like 'Người%' order by 1
        """

    private static func distinct(_ scene: ImportScene) async throws -> String {
        try await scene.sql(
            """
            select count(distinct person_token) from app.members
            where tenant_id = '\(TwoTenants.tenant(.one))' and full_name like 'Người%'
            """
        )
    }

    @Test func `members of a list get tokens, changed numbers other ones, and taking it back puts them back`()
        async throws
    {
        let key = try PersonKey(secret: Data(String(repeating: "k", count: 32).utf8))
        try await ImportScene.with(personKey: key) { scene in
            let first = try await scene.commit(
                ListFile(sheet: [
                    "STT|Họ và tên|Số CCCD|Điện thoại|Số thẻ", "1|Người Một|'064160001234||'T1",
                    "2|Người Hai|'230012345||'T2",
                    "3|Người Ba|||'T3", "4|Người Bốn|'064085001235||'T4",
                ])
            )
            #expect(first.summary?.outcomes == [.new: 4])
            let before = try await scene.sql(Self.tokens).split(separator: "\n")
            #expect(
                before == [
                    "Người Ba none", "Người Bốn \(key.epoch)", "Người Hai none", "Người Một \(key.epoch)",
                ]
            )
            let digest = try await scene.memberDigest()
            let second = try await scene.commit(
                ListFile(sheet: [
                    "STT|Họ và tên|Số CCCD|Điện thoại|Số thẻ", "1|Người Một||0912345999|'T1",
                    "2|Người Hai|'064160007777||'T2", "3|Người Ba|'064160008888|0912345998|'T3",
                ])
            )
            #expect(second.summary?.outcomes == [.changed: 3])
            let after = try await scene.sql(Self.tokens).split(separator: "\n")
            #expect(after.allSatisfy { $0.hasSuffix(" \(key.epoch)") })
            #expect(try await Self.distinct(scene) == "4")
            let versions =
                "select string_agg(distinct version::text, ' ') from app.members where full_name like 'Người%'"
            #expect(try await scene.sql(versions) == "1 2")
            let undo = try await scene.importer.undo(second.id, version: second.version, scene.administrator)
            #expect(undo.restored == 3)
            #expect(try await scene.memberDigest() == digest)
        }
    }
}
