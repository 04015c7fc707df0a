/// Settings for one transaction only (`set_config(…, true)`): they travel with the first statement, in its round trip, and
/// are gone when the transaction ends. There is no other kind here: a setting that outlives its transaction would reach the
/// connection's next user.
package struct PostgresSettings: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var values: [(name: String, value: String)]

    package static var none: PostgresSettings { [:] }

    package init(dictionaryLiteral elements: (String, String)...) {
        values = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The statement that makes them; `nil` for none.
    var statement: PostgresQuery? {
        guard !values.isEmpty else { return nil }
        var binds = PostgresBinds()
        for setting in values {
            binds.append(setting.name)
            binds.append(setting.value)
        }
        return PostgresQuery(sql: Self.sql(count: values.count), binds: binds)
    }

    /// One setting, the tenant, goes with most statements: its text is there already.
    private static func sql(count: Int) -> String {
        guard count > 1 else { return "select set_config($1, $2, true)" }
        let calls = (0..<count).map { "set_config($\($0 * 2 + 1), $\($0 * 2 + 2), true)" }
        return "select " + calls.joined(separator: ", ")
    }
}
