/// A Swift type that mirrors a composite type of the database. It reads and writes the fields in the order in which the
/// database has them:
///
/// ```swift
/// struct Place: PostgresComposite {
///     var name: String
///     var ward: Int32?
///     static let postgresTypeName = "place"
///
///     init(from fields: inout PostgresCompositeReader) throws(PostgresDecodingProblem) {
///         name = try fields.next()
///         ward = try fields.next()
///     }
///
///     func write(to fields: inout PostgresCompositeWriter) throws(PostgresEncodingProblem) {
///         try fields.write(name)
///         try fields.write(ward)
///     }
/// }
/// ```
package protocol PostgresComposite: PostgresCodable, Sendable {
    /// The type's name as `::regtype` reads it.
    static var postgresTypeName: String { get }

    /// Reads every field; fields left over are an error.
    init(from fields: inout PostgresCompositeReader) throws(PostgresDecodingProblem)

    /// Writes every field.
    func write(to fields: inout PostgresCompositeWriter) throws(PostgresEncodingProblem)
}

extension PostgresComposite {
    package static var postgresType: PostgresType { .named(postgresTypeName) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Self {
        guard cell.types.isType(cell.type, named: postgresTypeName) else { throw cell.mismatch("a composite") }
        var fields = try PostgresCompositeReader(cell)
        let value = try Self(from: &fields)
        try fields.end()
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try PostgresCompositeWriter.write(into: &buffer) { fields throws(PostgresEncodingProblem) in
            try write(to: &fields)
        }
    }
}

/// Reads the fields of a composite value in turn.
package struct PostgresCompositeReader {
    private let cell: PostgresCell
    private var reader: PostgresByteReader
    /// How many fields have not been read.
    package private(set) var remaining: Int

    /// A field takes its type and its length at least.
    package static let fieldSizeBytes = 8

    init(_ cell: PostgresCell) throws(PostgresDecodingProblem) {
        self.cell = cell
        reader = PostgresByteReader(cell.bytes)
        remaining = try reader.count(ofAtLeast: Self.fieldSizeBytes)
    }

    /// The next field.
    package mutating func next<T: PostgresDecodable>(_: T.Type = T.self) throws(PostgresDecodingProblem) -> T {
        let (type, bytes) = try nextBytes()
        guard let bytes else { return try T.decodeNull() }
        return try T.decode(try cell.nested(bytes, cell.types.base(of: type)))
    }

    /// The next field as it is: its declared type, which may be a domain, and its bytes or NULL.
    mutating func nextBytes() throws(PostgresDecodingProblem) -> (PostgresTypeID, UnsafeRawBufferPointer?) {
        guard remaining > 0 else { throw .malformed("too few fields") }
        remaining -= 1
        let type = PostgresTypeID(try reader.integer(UInt32.self))
        return (type, try reader.element())
    }

    /// Throws when fields or bytes are left over.
    func end() throws(PostgresDecodingProblem) {
        guard remaining == 0 else { throw .malformed("too many fields") }
        try reader.end()
    }
}

/// Writes the fields of a composite value in turn.
package struct PostgresCompositeWriter {
    private var buffer: PostgresByteBuffer
    private var count: Int32 = 0

    private init(_ buffer: PostgresByteBuffer) { self.buffer = buffer }

    /// The next field. PostgreSQL takes it only under its declared type, which is `type` where it is not the one that
    /// the Swift type is sent as: a field of type varchar takes `write(name, as: .id(.varchar))`.
    package mutating func write<T: PostgresEncodable>(
        _ value: T,
        as type: PostgresType? = nil
    ) throws(PostgresEncodingProblem) {
        buffer.write(type: type ?? T.postgresType)
        try buffer.writeElement(value)
        count += 1
    }

    /// Writes the fields that `body` writes, behind their number.
    static func write(
        into buffer: inout PostgresByteBuffer,
        _ body: (inout PostgresCompositeWriter) throws(PostgresEncodingProblem) -> Void
    ) throws(PostgresEncodingProblem) {
        let place = buffer.beginLength()
        // The buffer moves into the writer and back, so that nothing is copied.
        var writer = PostgresCompositeWriter(buffer)
        buffer = PostgresByteBuffer()
        defer { buffer = writer.buffer }
        try body(&writer)
        writer.buffer.store(UInt32(bitPattern: writer.count), at: place - 4)
    }
}
