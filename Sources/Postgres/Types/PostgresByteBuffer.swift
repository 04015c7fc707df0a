/// Where values are written in binary format: bytes, and the places that wait for a type's identifier.
@usableFromInline
package struct PostgresByteBuffer: Sendable {
    /// A four-byte place in `bytes` that takes the identifier of a type known only by name.
    package struct NamedType: Sendable, Hashable {
        package var offset: Int
        package var name: String
    }

    @usableFromInline package var bytes: [UInt8] = []
    package private(set) var namedTypes: [NamedType] = []

    @inlinable
    package init() {}

    @inlinable
    package mutating func write<T: FixedWidthInteger>(_ value: T) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

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
        let start = bytes.count
        write(Int32(0))
        try value.encode(into: &self)
        guard let length = Int32(exactly: bytes.count - start - 4) else {
            throw .tooLarge(limitBytes: Int(Int32.max))
        }
        withUnsafeBytes(of: length.bigEndian) { source in
            for (index, byte) in source.enumerated() { bytes[start + index] = byte }
        }
    }

    /// Fills in the identifiers of `namedTypes`; the first name that `lookup` does not know is thrown.
    package mutating func resolve(
        _ lookup: (String) -> PostgresTypeID?
    ) throws(PostgresEncodingProblem) {
        for place in namedTypes {
            guard let id = lookup(place.name) else { throw .unknownType(place.name) }
            withUnsafeBytes(of: id.rawValue.bigEndian) { source in
                for (index, byte) in source.enumerated() { bytes[place.offset + index] = byte }
            }
        }
        namedTypes = []
    }
}
