/// Where values are written in binary format: bytes, and the places that wait for a type's identifier.
@usableFromInline
package struct PostgresByteBuffer: Sendable {
    /// A four-byte place in `bytes` that takes the identifier of a type known only by name.
    package struct NamedType: Sendable, Hashable {
        /// Where the four bytes begin.
        package var offset: Int
        /// As `::regtype` reads it.
        package var name: String
    }

    /// What has been written.
    @usableFromInline package var bytes: [UInt8] = []
    /// The places still open.
    package private(set) var namedTypes: [NamedType] = []

    /// An empty buffer.
    @inlinable
    package init() {}

    /// Appends an integer, big-endian.
    @inlinable
    package mutating func write<T: FixedWidthInteger>(_ value: T) {
        // Byte by byte is a third cheaper than a copy at these sizes.
        var shift = T.bitWidth - 8
        while shift >= 0 {
            bytes.append(UInt8(truncatingIfNeeded: value >> T(truncatingIfNeeded: shift)))
            shift -= 8
        }
    }

    /// Appends bytes as they are.
    @inlinable
    package mutating func write(bytes source: some Sequence<UInt8>) {
        bytes.append(contentsOf: source)
    }

    /// Writes a type's identifier, as the headers of arrays and composites carry it.
    package mutating func write(type: PostgresType) {
        switch type {
        case .id(let id):
            write(id.rawValue)
        case .named(let name):
            namedTypes.append(NamedType(offset: bytes.count, name: name))
            write(UInt32(0))
        }
    }

    /// Writes an element with its four-byte length before it; NULL is the length -1.
    @inlinable
    package mutating func writeElement<T: PostgresEncodable>(_ value: T) throws(PostgresEncodingProblem) {
        guard !value.isPostgresNull else {
            write(Int32(-1))
            return
        }
        let place = beginLength()
        try value.encode(into: &self)
        try endLength(place)
    }

    /// Leaves four bytes for the length of what is written next; `endLength` fills them in.
    @inlinable
    package mutating func beginLength() -> Int {
        write(Int32(0))
        return bytes.count
    }

    /// Writes the number of bytes since `beginLength` into the place that it left.
    @inlinable
    package mutating func endLength(_ place: Int) throws(PostgresEncodingProblem) {
        guard let length = Int32(exactly: bytes.count - place) else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        store(UInt32(bitPattern: length), at: place - 4)
    }

    /// Takes back what was written from `count` bytes on.
    @usableFromInline
    package mutating func truncate(to count: Int) {
        bytes.removeSubrange(count...)
        namedTypes.removeAll { $0.offset >= count }
    }

    /// Overwrites four bytes.
    @usableFromInline
    mutating func store(_ value: UInt32, at offset: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self) }
    }

    /// Fills in the identifiers of `namedTypes`; the first name that `lookup` does not know is thrown.
    package mutating func resolve(
        _ lookup: (String) -> PostgresTypeID?
    ) throws(PostgresEncodingProblem) {
        for place in namedTypes {
            guard let id = lookup(place.name) else { throw .unknownType(place.name) }
            store(id.rawValue, at: place.offset)
        }
        namedTypes = []
    }
}
