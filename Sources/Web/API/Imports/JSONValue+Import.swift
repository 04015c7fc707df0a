internal import Foundation
internal import Intake
internal import Programme
internal import Store

extension JSONValue {
    /// An import in a list.
    init(_ stored: StoredImport) { self = .init(members: Self.head(of: stored)) }

    /// An import with all that there is to say of it.
    init(_ detail: ImportDetail, _ progress: ImportProgress?, language: Language) {
        let problems = detail.mappingProblems.map { JSONValue.string($0.message(in: language)) }
        self.init(
            members: Self.head(of: detail.stored) + [
                ("settings", JSONValue(detail.settings)), ("run", detail.summary.map { JSONValue($0) } ?? .null),
                ("progress", progress.map { JSONValue($0) } ?? .null), ("mapping_problems", .array(problems)),
            ]
        )
    }

    private static func head(of stored: StoredImport) -> [(String, JSONValue)] {
        [
            ("id", JSONValue(stored.id)), ("version", .integer(stored.version)),
            ("state", .string(stored.state.rawValue)), ("file_name", .string(stored.fileName)),
            ("file_bytes", .integer(stored.fileBytes)), ("officer", JSONValue(stored.officer)),
            ("created_at", JSONValue(stored.createdAt)), ("committed_at", JSONValue(stored.committedAt)),
            ("undone_at", JSONValue(stored.undoneAt)), ("failure", JSONValue(stored.failure)),
        ]
    }

    private init(_ settings: ImportSettings) {
        let survey = settings.survey
        let rows = survey.headerRows.map { rows -> JSONValue in
            ["first": .integer(rows.lowerBound), "last": .integer(rows.upperBound)]
        }
        let columns = settings.mapping.columns.map { column -> JSONValue in
            [
                "column": .integer(column.column), "heading": .string(column.heading),
                "role": .string(column.role.rawValue), "encoding": JSONValue(column.encoding?.rawValue),
                "examples": .array(settings.examples(of: column.column).map(JSONValue.string)),
            ]
        }
        self = [
            "sheet": .integer(survey.sheet), "sheet_name": .string(survey.sheetName), "header_rows": rows ?? .null,
            "row_count": .integer(survey.rowCount),
            "confidence_percent": .integer(Int((min(max(survey.confidence, 0), 1) * 100).rounded())),
            "mapping_source": .string(settings.mappingSource.rawValue), "columns": .array(columns),
            "date_order": JSONValue(settings.dateOrder?.rawValue), "area_day": JSONValue(settings.areaDay),
            "default_branch": JSONValue(settings.defaultBranch), "default_area": JSONValue(settings.defaultArea),
            "creates_branches": .boolean(settings.createsBranches), "mode": .string(settings.mode.rawValue),
        ]
    }

    init(_ run: ImportSummary) {
        self = [
            "is_applied": .boolean(run.isApplied), "is_refused": .boolean(run.isRefused),
            "outcomes": Self.counts(run.outcomes), "problems": Self.counts(run.problems),
            "skipped": Self.counts(run.skipped), "hidden": .integer(run.hidden),
            "new_branches": .array(run.newBranches.map(JSONValue.string)),
        ]
    }

    private init(_ progress: ImportProgress) {
        self = [
            "phase": .string(progress.phase), "rows_done": .integer(progress.rowsDone),
            "rows_expected": JSONValue(progress.rowsExpected), "changed_at": JSONValue(progress.changedAt),
        ]
    }

    /// A row; its problems in the caller's words.
    init(_ row: ImportRow, language: Language) {
        let problems = row.rowProblems.map { problem -> JSONValue in
            [
                "column": JSONValue(problem.column), "code": .string(problem.problem.code.rawValue),
                "severity": .string(problem.problem.code.severity.rawValue),
                "message": .string(problem.problem.message(in: language)),
            ]
        }
        self = [
            "row": .integer(row.number), "outcome": .string(row.outcome.rawValue), "member": JSONValue(row.member),
            "before": JSONValue(row.before), "after": JSONValue(row.after), "problems": .array(problems),
        ]
    }

    init(_ undo: ImportUndo) {
        self = [
            "removed": .integer(undo.removed), "restored": .integer(undo.restored),
            "remaining_count": .integer(undo.remainingCount),
            "remaining": .array(
                undo.remaining.map { ["row": .integer($0.row), "member": JSONValue($0.member)] }
            ),
        ]
    }

    private static func counts<Key: RawRepresentable>(_ counts: [Key: Int]) -> JSONValue where Key.RawValue == String {
        JSONValue(members: counts.map { ($0.key.rawValue, .integer($0.value)) }.sorted { $0.0 < $1.0 })
    }
}
