import Programme
import Spreadsheet

/// Finds the header of a list under its titles: the row with most headings that are known, the rows that belong to it above
/// and below, and the row that counts the columns.
struct HeaderFinder {
    /// A header as it was found.
    struct Header {
        var rows: ClosedRange<Int>
        var numberingRow: Int?
        /// The parts of each column's heading, from the top; columns without one are left out.
        var parts: [Int: [String]]
        /// Columns whose heading is known.
        var known: Int
        var hasName: Bool

        /// The row below.
        var firstDataRow: Int { (numberingRow ?? rows.upperBound) + 1 }

        /// How good it is, for comparing with another.
        var score: Double { Double(known) + (hasName ? 3 : 0) }
    }

    /// Rows in which a header may begin; letterheads and notes take ten at most.
    private static let mostRowsAbove = 60
    /// Rows that a header may have.
    private static let mostRows = 4
    /// A heading is no longer, in characters; a sentence is none.
    private static let longestHeading = 80

    private let rows: [SampleRow]
    private let merged: [SheetRange]

    /// Looks among the first rows; the merged ranges of the sheet, as far as they are known.
    init(rows: [SampleRow], merged: [SheetRange]) {
        self.rows = rows
        let last = rows.last?.number ?? 0
        self.merged = merged.filter { $0.rows.lowerBound <= last }
    }

    /// The header; nil if no row has two headings that are known, or one that is of names.
    func find() -> Header? {
        let scores = rows.prefix(Self.mostRowsAbove).map(score)
        guard let best = scores.max(), best >= 2, let top = scores.firstIndex(where: { $0 >= best * 0.6 }) else {
            return nil
        }
        let first = firstRow(from: top)
        return header(first...lastRow(from: top, first: first))
    }

    /// The header in rows that an officer has chosen, as the workbook counts; nil if nothing stands there.
    func find(in chosen: ClosedRange<Int>) -> Header? {
        let indices = rows.indices.filter { chosen.contains(rows[$0].number) }
        guard let first = indices.first, let last = indices.last, last - first < Self.mostRows else { return nil }
        return header(first...last)
    }

    private func header(_ indices: ClosedRange<Int>) -> Header {
        let (first, last) = (indices.lowerBound, indices.upperBound)
        let range = rows[first].number...max(rows[last].number, rows[first].number)
        let parts = flattened(first...last)
        let numbering = last + 1 < rows.count && NumberingRow.isOne(rows[last + 1]) ? rows[last + 1].number : nil
        let roles = parts.values.compactMap(HeadingWords.guess)
        let names: Set<ColumnRole> = [.field(.fullName), .familyName, .givenName]
        return Header(
            rows: range,
            numberingRow: numbering,
            parts: parts,
            known: roles.count,
            hasName: roles.contains { names.contains($0.role) }
        )
    }

    /// How much a row is a header: headings that are known, less what no header has.
    private func score(_ row: SampleRow) -> Double {
        var score = 0.0
        for cell in row.cells {
            guard cell.kind == .text, cell.text.count <= Self.longestHeading else {
                score -= cell.kind == .text ? 0.5 : 1
                continue
            }
            switch HeadingWords.exact(cell.text) {
            case .field(.fullName)?: score += 2.5
            case .rowNumber?: score += 1.5
            case .some: score += 1
            case nil where row.cells.count > 1: score += (HeadingWords.guess([cell.text])?.confidence ?? 0) * 0.9
            case nil: break
            }
        }
        return score
    }

    /// One row above belongs to the header when it has headings, too: `Năm sinh` over `Nam | Nữ`.
    private func firstRow(from top: Int) -> Int {
        guard top > 0, rows[top - 1].number == rows[top].number - 1 else { return top }
        let above = rows[top - 1]
        let isText = above.cells.allSatisfy { $0.kind == .text && $0.text.count <= Self.longestHeading }
        let known = above.cells.count { HeadingWords.exact($0.text) != nil }
        return isText && known > 0 && known * 2 >= above.cells.count ? top - 1 : top
    }

