/// Copies the XML of a sheet and puts remarks into it. What it copies are the bytes as they came; the parser only tells
/// where the elements begin and end.
final class RemarkHandler: XMLHandler {
    private enum State {
        case beforeRows, columns, betweenRows, row, afterRows
    }

    private let remarks: AnyIterator<SheetRemark>
    private var writer: RemarkWriter
    private let output: OutputFile
    private var nextRemark: SheetRemark?
    private var lastRemarkRow = 0

    /// The last bytes that came, and where in the part they begin.
    private var pending: [UInt8] = []
    private var pendingStart = 0
    /// Where in the part that begins which is neither copied nor left out yet.
    private var copiedEnd = 0

    private var state = State.beforeRows
    private var hasColumns = false
    private var lastColumn = 0
    private var rowNumber = 0
    /// The remark for the row at hand, until it is written.
    private var rowRemark: SheetRemark?
    private var column = -1
    private var style: Int?
    /// The XML of a cell, while it is made.
    private var cell: [UInt8] = []
    /// The cell at the place of the remark is being left out: it holds nothing but a style.
    private var isReplacingCell = false

    init(
        part: String,
        remarks: AnyIterator<SheetRemark>,
        writer: RemarkWriter,
        output: OutputFile,
        limits: SheetLimits
    ) {
        self.remarks = remarks
        self.writer = writer
        self.output = output
        super.init(part: part, limits: limits)
        advance()
    }

