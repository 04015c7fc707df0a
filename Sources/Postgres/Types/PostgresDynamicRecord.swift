/// A composite value whose fields are read as the server says; a field's type without a codec makes the whole an error.
package struct PostgresDynamicRecord: Sendable {
    /// In order; `nil` is NULL.
    package let fields: [PostgresDynamicValue?]
    /// The fields' declared types, which may be domains.
    package let fieldTypes: [PostgresTypeID]
}

extension PostgresDynamicRecord: CustomStringConvertible {
    /// PostgreSQL's own text form: `(1,"a b",)`.
    package var description: String {
        "(" + fields.map { $0.map { PostgresText.rangeBound($0) } ?? "" }.joined(separator: ",") + ")"
    }
}

extension PostgresDynamicRecord: PostgresCodable {
    package static var postgresType: PostgresType { .id(.inferred) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresDynamicRecord {
        try cell.expectRecord()
        var reader = try PostgresCompositeReader(cell)
        var fields: [PostgresDynamicValue?] = []
        var types: [PostgresTypeID] = []
        while reader.remaining > 0 {
            let (type, bytes) = try reader.nextBytes()
            types.append(type)
            if let bytes {
                fields.append(try PostgresDynamicValue.decode(try cell.nested(bytes, type)))
            } else {
                fields.append(nil)
            }
        }
        try reader.end()
        return PostgresDynamicRecord(fields: fields, fieldTypes: types)
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try PostgresCompositeWriter.write(into: &buffer) { writer throws(PostgresEncodingProblem) in
            for (field, type) in zip(fields, fieldTypes) { try writer.write(field, as: .id(type)) }
        }
    }
}
