package import Programme

/// Which part of a year.
package enum CitySpan: Hashable, Sendable {
    case year
    /// 1 or 2.
    case half(Int)
    /// 1 to 4.
    case quarter(Int)
    /// 1 to 12.
    case month(Int)

    /// All of them, in the order in which they are offered.
    package static let all: [CitySpan] =
        [.year] + (1...2).map(CitySpan.half) + (1...4).map(CitySpan.quarter) + (1...12).map(CitySpan.month)

    /// The span with this name; nil for anything else.
    package init?(_ name: String) {
        guard let span = Self.all.first(where: { $0.name == name }) else { return nil }
        self = span
    }

    /// In addresses: `year`, `h1`, `q3`, `m07`.
    package var name: String {
        switch self {
        case .year: "year"
        case .half(let number): "h\(number)"
        case .quarter(let number): "q\(number)"
        case .month(let number): number < 10 ? "m0\(number)" : "m\(number)"
        }
    }

    /// Its months.
    package var months: ClosedRange<Int> {
        switch self {
        case .year: 1...12
        case .half(let number): (number * 6 - 5)...(number * 6)
        case .quarter(let number): (number * 3 - 2)...(number * 3)
        case .month(let number): number...number
        }
    }
}

/// On which boundaries areas are shown.
package enum CityBoundary: String, Hashable, Sendable, CaseIterable {
    /// Those of the end of the year asked for: what was signed then stays comparable.
    case then
    /// Those of today: one series, whatever was merged.
    case today
}

/// Of what the totals are asked.
package struct CityQuestion: Hashable, Sendable {
    /// Years that can be asked for.
    package static let years = 1900...2199

    /// Within `years`.
    package let year: Int
    package let span: CitySpan
    package let boundary: CityBoundary

    /// A question; nil for a year that cannot be asked for.
    package init?(year: Int, span: CitySpan = .year, boundary: CityBoundary = .then) {
        guard Self.years.contains(year) else { return nil }
        self.year = year
        self.span = span
        self.boundary = boundary
    }

    /// The year of a day, or the nearest that can be asked for.
    package init(ofNow day: CalendarDay, span: CitySpan = .year, boundary: CityBoundary = .then) {
        year = min(max(day.year, Self.years.lowerBound), Self.years.upperBound)
        self.span = span
        self.boundary = boundary
    }

    /// First days of the first and the last month.
    var months: (first: CalendarDay, last: CalendarDay) {
        get throws {
            guard let first = CalendarDay(year: year, month: span.months.lowerBound, day: 1),
                let last = CalendarDay(year: year, month: span.months.upperBound, day: 1)
            else { throw StoreError.notFound }
            return (first, last)
        }
    }

    /// The day whose boundaries are meant.
    func boundaryDay(today: CalendarDay) -> CalendarDay {
        switch boundary {
        case .then: CalendarDay(year: year, month: 12, day: 31) ?? today
        case .today: today
        }
    }
}
