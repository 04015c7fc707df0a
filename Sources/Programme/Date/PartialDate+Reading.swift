extension PartialDate {
    /// Reads a date as offices write it: `1/2/1960`, `01-02-60`, `2.1960`, `1960`, `khoảng 1960`, `ngày 1 tháng 2 năm 1960`,
    /// `00/00/1960`, `01-Feb-60`, `1960-02-01`, `1960-02-01 00:00:00`, `01021960`, an Excel serial number as text. An empty field
    /// is nil without a problem. Dates that are none come back with the reason.
    package static func read(_ text: String, _ reading: DateReading) -> Checked<PartialDate> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        guard clean.utf8.count <= 60, let tokens = DateTokens(clean) else {
            return Checked(refused: FieldProblem(.dateUnreadable, String(clean.prefix(60))))
        }
        var reader = DateReader(text: clean, isApproximate: tokens.isApproximate, reading: reading)
        return reader.read(tokens)
    }

    /// Reads a number cell: a year, or an Excel serial number with or without a time of day.
    package static func read(_ number: Double, _ reading: DateReading) -> Checked<PartialDate> {
        guard number.isFinite, (0...99_999_999).contains(number) else {
            return Checked(refused: FieldProblem(.dateUnreadable, "\(number)"))
        }
        return read(String(Int(number)), reading)
    }
}
