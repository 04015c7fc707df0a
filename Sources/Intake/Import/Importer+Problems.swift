import Foundation
package import Programme
import Spreadsheet
package import Store

extension Importer {
    /// Writes the uploaded file to `target` again, with a further column that says what to mend: a workbook for a workbook,
    /// CSV for text.
    ///
    /// - Throws: `StoreError.notFound` where the file was dropped; `IntakeError`.
    package func writeProblems(
        of id: ImportID,
        to target: String,
        in language: ProblemLanguage = .vietnamese,
        _ context: TenantContext
    ) async throws {
        try await ImportFile.with(in: folder) { (file: ImportFile) async throws -> Void in
            let (survey, remarks) = try await database.read(context) { tx -> (SheetSurvey, [SheetRemark]) in
                let survey = try detail(await tx.imports.find(id)).settings.survey
                try await file.write(id, tx)
                return (survey, try await self.remarks(of: id, survey, in: language, tx))
            }
            try IntakeError.wrapping { () throws(SheetError) in
                try Self.write(remarks, beside: file, sheet: survey.sheet, to: target)
            }
        }
    }

    /// Writes a file again with remarks: a workbook for a workbook, CSV for text.
    static func write(
        _ remarks: [SheetRemark],
        beside file: ImportFile,
        sheet: Int,
        to target: String
    ) throws(SheetError) {
        let reader = try WorkbookReader(path: file.path)
        if case .text = reader.source { return try writeText(reader, remarks, to: target) }
        let rows = try reader.rows(of: sheet)
        while try rows.next() != nil {}
        let annotator = WorkbookAnnotator(column: rows.columnCount)
        try annotator.annotate(path: file.path, sheet: sheet, remarks: remarks, target: target)
    }

    /// One for each row about which there is something to say, in their order, below one for the heading.
    private func remarks(
        of id: ImportID,
        _ survey: SheetSurvey,
        in language: ProblemLanguage,
        _ tx: TenantTransaction
    ) async throws -> [SheetRemark] {
        var remarks: [SheetRemark] = []
        let headingRow = survey.headerRows?.upperBound ?? survey.firstDataRow - 1
        if headingRow > 0 {
            let heading = language == .vietnamese ? "Nội dung cần sửa" : "What to mend"
            remarks.append(SheetRemark(row: headingRow, text: heading, isHeading: true))
        }
        var after: Int? = 0
        while let place = after {
            let page = try await tx.imports.rows(
                of: id,
                after: place,
                limit: ImportRepository.longestRowPage,
                withProblems: true
            )
            for row in page.rows {
                if let text = row.remark(in: language) { remarks.append(SheetRemark(row: row.number, text: text)) }
            }
            after = page.next
        }
        return remarks
    }

    private static func writeText(
        _ reader: WorkbookReader,
        _ remarks: [SheetRemark],
        to target: String
    ) throws(SheetError) {
        let texts = Dictionary(remarks.map { ($0.row, $0.text) }, uniquingKeysWith: { first, _ in first })
        let columns = try columnCount(of: reader)
        let writer = try CSVWriter(path: target)
        let rows = try reader.rows()
        while let row = try rows.next() {
            var values = [SheetOutput](repeating: .empty, count: columns)
            for cell in row { values[cell.column] = .text(cell.text) }
            if let text = texts[row.number] { values.append(.text(text)) }
            try writer.append(values)
        }
        try writer.finish()
    }

    private static func columnCount(of reader: WorkbookReader) throws(SheetError) -> Int {
        let rows = try reader.rows()
        while try rows.next() != nil {}
        return rows.columnCount
    }
}
