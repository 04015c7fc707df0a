internal import Programme
internal import Store

/// What members look like in JSON.
enum MemberSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Member", member), ("MemberChange", change), ("MemberDraft", draft), ("MemberPatch", patch),
        ("NameParts", nameParts), ("MembershipEvent", event), ("Warning", warning), ("Consent", consent),
        ("MemberValues", .object(fields(isPatch: false).map { .optional($0.name, $0.schema) })),
        ("Merge", merge), ("Dossier", DossierSchemas.dossier),
    ]

    static let states = JSONSchema.choice(MemberState.allCases.map(\.rawValue))

    /// The states that can be asked for.
    static let liveStates = JSONSchema.choice(MemberState.live.map(\.rawValue))

    /// The values of one field, when something is known.
    static func value(of field: MemberField) -> JSONSchema {
        switch field {
        case .birthDate, .joinedOn, .leftOn, .diedOn: .form(.partialDate)
        case .sex: .choice(Sex.allCases.map(\.rawValue))
        case .partyMember: .boolean
        case .area, .branch: .identity
        default: .text(1...field.longestCharacters)
        }
    }

    private static func described(_ field: MemberField) -> JSONSchema {
        let list = field.choiceList.map { "; a code of: " + $0.choices.map(\.code).joined(separator: ", ") } ?? ""
        let sensitive = field.privacy == .sensitive ? "; sensitive" : ""
        return JSONSchema.nullable(value(of: field))
            .described("\(field.englishName) (\(field.vietnameseName))\(list)\(sensitive).")
    }

    private static func fields(isPatch: Bool) -> [JSONSchema.Member] {
        MemberField.allCases.filter { !isPatch || $0 != .branch }.map { .optional($0.rawValue, described($0)) }
    }

    private static let nameParts = JSONSchema.object([
        .required("family", .text(0...PersonName.longestCharacters)),
        .required("middle", .text(0...PersonName.longestCharacters)),
        .required("given", .text(0...PersonName.longestCharacters)),
    ])

    private static let member = JSONSchema.object(
        [
            .required("id", .identity), .required("version", APISchemas.version), .required("state", states),
            .required("merged_into", .nullable(.identity)), .required("created_at", .form(.instant)),
            .required("updated_at", .form(.instant)), .required("name_parts", .nullable(.reference("NameParts"))),
        ] + fields(isPatch: false).map { .required($0.name, $0.schema) }
    )

    private static let draft = JSONSchema.object(
        fields(isPatch: false).map { $0.name == MemberField.fullName.rawValue ? named($0) : $0 } + [parts]
    )

    private static let patch = JSONSchema.object(fields(isPatch: true) + [parts])

    private static func named(_ member: JSONSchema.Member) -> JSONSchema.Member {
        .required(member.name, value(of: .fullName))
    }

    private static let parts = JSONSchema.Member.optional(
        "name_parts",
        .nullable(.reference("NameParts")).described("Where the parts are not those that the words suggest.")
    )

    private static let warning = JSONSchema.object([
        .required("field", .text(1...100)), .required("code", .text(1...100)), .required("message", .text(0...2000)),
    ])

    private static let change = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
        .required("warnings", .array(.reference("Warning"), most: 200).described("Taken all the same; worth a look.")),
    ])

    private static let event = JSONSchema.object([
        .required("ordinal", .integer(1...100_000)),
        .required("kind", .choice(["joined", "transferred", "left", "died"])),
        .required("date", .nullable(.form(.partialDate))), .required("branch", .nullable(.identity)),
        .required("reason", .nullable(.text(1...100))),
        .required("officer", .nullable(.identity).described("Who recorded it; null for the operator.")),
        .required("import", .nullable(.identity)), .required("recorded_at", .form(.instant)),
    ])

    private static let merge = JSONSchema.object([
        .required("id", .identity), .required("kept", .identity), .required("absorbed", .identity),
        .required("officer", .nullable(.identity)), .required("merged_at", .form(.instant)),
        .required("undone_at", .nullable(.form(.instant))),
    ])

    // MARK: Consents

    static let consentDraft = JSONSchema.object([
        .required("purpose", .text(1...100)),
        .optional("legal_basis", .choice(LegalBasis.allCases.map(\.rawValue))),
        .optional("text_version", .text(0...100)),
        .required("method", .choice(ConsentMethod.allCases.map(\.rawValue))),
        .required("given_on", .form(.day)), .optional("evidence", .text(0...200)),
    ])

    private static let consent = JSONSchema.object([
        .required("id", .identity), .required("member", .identity), .required("purpose", .text(1...100)),
        .required("legal_basis", .choice(LegalBasis.allCases.map(\.rawValue))),
        .required("text_version", .text(0...100)),
        .required("method", .choice(ConsentMethod.allCases.map(\.rawValue))),
        .required("given_on", .form(.day)), .required("evidence", .text(0...200)),
        .required("withdrawn_on", .nullable(.form(.day))), .required("officer", .nullable(.identity)),
        .required("recorded_at", .form(.instant)),
    ])
}
