/// The object identifier (OID) of a PostgreSQL data type, as `pg_type.oid` has it.
@usableFromInline
package struct PostgresTypeID: RawRepresentable, Hashable, Sendable {
    /// The number itself.
    @usableFromInline package var rawValue: UInt32

    /// The type with a number.
    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The type with a number.
    @inlinable
    package init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// The first identifier that initdb, users and extensions give out (`FirstGenbkiObjectId`). Types below it are the same in
    /// every database; the others are looked up in the `PostgresTypeCatalogue`.
    @inlinable package static var firstInCatalogue: UInt32 { 10_000 }

    /// Zero: the server infers the type from the statement.
    @inlinable package static var inferred: Self { Self(0) }
}

extension PostgresTypeID: CustomStringConvertible {
    /// The type's name where it is built in, else its number.
    @usableFromInline package var description: String { PostgresBuiltInType[self]?.name ?? "type \(rawValue)" }
}

/// How a parameter's type is told to the server.
@usableFromInline
package enum PostgresType: Sendable, Hashable {
    /// A built-in type, or `.inferred` to let the server decide.
    case id(PostgresTypeID)
    /// A type made by a user or an extension, by its name as `::regtype` reads it; the connection looks it up once.
    case named(String)

    /// The array over this type; `.inferred` for a built-in type that has none.
    @usableFromInline package var array: PostgresType {
        switch self {
        case .id(let id): .id(PostgresBuiltInType[id]?.array ?? .inferred)
        case .named(let name): .named(name + "[]")
        }
    }

    /// The built-in range over this type; `.inferred` where there is none.
    @usableFromInline package var range: PostgresType {
        guard case .id(let id) = self else { return .id(.inferred) }
        return .id(PostgresBuiltInType.range(over: id) ?? .inferred)
    }

    /// The built-in multirange over ranges over this type; `.inferred` where there is none.
    @usableFromInline package var multirange: PostgresType {
        guard case .id(let id) = range else { return .id(.inferred) }
        return .id(PostgresBuiltInType.multirange(of: id) ?? .inferred)
    }
}
