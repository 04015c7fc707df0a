/// One value that is not NULL, in PostgreSQL's binary format, as it stands in libpq's memory.
///
/// A cell borrows: it is valid only for the duration of the call that it is handed to.
@usableFromInline
package struct PostgresCell {
    /// The value's bytes; integers in it are big-endian.
    @usableFromInline package let bytes: UnsafeRawBufferPointer
    /// The type that the server named for it.
    @usableFromInline package let type: PostgresTypeID
    /// What is known of types above `PostgresTypeID.firstInCatalogue`.
    @usableFromInline package unowned(unsafe) let types: PostgresTypeCatalogue
    /// How many values this one lies in: 0 for a column, 1 for an element of an array in a column.
    @usableFromInline package let depth: UInt8

    /// Lends `bytes` under a type. The caller keeps bytes and catalogue alive while the cell is in use.
    @inlinable
    package init(bytes: UnsafeRawBufferPointer, type: PostgresTypeID, types: PostgresTypeCatalogue, depth: UInt8 = 0) {
        self.bytes = bytes
        self.type = type
        self.types = types
        self.depth = depth
    }

    /// A value inside this one. Throws where values lie in each other deeper than `PostgresTypeCatalogue.depthLimit`.
    @inlinable
    package func nested(
        _ bytes: UnsafeRawBufferPointer,
        _ type: PostgresTypeID
    ) throws(PostgresDecodingProblem) -> PostgresCell {
        guard depth < PostgresTypeCatalogue.depthLimit else { throw .malformed("nested too deep") }
        return PostgresCell(bytes: bytes, type: type, types: types, depth: depth + 1)
    }

    /// Throws unless the value has this type.
    @inlinable
    package func expect(_ wanted: PostgresTypeID, for name: StaticString) throws(PostgresDecodingProblem) {
        guard type == wanted else { throw mismatch(name) }
    }

    /// The error for a Swift type that does not read this value's type.
    @usableFromInline
    package func mismatch(_ wanted: StaticString) -> PostgresDecodingProblem {
        .typeMismatch(found: type, wanted: "\(wanted)")
    }

    /// The big-endian integer that is the whole value.
    @inlinable
    package func integer<T: FixedWidthInteger>(_: T.Type) throws(PostgresDecodingProblem) -> T {
        guard bytes.count == MemoryLayout<T>.size else { throw .malformed("length") }
        return T(bigEndian: bytes.loadUnaligned(as: T.self))
    }
}
