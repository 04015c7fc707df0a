import Programme
import Spreadsheet

/// Reads a list row by row: each person with a checked record and everything that there is to say. The same for a dry run
/// and for the real thing. Nothing of the list is held but the row at hand, and a summary whose size has a bound.
///
///     let survey = try SheetSurveyor(latest: today).survey(path: path)
///     let mapping = MappingGuess(survey).mapping          // shown, corrected
///     let reader = try IntakeReader(path: path, survey: survey, mapping: mapping, settings: settings)
///     while let row = try reader.next() { ... }
///     reader.summary                                      // what was skipped, and why
///
/// Room `Intake`: from an office's file to checked rows. A file goes through `SheetSurvey` (where is the list),
/// `ColumnMapping` (which column is what), `SheetLine` (which rows are people) and Programme's `MemberReader` (what the
/// cells say). Belongs to one task; between two calls of `next()` the caller may stop.
package final class IntakeReader {
    /// What was read so far.
    package var summary: IntakeSummary { lines.summary }
    /// Rows below the header in which something stands: all that `next()` will go through.
    package let rowCount: Int

    private let rows: SheetRows
    private var lines: LineReader

    /// Opens a file that was surveyed.
    package init(
        path: String,
        survey: SheetSurvey,
        mapping: ColumnMapping,
        settings: IntakeSettings
    ) throws(IntakeError) {
        lines = try LineReader(survey: survey, mapping: mapping, settings: settings)
        rows = try Self.rows(path: path, survey: survey, limits: settings.limits)
        rowCount = survey.rowCount
    }

    /// The next person; nil at the end of the sheet. After an error the list is over.
    package func next() throws(IntakeError) -> IntakeRow? {
        while let row = try IntakeError.wrapping({ () throws(SheetError) in try rows.next() }) {
            if let read = lines.read(row) { return read }
        }
        return nil
    }

    /// The rows of the sheet that was surveyed.
    static func rows(path: String, survey: SheetSurvey, limits: SheetLimits) throws(IntakeError) -> SheetRows {
        let workbook = try IntakeError.wrapping { () throws(SheetError) in
            try WorkbookReader(path: path, limits: limits)
        }
        guard workbook.sheets.indices.contains(survey.sheet), workbook.sheets[survey.sheet].name == survey.sheetName
        else { throw .notAsSurveyed }
        return try IntakeError.wrapping { () throws(SheetError) in try workbook.rows(of: survey.sheet) }
    }
}
