import FoundationEssentials

/// PostgreSQL's text forms of values, for descriptions of what holds them.
enum PostgresText {
    /// The text form of one value; `nil` is NULL.
    static func of(_ value: Any) -> String? {
        switch value {
        case let optional as any PostgresNullable: optional.wrappedValue.flatMap { of($0) }
        case let flag as Bool: flag ? "t" : "f"
        case let number as Double: of(number: number)
        case let number as Float: of(number: number)
        case let uuid as UUID: uuid.uuidString.lowercased()
        case let bytes as [UInt8]: "\\x" + hexadecimal(bytes)
        default: String(describing: value)
        }
    }

    /// The shortest decimal form that reads as the same number; an exponent from 1e+15 on, of `Float` from 1e+06.
    static func of(number: some BinaryFloatingPoint & CustomStringConvertible) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        let sign = number.sign == .minus ? "-" : ""
        let parts = number.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = String(mantissa[0] + fraction)
        let digits = String(all.drop { $0 == "0" })
        guard !digits.isEmpty else { return sign + "0" }
        // The number is 0.digits times 10 to the power of `point`.
        let point = mantissa[0].count + written - (all.count - digits.count)
        let significant = trimmed(digits)
        guard point > -4, point <= (number is Float ? 6 : 15) else {
            let rest = significant.dropFirst()
            let exponent = PostgresCalendar.padded(abs(point - 1), 2)
            return sign + significant.prefix(1) + (rest.isEmpty ? "" : ".\(rest)") + (point < 1 ? "e-" : "e+")
                + exponent
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + significant }
        if significant.count <= point {
            return sign + significant + String(repeating: "0", count: point - significant.count)
        }
        return sign + significant.prefix(point) + "." + significant.dropFirst(point)
    }

    private static func trimmed(_ digits: String) -> String {
        var digits = digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return digits
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            text.append(contentsOf: byte < 16 ? "0" : "")
            text.append(contentsOf: String(byte, radix: 16))
        }
        return text
    }

    /// An element of an array, quoted where its text could be read as something else.
    static func arrayElement(_ value: Any) -> String {
        guard let text = of(value) else { return "NULL" }
        let isPlain = !text.isEmpty && text.lowercased() != "null" && !text.unicodeScalars.contains(where: isSpecial)
        return isPlain ? text : "\"" + escaped(text, with: { "\\\($0)" }) + "\""
    }

    /// A bound of a range, quoted where its text could be read as something else.
    static func rangeBound(_ value: Any) -> String {
        guard let text = of(value) else { return "" }
        let isPlain = !text.isEmpty && !text.unicodeScalars.contains { isSpecial($0) && $0 != "{" && $0 != "}" }
        return isPlain && !text.unicodeScalars.contains(where: { "()[]".unicodeScalars.contains($0) })
            ? text : "\"" + escaped(text, with: { "\($0)\($0)" }) + "\""
    }

    /// `text` between double quotes, with backslashes before those inside and before backslashes.
    static func quoted(_ text: String) -> String {
        "\"" + escaped(text, with: { "\\\($0)" }) + "\""
    }

    private static func escaped(_ text: String, with escape: (Unicode.Scalar) -> String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                result.append(escape(scalar))
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "{", "}", ",", "\"", "\\", " ", "\t", "\n", "\r", "\u{0B}", "\u{0C}": true
        default: false
        }
    }
}

/// An optional, whatever it wraps.
protocol PostgresNullable {
    var wrappedValue: Any? { get }
}

extension Optional: PostgresNullable {
    var wrappedValue: Any? { map { $0 as Any } }
}
