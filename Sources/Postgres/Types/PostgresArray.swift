/// An array of any number of dimensions with the lower bounds that PostgreSQL gave it. Where elements may be NULL,
/// `Element` is optional. `[T]` is simpler for one dimension.
package struct PostgresArray<Element> {
    /// The extent of the array in one direction.
    package struct Dimension: Hashable, Sendable {
        /// From 1.
        package var length: Int
        /// The index of the first element.
        package var lowerBound: Int32

        /// So many elements, numbered from `lowerBound`.
        package init(length: Int, lowerBound: Int32 = 1) {
            self.length = length
            self.lowerBound = lowerBound
        }
    }

    /// The most dimensions that PostgreSQL takes (`MAXDIM`).
    package static var dimensionsLimit: Int { 6 }

    /// The outermost first; none for the empty array.
    package let dimensions: [Dimension]
    /// In row-major order: the last index runs fastest.
    package let elements: [Element]

    /// An array of one dimension.
    package init(_ elements: [Element], lowerBound: Int32 = 1) {
        self.elements = elements
        dimensions = elements.isEmpty ? [] : [Dimension(length: elements.count, lowerBound: lowerBound)]
    }

    /// `nil` where the dimensions do not make up as many elements as there are, or are more than PostgreSQL takes.
    package init?(dimensions: [Dimension], elements: [Element]) {
        guard dimensions.count <= Self.dimensionsLimit else { return nil }
        var product = dimensions.isEmpty ? 0 : 1
        for dimension in dimensions {
            guard dimension.length > 0, let length = Int32(exactly: dimension.length) else { return nil }
            guard !dimension.lowerBound.addingReportingOverflow(length).overflow else { return nil }
            let (next, overflow) = product.multipliedReportingOverflow(by: dimension.length)
            guard !overflow else { return nil }
            product = next
        }
        guard product == elements.count else { return nil }
        self.dimensions = dimensions
        self.elements = elements
    }

    /// The element at PostgreSQL's indices, one for each dimension; `nil` outside.
    package subscript(indices: Int32...) -> Element? {
        guard indices.count == dimensions.count, !indices.isEmpty else { return nil }
        var offset = 0
        for (index, dimension) in zip(indices, dimensions) {
            let position = Int(index) - Int(dimension.lowerBound)
            guard (0..<dimension.length).contains(position) else { return nil }
            offset = offset * dimension.length + position
        }
        return elements[offset]
    }
}

extension PostgresArray: Sendable where Element: Sendable {}

extension PostgresArray: Equatable where Element: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.dimensions == right.dimensions && left.elements == right.elements
    }
}

extension PostgresArray: Hashable where Element: Hashable {
    package func hash(into hasher: inout Hasher) {
        hasher.combine(dimensions)
        hasher.combine(elements)
    }
}

extension PostgresArray: ExpressibleByArrayLiteral {
    /// An array of one dimension from 1.
    package init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension PostgresArray: CustomStringConvertible {
    /// PostgreSQL's own text form: `{1,NULL}`, `[0:1]={a,"b c"}`, `{{1,2},{3,4}}`.
    package var description: String {
        guard !dimensions.isEmpty else { return "{}" }
        var bounds = ""
        if dimensions.contains(where: { $0.lowerBound != 1 }) {
            for dimension in dimensions {
                bounds += "[\(dimension.lowerBound):\(Int(dimension.lowerBound) + dimension.length - 1)]"
            }
            bounds += "="
        }
        return bounds + text(of: elements[...], in: dimensions[...])
    }

    private func text(of elements: ArraySlice<Element>, in dimensions: ArraySlice<Dimension>) -> String {
        guard let dimension = dimensions.first, dimensions.count > 1 else {
            return "{" + elements.map { PostgresText.arrayElement($0) }.joined(separator: ",") + "}"
        }
        let size = elements.count / dimension.length
        let parts = (0..<dimension.length).map { index in
            let start = elements.startIndex + index * size
            return text(of: elements[start..<start + size], in: dimensions.dropFirst())
        }
        return "{" + parts.joined(separator: ",") + "}"
    }
}

extension PostgresArray: PostgresDecodable where Element: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresArray {
        var reader = PostgresByteReader(cell.bytes)
        let (count, element) = try reader.arrayHead(of: cell)
        guard count > 0 else {
            try reader.end()
            return PostgresArray([])
        }
        var dimensions: [Dimension] = []
        var product = 1
        for _ in 0..<count {
            let (length, lowerBound) = try reader.arrayDimension()
            dimensions.append(Dimension(length: length, lowerBound: lowerBound))
            // Each element takes four bytes at least, so this stays small.
            product *= length
            guard product <= cell.bytes.count / 4 else { throw .malformed("element count") }
        }
        let vector = PostgresVector(element: cell.types.base(of: element), count: product)
        let elements: [Element] = try reader.elements(vector, of: cell)
        guard product > 0 else { return PostgresArray([]) }
        guard let array = PostgresArray(dimensions: dimensions, elements: elements) else {
            throw .malformed("dimensions")
        }
        return array
    }
}

extension PostgresArray: PostgresEncodable where Element: PostgresEncodable {
    package static var postgresType: PostgresType { Element.postgresType.array }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try encode(elementType: Element.postgresType, into: &buffer)
    }

    /// Writes the array with another type for its elements than that of `Element`, whose binary format they share.
    func encode(
        elementType: PostgresType,
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        guard elements.count <= PostgresByteBuffer.elementsLimit else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        try buffer.writeArrayHead(
            dimensions: dimensions.count,
            hasNull: elements.contains { $0.isPostgresNull },
            element: elementType
        )
        for dimension in dimensions {
            buffer.write(Int32(dimension.length))
            buffer.write(dimension.lowerBound)
        }
        for element in elements { try buffer.writeElement(element) }
    }
}
