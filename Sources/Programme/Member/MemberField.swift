/// The fields of a member's record: the ones that the lists of these organisations have (hội viên, đoàn viên).
package enum MemberField: String, CaseIterable, Codable, Sendable {
    case fullName = "full_name"
    case sex
    case birthDate = "birth_date"
    case citizenID = "citizen_id"
    case phone
    case ethnicity
    case religion
    case nativePlace = "native_place"
    case area
    case hamlet
    case address
    case occupation
    case workplace
    case schooling
    case qualification
    case politicalTheory = "political_theory"
    case partyMember = "party_member"
    case joinedOn = "joined_on"
    case joinedAt = "joined_at"
    case cardNumber = "card_number"
    case position
    case branch
    case group
    case standing
    case circumstance
    case leftOn = "left_on"
    case leavingReason = "leaving_reason"
    case diedOn = "died_on"
    case remark

    /// Fields are keys of every record: hashed by their place, not by the letters of their raw value.
    package func hash(into hasher: inout Hasher) { hasher.combine(UInt8(truncatingIfNeeded: place)) }

    /// Its place among `allCases`, from 0: an enumeration of fewer than 256 plain cases is that number in memory.
    var place: Int { withUnsafeBytes(of: self) { Int($0[0]) } }

    /// How the law sees a field.
    package enum Privacy: String, Codable, Sendable {
        /// Basic personal data (Decree 356/2025/NĐ-CP, art. 3).
        case basic
        /// Sensitive personal data (art. 4: ethnic origin, religion, political views), and what is kept like it because it
        /// shows as much: membership of the Party, political training, hardship. Has its own column grants.
        case sensitive
    }

    /// How the law sees the field.
    package var privacy: Privacy {
        switch self {
        case .ethnicity, .religion, .politicalTheory, .partyMember, .circumstance: .sensitive
        default: .basic
        }
    }

    /// The most characters that the field takes, counted as code points, as the database does; the record has no room for essays.
    package var longestCharacters: Int {
        switch self {
        case .fullName: PersonName.longestCharacters
        case .remark: 1000
        case .address, .nativePlace, .workplace, .occupation, .joinedAt: 200
        default: 100
        }
    }

    /// The field whose heading a column bears, in any spelling and with what stands in brackets left out; nil if the heading
    /// is none that is known. A guess for the officer to confirm.
    package static func heading(_ text: String) -> MemberField? {
        let plain = text.prefix { $0 != "(" }
        return byHeading[VietnameseText.folded(String(plain)).filter { $0 != " " }]
    }

    private static let byHeading: [String: MemberField] = {
        var found: [String: MemberField] = [:]
        for field in allCases {
            for name in [field.vietnameseName, field.englishName] + field.otherHeadings {
                found[VietnameseText.folded(name).filter { $0 != " " }] = field
            }
        }
        return found
    }()
}
