/// Takes the notes out of a JPEG: where it was taken and when, with which camera, what was written into it. Only how it is to be
/// turned is kept, or pictures of telephones would lie on their side.
enum JPEGNotes {
    /// The picture without its notes, and without anything behind its end; nil if it is no whole JPEG.
    static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 4, bytes[0] == 0xff, bytes[1] == 0xd8 else { return nil }
        var kept: [UInt8] = [0xff, 0xd8]
        var segments: [UInt8] = []
        var turn: UInt8?
        var place = 2
        while true {
            while place < bytes.count, bytes[place] == 0xff, place + 1 < bytes.count, bytes[place + 1] == 0xff {
                place += 1
            }
            guard place + 3 < bytes.count, bytes[place] == 0xff else { return nil }
            let marker = bytes[place + 1]
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            switch marker {
            case 0xda:
                // the picture itself, up to its end marker
                guard let last = endOfPicture(bytes, from: end) else { return nil }
                if let turn { kept += orientation(turn) }
                return kept + segments + bytes[place..<last]
            case 0xe1: turn = turn ?? orientation(in: bytes[(place + 4)..<end])
            case 0xe0, 0xe2, 0xee, 0xc0...0xcf, 0xdb, 0xdd, 0xdc: segments += bytes[place..<end]
            case 0xe3...0xed, 0xef, 0xfe: break
            default: return nil
            }
            place = end
        }
    }

    /// Just behind the end marker; pictures in several passes have segments between.
    private static func endOfPicture(_ bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xff, bytes[place + 1] == 0xd9 { return place + 2 }
            place += 1
        }
        return nil
    }

    /// Which way up, 1 to 8, out of an Exif segment; nil if it does not say so.
    private static func orientation(in segment: ArraySlice<UInt8>) -> UInt8? {
        let bytes = Array(segment)
        guard bytes.starts(with: Array("Exif".utf8) + [0, 0]), bytes.count >= 14 else { return nil }
        let tiff = Array(bytes[6...])
        let isLittle = tiff.starts(with: Array("II".utf8))
        guard isLittle || tiff.starts(with: Array("MM".utf8)) else { return nil }
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= tiff.count else { return nil }
            let digits = tiff[place..<(place + count)]
            return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let first = number(4, 4), let count = number(first, 2) else { return nil }
        for index in 0..<min(count, 200) where number(first + 2 + index * 12, 2) == 0x0112 {
            guard let value = number(first + 2 + index * 12 + 8, 2), (1...8).contains(value) else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// An Exif segment that says which way up, and nothing else.
    private static func orientation(_ turn: UInt8) -> [UInt8] {
        [0xff, 0xe1, 0, 34] + Array("Exif".utf8) + [0, 0] + Array("MM".utf8)
            + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
    }
}
