internal import Programme
internal import Store

/// What branches and areas look like in JSON.
enum BranchSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Branch", branch), ("BranchDraft", draft), ("BranchPatch", patch), ("BranchVersion", change), ("Area", area),
        ("AreaLife", life),
    ]

    private static let name = JSONSchema.text(1...StoredBranch.longestName)

    private static let branch = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
        .required("parent", .nullable(.identity)), .required("name", name), .required("area", .nullable(.identity)),
        .required("closed_on", .nullable(.form(.day)).described("From this day on nobody new is put into it.")),
    ])

    private static let draft = JSONSchema.object([
        .required("name", name), .optional("parent", .nullable(.identity)), .optional("area", .nullable(.identity)),
    ])

    private static let patch = JSONSchema.object([
        .optional("name", name), .optional("parent", .nullable(.identity)), .optional("area", .nullable(.identity)),
        .optional("closed_on", .nullable(.form(.day))),
    ])

    private static let change = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
    ])

    // MARK: Areas

    static let kinds = JSONSchema.choice(AreaKind.allCases.map(\.rawValue))

    private static let span: [JSONSchema.Member] = [
        .required("from", .nullable(.form(.day))), .required("through", .nullable(.form(.day))),
    ]

    private static let area = JSONSchema.object(
        [
            .required("id", .identity), .required("key", .text(1...100)), .required("kind", kinds),
            .required("name", .text(1...100)), .required("title", .text(1...150)),
            .required("code", .nullable(.text(1...10))), .required("parent", .nullable(.identity)),
        ] + span
    )

    private static func dated(_ value: JSONSchema) -> JSONSchema {
        .array(.object([.required("value", value)] + span), most: 1000)
    }

    private static let step = JSONSchema.object([
        .required("from", .identity), .required("to", .identity),
        .required("kind", .choice(AreaSuccession.Kind.allCases.map(\.rawValue))),
        .required("date", .form(.day)), .required("legal_basis", .text(0...500)),
    ])

    private static let life = JSONSchema.object(
        [
            .required("id", .identity), .required("key", .text(1...100)), .required("kind", kinds),
            .required("names", dated(.text(1...100))), .required("codes", dated(.text(1...10))),
            .required("parents", dated(.identity)),
            .required("successions", .array(step, most: 1000)), .required("note", .text(0...500)),
        ] + span
    )
}
