/// A composite value or the result of `row(...)`, whose fields are read one by one:
///
/// ```swift
/// let name = try record.field(0, as: String.self)
/// ```
///
/// It is sent under the type that the server infers, so the statement says which (`\(record)::place`).
package struct PostgresRecord: Sendable {
    /// One field as it came.
    package struct Field: Hashable, Sendable {
        /// The declared type, which may be a domain.
        package var type: PostgresTypeID
        /// In binary format; `nil` is NULL.
        package var bytes: [UInt8]?

        /// A field already in binary format.
        package init(type: PostgresTypeID, bytes: [UInt8]?) {
            self.type = type
            self.bytes = bytes
        }
    }

    /// In order.
    package var fields: [Field]
    private let types: PostgresTypeCatalogue
    private let depth: UInt8

    /// A record of fields already in binary format.
    package init(_ fields: [Field], types: PostgresTypeCatalogue) {
        self.fields = fields
        self.types = types
        depth = 0
    }

    /// Reads the field at `index`, from 0.
    package func field<T: PostgresDecodable>(
        _ index: Int,
        as _: T.Type = T.self
    ) throws(PostgresDecodingProblem) -> T {
        guard fields.indices.contains(index) else { throw .malformed("no such field") }
        guard let bytes = fields[index].bytes else { return try T.decodeNull() }
        let type = types.base(of: fields[index].type)
        let result = bytes.withUnsafeBytes { source -> Result<T, PostgresDecodingProblem> in
            Result { () throws(PostgresDecodingProblem) -> T in
                let whole = PostgresCell(bytes: source, type: .record, types: types, depth: depth)
                return try T.decode(try whole.nested(source, type))
            }
        }
        return try result.get()
    }
}

extension PostgresRecord: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.fields == right.fields }

    package func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

extension PostgresRecord: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresRecord {
        try cell.expectRecord()
        var reader = try PostgresCompositeReader(cell)
        var record = PostgresRecord(types: cell.types, depth: cell.depth)
        while reader.remaining > 0 {
            let (type, bytes) = try reader.nextBytes()
            record.fields.append(Field(type: type, bytes: bytes.map { [UInt8]($0) }))
        }
        try reader.end()
        return record
    }

    private init(types: PostgresTypeCatalogue, depth: UInt8) {
        fields = []
        self.types = types
        self.depth = depth
    }
}

extension PostgresRecord: PostgresEncodable {
    package static var postgresType: PostgresType { .id(.inferred) }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let count = Int32(exactly: fields.count) else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        buffer.write(count)
        for field in fields {
            buffer.write(field.type.rawValue)
            guard let bytes = field.bytes else {
                buffer.write(Int32(-1))
                continue
            }
            let place = buffer.beginLength()
            buffer.write(bytes: bytes)
            try buffer.endLength(place)
        }
    }
}

extension PostgresCell {
    /// Throws unless the value is of a composite type or an anonymous record.
    func expectRecord() throws(PostgresDecodingProblem) {
        if type == .record { return }
        guard case .composite? = types.info(type)?.kind else { throw mismatch("record") }
    }
}
