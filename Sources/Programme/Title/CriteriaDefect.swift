/// What keeps a set from being used. The database says the same by `app.criteria_defects`.
package struct CriteriaDefect: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, CaseIterable, Sendable {
        /// There are no criteria.
        case noItems = "no_items"
        /// A criterion could not be read.
        case notKnown = "not_known"
        /// Points at most are not known: of a criterion, or of the whole.
        case maximumUnknown = "maximum_unknown"
        /// The parts of a criterion do not make up its points.
        case sumOfParts = "sum_of_parts"
        /// The criteria at the top do not make up the whole.
        case sumOfWhole = "sum_of_whole"
        /// A criterion of yes and no has parts with points.
        case measuresMixed = "measures_mixed"
        /// A criterion may not apply, and nobody has said what then.
        case treatmentUnknown = "treatment_unknown"
        /// There are no levels.
        case noLevels = "no_levels"
        /// Points for a level are not known.
        case passMarkUnknown = "pass_mark_unknown"
        /// Points for a level are more than there are, or fewer than for the level below.
        case passMarkRange = "pass_mark_range"
        /// A level is missing below this one.
        case levelsGap = "levels_gap"
        /// A criterion is asked for a level that there is not.
        case levelUnknown = "level_unknown"

        /// Whether it says that something is not known, which makes a set partial, rather than wrong.
        package var isUnknown: Bool {
            switch self {
            case .noItems, .notKnown, .maximumUnknown, .treatmentUnknown, .noLevels, .passMarkUnknown: true
            case .sumOfParts, .sumOfWhole, .measuresMixed, .passMarkRange, .levelsGap, .levelUnknown: false
            }
        }
    }

    package let kind: Kind
    /// The criterion's code, or the number of the level; empty: of the whole.
    package let code: String

    /// A defect of a criterion, of a level, or of the whole.
    package init(_ kind: Kind, _ code: String = "") {
        self.kind = kind
        self.code = code
    }
}

/// What keeps a set from being kept at all.
package enum CriteriaFault: Hashable, Sendable {
    /// The key has another shape.
    case key
    /// The version is not 1 to 10,000.
    case version
    /// A name is missing, or a text is too long.
    case text(String)
    /// It ends before it begins.
    case dates
    /// More criteria or levels than a set may have.
    case tooMany
    /// Two criteria have the same code, or one has a code of another shape.
    case code(String)
    /// A criterion is part of one that there is not, or of itself.
    case parent(String)
    /// Points, a percentage or a number of months out of bounds; points where none are given; a rule where none belongs.
    case range(String)
}

extension CriteriaSet {
    /// Every reason for which it cannot become active; none for a set that can.
    package func defects() -> [CriteriaDefect] {
        var defects: [CriteriaDefect] = items.isEmpty ? [CriteriaDefect(.noItems)] : []
        if hasPoints, maximum == nil { defects.append(CriteriaDefect(.maximumUnknown)) }
        for item in items { defects += self.defects(of: item) }
        let top = items.filter { $0.parent == nil }
        let isWhole = !items.contains { $0.measure == .points && $0.maximum == nil }
        if let maximum, isWhole, sum(top) != maximum { defects.append(CriteriaDefect(.sumOfWhole)) }
        if levels.isEmpty { defects.append(CriteriaDefect(.noLevels)) }
        for index in levels.indices { defects += self.defects(ofLevel: index) }
        return defects
    }

    /// Draft while it is only wrong, partial while something is not known.
    package var openStatus: Status { defects().contains { $0.kind.isUnknown } ? .partial : .draft }

    private func defects(of item: CriteriaItem) -> [CriteriaDefect] {
        let parts = items.filter { $0.parent == item.code }
        var defects: [CriteriaDefect] = []
        if !item.isKnown { defects.append(CriteriaDefect(.notKnown, item.code)) }
        if item.measure == .points, item.maximum == nil { defects.append(CriteriaDefect(.maximumUnknown, item.code)) }
        if let maximum = item.maximum, !parts.isEmpty,
            !parts.contains(where: { $0.measure == .points && $0.maximum == nil }),
            sum(parts) != maximum
        {
            defects.append(CriteriaDefect(.sumOfParts, item.code))
        }
        if item.measure == .pass, parts.contains(where: { $0.measure == .points }) {
            defects.append(CriteriaDefect(.measuresMixed, item.code))
        }
        if parts.isEmpty, item.exception != nil, item.treatment == nil {
            defects.append(CriteriaDefect(.treatmentUnknown, item.code))
        }
        if item.fromLevel > 1, item.fromLevel > levels.count {
            defects.append(CriteriaDefect(.levelUnknown, item.code))
        }
        return defects
    }

    private func defects(ofLevel index: Int) -> [CriteriaDefect] {
        let level = levels[index]
        let number = "\(index + 1)"
        var defects: [CriteriaDefect] = []
        let isFavourableMissing = level.passFavourable == nil && zone != .difficult
        let isDifficultMissing = level.passDifficult == nil && zone != .favourable
        if hasPoints, isFavourableMissing || isDifficultMissing {
            defects.append(CriteriaDefect(.passMarkUnknown, number))
        }
        let below = index > 0 ? levels[index - 1] : nil
        let isTooHigh = [level.passFavourable, level.passDifficult].contains { mark in
            if let mark, let maximum { mark > maximum } else { false }
        }
        let isBelow = SubjectZone.allCases.contains { zone in
            if let mark = level.pass(in: zone), let lower = below?.pass(in: zone) { mark < lower } else { false }
        }
        if isTooHigh || isBelow { defects.append(CriteriaDefect(.passMarkRange, number)) }
        return defects
    }

    private func sum(_ items: [CriteriaItem]) -> Points {
        items.reduce(.zero) { $0 + ($1.measure == .points ? $1.maximum ?? .zero : .zero) }
    }
}
