/// A Vietnamese telephone number in its normal form: national, with the zero, as people dial it.
package struct PhoneNumber: Hashable, Sendable {
    /// What answers.
    package enum Kind: String, Codable, Sendable {
        case mobile
        case landline
    }

    /// Ten digits of a mobile, eleven of a landline (`02...`, all of them since 2017).
    package let digits: String

    /// Mobile or landline.
    package var kind: Kind { digits.hasPrefix("02") ? .landline : .mobile }

    /// As the world dials it: `+84912345678`.
    package var international: String { "+84" + digits.dropFirst() }

    /// A number in its normal form; nil for anything else, prefixes that nobody has been given included.
    package init?(digits: String) {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let isLandline = digits.utf8.count == 11 && digits.hasPrefix("02") && !digits.hasPrefix("020")
        guard isLandline || (digits.utf8.count == 10 && PhonePrefixes.isMobile(digits)) else { return nil }
        self.digits = digits
    }

    /// Reads a number as offices write it: with +84, spaces, dots, brackets or hyphens, without the zero that Excel dropped,
    /// with the 11-digit mobile prefixes of before 15 September 2018, which are turned into the new ones. Every change is a
    /// warning that shows the number.
    package static func read(_ text: String) -> Checked<PhoneNumber> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        guard var digits = nationalDigits(clean) else { return Checked(refused: FieldProblem(.phoneUnreadable)) }
        var problems: [FieldProblem] = []
        var isPadded = false
        if !digits.hasPrefix("0"), digits.utf8.count == 9 || digits.utf8.count == 10 {
            digits = "0" + digits
            isPadded = true
        }
        if let renewed = PhonePrefixes.renewed(digits) {
            digits = renewed
            problems.append(FieldProblem(.phoneOldPrefix, digits))
        } else if isPadded {
            problems.append(FieldProblem(.phonePadded, digits))
        }
        guard let number = PhoneNumber(digits: digits) else {
            let isOfLength = digits.utf8.count == 10 && digits.hasPrefix("0")
            let prefix = String(digits.prefix(3))
            return Checked(
                refused: isOfLength ? FieldProblem(.phonePrefixUnknown, prefix) : FieldProblem(.phoneUnreadable)
            )
        }
        if let landline = PhonePrefixes.formerGiaLai(digits) {
            problems.append(FieldProblem(.phoneMaybeOldAreaCode, landline))
        }
        return Checked(number, problems)
    }

    /// The digits from the zero on; nil if something else than digits and separators is there.
    private static func nationalDigits(_ text: String) -> String? {
        var text = text[...]
        if text.hasSuffix(".0") { text = text.dropLast(2) }
        let isInternational = text.hasPrefix("+")
        if isInternational { text = text.dropFirst() }
        var digits = ""
        for scalar in text.unicodeScalars {
            if (0x30...0x39).contains(scalar.value) {
                digits.unicodeScalars.append(scalar)
            } else if !" .-()".unicodeScalars.contains(scalar), !VietnameseText.isApostrophe(scalar) {
                return nil
            }
        }
        if digits.hasPrefix("0084") { return "0" + withoutZero(digits.dropFirst(4)) }
        if digits.hasPrefix("84"), isInternational || digits.utf8.count >= 11 {
            return "0" + withoutZero(digits.dropFirst(2))
        }
        return isInternational ? nil : digits
    }

    /// Some write +84 (0) 912...
    private static func withoutZero(_ digits: Substring) -> Substring {
        digits.hasPrefix("0") ? digits.dropFirst() : digits
    }
}

extension PhoneNumber: CustomStringConvertible, CustomReflectable {
    /// Only the last three digits, for what prints values. Pages show `digits`.
    package var description: String { String(repeating: "•", count: digits.count - 3) + digits.suffix(3) }

    /// Shows no more than `description`.
    package var customMirror: Mirror { Mirror(self, children: ["digits": description]) }
}
