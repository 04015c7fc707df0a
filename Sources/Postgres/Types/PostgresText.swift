/// PostgreSQL's text forms of values, for descriptions of what holds them.
enum PostgresText {
    /// The text form of one value; `nil` is NULL.
    static func of(_ value: Any) -> String? {
        switch value {
        case let optional as any PostgresNullable: optional.wrappedValue.flatMap { of($0) }
        case let flag as Bool: flag ? "t" : "f"
        case let number as Double: of(number: number)
        case let number as Float: of(number: number)
        case let bytes as [UInt8]: "\\x" + hexadecimal(bytes)
        default: String(describing: value)
        }
    }

    /// The shortest decimal form, without the `.0` that Swift ends whole numbers with.
    static func of(number: some BinaryFloatingPoint & CustomStringConvertible) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
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
