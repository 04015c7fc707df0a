/// Reads the parts of a composite value (array, range, record) in turn; every read is checked against the end.
@usableFromInline
package struct PostgresByteReader {
    /// What has not been read yet.
    @usableFromInline package var rest: UnsafeRawBufferPointer

    /// Begins at the first of `bytes`, which must outlive the reader.
    @inlinable
    package init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// The next big-endian integer.
    @inlinable
    package mutating func integer<T: FixedWidthInteger>(_: T.Type) throws(PostgresDecodingProblem) -> T {
        let size = MemoryLayout<T>.size
        guard rest.count >= size else { throw .malformed("ends early") }
        let value = T(bigEndian: rest.loadUnaligned(as: T.self))
        rest = UnsafeRawBufferPointer(rebasing: rest[size...])
        return value
    }

    /// The next double precision number.
    @inlinable
    package mutating func double() throws(PostgresDecodingProblem) -> Double {
        Double(bitPattern: try integer(UInt64.self))
    }

    /// The next `count` bytes.
    @inlinable
    package mutating func bytes(_ count: Int) throws(PostgresDecodingProblem) -> UnsafeRawBufferPointer {
        guard count >= 0, rest.count >= count else { throw .malformed("ends early") }
        let taken = UnsafeRawBufferPointer(rebasing: rest[..<count])
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return taken
    }

    /// A count of things that take at least `sizeBytes` each, so that one that cannot be is known before any is read.
    @inlinable
    package mutating func count(ofAtLeast sizeBytes: Int) throws(PostgresDecodingProblem) -> Int {
        let count = Int(try integer(Int32.self))
        guard count >= 0, count <= rest.count / sizeBytes else { throw .malformed("count") }
        return count
    }

    /// An element with its four-byte length before it; `nil` is NULL.
    @inlinable
    package mutating func element() throws(PostgresDecodingProblem) -> UnsafeRawBufferPointer? {
        let length = try integer(Int32.self)
        if length == -1 { return nil }
        return try bytes(Int(length))
    }

    /// The next `count` bytes as text: valid UTF-8 without NUL.
    @usableFromInline
    package mutating func text(_ count: Int) throws(PostgresDecodingProblem) -> String {
        try String(postgresText: try bytes(count))
    }

    /// Throws when bytes are left over.
    @inlinable
    package func end() throws(PostgresDecodingProblem) {
        guard rest.isEmpty else { throw .malformed("bytes left over") }
    }
}
