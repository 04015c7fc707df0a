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

/// The numbers of a date as it is written, without the words and the time of day.
struct DateTokens {
    /// At most three; a month written as a word is a number too.
    private(set) var numbers: [Substring] = []
    /// Which of the numbers was a word.
    private(set) var namedMonth: Int?
    private(set) var isApproximate = false

    /// Nil if there is something that has no place in a date.
    init?(_ text: String) {
        isApproximate = text.contains("~") || text.contains("?")
        for piece in Self.withoutTime(text).split(separator: " ") {
            for part in piece.split(whereSeparator: { "/-.,~?()'".contains($0) }) {
                guard add(part) else { return nil }
            }
        }
        if numbers.isEmpty || numbers.count > 3 { return nil }
    }

    /// Digits, a word of a date, or both in one (`T2`, `tháng2`).
    private mutating func add(_ part: Substring) -> Bool {
        let word = part.prefix { !$0.isNumber }
        let digits = part.dropFirst(word.count)
        if !word.isEmpty {
            let folded = VietnameseText.folded(String(word))
            if ["khoang", "kh", "chung", "uoc"].contains(folded) {
                isApproximate = true
            } else if let month = Self.months.firstIndex(of: String(folded.prefix(3))), digits.isEmpty,
                namedMonth == nil
            {
                namedMonth = numbers.count
                numbers.append(Substring(String(month + 1)))
            } else if !["ngay", "thang", "nam", "sinh", "sn", "ns", "t"].contains(folded) {
                return false
            }
        }
        if digits.isEmpty { return true }
        guard DateDigits.number(digits) != nil else { return false }
        numbers.append(digits)
        return true
    }

    /// Without what stands behind a `T` or a space and has a colon: `1960-02-01T00:00:00Z`, `1/2/1960 12:00 AM`.
    private static func withoutTime(_ text: String) -> Substring {
        guard let colon = text.firstIndex(of: ":") else { return text[...] }
        guard let start = text[..<colon].lastIndex(where: { $0 == " " || $0 == "T" }) else { return text[...] }
        return text[..<start]
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}

/// Makes a date of the numbers and gathers what there is to say.
struct DateReader {
    let text: String
    let isApproximate: Bool
    let reading: DateReading
    private var problems: [FieldProblem] = []

    init(text: String, isApproximate: Bool, reading: DateReading) {
        self.text = text
        self.isApproximate = isApproximate
        self.reading = reading
    }

    mutating func read(_ tokens: DateTokens) -> Checked<PartialDate> {
        let parts = tokens.numbers.map { (value: DateDigits.number($0) ?? 0, width: $0.utf8.count) }
        let date: PartialDate? =
            switch parts.count {
            case 1: one(parts[0].value, width: parts[0].width)
            case 2: two(parts[0], parts[1], namedMonth: tokens.namedMonth)
            default: three(parts[0], parts[1], parts[2], namedMonth: tokens.namedMonth)
            }
        guard let date else {
            if !problems.contains(where: { $0.code.severity == .error }) {
                problems.append(FieldProblem(.dateUnreadable, text))
            }
            return Checked(nil, problems.filter { $0.code.severity == .error })
        }
        if date.earliest > reading.latest { return Checked(refused: FieldProblem(.dateInFuture, date.vietnamese)) }
        if date.year < reading.earliestYear { return Checked(refused: FieldProblem(.dateTooOld, date.vietnamese)) }
        return Checked(date, problems)
    }

    /// A year, a serial number, or eight digits in a row.
    private mutating func one(_ number: Int, width: Int) -> PartialDate? {
        switch width {
        case 2: return make(year: yearOfTwoDigits(number))
        case 4 where number <= 2100: return make(year: number)
        case 4, 5: return serial(number)
        case 8:
            let (day, month, year) = (number / 1_000_000, number / 10_000 % 100, number % 10_000)
            if (reading.earliestYear...reading.latest.year).contains(year),
                CalendarDay(year: year, month: month, day: day) != nil
            {
                return make(year: year, month: month, day: day)
            }
            return make(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        default: return nil
        }
    }

    /// A month and a year, either way round, or a serial number with its fraction.
    private mutating func two(
        _ first: (value: Int, width: Int),
        _ second: (value: Int, width: Int),
        namedMonth: Int?
    ) -> PartialDate? {
        if first.width == 5, namedMonth == nil { return serial(first.value) }
        if first.width == 4, second.width <= 2 { return make(year: first.value, month: second.value) }
        if second.width == 4, first.width <= 2 { return make(year: second.value, month: first.value) }
        // "02/60" can be nothing but a month of 1960; "02/05" may be a day
        guard second.width == 2, second.value > 31 || namedMonth == 0 else { return nil }
        return make(year: yearOfTwoDigits(second.value), month: first.value)
    }

    private mutating func three(
        _ first: (value: Int, width: Int),
        _ second: (value: Int, width: Int),
        _ third: (value: Int, width: Int),
        namedMonth: Int?
    ) -> PartialDate? {
        if first.width == 4 { return make(year: first.value, month: second.value, day: third.value) }
        guard first.width <= 2, second.width <= 2, third.width == 4 || third.width == 2 else { return nil }
        let year = third.width == 4 ? third.value : yearOfTwoDigits(third.value)
        if namedMonth == 0 { return make(year: year, month: first.value, day: second.value) }
        if namedMonth == 1 { return make(year: year, month: second.value, day: first.value) }
        let mustSwap = second.value > 12 && (1...12).contains(first.value)
        let maySwap = first.value <= 12 && first.value > 0 && second.value > 0 && first.value != second.value
        if mustSwap || (reading.order == .monthFirst && maySwap) {
            let date = make(year: year, month: first.value, day: second.value)
            if let date { problems.append(FieldProblem(.dateMonthFirst, date.vietnamese)) }
            return date
        }
        let date = make(year: year, month: second.value, day: first.value)
        if reading.order == .unclear, maySwap, let date,
            let other = PartialDate(year: year, month: first.value, day: second.value)
        {
            problems.append(FieldProblem(.dateOrderUnclear, date.vietnamese, other.vietnamese))
        }
        return date
    }

    private mutating func yearOfTwoDigits(_ digits: Int) -> Int {
        let year = reading.fullYear(ofTwoDigits: digits)
        problems.append(FieldProblem(.dateTwoDigitYear, String(year)))
        return year
    }

    private mutating func serial(_ number: Int) -> PartialDate? {
        guard let day = reading.day(ofSerial: number) else {
            problems.append(FieldProblem(.dateImpossible, text))
            return nil
        }
        problems.append(FieldProblem(.dateFromSerial, day.vietnamese))
        return make(year: day.year, month: day.month, day: day.day)
    }

    /// A date of these numbers; zero for the day or the month means that it is not known, as lists write `00/00/1960`.
    private mutating func make(year: Int, month: Int? = nil, day: Int? = nil) -> PartialDate? {
        let known = day == 0 ? nil : day
        let date = PartialDate(
            year: year,
            month: month == 0 && known == nil ? nil : month,
            day: known,
            isApproximate: isApproximate
        )
        if date == nil { problems.append(FieldProblem(.dateImpossible, text)) }
        return date
    }
}
