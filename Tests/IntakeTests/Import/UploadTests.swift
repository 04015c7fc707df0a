import Foundation
import Intake
import Programme
import Spreadsheet
import Store
import TestSupport
import Testing

/// Uploads as they come: messy, foreign, broken.
@Suite struct UploadTests {
    /// A list as domain knowledge has them: letterhead, title, two rows of headings, group rows, totals, signatures, old
    /// numbers, lost zeros, `Ð`, decomposed letters.
    static func messyList() throws -> ListFile {
        try ListFile(
            sheet: [
                "HỘI LIÊN HIỆP PHỤ NỮ|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "PHƯỜNG DIÊN HỒNG|||Độc lập - Tự do - Hạnh phúc", "",
                "DANH SÁCH HỘI VIÊN NĂM 2025", "(Kèm theo Quyết định số 12/QĐ-HPN ngày 05/03/2025)", "",
                "TT|Họ và tên|Năm sinh||Số CCCD|Điện thoại|Chi hội|Ghi chú", "||Nam|Nữ||||", "1|2|3|4|5|6|7|8",
                "I|Thôn 1||||||", "1|Nguyễn Thị Lan||12/05/1960|64160001234|912345678|Chi hội gần|",
                "2|Ðặng Thị  Hoa||1955|230123456||Chi hội gần|Hội viên cũ", "II|Thôn 2||||||",
                "3|Rơ Châm H'Bia||02/1972|||Chi hội xa|", "4|Siu Bleo|1970||||chi hoi xa|",
                "5|Nguye\u{302}\u{303}n Va\u{306}n An|40/13/1980||||Chi hội gần|", "|Tổng cộng: 5 hội viên||||||", "",
                "||||Pleiku, ngày 5 tháng 3 năm 2025|||", "|NGƯỜI LẬP BIỂU|||CHỦ TỊCH|||",
                "|Phạm Thị Hoa|||Lê Thị Mai|||",
            ],
            merged: [merge(7...8, 0...0), merge(7...8, 1...1), merge(7...7, 2...3)]
        )
    }

