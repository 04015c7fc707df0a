/// One row, as it was read: the cells that hold something, in the order of their columns. Rows of a workbook and of a
/// text file look the same.
package struct SheetRow: Sendable, RandomAccessCollection {
    /// What the row's cells share.
    final class Storage: Sendable {
        let number: Int
        let isHidden: Bool
        let records: [SheetCell.Record]
        let bytes: [UInt8]
        /// Pieces with fonts of their own, by where the cell's text begins.
        let runs: [UInt32: [SheetText.Run]]
        let texts: SheetTexts

        init(
            number: Int,
            isHidden: Bool = false,
            records: [SheetCell.Record],
            bytes: [UInt8],
            runs: [UInt32: [SheetText.Run]] = [:],
            texts: SheetTexts
        ) {
            self.number = number
            self.isHidden = isHidden
            self.records = records
            self.bytes = bytes
            self.runs = runs
            self.texts = texts
        }
    }

    let storage: Storage

    /// As Excel numbers it, from 1. Rows in which nothing stands are not handed out, so numbers have gaps.
    package var number: Int { storage.number }
    /// Hidden by hand or by a filter.
    package var isHidden: Bool { storage.isHidden }

    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.records.count }

    /// The cell at a place in the row, which is not its column: cells that hold nothing are left out.
    package subscript(position: Int) -> SheetCell { SheetCell(row: storage, index: position) }

    /// The cell of a column, counted from 0; nil when nothing stands there.
    package func cell(column: Int) -> SheetCell? {
        var (low, high) = (0, storage.records.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(storage.records[middle].column) < column { low = middle + 1 } else { high = middle }
        }
        guard low < storage.records.count, Int(storage.records[low].column) == column else { return nil }
        return self[low]
    }
}
