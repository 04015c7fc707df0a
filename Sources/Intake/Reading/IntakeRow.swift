package import Programme
package import Spreadsheet

/// One person of a list: what could be read, and everything that there is to say.
package struct IntakeRow: Sendable {
    /// As the workbook counts, from 1.
    package let number: Int
    /// What could be read. A field of a group row above is filled in where the row itself says nothing.
    package let record: MemberRecord
    /// What the group rows above say, in full.
    package let groups: GroupTrail
    /// In the order of the fields, each with its row and the heading of its column.
    package let problems: [RowProblem]
    /// Hidden by hand or by a filter. It is taken all the same.
    package let isHidden: Bool

    /// Whether something keeps the row from being taken.
    package var isRefused: Bool { problems.contains { $0.problem.code.severity == .error } }
}

/// What reading a list came to.
package struct IntakeSummary: Codable, Hashable, Sendable {
    /// A row that was passed over.
    package struct SkippedRow: Codable, Hashable, Sendable {
        /// As the workbook counts, from 1.
        package var row: Int
        /// Why.
        package var reason: SkipReason
        /// What stands there first, cut to `mostCharacters`.
        package var text: String
    }

    /// Skipped rows that are listed; more are counted only.
    package static let mostSkippedListed = 5000
    /// Characters of a skipped row that are kept.
    package static let mostCharacters = 120

    /// Rows below the header in which something stands.
    package private(set) var rowsSeen = 0
    /// Rows that are people.
    package private(set) var people = 0
    /// People with a problem that keeps them from being taken.
    package private(set) var refused = 0
    /// People without such a problem, but with a warning.
    package private(set) var warned = 0
    /// People in hidden rows.
    package private(set) var hidden = 0
    /// Rows passed over, by reason.
    package private(set) var skipped: [SkipReason: Int] = [:]
    /// Which they were; the first `mostSkippedListed`, empty rows left out.
    package private(set) var skippedRows: [SkippedRow] = []
    /// Problems, by code.
    package private(set) var problems: [ProblemCode: Int] = [:]

    /// Nothing yet.
    package init() {}

    mutating func add(_ row: IntakeRow) {
        rowsSeen += 1
        people += 1
        if row.isHidden { hidden += 1 }
        guard !row.problems.isEmpty else { return }
        var isRefused = false
        for problem in row.problems {
            problems[problem.problem.code, default: 0] += 1
            isRefused = isRefused || problem.problem.code.severity == .error
        }
        if isRefused { refused += 1 } else { warned += 1 }
    }

    mutating func skip(_ row: Int, _ reason: SkipReason, _ text: String) {
        rowsSeen += 1
        skipped[reason, default: 0] += 1
        guard reason != .empty, skippedRows.count < Self.mostSkippedListed else { return }
        skippedRows.append(SkippedRow(row: row, reason: reason, text: String(text.prefix(Self.mostCharacters))))
    }
}

/// How a list is read.
package struct IntakeSettings: Sendable {
    /// No date may be after it; as a rule today.
    package var latest: CalendarDay
    /// The areas among which wards are looked up; nil leaves them as text.
    package var areas: AreaHistory?
    /// The day whose areas the list names.
    package var areaDay: CalendarDay
    /// The order of dates that could be read both ways; nil goes by what each column shows.
    package var dateOrder: DateReading.Order?
    /// How much a file may hold.
    package var limits: SheetLimits

    /// Reads dates up to `latest`, and areas as of the same day unless another is given.
    package init(
        latest: CalendarDay,
        areas: AreaHistory? = nil,
        areaDay: CalendarDay? = nil,
        limits: SheetLimits = SheetLimits()
    ) {
        self.latest = latest
        self.areas = areas
        self.areaDay = areaDay ?? latest
        self.limits = limits
    }
}
