/// What is known of a type that is not built in.
@usableFromInline
package struct PostgresTypeInfo: Sendable, Hashable {
    /// A field of a composite type.
    package struct Field: Sendable, Hashable {
        /// As `pg_attribute.attname` has it.
        package var name: String
        /// The declared type, which may be a domain.
        package var type: PostgresTypeID

        /// A field by name and type.
        package init(name: String, type: PostgresTypeID) {
            self.name = name
            self.type = type
        }
    }

    /// What a type is made of.
    package enum Kind: Sendable, Hashable {
        /// A type with a format of its own, such as `citext` or `hstore`.
        case base
        case enumeration
        /// `base` is the type that it restricts, which may itself be a domain.
        case domain(base: PostgresTypeID)
        /// The fields in order, without dropped ones.
        case composite(fields: [Field])
        case range(subtype: PostgresTypeID)
        case multirange(range: PostgresTypeID)
        case array(element: PostgresTypeID)
    }

    /// As `pg_type.oid` has it.
    package var id: PostgresTypeID
    /// As `pg_type.typname` has it: no quotes, no schema.
    package var name: String
    /// Where it lies, without quotes.
    package var schema: String
    /// What it is made of.
    package var kind: Kind
    /// The array type over it, where it has one.
    package var array: PostgresTypeID?

    /// What is known, put together.
    package init(id: PostgresTypeID, name: String, schema: String, kind: Kind, array: PostgresTypeID? = nil) {
        self.id = id
        self.name = name
        self.schema = schema
        self.kind = kind
        self.array = array
    }

    /// Whether `other` is this type's name, alone or behind its schema, quoted or not.
    package func isNamed(_ other: String) -> Bool {
        if other == name { return true }
        let quoted = PostgresQuery.quoted(identifier: name)
        if other == quoted { return true }
        guard other.hasSuffix(name) || other.hasSuffix(quoted) else { return false }
        let schemas = [schema, PostgresQuery.quoted(identifier: schema)]
        return schemas.contains { other == "\($0).\(name)" || other == "\($0).\(quoted)" }
    }
}

/// One row of the catalogue query, column by column in the order that the query selects them.
package struct PostgresTypeRow: Sendable, Hashable {
    /// The name that was asked for, on the row of the type it named; NULL on the others.
    package var requestedName: String?
    /// As `pg_type.oid` has it.
    package var id: PostgresTypeID
    /// As `pg_type.typname` has it.
    package var name: String
    /// The schema that it lies in.
    package var schema: String
    /// `pg_type.typtype`: b, c, d, e, m, p or r.
    package var type: String
    /// Of an array, its element; 0 otherwise.
    package var element: PostgresTypeID
    /// Of a domain, the type that it restricts; 0 otherwise.
    package var base: PostgresTypeID
    /// The array type over it; 0 where there is none.
    package var array: PostgresTypeID
    /// Of a range, its subtype; of a multirange, its range; 0 otherwise.
    package var rangePart: PostgresTypeID
    /// Of a composite, its fields.
    package var fieldNames: [String]
    /// Their declared types, as many.
    package var fieldTypes: [PostgresTypeID]

    /// A row of columns already read.
    package init(
        requestedName: String?,
        id: PostgresTypeID,
        name: String,
        schema: String,
        type: String,
        element: PostgresTypeID,
        base: PostgresTypeID,
        array: PostgresTypeID,
        rangePart: PostgresTypeID,
        fieldNames: [String],
        fieldTypes: [PostgresTypeID]
    ) {
        self.requestedName = requestedName
        self.id = id
        self.name = name
        self.schema = schema
        self.type = type
        self.element = element
        self.base = base
        self.array = array
        self.rangePart = rangePart
        self.fieldNames = fieldNames
        self.fieldTypes = fieldTypes
    }

    /// What the row says; `nil` for kinds that hold no values of their own (pseudo-types).
    package var info: PostgresTypeInfo? {
        let kind: PostgresTypeInfo.Kind
        switch type {
        case "b": kind = element == .inferred ? .base : .array(element: element)
        case "e": kind = .enumeration
        case "d": kind = .domain(base: base)
        case "c":
            let fields = zip(fieldNames, fieldTypes).map { PostgresTypeInfo.Field(name: $0, type: $1) }
            kind = .composite(fields: fields)
        case "r": kind = .range(subtype: rangePart)
        case "m": kind = .multirange(range: rangePart)
        default: return nil
        }
        return PostgresTypeInfo(
            id: id,
            name: name,
            schema: schema,
            kind: kind,
            array: array == .inferred ? nil : array
        )
    }
}
