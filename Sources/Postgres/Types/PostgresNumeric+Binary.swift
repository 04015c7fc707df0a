extension PostgresNumeric: PostgresCodable {
    package static var postgresType: PostgresType { .id(.numeric) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresNumeric {
        try cell.expect(.numeric, for: "PostgresNumeric")
        let bytes = cell.bytes
        guard bytes.count >= 8 else { throw .malformed("ends early") }
        func word(_ index: Int) -> UInt16 {
            UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
        }
        let count = Int(word(0))
        guard bytes.count == 8 + count * 2 else { throw .malformed("length") }
        switch word(2) {
        case SignWord.positive.rawValue, SignWord.negative.rawValue: break
        case SignWord.notANumber.rawValue where count == 0: return .nan
        case SignWord.infinity.rawValue where count == 0: return .infinity
        case SignWord.negativeInfinity.rawValue where count == 0: return .negativeInfinity
        default: throw .malformed("sign")
        }
        var areDigits = true
        let digits = [Int16](unsafeUninitializedCapacity: count) { target, filled in
            for index in 0..<count {
                let digit = word(4 + index)
                if digit > 9_999 { areDigits = false }
                target.initializeElement(at: index, to: Int16(truncatingIfNeeded: digit))
            }
            filled = count
        }
        guard areDigits else { throw .malformed("digit") }
        let number = PostgresNumeric(
            isNegative: word(2) == SignWord.negative.rawValue,
            weight: Int(Int16(bitPattern: word(1))),
            digits: digits,
            scale: Int(word(3))
        )
        guard let number else { throw .malformed("scale") }
        return number
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(UInt16(digits.count))
        buffer.write(Int16(weight))
        buffer.write(signWord.rawValue)
        buffer.write(UInt16(scale))
        for digit in digits { buffer.write(digit) }
    }

    /// The third word of the format.
    private enum SignWord: UInt16 {
        case positive = 0x0000
        case negative = 0x4000
        case notANumber = 0xC000
        case infinity = 0xD000
        case negativeInfinity = 0xF000
    }

    private var signWord: SignWord {
        switch sign {
        case .positive: .positive
        case .negative: .negative
        case .notANumber: .notANumber
        case .infinity: .infinity
        case .negativeInfinity: .negativeInfinity
        }
    }
}
