/// An array of one dimension. Its lower bound is dropped and written as 1; `PostgresArray` keeps it. NULL elements need
/// an optional `Element`. `[UInt8]` is bytea.
extension Array: PostgresDecodable where Element: PostgresDecodable {
    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Element] {
        try Element.decodeArray(cell)
    }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    @inlinable package static var postgresType: PostgresType { Element.postgresArrayType }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try Element.encodeArray(self, into: &buffer)
    }
}

/// The head of an array of at most one dimension.
@usableFromInline
package struct PostgresVector: Sendable {
    /// The elements' type, domains resolved.
    @usableFromInline package let element: PostgresTypeID
    /// How many elements follow.
    @usableFromInline package let count: Int

    /// A head already read.
    @inlinable
    package init(element: PostgresTypeID, count: Int) {
        self.element = element
        self.count = count
    }
}

extension PostgresByteReader {
    /// The most elements that room is made for before they are read.
    @inlinable package static var reservedElementsLimit: Int { 65_536 }

    /// Reads the head of an array of at most one dimension, checked against the type of `cell`.
    @usableFromInline
    package mutating func vector(of cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresVector {
        let (dimensions, element) = try arrayHead(of: cell)
        guard dimensions <= 1 else { throw .outOfRange("an array of more than one dimension") }
        guard dimensions == 1 else {
            try end()
            return PostgresVector(element: element, count: 0)
        }
        let (length, _) = try arrayDimension()
        guard length <= rest.count / 4 else { throw .malformed("element count") }
        return PostgresVector(element: cell.types.base(of: element), count: length)
    }

    /// The number of dimensions, 0 to 6, and the type of the elements, which may be a domain.
    package mutating func arrayHead(
        of cell: PostgresCell
    ) throws(PostgresDecodingProblem) -> (dimensions: Int, element: PostgresTypeID) {
        guard let expected = cell.types.element(ofArray: cell.type) else { throw cell.mismatch("array") }
        let dimensions = try integer(Int32.self)
        guard (0...6).contains(dimensions) else { throw .malformed("number of dimensions") }
        guard (0...1).contains(try integer(Int32.self)) else { throw .malformed("array flags") }
        guard try integer(UInt32.self) == expected.rawValue else { throw .malformed("element type") }
        return (Int(dimensions), expected)
    }

    /// The length of one dimension, which the server writes as 0 only for an empty int2vector or oidvector, and its
    /// lower bound.
    package mutating func arrayDimension() throws(PostgresDecodingProblem) -> (length: Int, lowerBound: Int32) {
        let length = try integer(Int32.self)
        let lowerBound = try integer(Int32.self)
        guard length >= 0, !lowerBound.addingReportingOverflow(length).overflow else {
            throw .malformed("dimension")
        }
        return (Int(length), lowerBound)
    }

    /// Reads the elements after the head, and the end.
    @inlinable
    package mutating func elements<T: PostgresDecodable>(
        _ vector: PostgresVector,
        of cell: PostgresCell
    ) throws(PostgresDecodingProblem) -> [T] {
        var values: [T] = []
        values.reserveCapacity(min(vector.count, Self.reservedElementsLimit))
        for _ in 0..<vector.count {
            if let bytes = try element() {
                values.append(try T.decode(try cell.nested(bytes, vector.element)))
            } else {
                values.append(try T.decodeNull())
            }
        }
        try end()
        return values
    }

    /// Reads the elements of an array whose elements are all as wide as `Raw`, in one pass over the bytes.
    @inlinable
    package func fixedWidthElements<Raw: FixedWidthInteger, T>(
        _ vector: PostgresVector,
        _: Raw.Type,
        _ make: (Raw) -> T
    ) throws(PostgresDecodingProblem) -> [T] {
        let size = MemoryLayout<Raw>.size
        let stride = 4 + size
        // NULLs make an array shorter; there are none in what this reads.
        guard rest.count == vector.count * stride else {
            throw rest.count < vector.count * stride ? .unexpectedNull : .malformed("bytes left over")
        }
        var isWellFormed = true
        let values = [T](unsafeUninitializedCapacity: vector.count) { target, count in
            var offset = 0
            while count < vector.count {
                let length = Int32(bigEndian: rest.loadUnaligned(fromByteOffset: offset, as: Int32.self))
                guard length == Int32(size) else {
                    isWellFormed = false
                    return
                }
                let raw = Raw(bigEndian: rest.loadUnaligned(fromByteOffset: offset + 4, as: Raw.self))
                target.initializeElement(at: count, to: make(raw))
                offset += stride
                count += 1
            }
        }
        guard isWellFormed else { throw .malformed("element length") }
        return values
    }
}

extension PostgresByteBuffer {
    /// The most elements that PostgreSQL's arrays take (`MaxArraySize`).
    @inlinable package static var elementsLimit: Int { 134_217_727 }

    /// Writes an array of one dimension without NULLs whose elements are all as wide as `Raw`, in one pass.
    @inlinable
    package mutating func writeVector<Raw: FixedWidthInteger, T>(
        _ values: [T],
        element: PostgresType,
        _ raw: (T) -> Raw
    ) throws(PostgresEncodingProblem) {
        try writeVectorHeader(count: values.count, hasNull: false, element: element)
        let size = MemoryLayout<Raw>.size
        let stride = 4 + size
        let elements = [UInt8](unsafeUninitializedCapacity: values.count * stride) { target, count in
            let memory = UnsafeMutableRawBufferPointer(target)
            for value in values {
                memory.storeBytes(of: Int32(size).bigEndian, toByteOffset: count, as: Int32.self)
                memory.storeBytes(of: raw(value).bigEndian, toByteOffset: count + 4, as: Raw.self)
                count += stride
            }
        }
        bytes.append(contentsOf: elements)
    }

    /// Writes the head of an array of one dimension with the lower bound 1.
    @usableFromInline
    package mutating func writeVectorHeader(
        count: Int,
        hasNull: Bool,
        element: PostgresType
    ) throws(PostgresEncodingProblem) {
        try writeArrayHead(dimensions: count == 0 ? 0 : 1, hasNull: hasNull, element: element)
        guard count > 0 else { return }
        guard count <= Self.elementsLimit else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        write(Int32(count))
        write(Int32(1))
    }

    /// Writes the number of dimensions, the flag for NULLs and the type of the elements.
    package mutating func writeArrayHead(
        dimensions: Int,
        hasNull: Bool,
        element: PostgresType
    ) throws(PostgresEncodingProblem) {
        if case .id(let id) = element {
            guard id != .inferred else { throw .invalid("an array of a type without a name") }
            if case .array? = PostgresBuiltInType[id]?.kind, id != .int2vector, id != .oidvector {
                throw .invalid("an array of arrays; PostgresArray has dimensions")
            }
        }
        write(Int32(dimensions))
        write(Int32(hasNull ? 1 : 0))
        write(type: element)
    }
}
