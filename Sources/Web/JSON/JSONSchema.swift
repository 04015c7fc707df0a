internal import Programme

/// What a JSON value may be, in the part of JSON Schema 2020-12 that our documents need. One description serves three ends: it
/// stands in the OpenAPI document, it judges what is sent to us, and the tests judge our answers by it.
package indirect enum JSONSchema: Sendable {
    /// Anything.
    case any
    case boolean
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A text of so many code points.
    case text(ClosedRange<Int>)
    /// A text of a form of its own.
    case form(Form)
    /// One of these texts.
    case choice([String])
    /// Elements of one kind, at most so many.
    case array(JSONSchema, most: Int)
    /// Members by name; no others.
    case object([Member])
    /// Values of one kind under any name.
    case map(JSONSchema)
    /// The value, or null.
    case nullable(JSONSchema)
    /// A schema of `JSONSchema.named`.
    case reference(String)
    /// The schema, with words about it.
    case described(String, JSONSchema)

    /// Texts that are more than letters.
    package enum Form: String, Sendable, CaseIterable {
        /// An identity of ours.
        case identity = "uuid"
        /// A day: `2026-02-01`.
        case day = "date"
        /// A moment: `2026-02-01T08:00:00.000Z`.
        case instant = "date-time"
        /// A date as far as it is known, in EDTF: `1960`, `1960-02`, `1960-02-01`, with `~` behind if it is about.
        case partialDate = "edtf"
        /// Where a list goes on, as an earlier page said it.
        case cursor
        /// The digits of a version inside quotes.
        case version = "etag"

        /// The regular expression that says the same as far as one can.
        package var pattern: String? {
            switch self {
            case .identity: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
            case .partialDate: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$"
            case .cursor: "^[0-9a-zA-Z._-]{1,200}$"
            case .version: "^\"[0-9]{1,10}\"$"
            case .day: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
            case .instant: nil
            }
        }
    }

    /// One member of an object.
    package struct Member: Sendable {
        /// Its name.
        package let name: String
        /// What it may be.
        package let schema: JSONSchema
        /// Whether it must be there.
        package let isRequired: Bool

        /// A member that must be there.
        package static func required(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: schema, isRequired: true)
        }

        /// A member that may be left out.
        package static func optional(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: schema, isRequired: false)
        }
    }

    /// An identity.
    package static var identity: JSONSchema { .form(.identity) }

    /// The same, with words about it.
    package func described(_ words: String) -> JSONSchema { .described(words, self) }

    /// A page of a list.
    package static func page(of item: JSONSchema, most: Int) -> JSONSchema {
        .object([
            .required("items", .array(item, most: most)),
            .required(
                "next",
                .nullable(.form(.cursor)).described("The cursor of the next page; null on the last one.")
            ),
        ])
    }

    /// As it stands in the document.
    package var document: JSONValue {
        switch self {
        case .any: [:]
        case .boolean: ["type": "boolean"]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .text(let range):
            ["type": "string", "minLength": .integer(range.lowerBound), "maxLength": .integer(range.upperBound)]
        case .form(let form):
            JSONValue(
                members: [("type", "string"), ("format", .string(form.rawValue))]
                    + (form.pattern.map { [("pattern", .string($0))] } ?? [])
            )
        case .choice(let texts): ["type": "string", "enum": .array(texts.map(JSONValue.string))]
        case .array(let element, let most):
            ["type": "array", "items": element.document, "maxItems": .integer(most)]
        case .object(let members): Self.document(of: members)
        case .map(let value): ["type": "object", "additionalProperties": value.document]
        case .nullable(let schema): ["anyOf": [schema.document, ["type": "null"]]]
        case .reference(let name): ["$ref": .string("#/components/schemas/\(name)")]
        case .described(let words, let schema): Self.document(of: schema, words)
        }
    }

    private static func document(of members: [Member]) -> JSONValue {
        let required = members.filter(\.isRequired).map { JSONValue.string($0.name) }
        return JSONValue(
            members: [
                ("type", "object"), ("additionalProperties", false),
                ("properties", JSONValue(members: members.map { ($0.name, $0.schema.document) })),
            ] + (required.isEmpty ? [] : [("required", .array(required))])
        )
    }

    private static func document(of schema: JSONSchema, _ words: String) -> JSONValue {
        guard var members = schema.document.members else { return schema.document }
        members["description"] = .string(words)
        return .object(members)
    }
}
