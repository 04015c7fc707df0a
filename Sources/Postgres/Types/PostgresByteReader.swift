/// Reads the parts of a composite value (array, range, record) in turn; every read is checked against the end.
@usableFromInline
package struct PostgresByteReader {
    @usableFromInline package private(set) var rest: UnsafeRawBufferPointer

    package init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    package mutating func integer<T: FixedWidthInteger>(_: T.Type) throws(PostgresDecodingProblem) -> T {
        let size = MemoryLayout<T>.size
        guard rest.count >= size else { throw .malformed("ends early") }
        let value = T(bigEndian: rest.loadUnaligned(as: T.self))
        rest = UnsafeRawBufferPointer(rebasing: rest[size...])
        return value
    }

    package mutating func bytes(_ count: Int) throws(PostgresDecodingProblem) -> UnsafeRawBufferPointer {
        guard count >= 0, rest.count >= count else { throw .malformed("ends early") }
        let taken = UnsafeRawBufferPointer(rebasing: rest[..<count])
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return taken
    }

    /// An element with its four-byte length before it; `nil` is NULL.
    package mutating func element() throws(PostgresDecodingProblem) -> UnsafeRawBufferPointer? {
        let length = try integer(Int32.self)
        if length == -1 { return nil }
        return try bytes(Int(length))
    }

    /// Throws when bytes are left over.
    package func end() throws(PostgresDecodingProblem) {
        guard rest.isEmpty else { throw .malformed("bytes left over") }
    }
}
