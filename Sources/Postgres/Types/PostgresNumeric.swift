/// An exact decimal number of PostgreSQL's type numeric, of any precision, with NaN and the infinities.
///
/// Equality and order go by value, as PostgreSQL has them: 1.0 equals 1.00 (though each keeps its scale), NaN equals
/// NaN and is greater than everything else.
package struct PostgresNumeric: Sendable {
    /// What a number is, apart from its digits.
    package enum Sign: Sendable, Hashable {
        case positive
        case negative
        case notANumber
        case infinity
        case negativeInfinity
    }

    /// Decimal places that PostgreSQL can store (`NUMERIC_DSCALE_MAX`).
    package static let scaleLimit = 16_383
    /// Digits before the decimal point that PostgreSQL can store.
    package static let integerDigitsLimit = 131_072

    /// Zero is positive.
    package let sign: Sign
    /// The power of 10,000 that the first of `digits` stands for.
    let weight: Int
    /// Base 10,000, most significant first, neither the first nor the last of them 0; empty for zero.
    let digits: [Int16]
    /// How many decimal places are shown.
    package let scale: Int

    /// 0, without decimal places.
    package static let zero = PostgresNumeric(special: .positive)
    /// Not a number: equal to itself and greater than everything else.
    package static let nan = PostgresNumeric(special: .notANumber)
    /// Greater than every number.
    package static let infinity = PostgresNumeric(special: .infinity)
    /// Less than every number.
    package static let negativeInfinity = PostgresNumeric(special: .negativeInfinity)

    private init(special sign: Sign) {
        self.sign = sign
        weight = 0
        digits = []
        scale = 0
    }

    /// A finite number; zeros at both ends of `digits` are dropped. `nil` where the number has more decimal places than
    /// `scale` or is beyond PostgreSQL's limits.
    init?(isNegative: Bool, weight: Int, digits: [Int16], scale: Int) {
        guard (0...Self.scaleLimit).contains(scale) else { return nil }
        let first = digits.firstIndex { $0 != 0 } ?? digits.endIndex
        let last = digits.lastIndex { $0 != 0 } ?? first
        self.scale = scale
        guard first < digits.endIndex else {
            sign = .positive
            self.weight = 0
            self.digits = []
            return
        }
        sign = isNegative ? .negative : .positive
        self.weight = weight - first
        let isTrimmed = first == digits.startIndex && last == digits.index(before: digits.endIndex)
        self.digits = isTrimmed ? digits : Array(digits[first...last])
        guard self.weight < Self.integerDigitsLimit / 4, placesNeeded <= scale else { return nil }
    }

    /// Whether it is no number.
    package var isNaN: Bool { sign == .notANumber }

    /// Whether it is a number, neither NaN nor an infinity.
    package var isFinite: Bool { sign == .positive || sign == .negative }

    /// Whether it is 0, of any scale.
    package var isZero: Bool { isFinite && digits.isEmpty }

    /// The fewest decimal places that show the number exactly.
    package var placesNeeded: Int {
        guard var last = digits.last.map(Int.init) else { return 0 }
        var places = (digits.count - 1 - weight) * 4
        while last % 10 == 0 && last != 0 {
            last /= 10
            places -= 1
        }
        return max(places, 0)
    }

    /// The same number shown with more or fewer decimal places; `nil` where that would change it, or beyond
    /// `scaleLimit`.
    package func withScale(_ scale: Int) -> PostgresNumeric? {
        guard isFinite else { return self }
        return PostgresNumeric(isNegative: sign == .negative, weight: weight, digits: digits, scale: scale)
    }
}

extension PostgresNumeric: Hashable, Comparable {
    package static func == (left: Self, right: Self) -> Bool {
        left.sign == right.sign && left.weight == right.weight && left.digits == right.digits
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(weight)
        hasher.combine(digits)
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        switch left.sign {
        case .positive: return left.hasSmallerMagnitude(than: right)
        case .negative: return right.hasSmallerMagnitude(than: left)
        case .notANumber, .infinity, .negativeInfinity: return false
        }
    }

    private var rank: Int {
        switch sign {
        case .negativeInfinity: 0
        case .negative: 1
        case .positive: 2
        case .infinity: 3
        case .notANumber: 4
        }
    }

    private func hasSmallerMagnitude(than other: Self) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        if weight != other.weight { return weight < other.weight }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
