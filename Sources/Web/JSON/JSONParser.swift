/// Reads JSON (RFC 8259), strictly: UTF-8, nothing behind the value, no name twice in an object, no NUL in a text, numbers that
/// can be kept. Says where it stopped.
package struct JSONParser {
    /// What is wrong, and at which byte.
    package struct Refusal: Error, Equatable {
        /// What is wrong; the raw value is part of the API.
        package enum Reason: String, Sendable {
            /// Not JSON.
            case malformed = "json.malformed"
            /// Not UTF-8, or half of a surrogate pair.
            case notUnicode = "json.not_unicode"
            /// A name stands twice in one object.
            case repeatedName = "json.repeated_name"
            /// A text holds a NUL, which no text of ours has.
            case nul = "json.nul"
            /// A number too large for any use.
            case number = "json.number"
            /// Too many arrays and objects inside each other.
            case tooDeep = "json.too_deep"
        }

        /// What.
        package let reason: Reason
        /// From 0.
        package let offset: Int
    }

    /// Arrays and objects inside each other, at most: the deepest document of ours has five.
    package static let deepest = 32

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    /// The value of a document.
    package static func value(of bytes: [UInt8]) throws(Refusal) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.index == bytes.count else { throw parser.refusal(.malformed) }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func refusal(_ reason: Refusal.Reason) -> Refusal { Refusal(reason: reason, offset: index) }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(Refusal) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { parser throws(Refusal) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(Refusal) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(Refusal) -> JSONValue
    ) throws(Refusal) -> JSONValue {
        guard depth < Self.deepest else { throw refusal(.tooDeep) }
        depth += 1
        index += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Refusal) -> JSONValue {
        var members = JSONObject()
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw refusal(.malformed) }
            let name = try string()
            guard members[name] == nil else { throw refusal(.repeatedName) }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw refusal(.malformed) }
            members[name] = try value()
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw refusal(.malformed) }
        }
    }

    private mutating func array() throws(Refusal) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw refusal(.malformed) }
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Refusal) -> JSONValue {
        for byte in "\(text)".utf8 { guard take(byte) else { throw refusal(.malformed) } }
        return value
    }
}

// MARK: Texts

extension JSONParser {
    private mutating func string() throws(Refusal) -> String {
        index += 1
        var output: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: output, as: UTF8.self) else { throw refusal(.notUnicode) }
                index += 1
                return text
            case UInt8(ascii: "\\"): try escape(into: &output)
            case 0..<0x20: throw refusal(.malformed)
            default:
                output.append(byte)
                index += 1
            }
        }
        throw refusal(.malformed)
    }

    private mutating func escape(into output: inout [UInt8]) throws(Refusal) {
        index += 1
        guard let byte = next else { throw refusal(.malformed) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(byte)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0c)
        case UInt8(ascii: "n"): output.append(0x0a)
        case UInt8(ascii: "r"): output.append(0x0d)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"): output += Array(String(Character(try escapedScalar())).utf8)
        default: throw refusal(.malformed)
        }
    }

    private mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
        let first = try fourDigits()
        guard first != 0 else { throw refusal(.nul) }
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xd800..<0xdc00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw refusal(.notUnicode)
        }
        let second = try fourDigits()
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw refusal(.notUnicode) }
        return scalar
    }

    private mutating func fourDigits() throws(Refusal) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw refusal(.malformed)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}

// MARK: Numbers

extension JSONParser {
    /// Longer numbers are nobody's.
    private static var longestNumber: Int { 64 }

    private mutating func number() throws(Refusal) -> JSONValue {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let isZero = next == UInt8(ascii: "0")
        let wholeDigits = digits()
        guard wholeDigits > 0, !isZero || wholeDigits == 1 else { throw refusal(.malformed) }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            guard digits() > 0 else { throw refusal(.malformed) }
            isWhole = false
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw refusal(.malformed) }
            isWhole = false
        }
        guard index - start <= Self.longestNumber else { throw refusal(.number) }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw refusal(.number) }
        if !isWhole, let whole = Int(exactly: number) { return .integer(whole) }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = index
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        return index - start
    }
}
