/// A JSON value, as it was read or as it will be written. Objects keep the order of their members.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number without a fraction that fits; `2.0` and `2e0` are read as this too.
    case integer(Int)
    /// Any other number; finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The text; nil for any other kind.
    package var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The whole number; nil for any other kind.
    package var whole: Int? { if case .integer(let number) = self { number } else { nil } }

    /// True or false; nil for any other kind.
    package var flag: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

    /// The elements; nil for any other kind.
    package var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The members; nil for any other kind.
    package var members: JSONObject? { if case .object(let members) = self { members } else { nil } }

    /// The member of an object with this name; nil for what has none.
    package subscript(name: String) -> JSONValue? { members?[name] }
}

/// The members of a JSON object, in order; each name stands there once.
package struct JSONObject: Sendable, Equatable {
    /// In order.
    package private(set) var names: [String] = []
    private var values: [String: JSONValue] = [:]

    /// No members.
    package init() {}

    /// The value of a member. Setting one that is not there adds it behind; setting nil takes it away.
    package subscript(name: String) -> JSONValue? {
        get { values[name] }
        set {
            if values[name] == nil, newValue != nil { names.append(name) }
            if newValue == nil, values[name] != nil { names.removeAll { $0 == name } }
            values[name] = newValue
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A number.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// An array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of a name that stands twice the last value counts.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(members: elements) }

    /// An object of these members, in their order.
    package init(members: [(String, JSONValue)]) {
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        self = .object(object)
    }

    /// The text, or null.
    package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// The number, or null.
    package init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }
}
