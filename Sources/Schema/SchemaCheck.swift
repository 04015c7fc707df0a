/// A rule of the schema, as a query that returns what breaks it: `checks/sequence.sql`, with the columns `object text`
/// (which one) and `violation text` (what is wrong with it). No rows, no violation.
package struct SchemaCheck: Sendable, Equatable {
    /// Without ending: `sequence`.
    package let name: String
    /// The comment at the file's head: what is wrong with such an object and how to mend it.
    package let explanation: String
    package let sql: String

    var path: String { "checks/\(name).sql" }

    /// - Throws: `.file` where the explanation is missing, or where there is not exactly one statement.
    init(_ file: SchemaFile) throws(SchemaError) {
        name = String(file.name.dropLast(".sql".count))
        explanation = file.head.joined(separator: "\n")
        guard !explanation.isEmpty else {
            throw .file(
                path: file.path,
                problem: "the first line must be a comment that says what is wrong and how to mend it"
            )
        }
        let statements = SchemaScript(file.sql).statements
        guard let statement = statements.first, statements.count == 1 else {
            throw .file(path: file.path, problem: "a check is one query; this has \(statements.count) statements")
        }
        sql = statement.text
    }

    /// What one check found.
    package struct Result: Sendable, Equatable {
        package let check: SchemaCheck
        /// In the query's order; `mostViolations` at most.
        package let violations: [Violation]
    }

    /// One object that breaks the rule.
    package struct Violation: Sendable, Hashable {
        package let object: String
        package let violation: String

        /// `object` breaks a rule in the way that `violation` says.
        package init(object: String, violation: String) {
            self.object = object
            self.violation = violation
        }
    }
}
