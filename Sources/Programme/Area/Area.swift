/// What an area is called in law. The words stand on screens and in lists; what counts for the system is the level.
package enum AreaKind: String, Codable, CaseIterable, Sendable {
    case province
    case ward
    case commune
    case township
    case hamlet
    case village
    case residentialGroup = "residential_group"
    case quarter

    /// As lists write it; the first is what screens show.
    package var vietnameseNames: [String] {
        switch self {
        case .province: ["tỉnh", "thành phố", "TP"]
        case .ward: ["phường", "P"]
        case .commune: ["xã", "X"]
        case .township: ["thị trấn", "TT"]
        case .hamlet: ["thôn", "ấp"]
        case .village: ["làng", "buôn", "plei"]
        case .residentialGroup: ["tổ dân phố", "TDP", "tổ DP", "tổ"]
        case .quarter: ["khu phố", "KP"]
        }
    }

    /// 1 for provinces, 2 for wards, communes and townships, 3 for what is below (thôn, làng, tổ dân phố ...), which has no
    /// national code.
    package var level: Int {
        switch self {
        case .province: 1
        case .ward, .commune, .township: 2
        case .hamlet, .village, .residentialGroup, .quarter: 3
        }
    }

    /// The kind with this Vietnamese name; nil if it is none.
    package init?(vietnamese name: String) {
        let folded = VietnameseText.folded(name)
        guard let kind = Self.allCases.first(where: { $0.vietnameseNames.map(VietnameseText.folded).contains(folded) })
        else {
            return nil
        }
        self = kind
    }
}

/// A piece of the land with a life: it begins and ends by decisions of the state (địa bàn). Its identity is a surrogate; names
/// and codes are attributes with their own dates, because both have been given again to others: the codes 23563, 23575, 23584
/// and 23586 and the names Diên Hồng, Thống Nhất and Hội Phú moved on 1 July 2025.
package struct Area: Hashable, Sendable {
    /// The surrogate.
    package let id: AreaID
    /// Names the area in seeds and commands (`tay-son`, `pleiku`). Unique, never re-used.
    package let key: String
    /// What it is called in law; an area that becomes another kind is another area (An Phú, 2025).
    package let kind: AreaKind
    /// When it exists.
    package let validity: Validity
    /// Without the word for the kind.
    package let names: [Dated<String>]
    /// National codes (five digits since the table of 2004); none for hamlets.
    package let codes: [Dated<String>]
    /// The area above, over time.
    package let parents: [Dated<AreaID>]
    /// What an operator should know, such as a day that is not confirmed.
    package let note: String

    /// An area with everything that is known of it.
    package init(
        id: AreaID,
        key: String,
        kind: AreaKind,
        validity: Validity,
        names: [Dated<String>],
        codes: [Dated<String>] = [],
        parents: [Dated<AreaID>] = [],
        note: String = ""
    ) {
        self.id = id
        self.key = key
        self.kind = kind
        self.validity = validity
        self.names = names
        self.codes = codes
        self.parents = parents
        self.note = note
    }

    /// The name on a day; outside of its life the nearest one, so that past records still have something to show.
    package func name(on day: CalendarDay) -> String { Self.value(of: names, on: day) ?? key }

    /// The code on a day; nil if it had none.
    package func code(on day: CalendarDay) -> String? { codes.first { $0.validity.contains(day) }?.value }

    /// The area above on a day.
    package func parent(on day: CalendarDay) -> AreaID? { parents.first { $0.validity.contains(day) }?.value }

    /// `Phường Diên Hồng`.
    package func title(on day: CalendarDay) -> String {
        let word = kind.vietnameseNames[0]
        return word.prefix(1).uppercased() + word.dropFirst() + " " + name(on: day)
    }

    private static func value(of dated: [Dated<String>], on day: CalendarDay) -> String? {
        if let now = dated.first(where: { $0.validity.contains(day) }) { return now.value }
        let later = dated.filter { $0.validity.from.map { $0 > day } ?? false }
        return (later.min { ($0.validity.from ?? day) < ($1.validity.from ?? day) } ?? dated.last)?.value
    }
}

/// A named set of areas over a period, for which totals are made: "the city" since the city as a level ended in 2025.
package struct AreaScope: Hashable, Sendable {
    /// As reports head it.
    package let name: String
    /// The period for which totals are made.
    package let validity: Validity
    /// The areas in it, all of one period.
    package let areas: Set<AreaID>

    /// The set of these areas.
    package init(name: String, validity: Validity = .always, areas: Set<AreaID>) {
        self.name = name
        self.validity = validity
        self.areas = areas
    }
}
