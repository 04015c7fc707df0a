internal import Programme
internal import Store

/// What pairs of records look like in JSON.
enum DuplicateSchemas {
    static let named: [(String, JSONSchema)] = [("Pair", pair), ("Comparison", comparison), ("MergeRequest", request)]

    static let reasons = JSONSchema.choice(DuplicateReason.allCases.map(\.rawValue))
    static let fields = JSONSchema.choice(MemberField.allCases.map(\.rawValue))

    /// Two members, named.
    static let two = JSONSchema.object([.required("one", .identity), .required("other", .identity)])

    private static let pair = JSONSchema.object([
        .required("one", .reference("Member")), .required("other", .reference("Member")),
    ])

    private static let comparison = JSONSchema.object([
        .required("one", .reference("Member")), .required("other", .reference("Member")),
        .required("differing", .array(fields, most: MemberField.allCases.count)),
    ])

    private static let request = JSONSchema.object([
        .required("kept", JSONSchema.identity.described("The record that stays.")),
        .required("kept_version", APISchemas.version),
        .required("absorbed", JSONSchema.identity.described("The record that is taken in.")),
        .required("absorbed_version", APISchemas.version),
        .optional(
            "absorbed_fields",
            JSONSchema.array(fields, most: MemberField.allCases.count)
                .described("The fields whose values come from the record that is taken in.")
        ),
        .optional(
            "takes_life",
            JSONSchema.boolean.described("Whether the life of the membership comes from the record that is taken in.")
        ),
    ])
}
