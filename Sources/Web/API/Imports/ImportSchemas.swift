internal import Intake
internal import Programme
internal import Store

/// What imports look like in JSON.
enum ImportSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Import", summary), ("ImportDetail", detail), ("ImportSettings", settings), ("ImportRow", row),
        ("ImportRun", run), ("ImportUndo", undo),
    ]

    static let outcomes = JSONSchema.choice(ImportOutcome.allCases.map(\.rawValue))

    /// Columns of one list, at most.
    private static let mostColumns = 1000

    private static let states = JSONSchema.choice(ImportState.allCases.map(\.rawValue))
    private static let roles = JSONSchema.choice(ColumnRole.allCases.map(\.rawValue))
    private static let encodings = JSONSchema.nullable(.choice(LegacyEncoding.allCases.map(\.rawValue)))
    private static let count = JSONSchema.integer(0...10_000_000)

    private static let head: [JSONSchema.Member] = [
        .required("id", .identity), .required("version", APISchemas.version), .required("state", states),
        .required("file_name", .text(1...255)), .required("file_bytes", .integer(0...NewImport.mostBytes)),
        .required("officer", .identity), .required("created_at", .form(.instant)),
        .required("committed_at", .nullable(.form(.instant))), .required("undone_at", .nullable(.form(.instant))),
        .required("failure", .nullable(.text(0...200)).described("Why the last run came to nothing.")),
    ]

    private static let summary = JSONSchema.object(head)

    private static let column = JSONSchema.object([
        .required("column", .integer(0...16_383).described("From 0.")), .required("role", roles),
        .optional("encoding", encodings),
    ])

    private static let heading = JSONSchema.object([
        .required("column", .integer(0...16_383)), .required("heading", .text(0...10_000)), .required("role", roles),
        .required("encoding", encodings), .required("examples", .array(.text(0...10_000), most: 100)),
    ])

    private static let choices: [JSONSchema.Member] = [
        .optional(
            "date_order",
            .nullable(.choice(["dayFirst", "monthFirst"])).described("Null goes by what each column shows.")
        ),
        .optional("area_day", .form(.day).described("The day whose wards the list names.")),
        .optional("default_branch", .nullable(.identity).described("Of rows that name none.")),
        .optional("default_area", .nullable(.identity).described("Of rows that name none.")),
        .optional("creates_branches", .boolean.described("Whether branches that there are not are made.")),
        .optional("mode", .choice(ImportSettings.Mode.allCases.map(\.rawValue))),
    ]

    private static let settings = JSONSchema.object(
        [.optional("columns", .array(column, most: mostColumns).described("What is not named is left as it is."))]
            + choices
    )

    private static let settled = JSONSchema.object(
        [
            .required("sheet", .integer(0...100_000)), .required("sheet_name", .text(0...1000)),
            .required("header_rows", .nullable(.object([.required("first", count), .required("last", count)]))),
            .required("row_count", count), .required("confidence_percent", .integer(0...100)),
            .required("mapping_source", .choice(["guessed", "remembered", "chosen"])),
            .required("columns", .array(heading, most: mostColumns)),
        ] + choices.map { .required($0.name, $0.schema) }
    )

    private static let run = JSONSchema.object([
        .required("is_applied", .boolean), .required("is_refused", .boolean),
        .required("outcomes", .map(count).described("Rows by what became of them.")),
        .required("problems", .map(count).described("By code, warnings included.")),
        .required("skipped", .map(count).described("Rows passed over, by reason.")),
        .required("hidden", count), .required("new_branches", .array(.text(1...1000), most: 20_000)),
    ])

    private static let progress = JSONSchema.object([
        .required("phase", .text(0...100)), .required("rows_done", count),
        .required("rows_expected", .nullable(count)), .required("changed_at", .form(.instant)),
    ])

    private static let detail = JSONSchema.object(
        head + [
            .required("settings", settled), .required("run", .nullable(.reference("ImportRun"))),
            .required("progress", .nullable(progress)),
            .required("mapping_problems", .array(.text(1...1000), most: 1000)),
        ]
    )

    private static let problem = JSONSchema.object([
        .required("column", .nullable(.text(0...1000)).described("Its heading; null for the row as a whole.")),
        .required("code", .text(1...100)), .required("severity", .choice(["error", "warning"])),
        .required("message", .text(1...4000).described("In the language of the request.")),
    ])

    private static let row = JSONSchema.object([
        .required("row", .integer(1...10_000_000).described("As the workbook counts.")),
        .required("outcome", outcomes), .required("member", .nullable(.identity)),
        .required("before", .nullable(.reference("MemberValues"))),
        .required("after", .nullable(.reference("MemberValues"))),
        .required("problems", .array(problem, most: 1000).described("What there is to mend, or to look at.")),
    ])

    private static let undo = JSONSchema.object([
        .required("removed", count), .required("restored", count), .required("remaining_count", count),
        .required(
            "remaining",
            .array(
                .object([.required("row", count), .required("member", .identity)]),
                most: Intake.ImportUndo.mostRemaining
            )
        ),
    ])
}