    /// The rows below that belong to the header: reached by a merged cell of it, or made of sub-headings.
    private func lastRow(from top: Int, first: Int) -> Int {
        var last = top
        let end =
            merged.filter { $0.rows.contains(rows[first].number) || $0.rows.contains(rows[top].number) }
            .filter { $0.rows.lowerBound >= rows[first].number }
            .map(\.rows.upperBound).max() ?? 0
        while last + 1 < rows.count, last + 1 - first < Self.mostRows {
            let next = rows[last + 1]
            guard next.number == rows[last].number + 1, !NumberingRow.isOne(next) else { break }
            guard next.number <= end || isSubheader(next, under: rows[last]) else { break }
            last += 1
        }
        return last
    }

    /// A row of sub-headings has text only, mostly where the row above is empty or has another one beside it, and nothing
    /// where the names are.
    private func isSubheader(_ row: SampleRow, under above: SampleRow) -> Bool {
        guard row.cells.allSatisfy({ $0.kind == .text && $0.text.count <= Self.longestHeading }) else { return false }
        let known = row.cells.count { HeadingWords.isSubheading($0.text) || HeadingWords.exact($0.text) != nil }
        guard known > 0, known * 2 >= row.cells.count else { return false }
        let name = above.cells.first { HeadingWords.exact($0.text) == .field(.fullName) }
        guard let name, let below = row.cell(name.column) else { return true }
        return HeadingWords.isSubheading(below.text) || HeadingWords.exact(below.text) != nil
    }

    /// The headings by column. A text reaches over the cells that are merged with its own; without merged cells, over the
    /// empty ones to its right that have a sub-heading.
    private func flattened(_ range: ClosedRange<Int>) -> [Int: [String]] {
        var all = Set(rows[range].flatMap { $0.cells.map(\.column) })
        for area in merged where rows[range].contains(where: { area.rows.contains($0.number) && $0.cells.count > 1 }) {
            all.formUnion(area.columns.clamped(to: 0...(SheetSample.mostColumns - 1)))
        }
        let columns = all.sorted()
        var parts: [Int: [String]] = [:]
        for index in range {
            let row = rows[index]
            var left: SampleCell?
            for column in columns {
                let own = row.cell(column)
                if own != nil { left = own }
                let text =
                    own?.text ?? mergedText(row.number, column, in: range) ?? reaching(left, to: column, index, range)
                guard let text, parts[column]?.last != text else { continue }
                parts[column, default: []].append(text)
            }
        }
        return parts
    }

    /// The text of the merged cell that a place lies in, when it begins within the header.
    private func mergedText(_ row: Int, _ column: Int, in range: ClosedRange<Int>) -> String? {
        guard let area = merged.first(where: { $0.contains(row: row, column: column) }) else { return nil }
        let anchor = rows[range].first { $0.number == area.rows.lowerBound }
        return anchor?.cell(area.columns.lowerBound)?.text
    }

    private func reaching(_ left: SampleCell?, to column: Int, _ index: Int, _ range: ClosedRange<Int>) -> String? {
        guard merged.isEmpty, let left, index < range.upperBound else { return nil }
        let below = rows[(index + 1)...range.upperBound]
        let isSplit = below.contains { $0.cell(column) != nil && $0.cell(left.column) != nil }
        return isSplit ? left.text : nil
    }
}

/// The row under many headers in which the columns are counted: 1, 2, 3 ..., (1), (2) ..., A, B, 1, 2 ...
enum NumberingRow {
    /// Fewer cells could be anything.
    private static let fewestCells = 3

    /// Whether a row is one.
    static func isOne(_ row: SampleRow) -> Bool { isOne(row.cells.map(\.text)) }

    /// Whether the texts of a row, left to right, count: each a number one above the one before, but for letters at the
    /// beginning and one gap or repetition.
    static func isOne(_ texts: [String]) -> Bool {
        guard texts.count >= fewestCells else { return false }
        var steps = 0
        var breaks = 0
        var last: Int?
        for text in texts {
            let bare = text.filter { !"()[]. ".contains($0) }
            if let number = Int(bare), (1...99).contains(number) {
                if let last, number != last + 1 { breaks += 1 } else { steps += 1 }
                last = number
            } else if bare.count == 1, bare.first?.isLetter == true {
                steps += last == nil ? 1 : 0
            } else if let equals = bare.firstIndex(of: "="), let number = Int(bare[..<equals]) {
                last = number  // 6=7+8
            } else {
                return false
            }
        }
        return last != nil && steps >= fewestCells && breaks <= 1
    }
}
