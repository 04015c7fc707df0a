/// The proleptic Gregorian calendar, and the written forms of its parts. Years are astronomical: 0 is 1 BC, -1 is 2 BC.
enum PostgresCalendar {
    static let microsecondsPerSecond: Int64 = 1_000_000
    static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Years that can be asked for at all; PostgreSQL's own limits are narrower.
    static let years = -6_000_000...6_000_000

    /// Days since 2000-01-01; `nil` for a day that no month has.
    static func days(year: Int, month: Int, day: Int) -> Int? {
        guard years.contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= daysIn(month: month, year: year) else { return nil }
        // Years begin in March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }

    /// The day that is `days` after 2000-01-01.
    static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 730_425
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func floorDivide<T: BinaryInteger>(_ value: T, _ divisor: T) -> T {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// `value` in decimal with zeros before it up to `width`.
    static func padded(_ value: some BinaryInteger, _ width: Int) -> String {
        let text = String(value)
        return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
    }

    /// `2024-02-29`; years before 1 are counted as PostgreSQL writes them before " BC", which is left to the caller.
    static func dateText(days: Int) -> (text: String, isBC: Bool) {
        let (year, month, day) = civil(days: days)
        let isBC = year <= 0
        return ("\(padded(isBC ? 1 - year : year, 4))-\(padded(month, 2))-\(padded(day, 2))", isBC)
    }

    /// `04:05:06.789`, with as many decimal places as there are; hours may have more than two digits.
    static func timeText(microseconds: UInt64) -> String {
        let seconds = microseconds / 1_000_000
        let text = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        var fraction = padded(microseconds % 1_000_000, 6)[...]
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? text : "\(text).\(fraction)"
    }

    /// `+05:30`, of seconds east of Greenwich.
    static func zoneText(seconds: Int32) -> String {
        let magnitude = seconds.magnitude
        var text = (seconds < 0 ? "-" : "+") + padded(magnitude / 3_600, 2)
        if magnitude % 3_600 != 0 { text += ":" + padded(magnitude / 60 % 60, 2) }
        if magnitude % 60 != 0 { text += ":" + padded(magnitude % 60, 2) }
        return text
    }
}
