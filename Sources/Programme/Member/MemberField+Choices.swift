extension MemberField {
    /// The values that the field offers; nil for a field without a list. Ethnic groups have a list of their own, `Ethnicity`.
    package var choiceList: ChoiceList? {
        switch self {
        case .religion: .religions
        case .qualification: .qualifications
        case .politicalTheory: .politicalTheory
        case .circumstance: .circumstances
        case .standing: .standings
        case .leavingReason: .leavingReasons
        default: nil
        }
    }

    /// Whether the field's value is one out of a list, or what was typed instead.
    package var isChoice: Bool { self == .ethnicity || choiceList != nil }

    /// Whether the field's value is plain text.
    package var isText: Bool {
        switch self {
        case .nativePlace, .hamlet, .address, .occupation, .workplace, .joinedAt, .cardNumber, .position, .branch,
            .group,
            .remark:
            true
        default: false
        }
    }

    /// A stored value as what it is: out of the list if the list has it, and otherwise as it was typed. No typed value is
    /// spelled like one of the list, because the reader would have taken that.
    package func choice(stored text: String) -> MemberChoice {
        let isListed =
            self == .ethnicity ? Ethnicity.named(text)?.name == text : choiceList?.choice(code: text) != nil
        return isListed ? .listed(text) : .typed(text)
    }
}

extension MemberChoice {
    /// What is stored: the code, or the text.
    package var stored: String {
        switch self {
        case .listed(let text), .typed(let text): text
        }
    }
}
