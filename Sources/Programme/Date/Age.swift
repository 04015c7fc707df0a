extension PartialDate {
    /// The age in completed years on a day: from the least to the greatest that the birth date allows; nil before birth. One
    /// number if the day is known, at most two otherwise.
    package func age(on day: CalendarDay) -> ClosedRange<Int>? {
        guard earliest <= day else { return nil }
        let least = latest <= day ? Self.years(from: latest, to: day) : 0
        return least...Self.years(from: earliest, to: day)
    }

    private static func years(from birth: CalendarDay, to day: CalendarDay) -> Int {
        day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day) ? 1 : 0)
    }
}

/// A span of ages, both ends included.
package struct AgeBand: Hashable, Sendable {
    /// The youngest age in it.
    package let from: Int
    /// The oldest; nil without an end.
    package let through: Int?

    /// The band; nil if it is empty or below zero.
    package init?(from: Int, through: Int?) {
        guard from >= 0, through.map({ $0 >= from }) ?? true else { return nil }
        self.from = from
        self.through = through
    }

    /// Whether an age is in the band.
    package func contains(_ age: Int) -> Bool { age >= from && through.map { age <= $0 } ?? true }

    /// Whether somebody of this birth date is in the band on a day; nil if the birth date leaves it open or is later.
    package func contains(_ birthDate: PartialDate, on day: CalendarDay) -> Bool? {
        guard let ages = birthDate.age(on: day) else { return nil }
        let (low, high) = (contains(ages.lowerBound), contains(ages.upperBound))
        return low == high ? low : nil
    }

    /// The ages whose literacy counts for a commune's level 1 and level 2 (Decree 20/2014/NĐ-CP); very difficult communes count
    /// the shorter spans.
    package static func literacy(level: Int, isVeryDifficult: Bool) -> AgeBand? {
        switch level {
        case 1: AgeBand(from: 15, through: isVeryDifficult ? 25 : 35)
        case 2: AgeBand(from: 15, through: isVeryDifficult ? 35 : 60)
        default: nil
        }
    }

    /// Bands that follow each other without a gap: from each bound to below the next, the last without an end. Bounds that do
    /// not rise are left out.
    package static func bands(startingAt bounds: [Int]) -> [AgeBand] {
        var rising: [Int] = []
        for bound in bounds where bound > (rising.last ?? -1) { rising.append(bound) }
        return rising.enumerated().compactMap { index, bound in
            AgeBand(from: bound, through: index + 1 < rising.count ? rising[index + 1] - 1 : nil)
        }
    }
}
