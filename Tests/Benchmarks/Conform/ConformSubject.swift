import Postgres

/// A value as it is asked for and judged: the sample itself, or an array with it.
struct ConformSubject: Sendable {
    var name: String
    /// SQL that gives the value.
    var expression: String
    /// What the parameter is cast to.
    var type: String
    /// False where the type has no equality, so that text forms alone judge.
    var hasEquality: Bool

    var question: PostgresQuery { PostgresQuery(sql: "select \(expression)") }

    /// Asks the server whether the value that came back is the one that it sent.
    func judgement(of value: PostgresDynamicValue?) -> PostgresQuery {
        var binds = PostgresBinds()
        binds.append(value)
        return PostgresQuery(sql: judgement(ofSQL: "$1::\(type)"), binds: binds)
    }

    /// The same of a value that the server has already, by SQL that gives it.
    func judgement(ofSQL value: String) -> String {
        let equality = hasEquality ? "\(value) is not distinct from \(expression)" : "true"
        return "select \(equality), (\(value))::text is not distinct from (\(expression))::text, (\(value))::text"
    }

    /// What a judgement says is wrong; nil when all is well.
    func verdict(_ rows: PostgresRows) throws -> String? {
        guard rows.count == 1 else { return "\(rows.count) rows" }
        let (isEqual, hasSameText, text) = try rows[0].decode((Bool, Bool, String?).self)
        if isEqual && hasSameText { return nil }
        return "came back as \(text ?? "null")\(isEqual ? ", which is equal but for its text" : "")"
    }

    /// The value that a question was answered with; nil is NULL.
    func answer(_ rows: PostgresRows) throws -> PostgresDynamicValue? {
        guard rows.count == 1, rows.columnCount == 1 else { throw BenchmarkError("\(rows.count) rows") }
        return try rows[0].value(0, as: PostgresDynamicValue?.self)
    }
}
