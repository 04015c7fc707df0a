/// The number of a citizen: the 12-digit personal number of the identity card, or the 9 digits of the old card (CMND), which
/// elderly people's lists still hold.
package struct CitizenID: Hashable, Sendable {
    /// Which of the two numbers.
    package enum Kind: String, Codable, Sendable {
        /// Số định danh cá nhân, 12 digits, for life.
        case personal
        /// Chứng minh nhân dân, 9 digits; a person may have had several.
        case oldCard
    }

    /// Digits only, 12 or 9 of them.
    package let digits: String

    /// Which number it is.
    package var kind: Kind { digits.utf8.count == 12 ? .personal : .oldCard }

    /// A number of exactly 12 or 9 digits, not all zero; nil for anything else.
    package init?(digits: String) {
        let count = digits.utf8.count
        guard count == 12 || count == 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.utf8.contains(where: { $0 != 0x30 })
        else { return nil }
        self.digits = digits
    }

    /// Reads a number as offices write it: with spaces, dots, hyphens or an apostrophe in front, as a number of Excel's, without
    /// the zeros that Excel dropped. Zeros are put back with a warning: 11 digits and 10 are a personal number (10 only if the
    /// province is then one that exists), 8 an old card.
    package static func read(_ text: String) -> Checked<CitizenID> {
        var digits = digitsOnly(VietnameseText.clean(text))
        if digits?.isEmpty == true { return Checked(nil) }
        let count = digits?.utf8.count ?? 0
        var problems: [FieldProblem] = []
        if count == 11 || count == 10 || count == 8, let short = digits {
            let padded = String(repeating: "0", count: count == 10 ? 2 : 1) + short
            let isLikely = count != 10 || CitizenIDProvince.name(ofCode: String(padded.prefix(3))) != nil
            digits = isLikely ? padded : nil
            problems.append(FieldProblem(.citizenIDPadded, padded))
        }
        guard let id = digits.flatMap(CitizenID.init(digits:)) else {
            return Checked(refused: FieldProblem(.citizenIDUnreadable))
        }
        if let province = id.provinceCode, CitizenIDProvince.name(ofCode: province) == nil {
            problems.append(FieldProblem(.citizenIDProvinceUnknown, province))
        }
        return Checked(id, problems)
    }

    /// The digits without what people put between them; nil if something else is there.
    private static func digitsOnly(_ text: String) -> String? {
        var text = text[...]
        if text.hasSuffix(".0") { text = text.dropLast(2) }
        var digits = ""
        for scalar in text.unicodeScalars {
            if (0x30...0x39).contains(scalar.value) {
                digits.unicodeScalars.append(scalar)
            } else if !" .-".unicodeScalars.contains(scalar), !VietnameseText.isApostrophe(scalar) {
                return nil
            }
        }
        return digits
    }
}

extension CitizenID: CustomStringConvertible, CustomReflectable {
    /// Only the last three digits, for screens on which the number helps to tell two people apart, and for what prints values.
    package var description: String { String(repeating: "•", count: digits.count - 3) + digits.suffix(3) }

    /// Shows no more than `description`.
    package var customMirror: Mirror { Mirror(self, children: ["digits": description]) }
}
