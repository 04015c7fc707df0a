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
        var interpolation = PostgresQuery.StringInterpolation(literalCapacity: 64, interpolationCount: values.count * 2)
        for (index, setting) in values.enumerated() {
            interpolation.appendLiteral(index == 0 ? "select set_config(" : ", set_config(")
            interpolation.appendInterpolation(setting.name)
            interpolation.appendLiteral(", ")
            interpolation.appendInterpolation(setting.value)
            interpolation.appendLiteral(", true)")
        }
        return PostgresQuery(stringInterpolation: interpolation)
    }
}
