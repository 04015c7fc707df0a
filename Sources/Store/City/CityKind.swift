package import Postgres
package import Programme

/// Of what something is counted by kind and year: a title, or what titles are given to and who is trained.
package struct CityKind: Hashable, Sendable, PostgresRowDecodable {
    package let id: Int16
    /// Of a title its key, else a `DenominatorKind`.
    package let key: String
    /// Of a title to what it is given, else the key again.
    package let subjectKind: String
    package let isTitle: Bool
    package let vietnameseName: String
    package let englishName: String
    /// Of a title the decision that made it.
    package let legalBasis: String?
    /// The last day of a title that is given no more.
    package let validTo: CalendarDay?
    /// As which measure of a target it counts.
    package let target: String?

    /// Reads `id, key, subject_kind, is_title, name_vi, name_en, legal_basis, valid_to, target`.
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        key = try row.next()
        subjectKind = try row.next()
        isTitle = try row.next()
        let base = DenominatorKind(rawValue: key)
        vietnameseName = try row.next(String?.self) ?? base?.vietnameseName ?? key
        englishName = try row.next(String?.self) ?? base?.englishName ?? key
        legalBasis = try row.next()
        validTo = try row.next()
        target = try row.next()
    }

    /// Whether all that there are of its subjects is what its holders are a share of. Not so for a title of another level than
    /// the one of the targets.
    package var hasWhole: Bool { isTitle && (target != nil || validTo != nil) }
}

/// What is counted of a title in a year: in a ward, or in all of them.
package struct CityTitleNumbers: Hashable, Sendable {
    /// All that there are; nil where nobody counted, or of a title that has no whole.
    package var total: Int?
    /// The days of which the counts are, the first and the last; nil where that is not known.
    package var countedOn: ClosedRange<CalendarDay>?
    /// Who counted, in the order of the alphabet.
    package var sources: [String] = []
    package var registeredNew = 0
    package var registeredRenewed = 0
    package var recognised = 0
    package var refused = 0
    package var revoked = 0
    /// Certificates that were ever given for the year.
    package var certificates = 0

    /// Nothing.
    package init() {}

    package var registered: Int { registeredNew + registeredRenewed }

    /// Something was registered.
    package var isRegistered: Bool { registered > 0 }

    /// As figures that can be judged.
    package var figures: RecognitionFigures {
        RecognitionFigures(
            total: total,
            registered: registered,
            registeredNew: registeredNew,
            registeredRenewed: registeredRenewed,
            recognised: recognised
        )
    }

    mutating func add(_ amount: Int, of measure: String) {
        switch measure {
        case "registered_new": registeredNew += amount
        case "registered_renewed": registeredRenewed += amount
        case "recognised": recognised += amount
        case "refused": refused += amount
        case "revoked": revoked += amount
        case "title_certificates": certificates += amount
        default: break
        }
    }

    mutating func add(_ whole: CityWhole) {
        total = (total ?? 0) + whole.total
        if let first = whole.firstDay, let last = whole.lastDay {
            countedOn = min(first, countedOn?.lowerBound ?? first)...max(last, countedOn?.upperBound ?? last)
        }
        sources = Set(sources + whole.sources).sorted()
    }

    mutating func add(_ other: CityTitleNumbers) {
        registeredNew += other.registeredNew
        registeredRenewed += other.registeredRenewed
        recognised += other.recognised
        refused += other.refused
        revoked += other.revoked
        certificates += other.certificates
        guard let total = other.total else { return }
        let days = other.countedOn
        add(CityWhole(total: total, firstDay: days?.lowerBound, lastDay: days?.upperBound, sources: other.sources))
    }
}

/// How many there are in a ward, with days and sources.
struct CityWhole: Hashable, Sendable {
    let total: Int
    let firstDay: CalendarDay?
    let lastDay: CalendarDay?
    let sources: [String]
}

/// A ward beside what is counted of a title there.
package struct CityTitleWard: Hashable, Sendable {
    /// Nil for what lies in no ward.
    package let id: AreaID?
    package let name: String
    package var numbers: CityTitleNumbers
    /// Whether it counts for the city: before the roll-out only wards that try the title out do.
    package let counts: Bool
}

/// A title in a year, ward by ward and in the whole city.
package struct CityTitleTable: Hashable, Sendable {
    package let kind: CityKind
    /// By name.
    package let wards: [CityTitleWard]

    /// The wards that count, together.
    package var city: CityTitleNumbers { sum { $0.counts } }

    /// The wards that count and of which the whole is known: shares are of these alone.
    package var known: CityTitleNumbers { sum { $0.counts && $0.numbers.total != nil } }

    /// Wards that register without anybody having counted all that there are.
    package var uncounted: [CityTitleWard] {
        kind.hasWhole ? wards.filter { $0.counts && $0.numbers.total == nil && $0.numbers.isRegistered } : []
    }

    /// Wards that are before the roll-out, and do not count.
    package var early: [CityTitleWard] { wards.filter { !$0.counts } }

    private func sum(_ isIn: (CityTitleWard) -> Bool) -> CityTitleNumbers {
        wards.filter(isIn).reduce(into: CityTitleNumbers()) { $0.add($1.numbers) }
    }
}

/// Who is on the roll of those to be trained, and trained, in one place at the end of a year.
package struct CityRoll: Hashable, Sendable {
    package let kind: CityKind
    package let tenant: TenantID
    package let name: String
    package var people: Int
    package var trained: Int
}
