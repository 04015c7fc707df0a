/// Reads the rows of a sheet. Rows that are complete wait in a queue until they are asked for.
final class SheetHandler: RichTextHandler {
    /// Where in the sheet the reader is. An element that is none of these is skipped with all that is in it.
    private enum State {
        case beforeRows, betweenRows, row, cell, value, inlineText, afterRows
    }

    private enum CellType {
        case number, sharedText, text, inlineText, bool, error, date
    }

    private let texts: SheetTexts
    private var state = State.beforeRows
    /// The depth of the element that is being skipped; 0 for none.
    private var skippedDepth = 0

    private var rowNumber = 0
    private var rowIsHidden = false
    private var records: [SheetCell.Record] = []
    private var rowRuns: [UInt32: [SheetText.Run]] = [:]
    private var rowRunCount = 0
    private var isInOrder = true

    private var column = -1
    private var type = CellType.number
    private var style: UInt32 = 0
    private var isFormula = false
    private var cellStart = 0

    private var queue: [SheetRow.Storage] = []
    private var queueHead = 0
    /// Those behind the rows; all of them when the part was read to its end.
    private(set) var mergedRanges: [SheetRange] = []
    /// One beyond the last column in which something stood; 0 at the beginning.
    private(set) var columnCount = 0

    init(part: String, texts: SheetTexts, limits: SheetLimits) {
        self.texts = texts
        super.init(part: part, limits: limits)
    }

    /// The next row that waits.
    func takeRow() -> SheetRow? {
        guard queueHead < queue.count else { return nil }
        defer {
            queueHead += 1
            if queueHead == queue.count {
                queue.removeAll(keepingCapacity: true)
                queueHead = 0
            }
        }
        return SheetRow(storage: queue[queueHead])
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard skippedDepth == 0 else { return }
        switch state {
        case .cell:
            if name == "v" {
                state = .value
                bytes.removeLast(bytes.count - cellStart)
            } else if name == "is" {
                state = .inlineText
                bytes.removeLast(bytes.count - cellStart)
                beginText()
            } else {
                if name == "f" { isFormula = true }
                skippedDepth = depth
            }
        case .row:
            if name == "c" { startCell(attributes) } else { skippedDepth = depth }
        case .inlineText: startInText(name, attributes)
        case .betweenRows:
            if name == "row" { startRow(attributes) } else { skippedDepth = depth }
        case .beforeRows:
            if depth == 2, name == "sheetData" { state = .betweenRows }
        case .value: fail(.xml, row: rowNumber, column: column)
        case .afterRows: startAfterRows(name, attributes)
        }
    }

    override func end() {
        guard skippedDepth == 0 else {
            if depth == skippedDepth { skippedDepth = 0 }
            return
        }
        switch state {
        case .value: state = .cell
        case .cell:
            finishCell()
            state = .row
        case .inlineText:
            if isEndOfText { state = .cell } else { endInText() }
        case .row:
            finishRow()
            state = .betweenRows
        case .betweenRows: state = .afterRows
        case .beforeRows, .afterRows: break
        }
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard skippedDepth == 0 else { return }
        if state == .value {
            guard bytes.count - cellStart + piece.count <= limits.cellBytes else { return failCell(.cellText) }
            bytes.append(contentsOf: piece)
        } else if state == .inlineText {
            guard gather(piece) else { return failCell(.cellText) }
        } else {
            return
        }
        if bytes.count > limits.rowBytes { fail(.rowBytes, row: rowNumber) }
    }

    /// Merged cells stand behind the rows. One that cannot be read, or one too many, does not spoil the rows.
    private func startAfterRows(_ name: XMLName, _ attributes: XMLAttributes) {
        if depth == 2, name == "mergeCells" { return }
        skippedDepth = depth
        guard depth == 3, name == "mergeCell", mergedRanges.count < limits.mergedRanges else { return }
        if let range = attributes.value("ref").flatMap(SheetRange.init(reference:)) { mergedRanges.append(range) }
    }

    private func failCell(_ limit: SheetLimit) { fail(limit, row: rowNumber, column: column) }

