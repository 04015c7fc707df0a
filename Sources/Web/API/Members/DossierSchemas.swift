internal import Programme
internal import Store

/// What everything kept about a member looks like in JSON.
enum DossierSchemas {
    static let dossier = JSONSchema.object([
        .required("records", .array(record, most: 1000)),
        .required("consents", .array(.reference("Consent"), most: 10_000)),
        .required("merges", .array(.reference("Merge"), most: 10_000)),
        .required("imports", .array(imported, most: 10_000)),
        .required("audit", .array(entry, most: MemberDossier.mostEntries)),
        .required("has_more_entries", .boolean),
    ])

    private static let record = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
        .required("state", MemberSchemas.states), .required("values", .reference("MemberValues")),
        .required("branch", .nullable(.identity)), .required("branch_name", .nullable(.text(1...200))),
        .required("merged_into", .nullable(.identity)), .required("created_at", .form(.instant)),
        .required("updated_at", .form(.instant)),
        .required("life", .array(.reference("MembershipEvent"), most: 100_000)),
    ])

    private static let imported = JSONSchema.object([
        .required("import", .identity), .required("file_name", .text(1...255)),
        .required("uploaded_at", .form(.instant)), .required("row", .integer(1...2_000_000)),
        .required("outcome", .choice(ImportOutcome.allCases.map(\.rawValue))),
        .required("before", .nullable(.reference("MemberValues"))),
        .required("after", .nullable(.reference("MemberValues"))),
    ])

    private static let entry = JSONSchema.object([
        .required("happened_at", .form(.instant)), .required("action", .text(1...100)),
        .required("actor", .choice(["officer", "program", "operator"])),
        .required("officer_name", .nullable(.text(1...100))),
        .required("fields", .array(.text(1...100), most: 100)),
    ])
}
