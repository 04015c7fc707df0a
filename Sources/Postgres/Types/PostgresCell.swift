/// One value that is not NULL, in PostgreSQL's binary format, as it stands in libpq's memory.
///
/// A cell borrows: it is valid only for the duration of the call that it is handed to.
@usableFromInline
package struct PostgresCell {
    /// The value's bytes; integers in it are big-endian.
    @usableFromInline package let bytes: UnsafeRawBufferPointer
    /// The type that the server named for it.
    @usableFromInline package let type: PostgresTypeID
    /// What is known of types above `PostgresTypeID.firstUserType`.
    @usableFromInline package unowned(unsafe) let types: PostgresTypeCatalogue

    @inlinable
    package init(bytes: UnsafeRawBufferPointer, type: PostgresTypeID, types: PostgresTypeCatalogue) {
        self.bytes = bytes
        self.type = type
        self.types = types
    }

    /// The big-endian integer that is the whole value.
    @inlinable
    package func integer<T: FixedWidthInteger>(_: T.Type) throws(PostgresDecodingProblem) -> T {
        guard bytes.count == MemoryLayout<T>.size else { throw .malformed("length") }
        return T(bigEndian: bytes.loadUnaligned(as: T.self))
    }
}
