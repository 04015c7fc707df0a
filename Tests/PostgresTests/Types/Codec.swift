import Postgres
import TestSupport

/// Reads and writes values as the connection does, for tests of the codecs alone.
struct Codec {
    let types = SampleTypes.catalogue()

    /// Reads bytes under a type, from memory of exactly their size.
    func decode<T: PostgresDecodable>(
        _ bytes: [UInt8],
        _ type: PostgresTypeID,
        as _: T.Type = T.self
    ) throws -> T {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        return try T.decode(PostgresCell(bytes: UnsafeRawBufferPointer(memory), type: type, types: types))
    }

    /// Reads bytes given in hexadecimal.
    func decode<T: PostgresDecodable>(
        hex: String,
        _ type: PostgresTypeID,
        as _: T.Type = T.self
    ) throws -> T {
        try decode(Self.bytes(hex: hex), type, as: T.self)
    }

    /// The bytes of a value, names of types resolved.
    func encode(_ value: some PostgresEncodable) throws -> [UInt8] {
        var buffer = PostgresByteBuffer()
        try value.encode(into: &buffer)
        try buffer.resolve { types.id(named: $0) }
        return buffer.bytes
    }

    /// The bytes of a value in hexadecimal.
    func hex(_ value: some PostgresEncodable) throws -> String {
        try encode(value).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Writes a value and reads it again, under the type that its Swift type is sent as.
    func roundTrip<T: PostgresCodable>(_ value: T) throws -> T {
        let type: PostgresTypeID
        switch T.postgresType {
        case .id(let id): type = id
        case .named(let name): type = types.id(named: name) ?? .inferred
        }
        return try decode(try encode(value), type)
    }

    static func bytes(hex: String) -> [UInt8] {
        let digits = Array(hex.filter { $0 != " " })
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
