import FoundationEssentials
package import Programme

/// How one upload is taken over: where its list is, which column is which field, and what to do with what does not fit. Kept
/// with the import as JSON, so that any process can go on with it.
package struct ImportSettings: Codable, Hashable, Sendable {
    /// What happens to the good rows where others are refused.
    package enum Mode: String, Codable, CaseIterable, Sendable {
        /// One row refused, nothing taken.
        case allOrNothing = "all_or_nothing"
        /// The good rows are taken, the others come back.
        case goodRows = "good_rows"
    }

    /// Where the mapping is from.
    package enum MappingSource: String, Codable, Sendable {
        /// Guessed from the headings and what stands below them.
        case guessed
        /// As an officer of the tenant put it right for the same headings before.
        case remembered
        /// As an officer chose it for this upload.
        case chosen
    }

    /// Where the list is and what its columns look like, without examples: those are in `samples`.
    package var survey: SheetSurvey
    /// The first values of each column, in the order of the survey's headings; nil once the import is over.
    package var samples: [[String]]?
    /// Which column is which field.
    package var mapping: ColumnMapping
    /// Where the mapping is from.
    package var mappingSource: MappingSource
    /// The order of all dates that could be read both ways; nil goes by what each column shows.
    package var dateOrder: DateReading.Order?
    /// The day whose wards the list names: lists made before 1 July 2025 have the old ones.
    package var areaDay: CalendarDay
    /// The branch of rows that name none.
    package var defaultBranch: BranchID?
    /// The ward of rows that name none.
    package var defaultArea: AreaID?
    /// Whether a branch that the tenant does not have is made; otherwise its rows are refused.
    package var createsBranches: Bool
    /// What happens to the good rows where others are refused.
    package var mode: Mode

    var json: String { get throws { try Self.text(self) } }

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension ImportSettings {
    /// The settings with which an upload begins: as surveyed, all or nothing, branches not made.
    package init(survey: SheetSurvey, mapping: ColumnMapping, source: MappingSource, areaDay: CalendarDay) {
        self.survey = survey
        samples = survey.headings.map(\.examples)
        for index in self.survey.headings.indices { self.survey.headings[index].examples = [] }
        self.mapping = mapping
        mappingSource = source
        self.areaDay = areaDay
        createsBranches = false
        mode = .allOrNothing
    }

    /// Examples of a column, as they read; none for a column that the list does not have.
    package func examples(of column: Int) -> [String] {
        guard let index = survey.headings.firstIndex(where: { $0.column == column }), let samples,
            samples.indices.contains(index)
        else { return [] }
        return samples[index]
    }
}
