/// How the dates of one column are to be read.
package struct DateReading: Hashable, Sendable {
    /// Which of two numbers is the day, when both can be.
    package enum Order: String, Codable, Sendable {
        /// Ngày/tháng/năm, as Vietnamese write.
        case dayFirst
        /// Month/day/year, as an English Excel writes what it took for a date.
        case monthFirst
        /// The column has both: read as day first, with a warning wherever it matters.
        case unclear
    }

    /// No date may be after it; as a rule today.
    package var latest: CalendarDay
    /// No date may be in a year before it.
    package var earliestYear: Int
    /// The order of the column.
    package var order: Order
    /// Whether the workbook counts days from 1904, as old ones from the Macintosh do.
    package var countsFrom1904: Bool

    /// Reads dates up to `latest`; the oldest living people were born after 1900.
    package init(latest: CalendarDay, earliestYear: Int = 1900, order: Order = .dayFirst, countsFrom1904: Bool = false)
    {
        self.latest = latest
        self.earliestYear = earliestYear
        self.order = order
        self.countsFrom1904 = countsFrom1904
    }

    /// The order that the texts of a column show: month first only if some date cannot be read otherwise and none must be read
    /// day first.
    package static func order(of samples: some Sequence<String>) -> Order {
        var evidence = DateOrderEvidence()
        for sample in samples { evidence.add(sample) }
        return evidence.order
    }

    /// The year that two digits stand for: the last one that is not after `latest`. In 2026 `60` is 1960, `26` is 2026 and `27`
    /// is 1927. Always said, because a person of a hundred is possible.
    package func fullYear(ofTwoDigits digits: Int) -> Int {
        let century = latest.year - latest.year % 100
        return century + digits <= latest.year ? century + digits : century - 100 + digits
    }

    /// The day of an Excel serial number. In the 1900 system number 60 is 29 February 1900, which never was: nil, and the
    /// numbers below count one day less than those above.
    package func day(ofSerial serial: Int) -> CalendarDay? {
        guard (0...2_958_465).contains(serial) else { return nil }
        if countsFrom1904 { return CalendarDay(dayNumber: serial - 24_107) }
        guard serial > 0, serial != 60 else { return nil }
        return CalendarDay(dayNumber: serial - (serial < 60 ? 25_568 : 25_569))
    }
}
