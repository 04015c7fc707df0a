/// A rectangle of cells, first and last of which belong to it.
package struct SheetRange: Equatable, Hashable, Sendable {
    /// As Excel numbers them, from 1.
    package var rows: ClosedRange<Int>
    /// From 0.
    package var columns: ClosedRange<Int>

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    package func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }

    /// `A1:C2`, or one cell. Nil for another text, or one that runs backwards.
    init?(reference: UnsafePointer<UInt8>) {
        guard let first = CellReference(reference) else { return nil }
        var last = first
        if reference[first.length] == UInt8(ascii: ":") {
            guard let end = CellReference(reference + first.length + 1) else { return nil }
            guard reference[first.length + 1 + end.length] == 0 else { return nil }
            last = end
        } else if reference[first.length] != 0 {
            return nil
        }
        guard first.row <= last.row, first.column <= last.column else { return nil }
        self.init(rows: first.row...last.row, columns: first.column...last.column)
    }
}

/// A cell's address, such as `AB12`.
struct CellReference {
    /// From 0.
    var column: Int
    /// From 1.
    var row: Int
    /// Bytes that the address takes.
    var length: Int

    /// Reads an address at the beginning of a text that ends with a NUL. Nil when there is none; a column or row beyond
    /// Excel's limits is returned, up to four letters and eight digits.
    @inline(__always)
    init?(_ text: UnsafePointer<UInt8>) {
        var at = 0
        var column = 0
        while at < 4 {
            let letter = text[at] & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            at += 1
        }
        let digits = at
        var row = 0
        while at < digits + 8, text[at] >= UInt8(ascii: "0"), text[at] <= UInt8(ascii: "9") {
            row = row * 10 + Int(text[at] - UInt8(ascii: "0"))
            at += 1
        }
        guard digits > 0, at > digits, row > 0 else { return nil }
        (self.column, self.row, length) = (column - 1, row, at)
    }
}
