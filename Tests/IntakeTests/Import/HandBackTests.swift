import Foundation
import Intake
import Programme
import Spreadsheet
import Store
import TestSupport
import Testing

/// What goes back to the office: the same file with what to mend, and lists of members.
@Suite struct HandBackTests {
    /// The texts of a sheet, by row.
    private func texts(_ path: String) throws -> [Int: [Int: String]] {
        let rows = try WorkbookReader(path: path).rows()
        var texts: [Int: [Int: String]] = [:]
        while let row = try rows.next() { for cell in row { texts[row.number, default: [:]][cell.column] = cell.text } }
        return texts
    }

    static let badRows = [
        "1|Nguyễn Thị Lan|12/05/1960|'064160001234", "2|Trần Văn Hùng|31/02/1985|", "3|Nguyễn Thị Lan||'064160001234",
        "4||1950|",
    ]
    static let header = "STT|Họ và tên|Ngày sinh|Số CCCD"

    @Test func `a workbook comes back with a column that says what to mend`() async throws {
        try await ImportScene.with { scene in
            let list = try ListFile(sheet: ["DANH SÁCH HỘI VIÊN", "", Self.header] + Self.badRows)
            let checked = try await scene.check(list)
            let target = "\(scene.folder)/back.xlsx"
            try await scene.importer.writeProblems(of: checked.id, to: target, scene.administrator)
            let back = try texts(target)
            #expect(back[3]?[4] == "Nội dung cần sửa")
            #expect(back[4]?[4] == nil)
            #expect(back[5]?[4]?.hasPrefix("Cần sửa: Ngày sinh: Ngày không có thật") == true)
            #expect(back[6]?[4] == "Lưu ý: Trùng với dòng 4")
            #expect(back[7]?[4] == "Cần sửa: Họ và tên: Thiếu họ và tên")
            #expect(back[4]?[1] == "Nguyễn Thị Lan")
        }
    }

    @Test func `a text file comes back with a further column`() async throws {
        try await ImportScene.with { scene in
            let rows = [Self.header] + Self.badRows
            let csv = rows.map { $0.replacing("|", with: ",").replacing("'", with: "") }.joined(separator: "\r\n")
            let checked = try await scene.check(ListFile(csv: csv))
            let target = "\(scene.folder)/back.csv"
            try await scene.importer.writeProblems(of: checked.id, to: target, in: .english, scene.administrator)
            let back = try texts(target)
            #expect(back[1]?[4] == "What to mend")
            #expect(back[2]?[3] == "064160001234")
            #expect(back[3]?[4]?.hasPrefix("To mend: Ngày sinh: There is no such day") == true)
        }
    }

    @Test(arguments: MemberFileForm.allCases)
    func `members that were handed out come in again as the same`(_ form: MemberFileForm) async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(OutcomeTests.list())
            _ = try await scene.commit(
                ListFile(sheet: [
                    "Họ và tên|Ngày sinh|Dân tộc|Tôn giáo|Trình độ chuyên môn|Đảng viên|Ghi chú|Trình độ văn hoá|Phường/xã|Lý luận chính trị",
                    "Đỗ Thị Én|1955|Gia Rai|Không|Trung cấp|x|=1+1|12/12|Diên Hồng|Sơ cấp",
                    "Y Bhăm Niê|05/1960|Ê-đê|Công giáo|Lạ lùng||@SUM(A1)|10/10||",
                ])
            )
            let target = "\(scene.folder)/members.\(form.rawValue)"
            let count = try await scene.importer.export(
                MemberFilter(states: Set(MemberState.live)),
                as: form,
                to: target,
                scene.administrator
            )
            #expect(count == 7)
            if form == .csv {
                let bytes = try String(contentsOfFile: target, encoding: .utf8)
                #expect(bytes.contains("'=1+1") && !bytes.contains(",=1+1"))
            }
            var detail = try await scene.importer.receive(path: target, fileName: "members", scene.administrator)
            detail = try await scene.importer.run(
                detail.id,
                version: detail.version,
                applying: false,
                scene.administrator
            )
            let rows = try await scene.rows(detail.id)
            // the names of the two members that were there before have digits, which no list may bring
            let differing = rows.filter {
                $0.outcome != .same && $0.rowProblems.map(\.problem.code) != [.nameHasDigits]
            }
            #expect(
                differing.isEmpty,
                "\(differing.map { ($0.outcome, $0.before?.fields ?? [], $0.rowProblems.map(\.problem.code)) })"
            )
            #expect(rows.map(\.outcome).count { $0 == .same } == 5)
        }
    }

    @Test func `an officer of a branch is handed that branch alone`() async throws {
        try await ImportScene.with { scene in
            _ = try await scene.commit(OutcomeTests.list())
            let target = "\(scene.folder)/near.csv"
            let all = try await scene.importer.export(MemberFilter(), as: .csv, to: target, scene.administrator)
            let own = try await scene.importer.export(MemberFilter(), as: .csv, to: target, scene.near)
            #expect(all == 5)
            #expect(own == 3)
        }
    }
}
