package import FoundationEssentials

extension PostgresNumeric {
    /// The same whole number, with no decimal places. Integers of Swift's fixed widths all fit.
    package init(_ value: some FixedWidthInteger) {
        var rest = value.magnitude
        var reversed: [Int16] = []
        while rest > 0 {
            // In halves of 100, which even the magnitude of an Int8 can be divided by.
            let low = Int16(rest % 100)
            rest /= 100
            let high = Int16(rest % 100)
            rest /= 100
            reversed.append(high * 100 + low)
        }
        let number = PostgresNumeric(
            isNegative: value < 0,
            weight: reversed.count - 1,
            digits: reversed.reversed(),
            scale: 0
        )
        self = number ?? .nan
    }

    /// The same number; NaN stays NaN.
    package init(_ value: Decimal) {
        self = value.isNaN ? .nan : PostgresNumeric(value.description) ?? .nan
    }

    /// The same binary fraction, exactly; `nil` where it has more decimal places than PostgreSQL stores (`scaleLimit`
    /// is enough for every `Double`).
    package init?(exactly value: Double) {
        guard value.isFinite else {
            self = value.isNaN ? .nan : value < 0 ? .negativeInfinity : .infinity
            return
        }
        guard value != 0 else {
            self = .zero
            return
        }
        let significand = Int64(value.significand * 0x1p52)
        let exponent = Int(value.exponent) - 52
        // A number times 2 to a negative power is that number times 5 to the same positive power, moved in its point.
        var decimals = Self.decimals(of: UInt64(significand))
        for _ in 0..<abs(exponent) { decimals.multiply(by: exponent < 0 ? 5 : 2) }
        let digits = decimals.reversed().map { String($0) }.joined()
        let text = exponent < 0 ? "\(digits)e\(exponent)" : digits
        guard let number = PostgresNumeric((value < 0 ? "-" : "") + text) else { return nil }
        self = number.withScale(number.placesNeeded) ?? number
    }

    private static func decimals(of value: UInt64) -> [UInt8] {
        String(value).utf8.reversed().map { $0 - UInt8(ascii: "0") }
    }
}

extension [UInt8] {
    /// Multiplies a number whose decimal digits these are, least significant first.
    fileprivate mutating func multiply(by factor: UInt8) {
        var carry: UInt8 = 0
        for index in indices {
            let product = self[index] * factor + carry
            self[index] = product % 10
            carry = product / 10
        }
        if carry > 0 { append(carry) }
    }
}

extension FixedWidthInteger {
    /// The whole number that `numeric` is; `nil` where it is not whole, not finite or does not fit.
    package init?(exactly numeric: PostgresNumeric) {
        guard numeric.isFinite, numeric.placesNeeded == 0 else { return nil }
        guard !numeric.isZero else {
            self = 0
            return
        }
        let whole = numeric.withScale(0) ?? numeric
        guard whole.weight <= Self.bitWidth, let value = Self(whole.description) else { return nil }
        self = value
    }
}

extension Decimal {
    /// The same number; `nil` where 38 digits do not hold it, and for the infinities, which Decimal lacks.
    package init?(exactly numeric: PostgresNumeric) {
        if numeric.isNaN {
            self = .nan
            return
        }
        guard numeric.isFinite, abs(numeric.weight) <= 64, numeric.digits.count <= 12 else { return nil }
        let shortest = numeric.withScale(numeric.placesNeeded) ?? numeric
        guard let value = Decimal(string: shortest.description), PostgresNumeric(value) == numeric else { return nil }
        self = value
    }
}

extension Double {
    /// The nearest double precision number; beyond its range the infinities.
    package init(_ numeric: PostgresNumeric) {
        self = Double(numeric.description) ?? (numeric.sign == .negative ? -.infinity : .infinity)
    }
}
