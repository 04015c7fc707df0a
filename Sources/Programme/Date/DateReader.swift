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
