internal import Programme
internal import Store

/// What certificates, records of learning and plans look like in JSON, with an invented example of each.
enum LearningSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Certificate", certificate), ("LearningEntry", entry), ("LearningRecord", record),
        ("LearningRecordDraft", draft), ("LearningPlan", plan), ("RecordVersion", version),
    ]

    static let year = JSONSchema.integer(LearningPlanRepository.years)

    private static let certificate = JSONSchema.object([
        .required("id", .identity), .required("member", .identity), .required("version", APISchemas.version),
        .required("enrolment", .nullable(.identity)), .required("learning_record", .nullable(.identity)),
        .required("number", .text(1...60)), .required("title", .text(1...200)),
        .required("holder_name", .text(1...100)), .required("issuer", .text(1...200)),
        .required("issued_on", .form(.day)), .required("signatory", .text(1...100)),
        .required("code", JSONSchema.text(26...26).described("With which anybody may verify it at `/v/{code}`.")),
        .required("revoked_on", .nullable(.form(.day))), .required("revoked_reason", .text(0...200)),
    ])

    private static let entry = JSONSchema.object([
        .required("kind", .choice(LearningEntry.Kind.allCases.map(\.rawValue))),
        .required("id", JSONSchema.identity.described("Of the enrolment, record, certificate or plan.")),
        .required("year", .integer(0...9999)), .required("title", .text(0...500)),
        .required("topic", .nullable(.identity)), .required("provider", .text(0...200)),
        .required("started_on", .nullable(.form(.day))), .required("ended_on", .nullable(.form(.day))),
        .required("sessions", .nullable(.integer(0...1_000_000))),
        .required("minutes", .nullable(.integer(0...1_000_000_000))), .required("state", .text(1...40)),
        .required("number", .nullable(.text(1...60))),
    ])

    private static let values: [JSONSchema.Member] = [
        .required("title", .text(1...200)), .required("topic", .identity), .required("ended_on", .form(.day)),
        .required("minutes", .integer(LearningRecord.minuteLimits)),
    ]

    private static let draft = JSONSchema.object(
        values + [
            .optional("provider", .text(0...200)), .optional("started_on", .nullable(.form(.day))),
            .optional("evidence", .text(0...500)),
        ]
    )

    private static let record = JSONSchema.object(
        [
            .required("id", .identity), .required("member", .identity), .required("version", APISchemas.version),
            .required("state", .choice(LearningRecordState.allCases.map(\.rawValue))),
        ] + values + [
            .required("provider", .text(0...200)), .required("started_on", .nullable(.form(.day))),
            .required("evidence", .text(0...500)), .required("verified_on", .nullable(.form(.day))),
            .required("officer", .nullable(.identity)), .required("recorded_at", .form(.instant)),
        ]
    )

    private static let plan = JSONSchema.object([
        .required("id", .identity), .required("member", .identity), .required("version", APISchemas.version),
        .required("year", year), .required("topic", .nullable(.identity)), .required("goal", .text(0...500)),
        .required("registered_on", .form(.day)), .required("done_on", .nullable(.form(.day))),
    ])

    private static let version = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
    ])

    // MARK: Examples

    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f80"
    static let change: JSONValue = ["id": id, "version": 1]

    static let certificateExample: JSONValue = [
        "id": id, "member": MemberExamples.id, "version": 1, "enrolment": ClassExamples.enrolment,
        "learning_record": .null, "number": "GCN-PHU-NU-2026-0001", "title": "Tin học cơ bản",
        "holder_name": "Nguyễn Thị Hạnh", "issuer": "Hội Liên hiệp Phụ nữ", "issued_on": "2026-05-02",
        "signatory": "Lê Thị Mai", "code": "0123456789ABCDEFGHJKMNPQRS", "revoked_on": .null, "revoked_reason": "",
    ]

    static let entryExample: JSONValue = [
        "kind": "enrolment", "id": ClassExamples.enrolment, "year": 2026, "title": "Tin học cơ bản",
        "topic": ClassExamples.topicID, "provider": "Hội Liên hiệp Phụ nữ", "started_on": "2026-03-02",
        "ended_on": "2026-04-27", "sessions": 8, "minutes": 720, "state": "completed", "number": .null,
    ]

    static let draftExample: JSONValue = [
        "title": "Sơ cứu", "topic": ClassExamples.topicID, "ended_on": "2026-02-14", "minutes": 240,
        "provider": "Trạm y tế phường",
    ]

    static let recordExample: JSONValue = [
        "id": id, "member": MemberExamples.id, "version": 1, "state": "declared", "title": "Sơ cứu",
        "topic": ClassExamples.topicID, "ended_on": "2026-02-14", "minutes": 240, "provider": "Trạm y tế phường",
        "started_on": .null, "evidence": "", "verified_on": .null, "officer": .null,
        "recorded_at": "2026-02-20T01:30:00.000Z",
    ]

    static let planExample: JSONValue = [
        "id": id, "member": MemberExamples.id, "version": 1, "year": 2026, "topic": ClassExamples.topicID,
        "goal": "Dùng điện thoại thông minh", "registered_on": "2026-01-10", "done_on": .null,
    ]
}

