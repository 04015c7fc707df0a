internal import Programme
internal import Store

/// What households, clans, communities and units look like in JSON, with an invented example of each.
enum SubjectSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Subject", subject), ("SubjectDraft", draft), ("SubjectPatch", patch), ("SubjectSuccession", succession),
        ("HouseholdPerson", person), ("HouseholdPersonDraft", personDraft), ("Clan", clan), ("ClanCount", clanCount),
        ("Denominator", denominator), ("DenominatorDraft", denominatorDraft), ("FamilyStanding", family),
        ("FamilyHelp", help), ("FamilyHelpDraft", helpDraft),
    ]

    static let kind = JSONSchema.choice(SubjectKind.allCases.map(\.rawValue))
    static let year = JSONSchema.integer(Denominator.years)
    private static let count = JSONSchema.nullable(.integer(ProgrammeSubject.counts))

    private static let values: [JSONSchema.Member] = [
        .required("name", JSONSchema.text(1...200).described("Of a household its head, else what it is called.")),
        .required("area", JSONSchema.identity.described("The hamlet, or the ward where it is not known.")),
    ]

    private static let more: [JSONSchema.Member] = [
        .optional("code", .text(0...ProgrammeSubject.longestCode)), .optional("head_name", .text(0...100)),
        .optional("address", .text(0...200)), .optional("phone", .nullable(.text(1...20))),
        .optional("unit_kind", .nullable(.choice(UnitKind.allCases.map(\.rawValue)))),
        .optional("descent", .nullable(.choice(ClanDescent.allCases.map(\.rawValue)))),
        .optional("across_wards", JSONSchema.boolean.described("A clan to which households of other wards belong.")),
        .optional("people_count", count),
        .optional("children_count", count.described("Of school age; nought where criteria about them do not apply.")),
        .optional("zone", .nullable(.choice(SubjectZone.allCases.map(\.rawValue)))),
        .optional("started_on", .nullable(.form(.day))), .optional("remark", .text(0...1000)),
    ]

    private static let draft = JSONSchema.object([.required("kind", kind)] + values + more)
    private static let patch = JSONSchema.object(values.map { .optional($0.name, $0.schema) } + more)

    private static let subject = JSONSchema.object(
        [
            .required("id", .identity), .required("ward", JSONSchema.identity.described("The ward that keeps it.")),
            .required("version", APISchemas.version), .required("kind", kind),
        ] + values + more.map { .required($0.name, $0.schema) } + [
            .required("ended_on", .nullable(.form(.day))),
            .required("end_reason", .nullable(.choice(SubjectEnd.allCases.map(\.rawValue)))),
        ]
    )

    static let reference: [JSONSchema.Member] = [.required("ward", .identity), .required("id", .identity)]

    private static let succession = JSONSchema.object([
        .required("from", .object(reference)), .required("to", .object(reference)),
        .required("kind", .choice(SubjectSuccession.Kind.allCases.map(\.rawValue))),
        .required("happened_on", .form(.day)), .required("legal_basis", .text(0...500)),
    ])

    private static let personValues: [JSONSchema.Member] = [
        .optional("relation", .text(0...50)), .optional("birth_year", .nullable(.integer(1880...2200))),
        .optional("sex", .nullable(.choice(Sex.allCases.map(\.rawValue)))),
    ]

    private static let person = JSONSchema.object(
        [.required("id", .identity), .required("full_name", .text(1...100))]
            + personValues.map { .required($0.name, $0.schema) }
    )

    private static let personDraft = JSONSchema.object(
        [.required("full_name", .text(1...100))] + personValues + [
            .optional("citizen_id", JSONSchema.nullable(.text(1...20)).described("Becomes a token; is not kept."))
        ]
    )

    private static let clan = JSONSchema.object(
        reference + [.required("name", .text(1...200)), .required("ward_name", .text(1...200))]
    )

    private static let clanCount = JSONSchema.object([
        .required("ward", .identity), .required("ward_name", .text(1...200)),
        .required("households", .integer(0...10_000_000)),
    ])

    private static let denominatorValues: [JSONSchema.Member] = [
        .required("counted_on", .form(.day)), .required("total", .integer(Denominator.totals)),
        .required("source", .text(1...200)),
    ]

    private static let denominatorPlace: [JSONSchema.Member] = [
        .required("kind", .choice(DenominatorKind.allCases.map(\.rawValue))), .required("area", .identity),
        .required("year", year),
    ]

    private static let denominatorDraft = JSONSchema.object(
        denominatorPlace + denominatorValues + [
            .optional("note", .text(0...500)),
            .optional(
                "corrects",
                JSONSchema.identity.described("The count that it corrects, of the same kind, area and year.")
            ),
        ]
    )

    private static let denominator = JSONSchema.object(
        [.required("id", .identity), .required("ward", .identity)] + denominatorPlace + denominatorValues + [
            .required("note", .text(0...500)), .required("corrects", .nullable(.identity)),
            .required("is_corrected", .boolean),
            .required("flags", .array(.choice(DenominatorFlag.names), most: DenominatorFlag.names.count)),
        ]
    )

    private static let family = JSONSchema.object([
        .required("member", .identity), .required("full_name", .text(1...100)),
        .required("ward_name", .nullable(.text(1...200))), .required("standing", .nullable(.text(1...40))),
        .required("help_count", .integer(0...1_000_000)),
    ])

    private static let helpDraft = JSONSchema.object([
        .required("member", .identity), .required("year", year), .required("done_on", .form(.day)),
        .required("what", .text(1...500)),
    ])

    private static let help = JSONSchema.object([
        .required("id", .identity), .required("member", .identity), .required("member_name", .text(1...100)),
        .required("year", year), .required("done_on", .form(.day)), .required("what", .text(1...500)),
    ])

    // MARK: Examples

    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fa0"
    static let ward: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fa1"
    static let area: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60"

    static let draftExample: JSONValue = [
        "kind": "household", "name": "Rơ Châm Hyéo", "area": area, "code": "GH-001", "people_count": 5,
        "children_count": 2,
    ]

    static let example: JSONValue = [
        "id": id, "ward": ward, "version": 1, "kind": "household", "name": "Rơ Châm Hyéo", "area": area,
        "code": "GH-001", "head_name": "", "address": "12 Lê Lợi", "phone": .null, "unit_kind": .null,
        "descent": .null, "across_wards": false, "people_count": 5, "children_count": 2, "zone": .null,
        "started_on": .null, "remark": "", "ended_on": .null, "end_reason": .null,
    ]

    static let personExample: JSONValue = [
        "id": id, "full_name": "Rơ Châm H'Lan", "relation": "vợ", "birth_year": 1985, "sex": "female",
    ]

    static let clanExample: JSONValue = [
        "ward": ward, "id": id, "name": "Dòng họ Rơ Châm", "ward_name": "Phường Hội Phú",
    ]

    static let denominatorExample: JSONValue = [
        "id": id, "ward": ward, "kind": "household", "area": area, "year": 2026, "counted_on": "2026-01-05",
        "total": 250, "source": "Công an phường", "note": "", "corrects": .null, "is_corrected": false, "flags": [],
    ]

    static let familyExample: JSONValue = [
        "member": MemberExamples.id, "full_name": "Nguyễn Thị Hạnh", "ward_name": "Phường Hội Phú", "standing": .null,
        "help_count": 1,
    ]

    static let helpExample: JSONValue = [
        "id": id, "member": MemberExamples.id, "member_name": "Nguyễn Thị Hạnh", "year": 2026, "done_on": "2026-03-01",
        "what": "Tặng sách vở cho hai cháu",
    ]
}

extension DenominatorFlag {
    /// As programs know them.
    static let names = ["below_recorded", "hamlets_above_ward", "changed"]

    /// One of `names`.
    var name: String {
        switch self {
        case .belowRecorded: Self.names[0]
        case .hamletsAboveWard: Self.names[1]
        case .changed: Self.names[2]
        }
    }
}
