/// Settings for one transaction only (`set_config(…, true)`): they travel with the first statement, in its round trip, and
/// are gone when the transaction ends. There is no other kind here: a setting that outlives its transaction would reach the
/// connection's next user.
package struct PostgresSettings: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var values: [(name: String, value: String)]

    package static var none: PostgresSettings { [:] }

    package init(dictionaryLiteral elements: (String, String)...) {
        values = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The statement that makes them; `nil` for none. Names stand in its text where they are plain, since the server then
    /// has half of the parameters to take: what one setting costs, a tenant's, goes with most statements.
    var statement: PostgresQuery? {
        guard !values.isEmpty else { return nil }
        var binds = PostgresBinds()
        var sql = "select "
        for (index, setting) in values.enumerated() {
            sql += index == 0 ? "set_config(" : ", set_config("
            if Self.isPlain(setting.name) {
                sql += "'"
                sql += setting.name
                sql += "'"
            } else {
                binds.append(setting.name)
                sql += "$\(binds.count)"
            }
            binds.append(setting.value)
            sql += ", $"
            sql += String(binds.count)
            sql += ", true)"
        }
        return PostgresQuery(sql: sql, binds: binds)
    }

    /// Of letters, digits, underscores and points alone, as every name of a setting should be.
    private static func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { unit in
            switch unit {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
