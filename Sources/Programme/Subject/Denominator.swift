/// What there is to count of which a share is asked.
package enum DenominatorKind: String, Codable, CaseIterable, Sendable {
    case household
    case clan
    case community
    case unit
    /// Cán bộ hội khuyến học.
    case associationOfficer = "association_officer"
    /// Cán bộ quản lý trung tâm học tập cộng đồng.
    case centreManager = "centre_manager"

    /// The subjects of which it is the number; nil for people.
    package var subjectKind: SubjectKind? { SubjectKind(rawValue: rawValue) }

    /// In Vietnamese.
    package var vietnameseName: String {
        switch self {
        case .associationOfficer: "Cán bộ hội khuyến học"
        case .centreManager: "Cán bộ quản lý TTHTCĐ"
        default: subjectKind?.vietnameseName ?? rawValue
        }
    }

    /// In English.
    package var englishName: String {
        switch self {
        case .associationOfficer: "Officers of the Association"
        case .centreManager: "Managers of centres"
        default: subjectKind?.englishName ?? rawValue
        }
    }
}

/// How many there are in all, as somebody counted them on a day.
package struct Denominator: Hashable, Sendable {
    /// Of `total`.
    package static let totals = 0...10_000_000
    /// Of `year`.
    package static let years = 2000...2200

    package var kind: DenominatorKind
    /// The ward, or a hamlet.
    package var area: AreaID
    /// For which year it is used.
    package var year: Int
    /// The day of which the count is.
    package var countedOn: CalendarDay
    package var total: Int
    /// Who counted, or which list it is from; a count without a source is none.
    package var source: String
    package var note: String

    /// A count of these parts.
    package init(
        _ kind: DenominatorKind,
        area: AreaID,
        year: Int,
        countedOn: CalendarDay,
        total: Int,
        source: String,
        note: String = ""
    ) {
        self.kind = kind
        self.area = area
        self.year = year
        self.countedOn = countedOn
        self.total = total
        self.source = source
        self.note = note
    }

    /// What is wrong with a count.
    package enum Defect: Hashable, Sendable {
        /// No source, or a text too long.
        case source
        /// The year or the number is out of its bounds.
        case range
        /// It was counted on a day to come, or more than two years before the year for which it is used, or after that year.
        case dates
    }

    /// The count with its texts cleaned, or the first thing that is wrong with it.
    package func checked(today: CalendarDay) -> Result<Denominator, LearningDefect<Defect>> {
        var clean = self
        clean.source = VietnameseText.clean(source)
        clean.note = VietnameseText.clean(note)
        guard (1...200).contains(clean.source.unicodeScalars.count), clean.note.unicodeScalars.count <= 500 else {
            return .failure(LearningDefect(.source))
        }
        guard Self.totals.contains(total), Self.years.contains(year) else { return .failure(LearningDefect(.range)) }
        // the count at the end of a year is often made in the first weeks of the next
        guard countedOn <= today, (year - 2...year + 1).contains(countedOn.year) else {
            return .failure(LearningDefect(.dates))
        }
        return .success(clean)
    }
}

/// What makes one look twice at a count: it is kept all the same, with the reason shown.
package enum DenominatorFlag: Hashable, Sendable {
    /// Fewer than the ward keeps records of.
    case belowRecorded(Int)
    /// The hamlets together have more than the ward.
    case hamletsAboveWard(sum: Int)
    /// It differs by more than a fifth from the year before.
    case changed(from: Int)

    /// Of the year before, beyond which a change is flagged.
    static let mostChange = 0.2

    /// The flags of a count beside what else is known; nil where nothing is.
    ///
    /// - Parameters:
    ///   - recorded: living subjects of the kind on record in the area.
    ///   - hamlets: the counts of the hamlets of a ward together.
    ///   - before: the count of the same area the year before.
    package static func flags(
        of total: Int,
        recorded: Int? = nil,
        hamlets: Int? = nil,
        before: Int? = nil
    ) -> [DenominatorFlag] {
        var flags: [DenominatorFlag] = []
        if let recorded, recorded > total { flags.append(.belowRecorded(recorded)) }
        if let hamlets, hamlets > total { flags.append(.hamletsAboveWard(sum: hamlets)) }
        if let before, before > 0, Double(abs(total - before)) > Double(before) * mostChange {
            flags.append(.changed(from: before))
        }
        return flags
    }
}
