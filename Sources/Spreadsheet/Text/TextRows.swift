/// The rows of a text file, as RFC 4180 has them and a little more: any of the three line ends, quotation marks inside a
/// cell that does not begin with one, text behind a closing mark.
///
///     start of cell --"--> quoted --"--> after a mark --"--> quoted (the mark stood for itself)
///           |                                |
///           +---other---> plain <---other----+          delimiter, line end: the cell is over
final class TextRows {
    private enum State {
        case startOfCell, plain, quoted, afterMark
    }

    /// How far a piece of the file led.
    private enum Outcome {
        case needsMore, endOfRow
        case refused(SheetError)
    }

    private let file: TextFile
    private let limits: SheetLimits
    private let delimiter: UInt8

    private var piece: [UInt8] = []
    private var at = 0
    private var isOver = false
    /// The last row ended with a carriage return: a line feed behind it belongs to it.
    private var skipsLineFeed = false

    private var number = 0
    private var state = State.startOfCell
    private var records: [SheetCell.Record] = []
    private var bytes: [UInt8] = []
    private var column = 0
    private var cellStart = 0
    private(set) var columnCount = 0

    init(file: TextFile, limits: SheetLimits) {
        self.file = file
        self.limits = limits
        delimiter = file.form.delimiter
    }

    /// The next row in which something stands; nil at the end.
    func next() throws(SheetError) -> SheetRow? {
        while !isOver {
            do {
                if let row = try row() { return row }
            } catch {
                isOver = true
                throw error
            }
        }
        return nil
    }

    /// Reads one row; nil when nothing stands in it.
    private func row() throws(SheetError) -> SheetRow? {
        number += 1
        (state, column, cellStart) = (.startOfCell, 0, 0)
        while true {
            if at == piece.count {
                at = 0
                guard try file.next(into: &piece) else {
                    isOver = true
                    guard state != .quoted else {
                        throw .damaged(.openQuote, SheetPlace(row: number, column: column))
                    }
                    if let error = finishCell() { throw error }
                    return try finishRow()
                }
                continue
            }
            switch piece.withUnsafeBufferPointer({ scan($0) }) {
            case .needsMore: continue
            case .endOfRow: return try finishRow()
            case .refused(let error): throw error
            }
        }
    }

    /// Goes on from where the row stands in the piece, to its end or to the end of the piece.
    private func scan(_ piece: UnsafeBufferPointer<UInt8>) -> Outcome {
        var at = at
        defer { self.at = at }
        if skipsLineFeed {
            skipsLineFeed = false
            if piece[at] == 0x0A { at += 1 }
        }
        while at < piece.count {
            if state == .quoted {
                let start = at
                while at < piece.count, piece[at] != UInt8(ascii: "\""), piece[at] != 0 { at += 1 }
                if let error = append(piece[start..<at]) { return .refused(error) }
                guard at < piece.count else { return .needsMore }
                guard piece[at] != 0 else { return .refused(damage(.nul)) }
                state = .afterMark
                at += 1
                continue
            }
            if piece[at] == UInt8(ascii: "\""), state != .plain {
                if state == .afterMark, let error = append(piece[at...at]) { return .refused(error) }
                state = .quoted
                at += 1
                continue
            }
            let start = at
            while at < piece.count, piece[at] > 0x0D || piece[at] == 0x09, piece[at] != delimiter { at += 1 }
            if at > start {
                state = .plain
                if let error = append(piece[start..<at]) { return .refused(error) }
                guard at < piece.count else { return .needsMore }
            }
            let byte = piece[at]
            at += 1
            if byte == delimiter {
                if let error = finishCell() { return .refused(error) }
            } else if byte == 0x0A || byte == 0x0D {
                skipsLineFeed = byte == 0x0D
                if let error = finishCell() { return .refused(error) }
                return .endOfRow
            } else if byte == 0 {
                return .refused(damage(.nul))
            } else {
                // Another control character, below the carriage return.
                state = .plain
                if let error = append(piece[(at - 1)..<at]) { return .refused(error) }
            }
        }
        return .needsMore
    }

    private func damage(_ damage: SheetDamage) -> SheetError {
        .damaged(damage, SheetPlace(row: number, column: column))
    }

    private func append(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> SheetError? {
        guard bytes.count - cellStart + text.count <= limits.cellBytes else {
            return .limit(.cellText, SheetPlace(row: number, column: column))
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text))
        return bytes.count <= limits.rowBytes ? nil : .limit(.rowBytes, SheetPlace(row: number))
    }

    private func finishCell() -> SheetError? {
        let length = bytes.count - cellStart
        if length > 0 {
            guard column < limits.columns else { return .limit(.columns, SheetPlace(row: number)) }
            let isLong = length > limits.cellText
            if isLong, String(decoding: bytes[cellStart...], as: UTF8.self).utf16.count > limits.cellText {
                return .limit(.cellText, SheetPlace(row: number, column: column))
            }
            records.append(
                SheetCell.Record(
                    start: UInt32(cellStart),
                    length: UInt32(length),
                    style: 0,
                    column: UInt16(column),
                    kind: .text,
                    isFormula: false
                )
            )
        }
        column += 1
        cellStart = bytes.count
        state = .startOfCell
        return nil
    }

    private func finishRow() throws(SheetError) -> SheetRow? {
        guard let last = records.last else { return nil }
        guard number <= limits.rows else { throw .limit(.rows, SheetPlace(row: number)) }
        columnCount = max(columnCount, Int(last.column) + 1)
        let storage = SheetRow.Storage(number: number, records: records, bytes: bytes, texts: .none)
        let (recordCapacity, byteCapacity) = (records.count, bytes.count)
        records = []
        records.reserveCapacity(recordCapacity)
        bytes = []
        bytes.reserveCapacity(byteCapacity)
        return SheetRow(storage: storage)
    }
}
