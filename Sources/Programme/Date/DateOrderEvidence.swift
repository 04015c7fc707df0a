/// What the dates of a column show of their order, gathered text by text.
package struct DateOrderEvidence: Codable, Hashable, Sendable {
    /// Dates that cannot be read but day first, such as `25/12/1960`.
    package private(set) var mustBeDayFirst = 0
    /// Dates that cannot be read but month first, such as `12/25/1960`.
    package private(set) var mustBeMonthFirst = 0

    /// Nothing yet.
    package init() {}

    /// Month first only if some date cannot be read otherwise and none must be read day first.
    package var order: DateReading.Order {
        mustBeMonthFirst > 0 ? (mustBeDayFirst > 0 ? .unclear : .monthFirst) : .dayFirst
    }

    /// What two columns of one field show together.
    package mutating func add(_ other: DateOrderEvidence) {
        mustBeDayFirst += other.mustBeDayFirst
        mustBeMonthFirst += other.mustBeMonthFirst
    }

    /// Looks at one text of the column.
    package mutating func add(_ text: String) {
        var numbers = (0, 0)
        var found = 0
        var digits = 0
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                if digits == 0 { found += 1 }
                digits += 1
                let digit = Int(byte) - 0x30
                // Longer numbers are years, or no date at all.
                if digits > 4 { return }
                if found == 1 {
                    numbers.0 = numbers.0 * 10 + digit
                } else if found == 2 {
                    numbers.1 = numbers.1 * 10 + digit
                }
            } else {
                digits = 0
            }
        }
        guard found >= 3, numbers.0 <= 31, numbers.1 <= 31 else { return }
        if numbers.0 > 12, numbers.1 <= 12 { mustBeDayFirst += 1 }
        if numbers.1 > 12, numbers.0 <= 12 { mustBeMonthFirst += 1 }
    }
}
