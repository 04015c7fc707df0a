/// Criteria for a title (bộ tiêu chí): one version of what one decision asks, in one place and perhaps one zone. It is written,
/// becomes active when nothing is left to be known, and never changes after that: what is to change is a new version.
package struct CriteriaSet: Hashable, Sendable, Codable {
    /// Where a set stands.
    package enum Status: String, Codable, CaseIterable, Sendable {
        /// Being written.
        case draft
        /// Something of it is not known, so it cannot be used.
        case partial
        /// In use.
        case active
        /// Not used any more.
        case retired

        /// Whether it may be changed.
        package var isOpen: Bool { self == .draft || self == .partial }

        /// Đang soạn, Chưa đầy đủ, Đang áp dụng, Hết áp dụng.
        package var vietnameseName: String {
            switch self {
            case .draft: "Đang soạn"
            case .partial: "Chưa đầy đủ"
            case .active: "Đang áp dụng"
            case .retired: "Hết áp dụng"
            }
        }

        /// Draft, Partial, Active, Retired.
        package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    /// Criteria of one set, at most: the largest decisions have about a hundred.
    package static let mostItems = 500
    /// Levels of one set, at most.
    package static let mostLevels = 20

    /// Names it in files and commands: `[a-z][a-z0-9-]*`, 40 characters at most.
    package var key: String
    /// From 1.
    package var version: Int
    /// The key of the title.
    package var title: String
    package var name: String
    /// The decision; empty for an invented set.
    package var legalBasis: String
    /// Where it holds.
    package var jurisdiction: String
    /// For areas of one kind only; nil: for all.
    package var zone: SubjectZone?
    package var validFrom: CalendarDay?
    package var validTo: CalendarDay?
    /// Nil where it has no points, or they are not known.
    package var maximum: Points?
    /// Invented, to show how it works.
    package var isDemo: Bool
    /// In the order of the screen.
    package var items: [CriteriaItem]
    /// From the lowest.
    package var levels: [CriteriaLevel]

    /// A set of these parts.
    package init(
        key: String,
        version: Int = 1,
        title: String,
        name: String,
        legalBasis: String = "",
        jurisdiction: String = "Toàn quốc",
        zone: SubjectZone? = nil,
        validFrom: CalendarDay? = nil,
        validTo: CalendarDay? = nil,
        maximum: Points? = nil,
        isDemo: Bool = false,
        items: [CriteriaItem] = [],
        levels: [CriteriaLevel] = []
    ) {
        self.key = key
        self.version = version
        self.title = title
        self.name = name
        self.legalBasis = legalBasis
        self.jurisdiction = jurisdiction
        self.zone = zone
        self.validFrom = validFrom
        self.validTo = validTo
        self.maximum = maximum
        self.isDemo = isDemo
        self.items = items
        self.levels = levels
    }

    /// Whether it holds for somewhere in this zone in a year, as far as its dates say.
    package func holds(in year: Int, zone asked: SubjectZone) -> Bool {
        guard zone.map({ $0 == asked }) ?? true else { return false }
        return validFrom.map { $0.year <= year } ?? true && validTo.map { $0.year >= year } ?? true
    }

    /// What is answered: the criteria without parts, in order.
    package var leaves: [CriteriaItem] {
        let parents = Set(items.compactMap(\.parent))
        return items.filter { !parents.contains($0.code) }
    }

    /// Whether points are given at all.
    package var hasPoints: Bool { items.contains { $0.measure == .points } }

    /// How deep a criterion lies, 0 at the top.
    package func depth(of item: CriteriaItem) -> Int {
        var depth = 0
        var parent = item.parent
        while let code = parent, depth < items.count {
            depth += 1
            parent = items.first { $0.code == code }?.parent
        }
        return depth
    }
}

/// A share of those below who hold a title, computed from what was decided.
package struct TitleShare: Hashable, Sendable {
    /// How many there are.
    package let total: Int
    /// How many of them hold it.
    package let recognised: Int

    /// So many of so many.
    package init(total: Int, recognised: Int) {
        self.total = total
        self.recognised = recognised
    }

    /// In hundredths of a percent, rounded down; nil of none.
    package var percent: Points? { total > 0 ? Points(hundredths: recognised * 10_000 / total) : nil }

    /// Whether it is at least so many of a hundred; of none it is not.
    package func reaches(_ percent: Points) -> Bool {
        total > 0 && recognised * 10_000 >= percent.hundredths * total
    }
}
