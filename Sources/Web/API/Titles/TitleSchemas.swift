internal import Programme
internal import Store

/// What titles, criteria, registrations and decisions look like in JSON, with an invented example of each.
enum TitleSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Title", title), ("CriteriaSet", criteria), ("Registration", registration), ("TitleDecision", decision),
        ("TitleDecisionLine", line), ("Evidence", evidence), ("TitleDeadlines", deadlines),
    ]

    static let year = JSONSchema.integer(TitleListQuery.years)
    static let points = JSONSchema.text(1...10).described("To a hundredth: `7.5`.")
    /// Registrations in one call.
    static let most = 5_000

    private static let title = JSONSchema.object([
        .required("id", .identity), .required("key", .text(2...40)),
        .required("holder", .choice(TitleHolder.allCases.map(\.rawValue))), .required("name_vi", .text(1...200)),
        .required("name_en", .text(1...200)), .required("legal_basis", .text(1...200)),
        .required("from", .nullable(.form(.day))), .required("through", .nullable(.form(.day))),
    ])

    private static let criteria = JSONSchema.object([
        .required("id", .identity), .required("key", .text(2...40)), .required("version", .integer(1...10_000)),
        .required("title", .text(2...40)), .required("name", .text(1...200)), .required("legal_basis", .text(0...200)),
        .required("status", .choice(CriteriaSet.Status.allCases.map(\.rawValue))), .required("is_demo", .boolean),
        .required("maximum", .nullable(points)),
    ])

    private static let registration = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("subject", .identity),
        .required("subject_name", .text(1...200)), .required("title", .identity), .required("year", year),
        .required("kind", .choice(RegistrationKind.allCases.map(\.rawValue))),
        .required("registered_on", .form(.day)),
        .required("state", .choice(TitleState.allCases.map(\.rawValue))), .required("area", .identity),
        .required("criteria", .nullable(.identity)), .required("points", .nullable(points)),
        .required("level", .nullable(.integer(0...20))), .required("certificate_number", .nullable(.text(1...60))),
        .required("valid_until", .nullable(.form(.day))),
    ])

    private static let decision = JSONSchema.object([
        .required("id", .identity), .required("kind", .choice(DecisionKind.allCases.map(\.rawValue))),
        .required("number", .text(1...60)), .required("decided_on", .form(.day)),
        .required("signatory", .text(1...100)),
        .required("signatory_title", .text(1...100)), .required("title", .identity), .required("year", year),
        .required("lines", .array(.reference("TitleDecisionLine"), most: RegistrationRepository.most)),
    ])

    private static let line = JSONSchema.object([
        .required("registration", .identity), .required("outcome", .choice(DecisionOutcome.allCases.map(\.rawValue))),
        .required("reason", .text(0...500)), .required("holder_name", .text(1...200)),
        .required("certificate_number", .nullable(.text(1...60))), .required("code", .nullable(.text(26...26))),
        .required("valid_until", .nullable(.form(.day))),
    ])

    private static let evidence = JSONSchema.object([
        .required("id", .identity),
        .required(
            "item",
            JSONSchema.nullable(.text(1...20)).described("The criterion that it proves; null: the whole.")
        ),
        .required("name", .text(1...EvidenceFile.longestName)),
        .required("kind", .choice(EvidenceFile.Kind.allCases.map(\.rawValue))),
        .required("size_bytes", .integer(1...EvidenceFile.mostBytes)), .required("added_at", .form(.instant)),
    ])

    private static let deadlines = JSONSchema.object([
        .required("year", year),
        .required(
            "days",
            .array(
                .object([
                    .required("step", .choice(TitleStage.allCases.map(\.rawValue))),
                    .required("due_on", .nullable(.form(.day))), .required("city_due_on", .nullable(.form(.day))),
                ]),
                most: TitleStage.allCases.count
            )
        ),
    ])

    // MARK: Examples

    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f90"

    static let titleExample: JSONValue = [
        "id": id, "key": "gia-dinh-hoc-tap", "holder": "household", "name_vi": "Gia đình học tập",
        "name_en": "Learning family", "legal_basis": "281/QĐ-TTg", "from": "2016-01-01", "through": .null,
    ]

    static let criteriaExample: JSONValue = [
        "id": id, "key": "trinh-dien-gia-dinh", "version": 1, "title": "gia-dinh-hoc-tap",
        "name": "Bộ tiêu chí trình diễn (không chính thức): gia đình", "legal_basis": "", "status": "active",
        "is_demo": true, "maximum": "100",
    ]

    static let registrationExample: JSONValue = [
        "id": id, "version": 2, "subject": id, "subject_name": "Rơ Châm Hyéo", "title": id, "year": 2026,
        "kind": "renewed",
        "registered_on": "2026-01-20", "state": "scored", "area": id, "criteria": id, "points": "92.5", "level": 1,
        "certificate_number": .null, "valid_until": .null,
    ]

    static let lineExample: JSONValue = [
        "registration": id, "outcome": "recognised", "reason": "", "holder_name": "Rơ Châm Hyéo",
        "certificate_number": "GCN-PLEIKU-2026-0042", "code": .string(String(repeating: "0", count: 26)),
        "valid_until": "2027-12-31",
    ]

    static let evidenceExample: JSONValue = [
        "id": id, "item": .null, "name": "biên bản.pdf", "kind": "pdf", "size_bytes": 48_000,
        "added_at": "2026-10-15T02:00:00.000Z",
    ]

    static let deadlinesExample: JSONValue = [
        "year": 2026, "days": [["step": "registered", "due_on": "2026-03-31", "city_due_on": "2026-04-30"]],
    ]

    static let decisionExample: JSONValue = [
        "id": id, "kind": "recognition", "number": "42/QĐ-UBND", "decided_on": "2026-11-10",
        "signatory": "Nguyễn Văn An",
        "signatory_title": "Chủ tịch", "title": id, "year": 2026,
        "lines": [lineExample],
    ]
}

