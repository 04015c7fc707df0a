internal import Programme
internal import Store

/// What officers look like in JSON.
enum OfficerSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Officer", officer), ("OfficerDraft", draft), ("OfficerPatch", patch), ("Invitation", invitation),
        ("NewOfficer", made),
    ]

    static let longestName = 100

    private static let roles = JSONSchema.choice(OfficerRole.allCases.map(\.rawValue))
    private static let name = JSONSchema.text(1...longestName)

    private static let scope: [JSONSchema.Member] = [
        .optional("branch", JSONSchema.nullable(.identity).described("Works for this branch and those below alone.")),
        .optional("area", JSONSchema.nullable(.identity).described("Works for the members of this area alone.")),
    ]

    private static let officer = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("display_name", name),
        .required("role", roles), .required("branch", .nullable(.identity)), .required("area", .nullable(.identity)),
        .required("is_ended", JSONSchema.boolean.described("Works for the tenant no more.")),
        .required("created_at", .form(.instant)),
    ])

    private static let draft = JSONSchema.object(
        [
            .required("login", JSONSchema.text(3...64).described("3 to 64 of a-z 0-9 . _ @ + -")),
            .required("display_name", name), .required("role", roles),
            .optional("language", .choice(AccountLanguage.allCases.map(\.rawValue))),
        ] + scope
    )

    private static let patch = JSONSchema.object(
        [.optional("display_name", name), .optional("role", roles)] + scope
    )

    private static let link = JSONSchema.nullable(.text(1...500))
        .described("By which the person sets a password, once. Shown here alone.")

    private static let invitation = JSONSchema.object([
        .required("outcome", .choice(["issued", "has_password", "invited_elsewhere", "refused"])),
        .required("link", link), .required("valid_days", .integer(1...366)),
    ])

    private static let made = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
        .required("invitation", .reference("Invitation")),
    ])
}
