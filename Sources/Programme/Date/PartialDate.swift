/// A date as far as it is known: a day, a month or only a year, as many lists have it, and whether it is "about" (khoảng).
package struct PartialDate: Hashable, Sendable {
    /// How much is known.
    package enum Precision: String, Codable, Sendable, CaseIterable {
        case day
        case month
        case year
    }

    /// Always known, 1 to 9999.
    package let year: Int
    /// Known with precision `day` and `month`.
    package let month: Int?
    /// Known with precision `day`.
    package let day: Int?
    /// Whether the list itself says that it is not sure (khoảng, ~, ?).
    package let isApproximate: Bool

    /// A date of these parts; nil if there is no such day or month, or a day without a month.
    package init?(year: Int, month: Int? = nil, day: Int? = nil, isApproximate: Bool = false) {
        guard day == nil || month != nil, CalendarDay(year: year, month: month ?? 1, day: day ?? 1) != nil else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
        self.isApproximate = isApproximate
    }

    /// A date known to the day.
    package init(_ day: CalendarDay) {
        year = day.year
        month = day.month
        self.day = day.day
        isApproximate = false
    }

    /// How much is known.
    package var precision: Precision { day != nil ? .day : month != nil ? .month : .year }

    /// The first day that it can be; what the database sorts by.
    package var earliest: CalendarDay { Self.known(year, month ?? 1, day ?? 1) }

    /// The last day that it can be.
    package var latest: CalendarDay {
        let lastMonth = month ?? 12
        return Self.known(year, lastMonth, day ?? CalendarDay.days(in: lastMonth, of: year))
    }

    /// As Vietnamese write it: `01/02/1960`, `02/1960`, `1960`, with `khoảng` in front if it is about.
    package var vietnamese: String {
        let parts = [day.map { DateDigits.padded($0, to: 2) }, month.map { DateDigits.padded($0, to: 2) }]
        let date = (parts.compactMap(\.self) + [DateDigits.padded(year, to: 4)]).joined(separator: "/")
        return isApproximate ? "khoảng " + date : date
    }

    /// The parts were proven when the value was made.
    private static func known(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
        CalendarDay(year: year, month: month, day: day) ?? CalendarDay.epoch
    }
}

extension PartialDate: CustomStringConvertible {
    /// `1960-02-01`, `1960-02` or `1960`, with `~` in front if it is about.
    package var description: String {
        let parts = [month.map { DateDigits.padded($0, to: 2) }, day.map { DateDigits.padded($0, to: 2) }]
        let date = ([DateDigits.padded(year, to: 4)] + parts.compactMap(\.self)).joined(separator: "-")
        return isApproximate ? "~" + date : date
    }

    /// Reads exactly what `description` writes.
    package init?(_ text: String) {
        let isApproximate = text.hasPrefix("~")
        let parts = (isApproximate ? text.dropFirst() : text[...]).split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 }) else {
            return nil
        }
        let numbers = parts.compactMap { DateDigits.number($0) }
        guard numbers.count == parts.count else { return nil }
        self.init(
            year: numbers[0],
            month: numbers.count > 1 ? numbers[1] : nil,
            day: numbers.count > 2 ? numbers[2] : nil,
            isApproximate: isApproximate
        )
    }
}

extension PartialDate: Codable {
    /// Reads what `description` writes.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = PartialDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date")
        }
        self = date
    }

    /// Writes `description`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