    private func startRow(_ attributes: XMLAttributes) {
        var number = rowNumber + 1
        rowIsHidden = false
        for (name, value) in attributes {
            if name == "r" {
                guard let given = value.decimal else { return fail(.cellReference, row: rowNumber) }
                guard given > rowNumber else { return fail(.rowOrder, row: given) }
                number = given
            } else if name == "hidden" {
                rowIsHidden = value.isTrue
            }
        }
        guard number <= limits.rows else { return fail(.rows, row: number) }
        rowNumber = number
        column = -1
        isInOrder = true
        rowRunCount = 0
        state = .row
    }

    private func startCell(_ attributes: XMLAttributes) {
        let previous = column
        column = previous + 1
        type = .number
        style = 0
        isFormula = false
        for (name, value) in attributes {
            if name == "r" {
                guard let reference = CellReference(value), value[reference.length] == 0, reference.row == rowNumber
                else { return fail(.cellReference, row: rowNumber) }
                column = reference.column
            } else if name == "s" {
                guard let number = value.decimal, number < texts.styles.count ?? .max else {
                    return fail(.style, row: rowNumber, column: column)
                }
                style = UInt32(number)
            } else if name == "t" {
                guard let known = Self.type(value) else { return fail(.xml, row: rowNumber, column: column) }
                type = known
            }
        }
        guard column < limits.columns else { return fail(.columns, row: rowNumber) }
        if column <= previous { isInOrder = false }
        cellStart = bytes.count
        forgetRuns()
        state = .cell
    }

    @inline(__always)
    private static func type(_ name: UnsafePointer<UInt8>) -> CellType? {
        if name == "s" { return .sharedText }
        if name == "n" { return .number }
        if name == "inlineStr" { return .inlineText }
        if name == "str" { return .text }
        if name == "b" { return .bool }
        if name == "e" { return .error }
        if name == "d" { return .date }
        return nil
    }

    private func finishCell() {
        var length = bytes.count - cellStart
        var start = UInt32(cellStart)
        var kind = SheetCell.Kind.number
        switch type {
        case .sharedText:
            guard length > 0 else { return }
            guard let number = sharedNumber(), number < texts.strings.count else {
                return fail(.sharedString, row: rowNumber, column: column)
            }
            bytes.removeLast(length)
            guard !texts.strings.isEmpty(number) else { return }
            (start, length, kind) = (UInt32(number), 0, .sharedText)
        case .text:
            SheetText.unescape(&bytes, from: cellStart)
            length = bytes.count - cellStart
            kind = .text
        case .inlineText:
            kind = .text
            if !runs.isEmpty {
                rowRunCount += runs.count
                guard rowRunCount <= limits.textRuns else { return failCell(.textRuns) }
                rowRuns[start] = runs
            }
        case .number: kind = .number
        case .bool: kind = .bool
        case .error: kind = .error
        case .date: kind = .isoDate
        }
        guard kind == .sharedText || length > 0 else { return }
        guard length <= limits.cellText || !isTooLong(from: cellStart) else { return failCell(.cellText) }
        records.append(
            SheetCell.Record(
                start: start,
                length: UInt32(length),
                style: style,
                column: UInt16(column),
                kind: kind,
                isFormula: isFormula
            )
        )
    }

    /// The digits of the cell as the number of a shared string.
    @inline(__always)
    private func sharedNumber() -> Int? {
        guard bytes.count - cellStart <= 9 else { return nil }
        var number = 0
        for index in cellStart..<bytes.count {
            let byte = bytes[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private func finishRow() {
        if !isInOrder {
            // Some programs write cells as they were filled in. Excel takes them, so they are put in order here.
            records.sort { $0.column < $1.column }
            if let twice = zip(records, records.dropFirst()).first(where: { $0.column == $1.column }) {
                return fail(.duplicateCell, row: rowNumber, column: Int(twice.0.column))
            }
        }
        guard let last = records.last else {
            bytes.removeAll(keepingCapacity: true)
            return
        }
        columnCount = max(columnCount, Int(last.column) + 1)
        let (recordCapacity, byteCapacity) = (records.count, bytes.count)
        queue.append(
            SheetRow.Storage(
                number: rowNumber,
                isHidden: rowIsHidden,
                records: records,
                bytes: bytes,
                runs: rowRuns,
                texts: texts
            )
        )
        records = []
        records.reserveCapacity(recordCapacity)
        bytes = []
        bytes.reserveCapacity(byteCapacity)
        if !rowRuns.isEmpty { rowRuns = [:] }
    }
}