extension JSONValue {
    init(_ certificate: StoredCertificate) {
        var (enrolment, record): (EnrolmentID?, LearningRecordID?) = (nil, nil)
        switch certificate.subject {
        case .enrolment(let id)?: enrolment = id
        case .record(let id)?: record = id
        case nil: break
        }
        self = [
            "id": JSONValue(certificate.id), "member": JSONValue(certificate.member),
            "version": .integer(certificate.version), "enrolment": JSONValue(enrolment),
            "learning_record": JSONValue(record), "number": .string(certificate.number),
            "title": .string(certificate.title), "holder_name": .string(certificate.holderName),
            "issuer": .string(certificate.issuer), "issued_on": JSONValue(certificate.issuedOn),
            "signatory": .string(certificate.signatory), "code": .string(certificate.code.text),
            "revoked_on": JSONValue(certificate.revokedOn), "revoked_reason": .string(certificate.revokedReason),
        ]
    }

    init(_ entry: LearningEntry) {
        self = [
            "kind": .string(entry.kind.rawValue), "id": .string(entry.id.uuidString.lowercased()),
            "year": .integer(entry.year), "title": .string(entry.title), "topic": JSONValue(entry.topic),
            "provider": .string(entry.provider), "started_on": JSONValue(entry.startedOn),
            "ended_on": JSONValue(entry.endedOn), "sessions": JSONValue(entry.sessions),
            "minutes": JSONValue(entry.minutes), "state": .string(entry.state), "number": JSONValue(entry.number),
        ]
    }

    init(_ stored: StoredLearningRecord) {
        let record = stored.record
        self = [
            "id": JSONValue(stored.id), "member": JSONValue(stored.member), "version": .integer(stored.version),
            "state": .string(stored.state.rawValue), "title": .string(record.title), "topic": JSONValue(record.topic),
            "ended_on": JSONValue(record.endedOn), "minutes": .integer(record.minutes),
            "provider": .string(record.provider), "started_on": JSONValue(record.startedOn),
            "evidence": .string(record.evidence), "verified_on": JSONValue(stored.verifiedOn),
            "officer": JSONValue(stored.officer), "recorded_at": JSONValue(stored.recordedAt),
        ]
    }

    init(_ plan: StoredPlan) {
        self = [
            "id": JSONValue(plan.id), "member": JSONValue(plan.member), "version": .integer(plan.version),
            "year": .integer(plan.year), "topic": JSONValue(plan.topic), "goal": .string(plan.goal),
            "registered_on": JSONValue(plan.registeredOn), "done_on": JSONValue(plan.doneOn),
        ]
    }
}
