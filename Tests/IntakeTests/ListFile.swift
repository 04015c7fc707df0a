import Foundation
import Intake
import Programme
import Spreadsheet
import Testing

/// A list in a temporary folder, written as an office would have it, removed with it.
final class ListFile {
    let folder: URL
    let path: String

    static let today = CalendarDay(year: 2026, month: 11, day: 23) ?? .epoch

    private init(named name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-intake-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent(name).path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A text file, or any other bytes.
    convenience init(bytes: some Sequence<UInt8>, named name: String = "upload") throws {
        try self.init(named: name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// A text file in UTF-8.
    convenience init(csv: String) throws { try self.init(bytes: Array(csv.utf8)) }

    /// A workbook with one sheet: rows of texts with `|` between the cells, as a person would draw them. What looks like a
    /// number is a number unless it begins with an apostrophe; `d:1960-05-03` is a day; an empty row is left empty.
    convenience init(sheet rows: [String], merged: [SheetRange] = [], font: String? = nil) throws {
        try self.init(sheets: [("Danh sách", rows)], merged: merged, font: font)
    }

    convenience init(sheets: [(name: String, rows: [String])], merged: [SheetRange] = [], font: String? = nil) throws {
        try self.init(named: "upload")
        let writer = try WorkbookWriter(path: path)
        for (name, rows) in sheets {
            let sheet = try writer.addSheet(named: name)
            var style = SheetStyle()
            style.fontName = font
            let id = try writer.style(style)
            for row in rows {
                if row.isEmpty {
                    writer.skipRows(in: sheet)
                } else {
                    let styles = font == nil ? [] : [id]
                    try writer.append(Self.values(row), styles: styles, to: sheet)
                }
            }
            for range in merged { try writer.merge(range, in: sheet) }
        }
        try writer.finish()
    }

    static func values(_ row: String) -> [SheetOutput] {
        row.split(separator: "|", omittingEmptySubsequences: false).map { cell in
            let text = cell.trimmingCharacters(in: .whitespaces)
            if text.isEmpty { return .empty }
            if text.hasPrefix("'") { return .text(String(text.dropFirst())) }
            if text.hasPrefix("d:"), let day = CalendarDay(String(text.dropFirst(2))) {
                return .date(SheetDate(year: day.year, month: day.month, day: day.day))
            }
            return Double(text).map(SheetOutput.number) ?? .text(text)
        }
    }

    func survey() throws -> SheetSurvey { try SheetSurveyor(latest: Self.today).survey(path: path) }

    /// Everything that reading with the guessed mapping gives.
    func read() throws -> Reading {
        let survey = try survey()
        return try read(survey, MappingGuess(survey).mapping)
    }

    func read(_ survey: SheetSurvey, _ mapping: ColumnMapping, areas: AreaHistory? = nil) throws -> Reading {
        let settings = IntakeSettings(latest: Self.today, areas: areas)
        let reader = try IntakeReader(path: path, survey: survey, mapping: mapping, settings: settings)
        var rows: [IntakeRow] = []
        while let row = try reader.next() { rows.append(row) }
        return Reading(survey: survey, mapping: mapping, rows: rows, summary: reader.summary, rowCount: reader.rowCount)
    }
}

/// What came of a list.
struct Reading {
    let survey: SheetSurvey
    let mapping: ColumnMapping
    let rows: [IntakeRow]
    let summary: IntakeSummary
    let rowCount: Int

    var names: [String] { rows.map { $0.record.name?.full ?? "?" } }
    var numbers: [Int] { rows.map(\.number) }
    var roles: [String] { mapping.columns.map(\.role.rawValue) }

    func dates() -> [String] { rows.map { $0.record.birthDate?.description ?? "-" } }
    func sexes() -> [Sex?] { rows.map(\.record.sex) }
    func texts(_ field: MemberField) -> [String?] { rows.map { $0.record.texts[field] } }
    func codes(_ row: Int) -> [ProblemCode] {
        rows.first { $0.number == row }?.problems.map(\.problem.code) ?? []
    }
}

func merge(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> SheetRange {
    SheetRange(rows: rows, columns: columns)
}
