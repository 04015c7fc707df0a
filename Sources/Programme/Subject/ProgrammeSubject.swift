/// What a title is given to, as a ward enters it: a household under the name of its head, a clan, a community or a unit under its
/// own. People and places are never told by it: it has an identity besides.
package struct ProgrammeSubject: Hashable, Sendable {
    /// Of `peopleCount` and `childrenCount`.
    package static let counts = 0...1_000_000
    /// Characters of a code, at most.
    package static let longestCode = 40
    /// Characters of the name of a clan, a community or a unit, at most; of a person's as of every person's.
    package static let longestName = 200

    package var kind: SubjectKind
    /// Of a household its head, else what it is called.
    package var name: String
    /// The hamlet, or the ward where the hamlet is not known.
    package var area: AreaID
    /// The ward's own number for it.
    package var code: String
    /// Of a clan, a community or a unit, who heads it.
    package var headName: String
    package var address: String
    package var phone: PhoneNumber?
    /// Of a unit.
    package var unitKind: UnitKind?
    /// Of a clan.
    package var descent: ClanDescent?
    /// A clan to which households of other wards belong.
    package var isAcrossWards: Bool
    /// People in it.
    package var peopleCount: Int?
    /// Of school age. Nought means that criteria about children do not apply; unknown means that they do.
    package var childrenCount: Int?
    /// Nil for the ward's.
    package var zone: SubjectZone?
    package var startedOn: CalendarDay?
    package var remark: String

    /// A subject of which only what every one has is known.
    package init(_ kind: SubjectKind, name: String, area: AreaID) {
        self.kind = kind
        self.name = name
        self.area = area
        code = ""
        headName = ""
        address = ""
        isAcrossWards = false
        remark = ""
    }

    /// What is wrong with a subject.
    package enum Defect: Hashable, Sendable {
        /// There is no name, or it is no name of a person where it has to be one.
        case name
        /// A text is too long.
        case text
        /// A count is out of its bounds, or there are more children than people.
        case counts
        /// Something is said that does not go with the kind.
        case kind
        /// It begins on a day to come.
        case dates
    }

    /// The subject with its texts cleaned, or the first thing that is wrong with it.
    package func checked(today: CalendarDay) -> Result<ProgrammeSubject, LearningDefect<Defect>> {
        var clean = self
        clean.name = VietnameseText.clean(name)
        clean.code = VietnameseText.clean(code)
        clean.headName = VietnameseText.clean(headName)
        clean.address = VietnameseText.clean(address)
        clean.remark = VietnameseText.clean(remark)
        guard clean.hasName else { return .failure(LearningDefect(.name)) }
        guard clean.code.unicodeScalars.count <= Self.longestCode, clean.address.unicodeScalars.count <= 200,
            clean.headName.unicodeScalars.count <= PersonName.longestCharacters,
            clean.remark.unicodeScalars.count <= 1000
        else { return .failure(LearningDefect(.text)) }
        guard unitKind == nil || kind == .unit, descent == nil || kind == .clan, !isAcrossWards || kind == .clan,
            clean.headName.isEmpty || kind != .household
        else { return .failure(LearningDefect(.kind)) }
        guard peopleCount.map(Self.counts.contains) ?? true, childrenCount.map(Self.counts.contains) ?? true,
            peopleCount.flatMap({ people in childrenCount.map { $0 <= people } }) ?? true
        else { return .failure(LearningDefect(.counts)) }
        guard startedOn.map({ $0 <= today }) ?? true else { return .failure(LearningDefect(.dates)) }
        return .success(clean)
    }

    /// By this lists are ordered: households as people are, the others as dictionaries do.
    package var sortKey: String {
        kind == .household ? PersonName(name)?.sortKey ?? "" : VietnameseSortKey.key(name)
    }

    /// Two names that differ in marks and spelling alone have one key; for finding doubles, never for deciding.
    package var searchKey: String { PersonName(String(name.prefix(100)))?.searchKey ?? VietnameseText.folded(name) }

    /// The words by which an index finds the name.
    package var searchWords: [String] { PersonName(String(name.prefix(100)))?.searchWords ?? [] }

    private var hasName: Bool {
        let longest = kind == .household ? PersonName.longestCharacters : Self.longestName
        guard !name.isEmpty, name.unicodeScalars.count <= longest else { return false }
        if kind == .household { return PersonName.read(name).value != nil }
        return name.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
}

/// Somebody who lives in a household. A citizen ID is turned into a token where it is entered and kept nowhere.
package struct HouseholdPerson: Hashable, Sendable {
    package var fullName: String
    /// To the head: chủ hộ, vợ, con.
    package var relation: String
    package var birthYear: Int?
    package var sex: Sex?

    /// Somebody of whom only the name is known, unless more is told.
    package init(fullName: String, relation: String = "", birthYear: Int? = nil, sex: Sex? = nil) {
        self.fullName = fullName
        self.relation = relation
        self.birthYear = birthYear
        self.sex = sex
    }

    /// The person with the texts cleaned; nil without a name that can be one, with texts too long, or a year of birth that nobody
    /// alive has.
    package func checked(today: CalendarDay) -> HouseholdPerson? {
        var clean = self
        guard let name = PersonName.read(fullName).value else { return nil }
        clean.fullName = name.full
        clean.relation = VietnameseText.clean(relation)
        guard clean.relation.unicodeScalars.count <= 50,
            birthYear.map({ (max(1880, today.year - 130)...today.year).contains($0) }) ?? true
        else { return nil }
        return clean
    }
}
