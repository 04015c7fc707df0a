/// The object identifier (OID) of a PostgreSQL data type, as `pg_type.oid` has it.
@usableFromInline
package struct PostgresTypeID: RawRepresentable, Hashable, Sendable {
    @usableFromInline package var rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    package init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// The first identifier that PostgreSQL gives to types made by users and extensions (`FirstNormalObjectId`).
    /// Types below it are the same in every database; the others are looked up in the `PostgresTypeCatalogue`.
    @inlinable package static var firstUserType: UInt32 { 16384 }

    /// Zero: the server infers the type from the statement.
    @inlinable package static var inferred: Self { Self(0) }

    @inlinable package static var bool: Self { Self(16) }
    @inlinable package static var bytea: Self { Self(17) }
    @inlinable package static var int8: Self { Self(20) }
    @inlinable package static var int2: Self { Self(21) }
    @inlinable package static var int4: Self { Self(23) }
    @inlinable package static var text: Self { Self(25) }
    @inlinable package static var oid: Self { Self(26) }
    @inlinable package static var uuid: Self { Self(2950) }
}

/// How a parameter's type is told to the server.
@usableFromInline
package enum PostgresType: Sendable, Hashable {
    /// A built-in type, or `.inferred` to let the server decide.
    case id(PostgresTypeID)
    /// A type made by a user or an extension, by its name as `::regtype` reads it; the connection looks it up once.
    case named(String)
}