    /// Takes bytes in before they are parsed.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        // Sheets in UTF-16 are allowed and unheard of; what is put in would have to be UTF-16 as well.
        let isFirst = pendingStart == 0 && pending.isEmpty
        if isFirst, bytes.count >= 2, bytes[0] >= 0xFE || bytes[0] == 0 || bytes[1] == 0 { fail(.encoding) }
        pending.removeFirst(copiedEnd - pendingStart)
        pendingStart = copiedEnd
        pending.append(contentsOf: bytes)
    }

    /// Copies what no event can change any more. Called between two pieces.
    func copySettled() throws(SheetError) {
        if !isReplacingCell { try copy(upTo: eventBytes.lowerBound) }
    }

    /// Copies the rest. Throws when there are remarks for rows that a sheet cannot have.
    func finish() throws(SheetError) {
        if let nextRemark { throw .limit(.rows, SheetPlace(part: part, row: nextRemark.row)) }
        try copy(upTo: pendingStart + pending.count)
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        attempt { () throws(SheetError) in
            switch state {
            case .beforeRows where depth == 2: try startPart(name, attributes)
            case .columns where depth == 3:
                lastColumn = max(lastColumn, attributes.value("max")?.decimal ?? 0)
            case .betweenRows where depth == 3 && name == "row": try startRow(attributes)
            case .row where depth == 4: try startInRow(name, attributes)
            case .row where depth == 5 && isReplacingCell:
                throw .columnTaken(SheetPlace(part: part, row: rowNumber, column: column))
            default: break
            }
        }
    }

    override func end() {
        attempt { () throws(SheetError) in
            switch state {
            case .columns where depth == 2:
                if lastColumn <= writer.column {
                    try insert(writer.columnWidth(), at: eventBytes.lowerBound)
                }
                state = .beforeRows
            case .row where depth == 4 && isReplacingCell:
                // An empty element ends where it began: then the event's bytes are none and lie behind it.
                skip(upTo: eventBytes.upperBound)
                isReplacingCell = false
            case .row where depth == 3:
                try insertRemark(at: eventBytes.lowerBound)
                state = .betweenRows
            case .betweenRows where depth == 2:
                try insertRows(before: limits.rows + 1, at: eventBytes.lowerBound)
                state = .afterRows
            default: break
            }
        }
    }

    /// The parts of a sheet that stand before its rows.
    private func startPart(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetError) {
        writer = writer.with(prefix: name.prefix)
        if name == "dimension" {
            guard let range = attributes.value("ref").flatMap({ SheetRange(reference: $0) }),
                range.columns.upperBound < writer.column
            else { return }
            let tag = eventBytes
            try insert(writer.dimension(range, isEmptyElement: isEmptyElement), at: tag.lowerBound)
            skip(upTo: tag.upperBound)
        } else if name == "cols" {
            hasColumns = true
            state = isEmptyElement ? .beforeRows : .columns
        } else if name == "sheetData" {
            if !hasColumns {
                let columns = writer.startTag("cols") + writer.columnWidth() + writer.endTag("cols")
                try insert(columns, at: eventBytes.lowerBound)
            }
            if isEmptyElement {
                let tag = eventBytes
                try insert(writer.startTag("sheetData"), at: tag.lowerBound)
                skip(upTo: tag.upperBound)
                try insertRows(before: limits.rows + 1, at: tag.upperBound)
                try output.write(writer.endTag("sheetData"))
                state = .afterRows
            } else {
                state = .betweenRows
            }
        }
    }

    private func startRow(_ attributes: XMLAttributes) throws(SheetError) {
        let number = attributes.value("r").map { $0.decimal ?? 0 } ?? rowNumber + 1
        guard number > rowNumber, number <= limits.rows else {
            throw .damaged(.rowOrder, SheetPlace(part: part, row: number))
        }
        let tag = eventBytes
        try insertRows(before: number, at: tag.lowerBound)
        rowNumber = number
        (column, style) = (-1, nil)
        guard let remark = nextRemark, remark.row == number else {
            if !isEmptyElement { state = .row }
            return
        }
        advance()
        let isEmpty = isEmptyElement
        try insert(startTag(tag), at: tag.lowerBound)
        skip(upTo: tag.upperBound)
        if isEmpty {
            try insertCell(remark, at: tag.upperBound)
            try output.write(writer.endTag("row"))
        } else {
            rowRemark = remark
            state = .row
        }
    }

    /// A row's tag without the hint which columns it has (`spans`), open even when it was an empty element.
    private func startTag(_ range: Range<Int>) -> [UInt8] {
        var tag = Array(pending[(range.lowerBound - pendingStart)..<(range.upperBound - pendingStart)])
        if tag.suffix(2).elementsEqual("/>".utf8) { tag.replaceSubrange((tag.count - 2)..., with: ">".utf8) }
        var start = 0
        while start + Self.hint.count < tag.count {
            if tag[start] == Self.hint[0], tag[start + 1] == Self.hint[1],
                tag[start..<(start + Self.hint.count)].elementsEqual(Self.hint)
            {
                let mark = tag[start + Self.hint.count]
                guard let end = tag[(start + Self.hint.count + 1)...].firstIndex(of: mark) else { break }
                tag.removeSubrange(start...end)
                break
            }
            start += 1
        }
        return tag
    }

    private static let hint = Array(" spans=".utf8)

    private func startInRow(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetError) {
        guard rowRemark != nil else { return }
        let start = eventBytes.lowerBound
        guard name == "c" else { return try insertRemark(at: start) }
        column += 1
        if let address = attributes.value("r") {
            guard let reference = CellReference(address) else {
                throw .damaged(.cellReference, SheetPlace(part: part, row: rowNumber))
            }
            column = reference.column
        }
        let cellStyle = attributes.value("s")?.decimal
        if column < writer.column {
            style = cellStyle
        } else if column == writer.column {
            style = cellStyle
            try insertRemark(at: start)
            isReplacingCell = true
        } else {
            try insertRemark(at: start)
        }
    }

    private func insertRemark(at offset: Int) throws(SheetError) {
        guard let remark = rowRemark else { return }
        rowRemark = nil
        try insertCell(remark, at: offset)
    }

    private func insertCell(_ remark: SheetRemark, at offset: Int) throws(SheetError) {
        cell.removeAll(keepingCapacity: true)
        try writer.appendCell(remark, style: style, to: &cell)
        try insert(cell, at: offset)
    }

    /// Rows that the sheet does not have and remarks want.
    private func insertRows(before number: Int, at offset: Int) throws(SheetError) {
        while let remark = nextRemark, remark.row < number {
            try insert(try writer.row(remark), at: offset)
            advance()
        }
    }

    private func advance() {
        nextRemark = remarks.next()
        guard let remark = nextRemark else { return }
        if remark.row <= lastRemarkRow { fail(.rowOrder, row: remark.row) }
        lastRemarkRow = remark.row
    }

    private var isEmptyElement: Bool {
        let end = eventBytes.upperBound - pendingStart
        return end >= 2 && end <= pending.count && pending[end - 2] == UInt8(ascii: "/")
    }

    private func insert(_ text: [UInt8], at offset: Int) throws(SheetError) {
        try copy(upTo: offset)
        try output.write(text)
    }

    private func copy(upTo offset: Int) throws(SheetError) {
        let end = min(offset, pendingStart + pending.count)
        guard end > copiedEnd else { return }
        try output.write(pending[(copiedEnd - pendingStart)..<(end - pendingStart)])
        copiedEnd = end
    }

    private func skip(upTo offset: Int) {
        copiedEnd = max(copiedEnd, min(offset, pendingStart + pending.count))
    }

    private func attempt(_ body: () throws(SheetError) -> Void) {
        do { try body() } catch { fail(error) }
    }
}
