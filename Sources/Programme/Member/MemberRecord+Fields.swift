extension MemberRecord {
    /// The value of one field as text, in the form in which it is stored and sent: dates in EDTF, numbers as digits, choices as
    /// their code, yes and no as `true` and `false`. Nil where nothing is known.
    package subscript(field: MemberField) -> String? {
        switch field {
        case .fullName: name?.full
        case .sex: sex?.rawValue
        case .birthDate: birthDate?.edtf
        case .citizenID: citizenID?.digits
        case .phone: phone?.digits
        case .area: area?.description ?? texts[.area]
        case .schooling: schooling?.description
        case .partyMember: isPartyMember.map { $0 ? "true" : "false" }
        case .joinedOn: joinedOn?.edtf
        case .leftOn: leftOn?.edtf
        case .diedOn: diedOn?.edtf
        case .ethnicity, .religion, .qualification, .politicalTheory, .circumstance, .standing, .leavingReason:
            choices[field]?.stored
        case .nativePlace, .hamlet, .address, .occupation, .workplace, .joinedAt, .cardNumber, .position, .branch,
            .group,
            .remark:
            texts[field]
        }
    }

    /// Takes one field over from another record, known or not.
    package mutating func take(_ field: MemberField, from other: MemberRecord) {
        switch field {
        case .fullName: name = other.name
        case .sex: sex = other.sex
        case .birthDate: birthDate = other.birthDate
        case .citizenID: citizenID = other.citizenID
        case .phone: phone = other.phone
        case .area:
            area = other.area
            texts[.area] = other.texts[.area]
        case .schooling: schooling = other.schooling
        case .partyMember: isPartyMember = other.isPartyMember
        case .joinedOn: joinedOn = other.joinedOn
        case .leftOn: leftOn = other.leftOn
        case .diedOn: diedOn = other.diedOn
        case .ethnicity, .religion, .qualification, .politicalTheory, .circumstance, .standing, .leavingReason:
            choices[field] = other.choices[field]
        case .nativePlace, .hamlet, .address, .occupation, .workplace, .joinedAt, .cardNumber, .position, .branch,
            .group,
            .remark:
            texts[field] = other.texts[field]
        }
    }

    /// The fields of which something is known, in their order.
    package var knownFields: [MemberField] { MemberField.allCases.filter { self[$0] != nil } }

    /// The fields in which the two differ, in their order. Parts of a name put right are a change of the name.
    package func fields(differingFrom other: MemberRecord) -> [MemberField] {
        MemberField.allCases.filter { field in
            if field == .fullName { return name?.full != other.name?.full || !hasSameNameParts(as: other) }
            return self[field] != other[field]
        }
    }

    private func hasSameNameParts(as other: MemberRecord) -> Bool {
        guard let one = name?.parts, let two = other.name?.parts else { return name == nil && other.name == nil }
        return one.family == two.family && one.middle == two.middle && one.given == two.given
    }
}
