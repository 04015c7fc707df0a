/// A Swift type that writes itself in PostgreSQL's binary format.
@usableFromInline
package protocol PostgresEncodable {
    /// The type that the server is told for a parameter of this Swift type.
    static var postgresType: PostgresType { get }

    /// The type of an array of this Swift type; by default the array over `postgresType`.
    static var postgresArrayType: PostgresType { get }

    /// The type of a range over this Swift type: by default the built-in one over `postgresType`, or inferred where
    /// there is none. A Swift type whose range type a user made names it here.
    static var postgresRangeType: PostgresType { get }

    /// The same of multiranges.
    static var postgresMultirangeType: PostgresType { get }

    /// True for `nil` alone; `encode` is not called then.
    var isPostgresNull: Bool { get }

    /// Appends the value's bytes, without a length before them.
    func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem)

    /// Appends the bytes of an array of one dimension; `UInt8` writes bytea.
    static func encodeArray(_ values: [Self], into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem)
}

extension PostgresEncodable {
    @inlinable package var isPostgresNull: Bool { false }

    @inlinable package static var postgresArrayType: PostgresType { postgresType.array }

    @inlinable package static var postgresRangeType: PostgresType { postgresType.range }

    @inlinable package static var postgresMultirangeType: PostgresType { postgresType.multirange }

    @inlinable
    package static func encodeArray(
        _ values: [Self],
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        try buffer.writeVectorHeader(
            count: values.count,
            hasNull: values.contains { $0.isPostgresNull },
            element: postgresType
        )
        for value in values { try buffer.writeElement(value) }
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    @inlinable package static var postgresType: PostgresType { Wrapped.postgresType }

    @inlinable package var isPostgresNull: Bool {
        switch self {
        case .none: true
        case .some(let wrapped): wrapped.isPostgresNull
        }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try self?.encode(into: &buffer)
    }
}

/// A Swift type that goes both ways.
package typealias PostgresCodable = PostgresDecodable & PostgresEncodable

/// Why a value could not be sent. Never holds the value.
@usableFromInline
package enum PostgresEncodingProblem: Error, Hashable, Sendable {
    /// The value has no place in the PostgreSQL type; the text names the type.
    case outOfRange(String)
    /// Text with a NUL character, which PostgreSQL cannot store.
    case nulCharacter
    /// Larger than PostgreSQL or the connection's limit takes, in bytes.
    case tooLarge(limitBytes: Int)
    /// The database has no type of this name.
    case unknownType(String)
    /// A `Codable` value that its encoder refused, an array with ragged rows and the like.
    case invalid(String)
}
