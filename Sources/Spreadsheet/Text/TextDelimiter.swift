/// Finds what stands between the cells of a text file.
enum TextDelimiter {
    private static let candidates = ",;\t|".utf8
    /// Rows that are looked at.
    private static let sampleRows = 200

    /// What a first line `sep=;` names, as Excel writes and reads it, and the bytes of that line.
    static func declared(_ head: [UInt8]) -> (delimiter: UInt8, lineBytes: Int)? {
        guard head.count >= 5, String(decoding: head[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
        let delimiter = head[4]
        let isUsable = delimiter < 0x80 && ![0x00, 0x0A, 0x0D, 0x22].contains(delimiter)
        guard isUsable, head.count > 5 else { return isUsable ? (delimiter, 5) : nil }
        switch head[5] {
        case 0x0A: return (delimiter, 6)
        case 0x0D: return (delimiter, head.count > 6 && head[6] == 0x0A ? 7 : 6)
        default: return nil
        }
    }

    /// The candidate that cuts most rows into the same number of cells; of two, the one that makes more cells. Titles
    /// above the list have another number and do not count against it. A comma when nothing speaks for any.
    static func guess(_ sample: [UInt8], isWhole: Bool) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), rows: 0, cells: 0)
        for delimiter in candidates {
            var rowsOf: [Int: Int] = [:]
            for cells in cellCounts(sample, delimiter, isWhole: isWhole) where cells > 1 {
                rowsOf[cells, default: 0] += 1
            }
            guard let (cells, rows) = rowsOf.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
            if (rows, cells) > (best.rows, best.cells) { best = (delimiter, rows, cells) }
        }
        return best.delimiter
    }

    /// How many cells each row has. A row that the sample cuts off is left out.
    private static func cellCounts(_ sample: [UInt8], _ delimiter: UInt8, isWhole: Bool) -> [Int] {
        var counts: [Int] = []
        var (cells, isQuoted, isAtStart) = (1, false, true)
        for byte in sample {
            if isQuoted {
                isQuoted = byte != UInt8(ascii: "\"")
                continue
            }
            if byte == 0x0A || byte == 0x0D {
                counts.append(cells)
                guard counts.count < sampleRows else { return counts }
                (cells, isAtStart) = (1, true)
            } else if byte == delimiter {
                (cells, isAtStart) = (cells + 1, true)
            } else {
                // A second mark in a quoted cell opens it again: it stood for itself.
                if byte == UInt8(ascii: "\"") { isQuoted = isAtStart }
                isAtStart = isQuoted
            }
        }
        if isWhole { counts.append(cells) }
        return counts
    }
}
