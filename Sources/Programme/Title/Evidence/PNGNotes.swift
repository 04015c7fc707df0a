/// Takes the notes out of a PNG: texts, times, Exif, and whatever is not needed to show it.
enum PNGNotes {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// What is needed to show a picture.
    private static let shown: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
    ]

    /// The picture without its notes, and without anything behind its end; nil if it is no whole PNG.
    static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        var kept = signature
        var place = signature.count
        var isFirst = true
        var hasPicture = false
        while place + 12 <= bytes.count {
            let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { return nil }
            let end = place + 12 + length
            let name = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
            guard isFirst == (name == "IHDR") else { return nil }
            isFirst = false
            if shown.contains(name) { kept += bytes[place..<end] }
            if name == "IDAT" { hasPicture = true }
            if name == "IEND" { return hasPicture ? kept : nil }
            place = end
        }
        return nil
    }
}
