import Foundation
import Intake
import Programme
import Spreadsheet
import Store
import TestSupport
import Testing

/// Lists of a ward's households taken over: the first tenant of `ImportScene` is a ward with one hamlet, `dien-hong-1`.
@Suite struct SubjectImportTests {
    private func importer(_ scene: ImportScene) throws -> SubjectImporter {
        let (ward, hamlet) = (
            try #require(AreaID("00000000-0000-7000-8000-000000000001")),
            try #require(AreaID("00000000-0000-7000-8000-000000000002"))
        )
        let areas = [
            Area(id: ward, key: "dien-hong", kind: .ward, validity: .always, names: [Dated("Diên Hồng")]),
            Area(
                id: hamlet,
                key: "dien-hong-1",
                kind: .residentialGroup,
                validity: .always,
                names: [Dated("1")],
                parents: [Dated(ward)]
            ),
        ]
        return SubjectImporter(
            database: scene.tenants,
            areas: AreaHistory(areas: areas, successions: []),
            today: ListFile.today,
            folder: scene.folder
        )
    }

    private let list = [
        "STT|Mã hộ|Họ và tên chủ hộ|Thôn, tổ|Số người", "1|GH-1|Nguyễn Văn An|Tổ 1|4", "2|GH-2|Trần Thị Hoa|Tổ 1|3",
    ]

    @Test func `a list is looked at, taken over once, and the same list again changes nothing`() async throws {
        try await ImportScene.with { scene in
            let importer = try importer(scene)
            let file = try ListFile(sheet: list)
            let before = try await scene.sql("select count(*) from app.subjects")
            let id = try await importer.receive(path: file.path, fileName: "hộ.xlsx", .household, scene.administrator)
            let looked = try await importer.look(id, scene.administrator)
            #expect(looked.count(.new) == 2 && looked.hasChanges && looked.findings.isEmpty)
            #expect(try await scene.sql("select count(*) from app.subjects") == before)
            let taken = try await importer.take(
                id,
                version: looked.stored.version,
                leavingOut: false,
                scene.administrator
            )
            #expect(taken.isTaken)
            #expect(try await scene.sql("select count(*) from app.subjects where code like 'GH-%'") == "2")
            await #expect(throws: StoreError.self) {
                try await importer.take(id, version: looked.stored.version, leavingOut: false, scene.administrator)
            }
            let again = try await importer.receive(
                path: file.path,
                fileName: "hộ.xlsx",
                .household,
                scene.administrator
            )
            let same = try await importer.look(again, scene.administrator)
            #expect(same.count(.same) == 2 && !same.hasChanges)
            // it is none of the uploads of members
            try await scene.tenants.read(scene.administrator) { tx in
                let listed = try await tx.imports.list().imports.map(\.id)
                #expect(!listed.contains(id))
            }
            await #expect(throws: StoreError.notFound) { try await scene.importer.find(id, scene.administrator) }
            await #expect(throws: StoreError.notFound) { try await importer.look(id, scene.stranger) }
        }
    }

    @Test func `rows to mend keep a list out until they are left out, and go back in the workbook`() async throws {
        try await ImportScene.with { scene in
            let importer = try importer(scene)
            let file = try ListFile(sheet: list + ["3|GH-1|Ksor Bia|Tổ 1|2", "4|GH-4|Hộ 4|Tổ 1|2"])
            let id = try await importer.receive(path: file.path, fileName: "hộ.xlsx", .household, scene.administrator)
            let looked = try await importer.look(id, scene.administrator)
            #expect(looked.findings.map(\.problem) == [.codeTwice, .name])
            let refused = try await importer.take(
                id,
                version: looked.stored.version,
                leavingOut: false,
                scene.administrator
            )
            #expect(!refused.isTaken)
            #expect(try await scene.sql("select count(*) from app.subjects where code like 'GH-%'") == "0")

            let target = "\(scene.folder)/back.xlsx"
            try await importer.writeProblems(of: id, to: target, in: .vietnamese, scene.administrator)
            let rows = try WorkbookReader(path: target).rows()
            var texts: [Int: String] = [:]
            while let row = try rows.next() { texts[row.number] = row.last?.text }
            #expect(texts[1] == "Nội dung cần sửa")
            #expect(texts[4] == "Mã này đã có ở dòng trên")
            #expect(texts[5]?.contains("tên") == true)

            let version = try await importer.look(id, scene.administrator).stored.version
            let taken = try await importer.take(id, version: version, leavingOut: true, scene.administrator)
            #expect(taken.isTaken)
            #expect(
                try await scene.sql(
                    "select string_agg(code, ' ' order by code) from app.subjects where code like 'GH-%'"
                ) == "GH-1 GH-2"
            )
        }
    }

    @Test func `an upload that is given up leaves nothing, and an organisation uploads none`() async throws {
        try await ImportScene.with { scene in
            let importer = try importer(scene)
            let file = try ListFile(sheet: list)
            let id = try await importer.receive(path: file.path, fileName: "hộ.xlsx", .household, scene.administrator)
            let version = try await importer.look(id, scene.administrator).stored.version
            try await importer.discard(id, version: version, scene.administrator)
            #expect(try await scene.sql("select count(*) from app.import_parts where import_id = '\(id)'") == "0")
            await #expect(throws: StoreError.refused(.wardNeeded)) {
                try await importer.receive(path: file.path, fileName: "hộ.xlsx", .household, scene.stranger)
            }
            let none = try ListFile(sheet: ["x|y"])
            await #expect(throws: IntakeError.noList) {
                try await importer.receive(path: none.path, fileName: "x.xlsx", .household, scene.administrator)
            }
        }
    }
}
