import Programme
import Spreadsheet
package import Store

/// In which form members are handed out.
package enum MemberFileForm: String, Codable, CaseIterable, Sendable {
    case xlsx
    case csv
}

extension Importer {
    /// Writes the members that a filter leaves to `target`, in the order of lists, with headings that an import knows: taken in
    /// again unchanged, the list says nothing new. Text that looks like a formula is none in a workbook and has an apostrophe
    /// before it in CSV.
    ///
    /// - Returns: how many.
    package func export(
        _ filter: MemberFilter,
        as form: MemberFileForm,
        to target: String,
        _ context: TenantContext
    ) async throws -> Int {
        let sink = try MemberSink(form, target)
        return try await database.read(context) { tx in
            let tree = try await tx.branches.tree()
            let lines = MemberLines(tree: tree, areas: areas, day: today)
            try sink.append(MemberLines.headings, isHeading: true)
            var count = 0
            var after: MemberID?
            repeat {
                try Task.checkCancellation()
                let page = try await tx.members.list(filter, after: after, limit: MemberRepository.longestPage)
                for member in page.members {
                    count += 1
                    try sink.append(lines.values(of: member, number: count), isHeading: false)
                }
                after = page.next
            } while after != nil
            try sink.finish()
            return count
        }
    }
}

/// The file that members are written to.
private final class MemberSink {
    private enum Writer {
        case workbook(WorkbookWriter, WorkbookWriter.SheetID, heading: WorkbookWriter.StyleID)
        case text(CSVWriter)
    }

    private let writer: Writer

    init(_ form: MemberFileForm, _ path: String) throws(IntakeError) {
        writer = try IntakeError.wrapping { () throws(SheetError) in
            guard form == .xlsx else { return .text(try CSVWriter(path: path)) }
            let workbook = try WorkbookWriter(path: path)
            var layout = SheetLayout()
            layout.columnWidths = [6, 28, 10] + Array(repeating: 16, count: MemberLines.headings.count - 3)
            layout.frozenRows = 1
            layout.filterRow = 1
            layout.isLandscape = true
            layout.fitsPageWidth = true
            let sheet = try workbook.addSheet(named: "Hội viên", layout: layout)
            return .workbook(workbook, sheet, heading: try workbook.style(.heading))
        }
    }

    func append(_ values: [SheetOutput], isHeading: Bool) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            switch writer {
            case .workbook(let workbook, let sheet, let heading):
                let styles = isHeading ? values.map { _ in heading } : []
                try workbook.append(values, styles: styles, to: sheet)
            case .text(let text): try text.append(values)
            }
        }
    }

    func finish() throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            switch writer {
            case .workbook(let workbook, _, _): try workbook.finish()
            case .text(let text): try text.finish()
            }
        }
    }
}

/// Members as rows of a list: a number, then every field under the heading by which an import knows it.
private struct MemberLines {
    let tree: BranchTree
    let areas: AreaHistory
    let day: CalendarDay

    static let headings: [SheetOutput] = [.text("STT")] + MemberField.allCases.map { .text($0.vietnameseName) }

    func values(of member: StoredMember, number: Int) -> [SheetOutput] {
        let (ward, hamlet) = place(of: member.record)
        return [.number(Double(number))]
            + MemberField.allCases.map { field in
                let text =
                    switch field {
                    case .area: ward
                    case .hamlet: hamlet
                    case .branch: member.branch.flatMap { tree[$0]?.name }
                    default: Self.text(of: field, in: member.record)
                    }
                return text.map(SheetOutput.text) ?? .empty
            }
    }

    /// The ward, and the hamlet below it or as it was written.
    private func place(of record: MemberRecord) -> (ward: String?, hamlet: String?) {
        guard let area = record.area.flatMap(areas.area) else { return (nil, record.texts[.hamlet]) }
        guard area.kind.level == AreaKind.hamlet.level, let parent = area.parents.last.flatMap({ areas.area($0.value) })
        else { return (area.title(on: day), record.texts[.hamlet]) }
        return (parent.title(on: day), area.title(on: day))
    }

    /// As a list has it and the reader reads it.
    private static func text(of field: MemberField, in record: MemberRecord) -> String? {
        switch field {
        case .sex: record.sex?.vietnameseName
        case .birthDate: record.birthDate?.vietnamese
        case .joinedOn: record.joinedOn?.vietnamese
        case .leftOn: record.leftOn?.vietnamese
        case .diedOn: record.diedOn?.vietnamese
        case .partyMember: record.isPartyMember.map { $0 ? "Có" : "Không" }
        default:
            record[field].map { kept in field.choiceList?.choice(code: kept)?.vietnamese ?? kept }
        }
    }
}
