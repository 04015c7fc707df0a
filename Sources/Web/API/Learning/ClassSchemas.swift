internal import Programme
internal import Store

/// What classes and all that belongs to them look like in JSON.
enum ClassSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Topic", topic), ("Class", found), ("ClassDraft", draft), ("ClassPatch", patch), ("ClassVersion", version),
        ("ClassSession", session), ("ClassSessionDraft", sessionDraft), ("Seat", seat), ("EnrolledMember", enrolled),
        ("EnrolmentReference", reference), ("RegisterLine", line), ("SeatCompletion", completion),
    ]

    static let states = JSONSchema.choice(ClassState.allCases.map(\.rawValue))
    static let sessionStates = JSONSchema.choice(ClassSessionState.allCases.map(\.rawValue))
    static let outcomes = JSONSchema.choice(LearningOutcome.allCases.map(\.rawValue))
    static let minutes = JSONSchema.integer(ClassSession.minuteLimits)
    static let time = JSONSchema.text(5...5).described("`07:30`, in Vietnam.")

    private static let topic = JSONSchema.object([
        .required("id", .identity), .required("key", .text(1...40)), .required("name_vi", .text(1...100)),
        .required("name_en", .text(1...100)), .required("from", .nullable(.form(.day))),
        .required("through", .nullable(.form(.day))),
    ])

    /// The values of a class, by name.
    private static let values: [(name: String, schema: JSONSchema)] = [
        ("title", .text(1...200)), ("topic", .identity),
        ("branch", .nullable(.identity).described("That holds it; null for the whole organisation.")),
        ("centre", .nullable(.identity)), ("place", .text(0...200)), ("teacher", .text(0...200)),
        ("partner", .text(0...200)), ("starts_on", .form(.day)), ("ends_on", .form(.day)),
        ("delivery", .choice(ClassDelivery.allCases.map(\.rawValue))),
        ("enrolment", .choice(ClassEnrolment.allCases.map(\.rawValue))),
        ("capacity", .nullable(.integer(LearningClass.capacities)).described("Places; null without a bound.")),
        (
            "completion_percent",
            .nullable(.integer(CompletionRule.percents)).described("Of the sessions held, to complete it.")
        ),
        ("completion_minutes", .nullable(.integer(CompletionRule.minuteLimits)).described("To complete it.")),
        ("cost", .nullable(.integer(LearningClass.costs)).described("Đồng.")),
        ("cost_source", .nullable(.choice(CostSource.allCases.map(\.rawValue)))), ("remark", .text(0...1000)),
    ]

    private static let needed: Set<String> = ["title", "topic", "starts_on"]

    private static let draft = JSONSchema.object(
        values.map { needed.contains($0.name) ? .required($0.name, $0.schema) : .optional($0.name, $0.schema) }
    )

    private static let patch = JSONSchema.object(values.map { .optional($0.name, $0.schema) })

    private static let found = JSONSchema.object(
        [
            .required("host", JSONSchema.identity.described("The organisation that holds it.")),
            .required("host_name", .text(1...200)), .required("id", .identity),
            .required("version", APISchemas.version), .required("state", states),
            .required("area", .nullable(.identity).described("Where it counts.")),
            .required("taken", .integer(0...1_000_000)), .required("waiting", .integer(0...1_000_000)),
        ] + values.map { .required($0.name, $0.schema) }
    )

    private static let version = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version),
    ])

    // MARK: Sessions

    static let sessionDraft = JSONSchema.object([
        .required("held_on", .form(.day)), .optional("starts_at", .nullable(time)),
        .optional("ends_at", .nullable(time)),
        .optional("minutes", .nullable(minutes).described("What the whole counts; by default its length, or 90.")),
        .optional("room", .nullable(.identity)), .optional("place", .text(0...200)),
        .optional("teacher", .text(0...200)),
    ])

    private static let session = JSONSchema.object([
        .required("id", .identity), .required("class", .identity), .required("ordinal", .integer(1...100_000)),
        .required("state", sessionStates), .required("held_on", .form(.day)),
        .required("starts_at", .nullable(time)), .required("ends_at", .nullable(time)),
        .required("minutes", minutes), .required("room", .nullable(.identity)), .required("place", .text(0...200)),
        .required("teacher", .text(0...200)), .required("attended", .integer(0...1_000_000)),
    ])

    // MARK: People

    private static let reference = JSONSchema.object([
        .required("id", .identity),
        .optional("tenant", JSONSchema.identity.described("A guest's organisation; one's own by default.")),
    ])

    private static let seat = JSONSchema.object([
        .required("id", .identity), .required("tenant", .identity), .required("seat", .integer(1...1_000_000)),
        .required("state", .choice(EnrolmentState.allCases.map(\.rawValue))), .required("enrolled_on", .form(.day)),
        .required("organisation", .nullable(.text(1...200)).described("Of a guest, of whom nothing else is told.")),
        .required("member", .nullable(.identity)), .required("name", .nullable(.text(1...200))),
        .required("sessions", .integer(0...1_000_000)), .required("minutes", .integer(0...1_000_000_000)),
        .required("outcome", .nullable(outcomes)), .required("completed_on", .nullable(.form(.day))),
        .required("version", APISchemas.version),
    ])

    private static let enrolled = JSONSchema.object([
        .required("member", .identity), .required("id", .identity), .required("seat", .integer(1...1_000_000)),
        .required("state", .choice(EnrolmentState.allCases.map(\.rawValue))),
        .required("is_new", JSONSchema.boolean.described("False for who was in the class already.")),
    ])

    private static let line = JSONSchema.object([
        .required("id", JSONSchema.identity.described("Of the enrolment.")), .required("tenant", .identity),
        .required("seat", .integer(1...1_000_000)), .required("organisation", .nullable(.text(1...200))),
        .required("member", .nullable(.identity)), .required("name", .nullable(.text(1...200))),
        .required("minutes", .nullable(minutes).described("Null for who did not come.")),
    ])

    private static let completion = JSONSchema.object([
        .required("seat", .reference("Seat")), .required("is_completed", .boolean),
        .required("missing_sessions", .integer(0...1_000_000)),
        .required("missing_minutes", .integer(0...1_000_000_000)),
    ])
}
