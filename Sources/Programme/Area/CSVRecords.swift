/// The records of the seeds' own files: commas, quotes doubled inside quotes (RFC 4180), UTF-8. Workbooks and other people's CSV
/// are read elsewhere.
enum CSVRecords {
    struct Record {
        /// From 1.
        let line: Int
        let fields: [String]
    }

    /// The records; nil if a quote is left open or stands in the wrong place, or there are more than `most` lines.
    static func read(_ text: String, most: Int) -> [Record]? {
        var records: [Record] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var (line, firstLine) = (1, 1)
        var isQuoted = false
        var wasQuoted = false
        func endField() {
            fields.append(String(field))
            field = String.UnicodeScalarView()
            wasQuoted = false
        }
        func endRecord() {
            endField()
            records.append(Record(line: firstLine, fields: fields))
            fields = []
        }
        for scalar in text.unicodeScalars where scalar != "\u{feff}" && scalar != "\r" {
            switch (scalar, isQuoted) {
            case ("\"", true):
                isQuoted = false
                wasQuoted = true
            case ("\"", false):
                guard field.isEmpty || wasQuoted else { return nil }
                if wasQuoted { field.append("\"") }
                isQuoted = true
                wasQuoted = false
            case (",", false): endField()
            case ("\n", false):
                endRecord()
                line += 1
                firstLine = line
            default:
                if scalar == "\n" { line += 1 }
                if wasQuoted { return nil }
                field.append(scalar)
            }
            if line > most { return nil }
        }
        if isQuoted { return nil }
        if !fields.isEmpty || !field.isEmpty { endRecord() }
        return records
    }
}
