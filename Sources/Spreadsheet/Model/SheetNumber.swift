/// Numbers as files write them: digits, a point, an exponent; whatever the machine's language is.
enum SheetNumber {
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// The number that the bytes write, correctly rounded; nil when they write none or one that is not finite.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        short(bytes) ?? long(bytes)
    }

    /// Up to 15 digits with a point: both the digits and the power of ten are exact, so that one division rounds once.
    private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard bytes.count <= 17, var byte = bytes.first else { return nil }
        var at = 0
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { at = 1 }
        var (digits, count, decimals, hasPoint) = (0, 0, 0, false)
        while at < bytes.count {
            byte = bytes[at]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
                count += 1
                if hasPoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                return nil
            }
            at += 1
        }
        guard count > 0, count <= 15 else { return nil }
        let number = Double(digits) / powersOfTen[decimals]
        return isNegative ? -number : number
    }

    private static func long(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let isNumber = bytes.allSatisfy { byte in
            (48...57).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte | 0x20 == 0x65
        }
        guard isNumber, !bytes.isEmpty, let number = Double(String(decoding: bytes, as: UTF8.self)) else { return nil }
        return number.isFinite ? number : nil
    }
}