    @Test func `a messy workbook is taken in, mended and taken back`() async throws {
        try await ImportScene.with { scene in
            let before = try await scene.memberDigest()
            let done = try await scene.commit(Self.messyList())
            #expect(done.summary?.outcomes == [.new: 4, .problem: 1])
            #expect(done.summary?.skipped[.total] == 1)
            let rows = try await scene.rows(done.id)
            #expect(rows.map(\.number) == [11, 12, 14, 15, 16])
            let members = try await scene.tenants.read(scene.administrator) { tx in
                var members: [StoredMember] = []
                for row in rows.prefix(4) { members.append(try await tx.members.find(try #require(row.member))) }
                return members
            }
            #expect(
                members.map { $0.record.name?.full } == [
                    "Nguyễn Thị Lan", "Đặng Thị Hoa", "Rơ Châm H'Bia", "Siu Bleo",
                ]
            )
            #expect(members.map(\.record.sex) == [.female, .female, .female, .male])
            #expect(members.map { $0.record.texts[.hamlet] } == ["Thôn 1", "Thôn 1", "Thôn 2", "Thôn 2"])
            #expect(members[0].record.citizenID?.digits == "064160001234")
            #expect(members[0].record.phone?.digits == "0912345678")
            let mended = try await scene.commit(Self.messyList())
            #expect(mended.summary?.outcomes == [.same: 4, .problem: 1])
            _ = try await scene.importer.undo(done.id, version: done.version, scene.administrator)
            #expect(try await scene.memberDigest() == before)
        }
    }

    @Test func `a mapping that was put right is remembered for the same headings`() async throws {
        try await ImportScene.with { scene in
            let list = try ListFile(sheet: ["STT|Họ và tên|Mã", "1|Nguyễn Thị Lan|'T01"])
            defer { withExtendedLifetime(list) {} }
            var detail = try await scene.importer.receive(path: list.path, fileName: "a.xlsx", scene.administrator)
            #expect(detail.settings.mappingSource == .guessed)
            var settings = detail.settings
            let column = try #require(settings.mapping.columns.firstIndex { $0.heading == "Mã" })
            settings.mapping.columns[column].role = .field(.cardNumber)
            detail = try await scene.importer.set(
                settings,
                of: detail.id,
                version: detail.version,
                scene.administrator
            )
            #expect(detail.settings.mappingSource == .chosen)
            #expect(detail.settings.examples(of: 1) == ["Nguyễn Thị Lan"])
            let again = try await scene.importer.receive(path: list.path, fileName: "b.xlsx", scene.administrator)
            #expect(again.settings.mappingSource == .remembered)
            #expect(again.settings.mapping.columns[column].role == .field(.cardNumber))
            let foreign = try await scene.importer.receive(path: list.path, fileName: "c.xlsx", scene.stranger)
            #expect(foreign.settings.mappingSource == .guessed)
            try await scene.importer.discard(foreign.id, version: foreign.version, scene.stranger)
            _ = try await scene.sql("delete from app.imports where id = '\(foreign.id)'")
        }
    }

    /// Uploads that are nothing, or nothing that can be trusted, made of a sound workbook and of noise.
    static func hostileUploads() throws -> [[UInt8]] {
        let list = try OutcomeTests.list()
        let sound = try withExtendedLifetime(list) { [UInt8](try Data(contentsOf: URL(filePath: list.path))) }
        var random = SeededRandom(seed: 7)
        var uploads: [[UInt8]] = [
            [], [0], Array("PK".utf8), Array("%PDF-1.7".utf8), Array("<html><table>".utf8),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Array(repeating: 0, count: 10_000),
            Array(repeating: UInt8(ascii: ","), count: 100_000), Array(repeating: UInt8(ascii: "\""), count: 10_000),
            Array("=cmd|'/c calc'!A1\n".utf8), Array("Họ và tên\n".utf8), Array("a,b\u{0}c\n".utf8),
        ]
        while uploads.count < 120 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if uploads.count.isMultiple(of: 3) { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            uploads.append(bytes)
        }
        let nasty = [
            "'; drop table app.members; --", "\u{202e}nảV", "🙂", String(repeating: "a", count: 40_000), "=1+1",
            "\u{feff}", "1e999",
            "-0", "NaN", "12/31/9999", "00/00/0000", "'", "\"\"", "\\N", "{}", "null", "\u{1f}", "١٩٦٠",
        ]
        while uploads.count < 200 {
            var lines = ["STT,Họ và tên,Ngày sinh,Số CCCD,Điện thoại,Chi hội,Ghi chú"]
            for index in 0..<5 {
                let cells = (0..<6).map { _ in nasty[Int.random(in: nasty.indices, using: &random)] }
                lines.append("\(index)," + cells.joined(separator: ","))
            }
            uploads.append(Array(lines.joined(separator: "\n").utf8))
        }
        return uploads
    }

    @Test func `200 hostile uploads get a clear answer, and change no member`() async throws {
        try await ImportScene.with { scene in
            let before = try await scene.sql("select count(*) from app.members")
            var answers: [String: Int] = [:]
            for bytes in try Self.hostileUploads() {
                let file = try ListFile(bytes: bytes)
                defer { withExtendedLifetime(file) {} }
                do {
                    var detail = try await scene.importer.receive(
                        path: file.path,
                        fileName: "x.xlsx",
                        scene.administrator
                    )
                    if detail.mappingProblems.isEmpty {
                        detail = try await scene.importer.run(
                            detail.id,
                            version: detail.version,
                            applying: false,
                            scene.administrator
                        )
                    }
                    answers[detail.state.rawValue, default: 0] += 1
                } catch let error as IntakeError {
                    answers[error.code, default: 0] += 1
                    #expect(!error.message(in: .vietnamese).isEmpty)
                }
            }
            #expect(answers.values.reduce(0, +) == 200)
            #expect(answers.count > 5, "\(answers)")
            #expect(try await scene.sql("select count(*) from app.members") == before)
            let running = try await scene.sql(
                "select count(*) from app.imports where state in ('checking', 'committing')"
            )
            #expect(running == "0")
        }
    }

    @Test func `a file that is too large is refused before it is read`() async throws {
        try await ImportScene.with { scene in
            let file = try ListFile(bytes: Array(repeating: UInt8(ascii: "a"), count: Importer.mostBytes + 1))
            defer { withExtendedLifetime(file) {} }
            await #expect(throws: IntakeError.tooLarge(mostBytes: Importer.mostBytes)) {
                _ = try await scene.importer.receive(path: file.path, fileName: "x.csv", scene.administrator)
            }
        }
    }
}
