/// Which prefixes mobiles have, and which they had before the renumbering of 2018 (15 September 2018 on).
enum PhonePrefixes {
    /// The new prefix of each old one; the seven digits behind stay.
    static let renewal: [String: String] = [
        "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
        "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
        "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
        "0169": "039",
        "0186": "056", "0188": "058", "0199": "059",
    ]

    /// Whether a number of ten digits begins as mobiles do: 03, 05, 07, 08, 09 and a digit. Which of those an operator has been
    /// given changes from year to year, so no finer list is kept.
    static func isMobile(_ digits: String) -> Bool {
        let prefix = Array(digits.utf8.prefix(2))
        return prefix.count == 2 && prefix[0] == 0x30 && [0x33, 0x35, 0x37, 0x38, 0x39].contains(prefix[1])
    }

    /// A number of eleven digits with an old mobile prefix, in its new form; nil for every other.
    static func renewed(_ digits: String) -> String? {
        guard digits.utf8.count == 11, let prefix = renewal[String(digits.prefix(4))] else { return nil }
        return prefix + digits.dropFirst(4)
    }

    /// Landlines of Gia Lai had the code 059 until 2017 and have 0269 since; their numbers begin with 3. The mobiles that
    /// begin with 059 today can look the same: the landline that such a number may have been.
    static func formerGiaLai(_ digits: String) -> String? {
        guard digits.utf8.count == 10, digits.hasPrefix("0593") else { return nil }
        return "0269" + digits.dropFirst(3)
    }
}
