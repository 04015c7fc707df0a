/// Where a row's version lies in its table, of PostgreSQL's type tid (the system column ctid).
package struct PostgresTupleID: Hashable, Sendable, CustomStringConvertible {
    /// The block's number in the table's file, from 0.
    package var block: UInt32
    /// The row's number in its block, from 1.
    package var offset: UInt16

    /// A place, whether there is a row or not.
    package init(block: UInt32, offset: UInt16) {
        self.block = block
        self.offset = offset
    }

    package var description: String { "(\(block),\(offset))" }
}

extension PostgresTupleID: PostgresCodable {
    package static var postgresType: PostgresType { .id(.tid) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTupleID {
        try cell.expect(.tid, for: "PostgresTupleID")
        var reader = PostgresByteReader(cell.bytes)
        let block = try reader.integer(UInt32.self)
        let offset = try reader.integer(UInt16.self)
        try reader.end()
        return PostgresTupleID(block: block, offset: offset)
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(block)
        buffer.write(offset)
    }
}
