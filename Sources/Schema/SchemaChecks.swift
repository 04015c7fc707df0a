package import Postgres

/// Runs the rules of `sql/checks` against a database.
package struct SchemaChecks: Sendable {
    /// Violations told of one check; more of the same say nothing new.
    package static let mostViolations = 200

    package let checks: [SchemaCheck]

    /// The rules that `checks` are.
    package init(_ checks: [SchemaCheck]) { self.checks = checks }

    /// Runs each. Any role may: the checks read PostgreSQL's catalogue alone.
    ///
    /// - Returns: one result a check, in their order, those without violations included.
    /// - Throws: `SchemaError.failed` for a check that the server refuses or whose columns are others;
    ///   `CancellationError`.
    package func run(on connection: PostgresConnection) async throws -> [SchemaCheck.Result] {
        var results: [SchemaCheck.Result] = []
        for check in checks {
            do {
                let rows = try await connection.query(PostgresQuery(sql: check.sql))
                let violations = try rows.prefix(Self.mostViolations).map { row in
                    let (object, violation) = try row.decode((String, String).self)
                    return SchemaCheck.Violation(object: object, violation: violation)
                }
                results.append(SchemaCheck.Result(check: check, violations: violations))
            } catch let error as PostgresError {
                throw SchemaError.failed(file: check.path, line: nil, error)
            }
        }
        return results
    }
}
