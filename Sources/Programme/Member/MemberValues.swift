/// The values of some fields of a record as text, for JSON: what a change replaced, what an import brought, what a person is
/// told to be kept. See `MemberRecord.subscript(_:)` for the forms. A field that is here without a value was empty.
package struct MemberValues: Hashable, Sendable {
    /// The values by field.
    package private(set) var values: [MemberField: String?] = [:]
    /// The parts of the name, where they are not those that its words suggest.
    package private(set) var nameParts: PersonNameParts?

    /// The fields that are here, in their order.
    package var fields: [MemberField] { MemberField.allCases.filter { values.keys.contains($0) } }

    /// The value of a field; nil if it was empty or is not here.
    package subscript(field: MemberField) -> String? { values[field] ?? nil }

    /// The values of these fields of a record.
    package init(of fields: some Sequence<MemberField>, in record: MemberRecord) {
        for field in fields {
            values[field] = .some(record[field])
            if field == .fullName, let name = record.name, PersonName(name.full)?.parts.isSame(as: name.parts) == false
            {
                nameParts = name.parts
            }
        }
    }

    /// All that is known in a record.
    package init(of record: MemberRecord) { self.init(of: record.knownFields, in: record) }

    /// The changes that put these values into a record; nil if one of them is no value of its field.
    package var changes: MemberChanges? {
        var record = MemberRecord()
        for (field, value) in values {
            guard let value else { continue }
            guard record.set(field, to: value) else { return nil }
        }
        if let nameParts, let name = record.name { record.name = PersonName(full: name.full, parts: nameParts) }
        return MemberChanges(Set(values.keys), to: record)
    }
}

extension MemberValues: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }

        static let nameParts = Key("name_parts")
    }

    /// Reads an object with the fields' names as keys; other keys are passed over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for field in MemberField.allCases where container.contains(Key(field.rawValue)) {
            values[field] = .some(try container.decode(String?.self, forKey: Key(field.rawValue)))
        }
        if let parts = try container.decodeIfPresent([String].self, forKey: .nameParts) {
            guard parts.count == 3 else {
                throw DecodingError.dataCorruptedError(
                    forKey: .nameParts,
                    in: container,
                    debugDescription: "three parts"
                )
            }
            nameParts = PersonNameParts(family: parts[0], middle: parts[1], given: parts[2])
        }
    }

    /// Writes the object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (field, value) in values { try container.encode(value, forKey: Key(field.rawValue)) }
        if let nameParts {
            try container.encode([nameParts.family, nameParts.middle, nameParts.given], forKey: .nameParts)
        }
    }
}

extension PersonNameParts {
    /// Whether the three parts are the same, whoever proposed them.
    package func isSame(as other: PersonNameParts) -> Bool {
        family == other.family && middle == other.middle && given == other.given
    }
}

extension MemberRecord {
    /// Puts a value into a field, in the form in which `subscript` gives it; false, and nothing changed, if it is none.
    package mutating func set(_ field: MemberField, to text: String) -> Bool {
        switch field {
        case .fullName: assign(PersonName(text), to: &name)
        case .sex: assign(Sex(rawValue: text), to: &sex)
        case .birthDate: assign(PartialDate(edtf: text), to: &birthDate)
        case .citizenID: assign(CitizenID(digits: text), to: &citizenID)
        case .phone: assign(PhoneNumber(digits: text), to: &phone)
        case .area: assign(AreaID(text), to: &area)
        case .schooling: assign(Schooling(stored: text), to: &schooling)
        case .partyMember: assign(["true": true, "false": false][text], to: &isPartyMember)
        case .joinedOn: assign(PartialDate(edtf: text), to: &joinedOn)
        case .leftOn: assign(PartialDate(edtf: text), to: &leftOn)
        case .diedOn: assign(PartialDate(edtf: text), to: &diedOn)
        case .ethnicity, .religion, .qualification, .politicalTheory, .circumstance, .standing, .leavingReason:
            assign(fits(field, text) ? field.choice(stored: text) : nil, to: &choices[field])
        case .nativePlace, .hamlet, .address, .occupation, .workplace, .joinedAt, .cardNumber, .position, .branch,
            .group,
            .remark:
            assign(fits(field, text) ? text : nil, to: &texts[field])
        }
    }

    private func fits(_ field: MemberField, _ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= field.longestCharacters
    }

    private func assign<Value>(_ value: Value?, to place: inout Value?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }
}
