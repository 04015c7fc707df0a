internal import Programme
internal import Store

/// What the tenant itself, its audit and the caller's tokens look like in JSON.
enum TenantSchemas {
    static let named: [(String, JSONSchema)] = [("Tenant", tenant), ("AuditEntry", entry), ("Token", token)]

    private static let tenant = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("key", .text(2...40)),
        .required("kind", .choice(TenantKind.allCases.map(\.rawValue))), .required("name", .text(1...200)),
        .required("area", .nullable(.identity).described("Of a ward.")), .required("created_at", .form(.instant)),
        .required("role", .choice(OfficerRole.allCases.map(\.rawValue)).described("What the caller may do.")),
        .required("sees_whole_tenant", .boolean),
    ])

    private static let entry = JSONSchema.object([
        .required("id", .identity), .required("happened_at", .form(.instant)),
        .required("officer", .nullable(.identity).described("Null for the operator.")),
        .required("actor", .choice(["officer", "program", "operator"])), .required("action", .text(1...100)),
        .required("subjects", .array(.identity, most: 1_000_000)),
        .required("fields", .array(.text(1...100), most: 1000).described("Never their values.")),
        .required("details", .map(.text(0...1000))), .required("request", .nullable(.text(0...64))),
    ])

    private static let token = JSONSchema.object([
        .required("id", .identity), .required("name", .text(1...100)),
        .required("scopes", .array(.choice(APITokenScope.allCases.map(\.rawValue)), most: 10)),
        .required("created_at", .form(.instant)), .required("expires_at", .form(.instant)),
        .required("last_used_at", .nullable(.form(.instant))), .required("is_own", .boolean.described("The caller's.")),
    ])
}
