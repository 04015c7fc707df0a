import Postgres
import Schema
import Store

/// What `hoctap check` found.
struct CheckFinding: Encodable, Sendable {
    /// One object that breaks a rule.
    struct Violation: Encodable, Sendable {
        let check: String
        let object: String
        let violation: String
    }

    /// `major * 10000 + minor`.
    let serverVersion: Int
    /// Number of the last migration.
    let schemaVersion: Int
    /// Whether nothing is to be applied.
    let schemaIsCurrent: Bool
    /// What is wrong with the server or the schema as a whole, one sentence each.
    var problems: [String] = []
    /// What is worth a look, and nothing to be mended in the schema.
    var warnings: [String] = []
    /// How many rules were looked at.
    let checks: Int
    var violations: [Violation] = []
    /// Of each rule that is broken: what it is for and how to mend it.
    var explanations: [String: String] = [:]

    /// Nothing is to be mended.
    var isGood: Bool { problems.isEmpty && violations.isEmpty }

    /// Looks at the database of `connection`.
    init(on connection: PostgresConnection, files: SchemaFiles, personKey: PersonKey? = nil) async throws {
        serverVersion = await connection.serverVersion
        schemaVersion = try await SchemaVersion.read(connection)
        do {
            try await SchemaVersion.check(connection)
        } catch let error as SchemaError {
            problems.append("\(error)")
        }
        let status = try await SchemaStatus.read(connection, files: files)
        schemaIsCurrent = status.isCurrent
        if !status.isCurrent { problems.append("the schema is not what the folder says: see hoctap migrate --status") }
        if schemaIsCurrent { warnings = try await Self.warnings(connection, personKey) }
        checks = files.checks.count
        for result in try await SchemaChecks(files.checks).run(on: connection) where !result.violations.isEmpty {
            explanations[result.check.name] = result.check.explanation
            violations += result.violations.map {
                Violation(check: result.check.name, object: $0.object, violation: $0.violation)
            }
        }
    }

    /// Without a worker the totals stand still, without a key nobody can be linked, and nobody would notice.
    private static func warnings(
        _ connection: PostgresConnection,
        _ personKey: PersonKey?
    ) async throws -> [String] {
        let found = try await connection.query(
            """
            -- CheckFinding.warnings
            select is_worked, person_key
            from release.status
            """
        ).decode((Bool, Int32?).self)
        guard let (isWorked, used) = found.first else { return [] }
        var warnings = isWorked ? [] : ["no worker is adding up the totals: see hoctap work"]
        if used == nil { warnings.append(noPersonKey) }
        if let used, let personKey, personKey.epoch != used { warnings.append(otherPersonKey) }
        return warnings
    }

    /// What `check` and `totals status` say.
    static let noPersonKey =
        "no key for persons is in use, so nobody can be counted once across organisations: see HOCTAP_PERSON_KEY_FILE"
    /// What `check` says, and whoever writes.
    static let otherPersonKey =
        "the key for persons is another one than that whose tokens are compared: see hoctap totals tokens --help"

    /// For people.
    var text: String {
        let server = "PostgreSQL \(serverVersion / 10_000).\(serverVersion % 10_000)"
        var text = "\(server), schema \(schemaVersion), \(checks) checks: "
        text += isGood ? "all is well.\n" : "\(problems.count + violations.count) to mend.\n"
        text += problems.map { "Problem: \($0)\n" }.joined()
        text += warnings.map { "Warning: \($0)\n" }.joined()
        guard !violations.isEmpty else { return text }
        var table = OutputTable("Check", "Object", "Violation")
        table.rows = violations.map { [$0.check, $0.object, $0.violation] }
        text += table.text
        for (check, explanation) in explanations.sorted(by: { $0.key < $1.key }) {
            text += "\(check): \(explanation.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
        }
        return text
    }
}
