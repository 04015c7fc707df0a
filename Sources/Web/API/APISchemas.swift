internal import Programme

/// The schemas that the document names, and what all operations have in common.
enum APISchemas {
    /// By name.
    static let named: [String: JSONSchema] = Dictionary(
        [
            MemberSchemas.named, BranchSchemas.named, DuplicateSchemas.named, OfficerSchemas.named, TenantSchemas.named,
            ImportSchemas.named, ClassSchemas.named, LearningSchemas.named, CentreOperations.named, CitySchemas.named,
            SubjectSchemas.named, TitleSchemas.named, CriteriaSchemas.named, WorkSchemas.named, ReportSchemas.named,
            WebhookSchemas.named,
        ]
        .flatMap { $0 } + [("Problem", problem)],
        uniquingKeysWith: { first, _ in first }
    )

    /// In the order of the document.
    static let names: [String] = named.keys.sorted()

    /// The largest version that a record can have.
    static let largestVersion = Int(Int32.max)

    /// The version that a new record has, by the tables' default.
    static let firstVersion = 1

    /// A version of a record.
    static let version = JSONSchema.integer(0...largestVersion)
        .described("Rises by one with each change; also in `ETag`.")

    /// Where a page begins, and how long it is.
    static func paging(most: Int) -> [JSONSchema.Member] {
        [
            .optional("cursor", .form(.cursor).described("`next` of the page before.")),
            .optional("limit", .integer(1...most).described("Elements on the page.")),
        ]
    }

    /// RFC 9457.
    private static let problem = JSONSchema.object([
        .required("type", .text(1...500).described("An address that explains the kind of problem.")),
        .required("title", .text(1...200)),
        .required("status", .integer(400...599)),
        .required("detail", .text(1...1000)),
        .required("instance", .text(1...100).described("The request, as `X-Request-Id` names it.")),
        .optional(
            "problems",
            .array(
                .object([
                    .optional("field", .nullable(.text(0...1000)).described("`members.3.birth_date`.")),
                    .required("code", .text(1...100).described("For programs; never changes its meaning.")),
                    .required("message", .text(0...2000).described("For people, by `Accept-Language`.")),
                ]),
                most: Problem.mostDetails
            )
        ),
    ])
}
