import Programme

/// A name here and there in an old encoding, in a column that is Unicode otherwise: pasted from an older list.
enum LegacySuspicion {
    /// What to say of a name that reads better in an old encoding; nil for nearly all.
    static func problem(of name: String) -> FieldProblem? {
        guard isOdd(name) else { return nil }
        return LegacyTextGuess(from: CollectionOfOne(name)).problem(for: name)
    }

    /// Whether a name has what Vietnamese in Unicode hardly has: a sign of Western Europe, a capital with a mark after a small
    /// letter (TCVN3), a bare vowel before one with a mark that it does not go with (VNI).
    private static func isOdd(_ name: String) -> Bool {
        var last: Unicode.Scalar = " "
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0xa1...0xbf: return true
            case 0xc0...0xde: if ("a"..."z").contains(last) { return true }
            case 0xdf...0xff: if isOddPair(last, scalar) { return true }
            default: break
            }
            last = scalar
        }
        return false
    }

    private static func isOddPair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        switch first {
        case "a", "e", "A", "E": true
        case "o", "O": !"àáãèé".unicodeScalars.contains(second)
        case "u", "U": !"âêý".unicodeScalars.contains(second)
        default: second.value >= 0xe4 && "äåæçëîïðñöøûüþÿ".unicodeScalars.contains(second)
        }
    }
}