extension JSONValue {
    init(_ title: TitleType) {
        self = [
            "id": JSONValue(title.id), "key": .string(title.key), "holder": .string(title.holder.rawValue),
            "name_vi": .string(title.vietnamese), "name_en": .string(title.english),
            "legal_basis": .string(title.legalBasis), "from": JSONValue(title.validity.from),
            "through": JSONValue(title.validity.through),
        ]
    }

    init(_ line: CriteriaSetLine) {
        self = [
            "id": JSONValue(line.id), "key": .string(line.set.key), "version": .integer(line.set.version),
            "title": .string(line.set.title), "name": .string(line.set.name),
            "legal_basis": .string(line.set.legalBasis), "status": .string(line.status.rawValue),
            "is_demo": .boolean(line.set.isDemo), "maximum": JSONValue(line.set.maximum?.description),
        ]
    }

    init(_ found: StoredRegistration) {
        self = [
            "id": JSONValue(found.id), "version": .integer(found.version), "subject": JSONValue(found.subject),
            "subject_name": .string(found.subjectName), "title": JSONValue(found.title), "year": .integer(found.year),
            "kind": .string(found.kind.rawValue), "registered_on": JSONValue(found.registeredOn),
            "state": .string(found.state.rawValue), "area": JSONValue(found.area), "criteria": JSONValue(found.set),
            "points": JSONValue(found.points?.description), "level": JSONValue(found.level),
            "certificate_number": JSONValue(found.certificateNumber), "valid_until": JSONValue(found.validUntil),
        ]
    }

    init(_ found: StoredDecision, _ lines: [StoredDecisionLine]) {
        self = [
            "id": JSONValue(found.id), "kind": .string(found.record.kind.rawValue),
            "number": .string(found.record.number), "decided_on": JSONValue(found.record.decidedOn),
            "signatory": .string(found.record.signatory), "signatory_title": .string(found.record.signatoryTitle),
            "title": JSONValue(found.title), "year": .integer(found.year),
            "lines": .array(lines.map { JSONValue($0) }),
        ]
    }

    init(_ line: StoredDecisionLine) {
        self = [
            "registration": JSONValue(line.registration), "outcome": .string(line.outcome.rawValue),
            "reason": .string(line.reason), "holder_name": .string(line.holderName),
            "certificate_number": JSONValue(line.certificateNumber), "code": JSONValue(line.code?.text),
            "valid_until": JSONValue(line.validUntil),
        ]
    }

    init(_ file: StoredEvidence) {
        self = [
            "id": JSONValue(file.id), "item": JSONValue(file.item), "name": .string(file.name),
            "kind": .string(file.kind.rawValue), "size_bytes": .integer(file.sizeBytes),
            "added_at": JSONValue(file.addedAt),
        ]
    }

    init(_ days: TitleDeadlines, city: [TitleStage: CalendarDay]) {
        self = [
            "year": .integer(days.year),
            "days": .array(
                TitleStage.allCases.map { stage in
                    [
                        "step": .string(stage.rawValue), "due_on": JSONValue(days.due(stage)),
                        "city_due_on": JSONValue(city[stage]),
                    ]
                }
            ),
        ]
    }
}
