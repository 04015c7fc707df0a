extension PostgresNumeric: LosslessStringConvertible, ExpressibleByIntegerLiteral {
    /// PostgreSQL's own text form: plain digits with `scale` decimal places, never an exponent.
    package var description: String {
        switch sign {
        case .notANumber: return "NaN"
        case .infinity: return "Infinity"
        case .negativeInfinity: return "-Infinity"
        case .positive, .negative: break
        }
        var text: [UInt8] = sign == .negative ? [UInt8(ascii: "-")] : []
        if weight < 0 || digits.isEmpty {
            text.append(UInt8(ascii: "0"))
        } else {
            let first = String(digits[0])
            text.append(contentsOf: first.utf8)
            for position in stride(from: weight - 1, through: 0, by: -1) { text.appendDigits(digit(at: position)) }
        }
        guard scale > 0 else { return String(decoding: text, as: UTF8.self) }
        text.append(UInt8(ascii: "."))
        let end = text.count + scale
        var position = -1
        while text.count < end {
            text.appendDigits(digit(at: position))
            position -= 1
        }
        return String(decoding: text[..<end], as: UTF8.self)
    }

    /// The digit that stands for 10,000 to the power of `position`.
    private func digit(at position: Int) -> Int16 {
        let index = weight - position
        return digits.indices.contains(index) ? digits[index] : 0
    }

    /// Reads digits with an optional sign, decimal point and exponent, "NaN", "Infinity" and "inf" in any case. `nil`
    /// for anything else, and beyond PostgreSQL's limits. The scale is the number of decimal places that are written.
    package init?(_ description: String) {
        switch description.lowercased() {
        case "nan": self = .nan
        case "infinity", "+infinity", "inf", "+inf": self = .infinity
        case "-infinity", "-inf": self = .negativeInfinity
        default:
            guard let parts = Parts(description), let number = parts.number else { return nil }
            self = number
        }
    }

    /// The whole number that the literal says.
    package init(integerLiteral value: Int64) { self.init(value) }

    /// A decimal literal taken apart.
    private struct Parts {
        var isNegative = false
        /// Decimal digits, 0 to 9 each, without the point.
        var decimals: [UInt8] = []
        /// How many of `decimals` stand after the point; negative where zeros are to follow.
        var places = 0

        init?(_ text: String) {
            var rest = text.utf8[...]
            if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
                isNegative = first == UInt8(ascii: "-")
                rest.removeFirst()
            }
            var sawPoint = false
            while let byte = rest.first {
                if byte == UInt8(ascii: "."), !sawPoint {
                    sawPoint = true
                } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                    decimals.append(byte - UInt8(ascii: "0"))
                    if sawPoint { places += 1 }
                } else {
                    break
                }
                rest.removeFirst()
            }
            guard !decimals.isEmpty else { return nil }
            guard let marker = rest.first else { return }
            guard marker == UInt8(ascii: "e") || marker == UInt8(ascii: "E") else { return nil }
            guard let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(exponent) <= 200_000 else {
                return nil
            }
            places -= exponent
        }

        var number: PostgresNumeric? {
            var decimals = Array(decimals.drop { $0 == 0 })
            guard decimals.count - places <= PostgresNumeric.integerDigitsLimit, places <= PostgresNumeric.scaleLimit
            else { return nil }
            if decimals.isEmpty {
                return PostgresNumeric(isNegative: false, weight: 0, digits: [], scale: max(places, 0))
            }
            // Zeros on the right, until the point falls between two digits of base 10,000.
            let padding = places < 0 ? -places : (4 - places % 4) % 4
            decimals.append(contentsOf: repeatElement(0, count: padding))
            let fraction = max(places, 0) + (places < 0 ? 0 : padding)
            let lead = (4 - decimals.count % 4) % 4
            decimals.insert(contentsOf: repeatElement(0, count: lead), at: 0)
            var digits: [Int16] = []
            digits.reserveCapacity(decimals.count / 4)
            for index in stride(from: 0, to: decimals.count, by: 4) {
                digits.append(decimals[index..<index + 4].reduce(0) { $0 * 10 + Int16($1) })
            }
            return PostgresNumeric(
                isNegative: isNegative,
                weight: digits.count - 1 - fraction / 4,
                digits: digits,
                scale: max(places, 0)
            )
        }
    }
}

extension [UInt8] {
    /// Appends a digit of base 10,000 as four decimal ones.
    fileprivate mutating func appendDigits(_ digit: Int16) {
        for power: Int16 in [1_000, 100, 10, 1] {
            append(UInt8(ascii: "0") + UInt8(digit / power % 10))
        }
    }
}
