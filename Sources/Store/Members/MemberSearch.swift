import Programme

/// What was typed to find members.
enum MemberSearch: Hashable {
    /// Nothing that could be searched for.
    case nothing
    case name(NameSearch)
    case number(MemberNumber)

    /// The search for this text: a number if there is a digit in it, because names have none.
    init(_ text: String) {
        let clean = VietnameseText.clean(text)
        if clean.unicodeScalars.contains(where: { (0x30...0x39).contains($0.value) }) {
            self = .number(MemberNumber(clean))
        } else {
            self = NameSearch(clean).map(MemberSearch.name) ?? .nothing
        }
    }
}

/// A number by which a member may be known, in each form in which it may be kept.
struct MemberNumber: Hashable {
    let citizenID: CitizenID?
    let phone: PhoneNumber?
    let cardNumber: String

    init(_ clean: String) {
        citizenID = CitizenID.read(clean).value
        phone = PhoneNumber.read(clean).value
        cardNumber = String(clean.prefix(MemberField.cardNumber.longestCharacters))
    }
}

extension NameSearch {
    /// Where each word typed begins and ends among the words of an index that compares bytes.
    var ranges: (from: [String], to: [String]) {
        (prefixes, prefixes.map { $0 + "\u{10ffff}" })
    }
}
