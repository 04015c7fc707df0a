/// A day of the calendar and a time in it, without a time zone: what a cell with a date format shows.
package struct SheetDate: Equatable, Hashable, Sendable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int
    /// From midnight, 0 to 86,399.
    package var secondOfDay: Int

    /// A day, at midnight unless a time is given. Not checked.
    package init(year: Int, month: Int, day: Int, secondOfDay: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// Where a workbook begins to count days.
    package enum System: Sendable {
        /// 1 is 1 January 1900, and 60 is a 29 February 1900 that never was.
        case from1900
        /// 0 is 1 January 1904: workbooks of old Macintoshes.
        case from1904
    }

    /// The last day that Excel knows, 31 December 9999, and one day more.
    private static let daysEnd1900 = 2_958_466.0
    private static let daysEnd1904 = 2_957_004.0
    /// Days from 1 March 0000 to 1 January 1970, as `civil` counts.
    private static let daysTo1970 = 719_468
    /// Days from 30 December 1899 and from 1 January 1904 to 1 January 1970.
    private static let days1900 = 25_569
    private static let days1904 = 24_107

    /// The day that a number of days stands for, to the nearest second. Nil for a number that is no day: below 1 in the
    /// system of 1900 (a time without a day), the day 60 that never was, beyond 9999, or not finite.
    package init?(serial: Double, system: System) {
        let end = system == .from1900 ? Self.daysEnd1900 : Self.daysEnd1904
        guard serial.isFinite, serial >= (system == .from1900 ? 1 : 0), serial < end else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 {
            days += 1
            seconds = 0
            guard Double(days) < end else { return nil }
        }
        switch system {
        case .from1900:
            guard days != 60 else { return nil }
            self.init(daysFrom1970: (days < 60 ? days + 1 : days) - Self.days1900, secondOfDay: seconds)
        case .from1904:
            self.init(daysFrom1970: days - Self.days1904, secondOfDay: seconds)
        }
    }

    /// The number of days from 30 December 1899, which is Excel's number from 1 March 1900 on; one less before, so that
    /// the result reads back as the same day. Nil for what is no day between 1900 and 9999.
    package var serial1900: Double? {
        guard (1900...9999).contains(year), (0..<86_400).contains(secondOfDay) else { return nil }
        let days = daysFrom1970
        guard SheetDate(daysFrom1970: days, secondOfDay: secondOfDay) == self else { return nil }
        let serial = days + Self.days1900
        return Double(serial <= 60 ? serial - 1 : serial) + Double(secondOfDay) / 86_400
    }

    /// A date as ISO 8601 writes it: `2014-06-25`, `2014-06-25T07:30:00`, with or without fraction and `Z`. Nil for
    /// another text or for a day that is none.
    init?(iso8601 text: Substring) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = parts.first.map(Self.numbers(separator: "-")), date.count == 3 else { return nil }
        var seconds = 0
        if parts.count == 2 {
            let clock = Self.numbers(separator: ":")(parts[1].prefix { $0 != "." && $0 != "Z" })
            guard clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] < 60 else { return nil }
            seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
        }
        self.init(year: date[0], month: date[1], day: date[2], secondOfDay: seconds)
        guard SheetDate(daysFrom1970: daysFrom1970, secondOfDay: seconds) == self else { return nil }
    }

    /// The numbers between separators; empty when a part is none or has more than four digits.
    private static func numbers(separator: Character) -> (Substring) -> [Int] {
        { text in
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in
                (1...4).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
            }
            return numbers.count == parts.count ? numbers : []
        }
    }

    /// Days as the proleptic Gregorian calendar counts them, with years that begin in March: the leap day is the last.
    private init(daysFrom1970: Int, secondOfDay: Int) {
        let days = daysFrom1970 + Self.daysTo1970
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1,
            secondOfDay: secondOfDay
        )
    }

    private var daysFrom1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - Self.daysTo1970
    }
}

extension SheetDate: CustomStringConvertible {
    /// As ISO 8601: `2014-06-25`, with the time when it is not midnight.
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        guard secondOfDay != 0 else { return date }
        let (hour, minute, second) = (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
        return "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    }
}
