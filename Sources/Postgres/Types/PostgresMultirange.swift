/// Several ranges that do not touch, in order, as PostgreSQL keeps them; what is sent may overlap and comes back
/// merged.
package struct PostgresMultirange<Bound> {
    /// In the order in which they came or are to be sent.
    package var ranges: [PostgresRange<Bound>]

    /// Ranges in any order.
    package init(_ ranges: [PostgresRange<Bound>]) { self.ranges = ranges }
}

extension PostgresMultirange: Sendable where Bound: Sendable {}
extension PostgresMultirange: Equatable where Bound: Equatable {}
extension PostgresMultirange: Hashable where Bound: Hashable {}

extension PostgresMultirange: ExpressibleByArrayLiteral {
    /// Ranges in any order.
    package init(arrayLiteral elements: PostgresRange<Bound>...) { ranges = elements }
}

extension PostgresMultirange: CustomStringConvertible {
    /// PostgreSQL's own text form: `{[1,3),[7,)}`.
    package var description: String { "{" + ranges.map(\.description).joined(separator: ",") + "}" }
}

extension PostgresMultirange: PostgresDecodable where Bound: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresMultirange {
        guard let range = cell.types.range(ofMultirange: cell.type) else { throw cell.mismatch("multirange") }
        var reader = PostgresByteReader(cell.bytes)
        let count = try reader.count(ofAtLeast: 5)
        var ranges: [PostgresRange<Bound>] = []
        ranges.reserveCapacity(min(count, PostgresByteReader.reservedElementsLimit))
        for _ in 0..<count {
            guard let bytes = try reader.element() else { throw .malformed("range") }
            ranges.append(try PostgresRange<Bound>.decode(try cell.nested(bytes, range)))
        }
        try reader.end()
        return PostgresMultirange(ranges)
    }
}

extension PostgresMultirange: PostgresEncodable where Bound: PostgresEncodable {
    package static var postgresType: PostgresType { Bound.postgresMultirangeType }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let count = Int32(exactly: ranges.count) else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        buffer.write(count)
        for range in ranges { try buffer.writeElement(range) }
    }
}
