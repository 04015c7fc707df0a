/// Turns the bytes of a text file into UTF-8, piece by piece; what a piece leaves incomplete waits for the next.
struct TextDecoder {
    let encoding: SheetTextForm.Encoding
    /// At most three bytes.
    private var rest: [UInt8] = []

    init(encoding: SheetTextForm.Encoding) { self.encoding = encoding }

    /// Appends a piece. Throws when the bytes are not what the encoding allows, or end in the middle of a character.
    mutating func decode(
        _ piece: ArraySlice<UInt8>,
        isLast: Bool,
        into output: inout [UInt8]
    ) throws(SheetError) {
        var bytes = piece
        if !rest.isEmpty {
            bytes = (rest + piece)[...]
            rest = []
        }
        switch encoding {
        case .windows1258:
            for byte in bytes { Self.append(Unicode.Scalar(Self.windows1258(byte)) ?? "\u{FFFD}", to: &output) }
        case .utf8:
            let complete = isLast ? bytes.endIndex : Self.completeEnd(bytes)
            rest = Array(bytes[complete...])
            let text = bytes[..<complete]
            guard Self.isUTF8(text) else { throw .damaged(.encoding, .file) }
            output.append(contentsOf: text)
        case .utf16LittleEndian, .utf16BigEndian:
            try decodeWide(bytes, isLast: isLast, into: &output)
        }
    }

    private mutating func decodeWide(
        _ bytes: ArraySlice<UInt8>,
        isLast: Bool,
        into output: inout [UInt8]
    ) throws(SheetError) {
        var at = bytes.startIndex
        let highOffset = encoding == .utf16LittleEndian ? 1 : 0
        func unit(_ index: Int) -> UInt16 {
            UInt16(bytes[index + highOffset]) << 8 | UInt16(bytes[index + 1 - highOffset])
        }
        while at + 2 <= bytes.endIndex {
            let first = unit(at)
            if let scalar = Unicode.Scalar(first) {
                Self.append(scalar, to: &output)
                at += 2
                continue
            }
            guard UTF16.isLeadSurrogate(first) else { throw .damaged(.encoding, .file) }
            guard at + 4 <= bytes.endIndex else { break }
            let second = unit(at + 2)
            guard UTF16.isTrailSurrogate(second),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
            else { throw .damaged(.encoding, .file) }
            Self.append(scalar, to: &output)
            at += 4
        }
        rest = Array(bytes[at...])
        if isLast, !rest.isEmpty { throw .damaged(.encoding, .file) }
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        if scalar.isASCII { output.append(UInt8(scalar.value)) } else { output.append(contentsOf: scalar.utf8) }
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// Where the last character begins when it is not complete; else the end.
    private static func completeEnd(_ bytes: ArraySlice<UInt8>) -> Int {
        var (at, following) = (bytes.endIndex, 0)
        while at > bytes.startIndex, following < 4 {
            at -= 1
            let byte = bytes[at]
            if byte & 0xC0 != 0x80 {
                let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
                return length > following + 1 ? at : bytes.endIndex
            }
            following += 1
        }
        return bytes.endIndex
    }

    /// The code page's character; for the bytes that it leaves free the control character of that number.
    private static func windows1258(_ byte: UInt8) -> UInt32 {
        switch byte {
        case 0x80...0x9F: UInt32(upper80[Int(byte) - 0x80])
        case 0xC3: 0x0102
        case 0xCC: 0x0300
        case 0xD0: 0x0110
        case 0xD2: 0x0309
        case 0xD5: 0x01A0
        case 0xDD: 0x01AF
        case 0xDE: 0x0303
        case 0xE3: 0x0103
        case 0xEC: 0x0301
        case 0xF0: 0x0111
        case 0xF2: 0x0323
        case 0xF5: 0x01A1
        case 0xFD: 0x01B0
        case 0xFE: 0x20AB
        default: UInt32(byte)
        }
    }

    private static let upper80: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x8A, 0x2039, 0x0152, 0x8D, 0x8E,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x9A, 0x203A, 0x0153, 0x9D,
        0x9E, 0x0178,
    ]
}
