import Foundation
import Programme
import Spreadsheet
import Testing

@testable import Reports

/// Reports that tests write, and what they read back.
enum ReportSample {
    static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
        try #require(CalendarDay(year: year, month: month, day: day))
    }

    static let signature: OfficialSignature = OfficialSignature(
        number: "12/BC-HP",
        signedOn: CalendarDay(year: 2026, month: 12, day: 5) ?? .epoch,
        place: "Hội Phú",
        office: "CHỦ TỊCH",
        signatory: "Rơ Châm H'Yéo"
    )

    /// A folder for one test.
    static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    /// The report of a ward with two titles and three hamlets, and with letters of all kinds.
    static func ward() throws -> TenantReport {
        TenantReport(
            kind: .ward,
            name: "Phường Hội Phú",
            place: "Hội Phú",
            time: try #require(ReportTime(.year, of: 2026)),
            titles: [
                .init(
                    "Gia đình học tập",
                    RecognitionFigures(
                        total: 12_034,
                        registered: 8_211,
                        registeredNew: 1_200,
                        registeredRenewed: 7_011,
                        recognised: 7_950
                    )
                ),
                .init(
                    "Dòng họ học tập",
                    RecognitionFigures(
                        registered: 55,
                        registeredNew: 5,
                        registeredRenewed: 50,
                        recognised: 53
                    )
                ),
            ],
            hamlets: ["Tổ 1", "Làng Ốp & Plei Ốp", "Tổ <9>"].map { name in
                .init(
                    name,
                    [RecognitionFigures(registered: 2_737, recognised: 2_650), RecognitionFigures(registered: 18)]
                )
            },
            figures: [
                "members": 1_234, "classes": 25, "class_turns": 928, "fund_income": 12_991_229_000,
                "fund_balance": -5_000, "scholarships": 12, "inspections": 2,
            ],
            countedOn: try day(2026, 12, 3),
            sentOn: try day(2026, 12, 2)
        )
    }

    /// Writes the content of a report of a ward or an organisation.
    /// - Returns: its hash.
    static func write(_ report: TenantReport, head: OfficialHead? = nil, to path: String) throws -> [UInt8] {
        let writer = try OfficialContentWriter(path: path, head ?? report.head)
        try report.write(to: writer)
        return try writer.finish()
    }

    /// A report as a person would type it out: what a golden file has.
    static func text(contentAt path: String) throws -> String {
        let reader = try OfficialContentReader(path: path)
        var lines: [String] = []
        while let line = try reader.next() {
            switch line {
            case .head(let head):
                lines += head.agency.map { "agency: \($0)" } + [head.numberLine, head.placeLine, "", head.kind]
                lines += head.title + (head.isDraft ? [OfficialHead.draft] : []) + head.opening
                lines += ["", "notes:"] + head.notes + ["recipients:"] + head.recipients + ["office: \(head.office)"]
            case .table(let table):
                lines += ["", "== \(table.caption)"]
                lines.append(table.columns.map { OfficialText.heading(of: $0) }.joined(separator: " | "))
            case .row(let row):
                lines.append((row.isTotal ? "* " : "") + row.values.map(\.vietnamese).joined(separator: " | "))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Compares a report with the file of a name beside these tests.
    static func expectGolden(_ name: String, contentAt path: String, file: String = #filePath) throws {
        let golden = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
        let text = try text(contentAt: path)
        if ProcessInfo.processInfo.environment["HOCTAP_WRITE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: golden)
        }
        let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
        #expect(text == expected, "\(name)")
    }

    /// The rows of a workbook that have something in them, by number.
    static func rows(ofWorkbook path: String) throws -> [Int: [Int: SheetValue]] {
        let reader = try WorkbookReader(path: path).rows()
        var rows: [Int: [Int: SheetValue]] = [:]
        while let row = try reader.next() {
            for cell in row { rows[row.number, default: [:]][cell.column] = cell.value }
        }
        return rows
    }
}
