/// The fields of a form or a query: `application/x-www-form-urlencoded`, by its bytes.
package struct FormFields: Sendable {
    /// Why fields cannot be read.
    package enum Refusal: Error, Equatable {
        /// More than `limit` fields.
        case tooMany
        /// A percent sign without two digits, bytes that are no UTF-8, or a NUL, which no text of ours has.
        case malformed
    }

    /// Fields at most: a mapping of 200 columns has some hundreds.
    package static let limit = 1000

    private let pairs: [(name: String, value: String)]

    /// No fields.
    package init() { pairs = [] }

    /// The fields of a text such as `a=1&b=2`.
    /// - Throws: `Refusal`.
    package init(_ bytes: some Collection<UInt8>) throws(Refusal) {
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Self.limit else { throw .tooMany }
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let name = try Self.decode(part[..<(equals ?? part.endIndex)])
            let value = try equals.map { index throws(Refusal) in try Self.decode(part[part.index(after: index)...]) }
            pairs.append((name, value ?? ""))
        }
        self.pairs = pairs
    }

    /// The first value of a field; nil if it is not there.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of a field, in their order.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Every field, in order.
    package var names: [String] { pairs.map(\.name) }

    private static func decode(_ bytes: some Collection<UInt8>) throws(Refusal) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            switch byte {
            case UInt8(ascii: "+"): output.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = bytes[index...].prefix(2)
                guard digits.count == 2, let value = UInt8(hexDigits: digits) else { throw .malformed }
                output.append(value)
                index = digits.endIndex
            default: output.append(byte)
            }
        }
        guard !output.contains(0), let text = String(validating: output, as: UTF8.self) else { throw .malformed }
        return text
    }
}

extension UInt8 {
    /// The byte of two hexadecimal digits, and of nothing else.
    fileprivate init?(hexDigits: some Collection<UInt8>) {
        var value: UInt8 = 0
        for digit in hexDigits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | (digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | (digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | (digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        self = value
    }
}
