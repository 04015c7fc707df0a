/// One day of the Gregorian calendar, without a time or a time zone.
package struct CalendarDay: Hashable, Sendable {
    /// In `years`.
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to 31.
    package let day: Int

    /// The years that a day may have: four digits.
    package static let years = 1...9999

    /// 1 January 1970, day number 0.
    package static let epoch = CalendarDay(knownYear: 1970)

    private init(knownYear year: Int) {
        self.year = year
        month = 1
        day = 1
    }

    /// The day; nil if there is none with this number in this month.
    package init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day this many days after 1 January 1970, or before it; nil outside of `years`.
    package init?(dayNumber: Int) {
        guard (-800_000...3_000_000).contains(dayNumber) else { return nil }
        // Years are counted from March, so that the leap day comes last; 146,097 days make 400 years.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year: year, month: month, day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Days since 1 January 1970; negative before.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day `days` later, or earlier if negative; nil outside of `years`.
    package func adding(days: Int) -> CalendarDay? {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CalendarDay(dayNumber: number)
    }

    /// How many days the month has.
    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}

extension CalendarDay: Comparable {
    /// The earlier day is less.
    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDay: CustomStringConvertible {
    /// ISO 8601: `1960-02-01`.
    package var description: String {
        DateDigits.padded(year, to: 4) + "-" + DateDigits.padded(month, to: 2) + "-" + DateDigits.padded(day, to: 2)
    }

    /// As Vietnamese write it: `01/02/1960`.
    package var vietnamese: String {
        DateDigits.padded(day, to: 2) + "/" + DateDigits.padded(month, to: 2) + "/" + DateDigits.padded(year, to: 4)
    }

    /// Reads ISO 8601, exactly as `description` writes it.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            let year = DateDigits.number(parts[0]), let month = DateDigits.number(parts[1]),
            let day = DateDigits.number(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension CalendarDay: Codable {
    /// Reads ISO 8601.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = CalendarDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    /// Writes ISO 8601.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
