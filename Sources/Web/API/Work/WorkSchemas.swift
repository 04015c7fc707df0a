internal import Programme
internal import Store

/// What the programme's work looks like in JSON beside its records, with an invented example of each.
enum WorkSchemas {
    static let named: [(String, JSONSchema)] =
        WorkOperations<PlanSection>.named + WorkOperations<CommunicationSection>.named
        + WorkOperations<TrainingSection>.named + WorkOperations<RollSection>.named
        + WorkOperations<GatheringSection>.named + WorkOperations<InspectionSection>.named
        + WorkOperations<FundSection>.named + WorkOperations<AwardSection>.named + [
            ("PlanTask", task), ("TaskReport", report), ("Finding", finding), ("FundEntry", entry),
            ("WorkReturn", returned), ("TrainingCoverage", coverage), ("Target", target),
        ]

    private static let task = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
        .required("owner", JSONSchema.identity.described("Whose task it is.")),
        .required("owner_name", .text(0...200)), .required("plan", .identity),
        .required("assignee", JSONSchema.identity.described("Who is to do it.")),
        .required("assignee_name", .text(0...200)), .required("title", .text(1...300)),
        .required("content", .text(0...2000)), .required("due_on", .form(.day)),
        .required("state", .choice(PlanTaskState.allCases.map(\.rawValue))), .required("progress", .integer(0...100)),
        .required("report", .text(0...2000)), .required("evidence", .text(0...500)),
        .required("done_on", .nullable(.form(.day))),
    ])

    private static let report = JSONSchema.object([
        .required("state", .choice(PlanTaskState.allCases.map(\.rawValue))), .required("progress", .integer(0...100)),
        .optional("report", .text(0...2000)), .optional("evidence", .text(0...500)),
    ])

    private static let finding = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("finding", .text(1...1000)),
        .required("measure", .text(0...1000)), .required("due_on", .nullable(.form(.day))),
        .required("done_on", .nullable(.form(.day))), .required("outcome", .text(0...1000)),
    ])

    private static let entry = JSONSchema.object([
        .required("id", .identity), .required("direction", .choice(FundDirection.allCases.map(\.rawValue))),
        .required("kind", .choice(FundEntryKind.allCases.map(\.rawValue))),
        .required("amount", JSONSchema.integer(FundLedger.amounts).described("In đồng.")),
        .required("entered_on", .form(.day)), .required("document", .text(0...60)), .required("note", .text(0...500)),
        .required("reverses", .nullable(.identity)), .required("reversed_by", .nullable(.identity)),
        .required("balance", JSONSchema.integer(-1_000_000_000_000_000...1_000_000_000_000_000).described("After it.")),
    ])

    private static let returned = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("owner", .identity),
        .required("owner_name", .text(0...200)), .required("year", .integer(WorkDefect.years)),
        .required("period", .choice(ReturnPeriod.allCases.map(\.rawValue))),
        .required("state", .choice(ReturnState.allCases.map(\.rawValue))),
        .required(
            "figures",
            JSONSchema.map(.integer(-1_000_000_000_000_000...1_000_000_000_000_000)).described("By name.")
        ),
        .required("counted_at", .form(.instant)), .required("remark", .text(0...4000)),
        .required("reply", .text(0...2000)), .required("submitted_at", .nullable(.form(.instant))),
        .required("decided_at", .nullable(.form(.instant))), .required("locked_at", .nullable(.form(.instant))),
        .required("hash", .nullable(.text(64...64))),
    ])

    private static let coverage = JSONSchema.object([
        .required("audience", .choice(TrainingAudience.allCases.map(\.rawValue))),
        .required("people", .integer(0...1_000_000)), .required("trained", .integer(0...1_000_000)),
        .required(
            "share",
            JSONSchema.nullable(.integer(0...10_000)).described("In hundredths of one per cent of those on the roll.")
        ),
    ])

    private static let target = JSONSchema.object([
        .required("measure", .text(1...60)), .required("scope", .text(1...20)), .required("zone", .text(1...20)),
        .required("year", .integer(WorkDefect.years)), .required("percent", .integer(1...100)),
        .required("legal_basis", .text(1...200)), .required("is_confirmed", .boolean),
    ])

    // MARK: Examples

    static let taskExample: JSONValue = [
        "id": LearningSchemas.id, "version": 1, "owner": MemberExamples.branch, "owner_name": "Hội Khuyến học",
        "plan": LearningSchemas.id, "assignee": MemberExamples.branch, "assignee_name": "Phường Hội Phú",
        "title": "Phát động phong trào", "content": "", "due_on": "2026-10-02", "state": "started", "progress": 40,
        "report": "Đã xong 3 tổ", "evidence": "", "done_on": .null,
    ]
    static let reportExample: JSONValue = ["state": "started", "progress": 40, "report": "Đã xong 3 tổ"]
    static let findingExample: JSONValue = [
        "id": LearningSchemas.id, "version": 1, "finding": "Thiếu sổ", "measure": "Lập sổ", "due_on": "2026-07-01",
        "done_on": .null, "outcome": "",
    ]
    static let entryExample: JSONValue = [
        "id": LearningSchemas.id, "direction": "income", "kind": "sponsor", "amount": 5_000_000,
        "entered_on": "2026-02-01", "document": "PT-01", "note": "", "reverses": .null, "reversed_by": .null,
        "balance": 5_000_000,
    ]
    static let returnExample: JSONValue = [
        "id": LearningSchemas.id, "version": 1, "owner": MemberExamples.branch, "owner_name": "Phường Hội Phú",
        "year": 2026, "period": "first_half", "state": "draft", "figures": ["classes": 3, "class_turns": 120],
        "counted_at": "2026-07-01T01:30:00.000Z", "remark": "", "reply": "", "submitted_at": .null,
        "decided_at": .null, "locked_at": .null, "hash": .null,
    ]
    static let coverageExample: JSONValue = [
        "audience": "association_officer", "people": 30, "trained": 24, "share": 8_000,
    ]
    static let targetExample: JSONValue = [
        "measure": "family", "scope": "city", "zone": "all", "year": 2020, "percent": 60,
        "legal_basis": "Pleiku plan 2014", "is_confirmed": true,
    ]
}
