/// An array that remembers the type of its elements, which is more than `Element` tells: text may be the labels of an
/// enum.
package struct PostgresDynamicArray<Element: PostgresCodable & Sendable>: Sendable {
    /// Dimensions and elements.
    package let array: PostgresArray<Element?>
    /// The declared type, which may be a domain.
    package let elementType: PostgresTypeID
}

extension PostgresDynamicArray: CustomStringConvertible {
    /// PostgreSQL's own text form.
    package var description: String { array.description }
}

extension PostgresDynamicArray: PostgresCodable {
    package static var postgresType: PostgresType { .id(.inferred) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresDynamicArray {
        guard let element = cell.types.element(ofArray: cell.type) else { throw cell.mismatch("array") }
        return PostgresDynamicArray(array: try PostgresArray<Element?>.decode(cell), elementType: element)
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try array.encode(elementType: .id(elementType), into: &buffer)
    }
}
