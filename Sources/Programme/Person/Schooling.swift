/// Trình độ văn hoá as these lists write it: the class reached out of the classes of the school system of the time (12/12; 7/10
/// in the North's old system, 9/12 ...).
package struct Schooling: Hashable, Sendable {
    /// The last class finished, from 0.
    package let reached: Int
    /// Classes in the system: 7, 9, 10, 11 or 12.
    package let outOf: Int

    /// The schooling; nil if there was no such system or it had no such class.
    package init?(reached: Int, outOf: Int) {
        guard [7, 9, 10, 11, 12].contains(outOf), (0...outOf).contains(reached) else { return nil }
        self.reached = reached
        self.outOf = outOf
    }

    /// Reads `12/12`, `7 / 10`, `lớp 9/12`. Excel makes dates of such fractions (12/12 becomes 12 December), so a field that is
    /// no fraction is a warning and not a guess.
    package static func read(_ text: String) -> Checked<Schooling> {
        if let fraction = fraction(text) { return Checked(fraction) }
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        var folded = clean.lowercased()[...]
        for word in ["lớp", "hết lớp", "văn hoá", "văn hóa"] where folded.hasPrefix(word) {
            folded = folded.dropFirst(word.count)
        }
        let parts = folded.split(separator: "/", omittingEmptySubsequences: false).map {
            DateDigits.number(String($0).filter { $0 != " " })
        }
        guard parts.count == 2, let reached = parts[0], let outOf = parts[1],
            let schooling = Schooling(reached: reached, outOf: outOf)
        else { return Checked(refused: FieldProblem(.schoolingUnreadable, clean)) }
        return Checked(schooling)
    }

    /// Digits, a slash and digits, as most lists have it.
    private static func fraction(_ text: String) -> Schooling? {
        guard text.utf8.count <= 5, let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
            let reached = DateDigits.number(text[..<slash]),
            let outOf = DateDigits.number(text[text.utf8.index(after: slash)...])
        else { return nil }
        return Schooling(reached: reached, outOf: outOf)
    }
}

extension Schooling: CustomStringConvertible {
    /// `12/12`.
    package var description: String { "\(reached)/\(outOf)" }

    /// Reads exactly what `description` writes.
    package init?(stored text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(DateDigits.number)
        guard parts.count == 2, let reached = parts[0], let outOf = parts[1] else { return nil }
        self.init(reached: reached, outOf: outOf)
    }
}
