internal import Programme
internal import Store

/// What official reports look like in JSON, with an invented example of each.
enum ReportSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Report", report), ("ReportQuestion", question), ("ReportSignature", signature),
        ("ReportSchedule", schedule),
    ]

    static let forms = OfficialForm.allCases.map(\.rawValue)
    static let periods = ReturnPeriod.allCases.map(\.rawValue)
    /// Of forms that can be made by themselves.
    static let scheduledForms = OfficialForm.allCases.filter(\.canBeScheduled).map(\.rawValue)

    private static let question = JSONSchema.object([
        .required("form", .choice(forms)),
        .optional("year", .nullable(.integer(WorkDefect.years))),
        .optional("period", .nullable(.choice(periods))),
        .optional(
            "about",
            JSONSchema.nullable(.identity).described("The decision, centre or member, for forms about one.")
        ),
    ])

    static let signature = JSONSchema.object([
        .required("number", .text(1...OfficialSignature.lengths.number)),
        .required("signed_on", .form(.day)),
        .required("place", .text(1...OfficialSignature.lengths.place)),
        .required("office", .text(1...OfficialSignature.lengths.office)),
        .required("signatory", .text(1...OfficialSignature.lengths.signatory)),
    ])

    private static let file = JSONSchema.object([
        .required("kind", .choice(OfficialFile.allCases.map(\.rawValue))),
        .required("size_bytes", .integer(1...268_435_456)), .required("sha256", .text(64...64)),
    ])

    private static let report = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("form", .choice(forms)),
        .required("year", .nullable(.integer(WorkDefect.years))), .required("period", .nullable(.choice(periods))),
        .required("about", .nullable(.identity)),
        .required("state", .choice(OfficialReportState.allCases.map(\.rawValue))),
        .required("is_scheduled", .boolean), .required("rows_done", .integer(0...1_000_000)),
        .required("problem", .nullable(.choice(OfficialReportProblem.allCases.map(\.rawValue)))),
        .required("title", .text(0...500)), .required("issuer", .text(0...200)),
        .required("hash", JSONSchema.nullable(.text(64...64)).described("SHA-256 of the file `jsonl`.")),
        .required("signature", .nullable(.reference("ReportSignature"))),
        .required("code", .nullable(.text(26...26))), .required("created_at", .form(.instant)),
        .required("made_at", .nullable(.form(.instant))), .required("frozen_at", .nullable(.form(.instant))),
        .required("files", .array(file, most: OfficialFile.allCases.count)),
    ])

    private static let schedule = JSONSchema.object([
        .required("form", .choice(scheduledForms)), .required("period", .choice(periods)),
        .required("next_year", .integer(WorkDefect.years)), .required("next_on", .form(.day)),
    ])

    static let questionExample: JSONValue = ["form": "organisation", "year": 2026, "period": "year"]
    static let signatureExample: JSONValue = [
        "number": "12/BC-HPN", "signed_on": "2025-12-05", "place": "Pleiku", "office": "CHỦ TỊCH",
        "signatory": "Rơ Châm H'Yéo",
    ]
    static let scheduleExample: JSONValue = [
        "form": "organisation", "period": "year", "next_year": 2026, "next_on": "2026-12-01",
    ]
    static let example: JSONValue = [
        "id": LearningSchemas.id, "version": 2, "form": "organisation", "year": 2026, "period": "year",
        "about": .null, "state": "made", "is_scheduled": false, "rows_done": 34, "problem": .null,
        "title": "BÁO CÁO Kết quả xây dựng xã hội học tập năm 2026", "issuer": "Hội Phụ nữ",
        "hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "signature": .null, "code": .null,
        "created_at": "2026-12-01T01:30:00.000Z", "made_at": "2026-12-01T01:30:02.000Z", "frozen_at": .null,
        "files": [
            [
                "kind": "xlsx", "size_bytes": 9120,
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ]
        ],
    ]
}

extension JSONValue {
    init(_ report: StoredReport, _ files: [StoredReportFile]) {
        let signature = report.signature.map { signature -> JSONValue in
            [
                "number": .string(signature.number), "signed_on": JSONValue(signature.signedOn),
                "place": .string(signature.place), "office": .string(signature.office),
                "signatory": .string(signature.signatory),
            ]
        }
        let about: Identity<Never>? = report.subject.about.map { Identity(uuid: $0) }
        self = JSONValue(
            members: [
                ("id", JSONValue(report.id)), ("version", .integer(report.version)),
                ("form", .string(report.subject.form.rawValue)), ("year", JSONValue(report.subject.year)),
                ("period", JSONValue(report.subject.period?.rawValue)), ("about", JSONValue(about)),
                ("state", .string(report.state.rawValue)), ("is_scheduled", .boolean(report.isScheduled)),
                ("rows_done", .integer(report.rowsDone)), ("problem", JSONValue(report.problem?.rawValue)),
                ("title", .string(report.title)), ("issuer", .string(report.issuer)), ("hash", JSONValue(report.hash)),
                ("signature", signature ?? .null), ("code", JSONValue(report.code?.text)),
                ("created_at", JSONValue(report.createdAt)), ("made_at", JSONValue(report.madeAt)),
                ("frozen_at", JSONValue(report.frozenAt)),
                (
                    "files",
                    .array(
                        files.map { file in
                            [
                                "kind": .string(file.kind.rawValue), "size_bytes": .integer(file.sizeBytes),
                                "sha256": .string(file.sha256),
                            ]
                        }
                    )
                ),
            ]
        )
    }

    init(_ schedule: ReportSchedule) {
        self = [
            "form": .string(schedule.form.rawValue), "period": .string(schedule.period.rawValue),
            "next_year": .integer(schedule.nextYear), "next_on": JSONValue(schedule.nextOn),
        ]
    }
}
