/// Unpacks what is packed by DEFLATE (RFC 1951) in a zlib wrapping (RFC 1950), to look into it: bounded, and without a checksum,
/// since a wrong one changes nothing of what is found.
struct Inflate {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let most: Int

    /// Lengths and distances, as the RFC lists them.
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthExtra = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193,
        12289, 16385, 24577,
    ]
    private static let distanceExtra = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// What is packed at the beginning of `bytes`; nil if it is damaged, or more than `most` bytes.
    static func zlib(_ bytes: ArraySlice<UInt8>, most: Int) -> [UInt8]? {
        guard bytes.count > 2, bytes[bytes.startIndex] & 0x0f == 8,
            (Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])) % 31 == 0,
            bytes[bytes.startIndex + 1] & 0x20 == 0
        else { return nil }
        var inflate = Inflate(bytes: bytes, place: bytes.startIndex + 2, most: most)
        return inflate.run() ? inflate.output : nil
    }

    private init(bytes: ArraySlice<UInt8>, place: Int, most: Int) {
        self.bytes = bytes
        self.place = place
        self.most = most
    }

    private mutating func run() -> Bool {
        while true {
            guard let isLast = take(1), let kind = take(2) else { return false }
            switch kind {
            case 0: guard copyStored() else { return false }
            case 1:
                let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
                guard let literals = Codes(lengths), let distances = Codes(Array(repeating: 5, count: 30)),
                    unpack(literals, distances)
                else { return false }
            case 2: guard let (literals, distances) = readCodes(), unpack(literals, distances) else { return false }
            default: return false
            }
            if isLast == 1 { return true }
        }
    }

    private mutating func take(_ count: Int) -> Int? {
        while bitCount < count {
            guard place < bytes.endIndex else { return nil }
            bits |= UInt32(bytes[place]) << UInt32(bitCount)
            place += 1
            bitCount += 8
        }
        let value = Int(bits & ((1 << UInt32(count)) - 1))
        bits >>= UInt32(count)
        bitCount -= count
        return value
    }

    private mutating func copyStored() -> Bool {
        // whole bytes that were taken ahead are given back
        place -= bitCount / 8
        (bits, bitCount) = (0, 0)
        guard place + 4 <= bytes.endIndex else { return false }
        let length = Int(bytes[place]) | Int(bytes[place + 1]) << 8
        let check = Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8
        guard length ^ check == 0xffff, place + 4 + length <= bytes.endIndex, output.count + length <= most else {
            return false
        }
        output += bytes[(place + 4)..<(place + 4 + length)]
        place += 4 + length
        return true
    }

    private mutating func readCodes() -> (Codes, Codes)? {
        guard let literalCount = take(5), let distanceCount = take(5), let orderCount = take(4) else { return nil }
        var lengths = Array(repeating: 0, count: 19)
        for index in 0..<(orderCount + 4) {
            guard let length = take(3) else { return nil }
            lengths[Self.order[index]] = length
        }
        guard let codes = Codes(lengths) else { return nil }
        let total = literalCount + 257 + distanceCount + 1
        var all: [Int] = []
        while all.count < total {
            guard let symbol = symbol(codes) else { return nil }
            switch symbol {
            case 0...15: all.append(symbol)
            case 16:
                guard let last = all.last, let more = take(2) else { return nil }
                all += Array(repeating: last, count: more + 3)
            case 17:
                guard let more = take(3) else { return nil }
                all += Array(repeating: 0, count: more + 3)
            default:
                guard let more = take(7) else { return nil }
                all += Array(repeating: 0, count: more + 11)
            }
        }
        guard all.count == total, let literals = Codes(Array(all[..<(literalCount + 257)])),
            let distances = Codes(Array(all[(literalCount + 257)...]))
        else { return nil }
        return (literals, distances)
    }

    private mutating func symbol(_ codes: Codes) -> Int? {
        var code = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            code |= bit
            let count = codes.counts[length]
            if code - first < count { return codes.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }

    private mutating func unpack(_ literals: Codes, _ distances: Codes) -> Bool {
        while true {
            guard let symbol = symbol(literals) else { return false }
            if symbol == 256 { return true }
            if symbol < 256 {
                guard output.count < most else { return false }
                output.append(UInt8(symbol))
                continue
            }
            let index = symbol - 257
            guard index < Self.lengthBase.count, let extra = take(Self.lengthExtra[index]),
                let distanceSymbol = self.symbol(distances), distanceSymbol < Self.distanceBase.count,
                let distanceExtra = take(Self.distanceExtra[distanceSymbol])
            else { return false }
            let length = Self.lengthBase[index] + extra
            let distance = Self.distanceBase[distanceSymbol] + distanceExtra
            guard distance <= output.count, output.count + length <= most else { return false }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    /// A canonical Huffman code.
    private struct Codes {
        /// How many codes have each length.
        let counts: [Int]
        /// The symbols in the order of their codes.
        let symbols: [Int]

        /// The code of these lengths; nil if there are more codes than fit.
        init?(_ lengths: [Int]) {
            var counts = Array(repeating: 0, count: 16)
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            var left = 1
            for length in 1...15 {
                left = left << 1 - counts[length]
                if left < 0 { return nil }
            }
            var offsets = Array(repeating: 0, count: 17)
            for length in 1...15 { offsets[length + 1] = offsets[length] + counts[length] }
            var symbols = Array(repeating: 0, count: lengths.count)
            for (symbol, length) in lengths.enumerated() where length > 0 {
                symbols[offsets[length]] = symbol
                offsets[length] += 1
            }
            self.counts = counts
            self.symbols = symbols
        }
    }
}
