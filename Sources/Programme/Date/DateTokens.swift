/// The numbers of a date as it is written, without the words and the time of day.
struct DateTokens {
    /// At most three; a month written as a word is a number too.
    private(set) var numbers: [Substring] = []
    /// Which of the numbers was a word.
    private(set) var namedMonth: Int?
    private(set) var isApproximate = false

    /// Nil if there is something that has no place in a date.
    init?(_ text: String) {
        if text.utf8.allSatisfy(Self.isPlain) {
            // Most dates: digits and what stands between them.
            for part in text.utf8.split(whereSeparator: { !(0x30...0x39).contains($0) }) {
                guard numbers.count < 3, part.count <= 8 else { return nil }
                numbers.append(Substring(part))
            }
            if numbers.isEmpty { return nil }
            return
        }
        isApproximate = text.contains("~") || text.contains("?")
        for piece in Self.withoutTime(text).split(separator: " ") {
            for part in piece.split(whereSeparator: { "/-.,~?()'".contains($0) }) {
                guard add(part) else { return nil }
            }
        }
        if numbers.isEmpty || numbers.count > 3 { return nil }
    }

    /// Digits, a word of a date, or both in one (`T2`, `tháng2`).
    private mutating func add(_ part: Substring) -> Bool {
        let word = part.prefix { !$0.isNumber }
        let digits = part.dropFirst(word.count)
        if !word.isEmpty {
            let folded = VietnameseText.folded(String(word))
            if ["khoang", "kh", "chung", "uoc"].contains(folded) {
                isApproximate = true
            } else if let month = Self.months.firstIndex(of: String(folded.prefix(3))), digits.isEmpty,
                namedMonth == nil
            {
                namedMonth = numbers.count
                numbers.append(Substring(String(month + 1)))
            } else if !["ngay", "thang", "nam", "sinh", "sn", "ns", "t"].contains(folded) {
                return false
            }
        }
        if digits.isEmpty { return true }
        guard DateDigits.number(digits) != nil else { return false }
        numbers.append(digits)
        return true
    }

    /// Without what stands behind a `T` or a space and has a colon: `1960-02-01T00:00:00Z`, `1/2/1960 12:00 AM`.
    private static func withoutTime(_ text: String) -> Substring {
        guard let colon = text.firstIndex(of: ":") else { return text[...] }
        guard let start = text[..<colon].lastIndex(where: { $0 == " " || $0 == "T" }) else { return text[...] }
        return text[..<start]
    }

    private static func isPlain(_ byte: UInt8) -> Bool { (0x2c...0x39).contains(byte) || byte == 0x20 }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
