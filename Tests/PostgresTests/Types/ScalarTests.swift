import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ScalarTests {
    let codec = Codec()

    @Test func `integers keep their limits`() throws {
        for value: Int64 in [.min, -1, 0, 1, .max] { #expect(try codec.roundTrip(value) == value) }
        for value: Int in [.min, -1, 0, 1, .max] { #expect(try codec.roundTrip(value) == value) }
        for value: Int32 in [.min, -1, 0, 1, .max] { #expect(try codec.roundTrip(value) == value) }
        for value: Int16 in [.min, -1, 0, 1, .max] { #expect(try codec.roundTrip(value) == value) }
        #expect(try codec.hex(Int32(-2)) == "fffffffe")
        #expect(try codec.hex(Int64(258)) == "0000000000000102")
        #expect(try codec.hex(Int(258)) == "0000000000000102")
    }

    @Test func `a wider integer reads a narrower one, never the other way`() throws {
        #expect(try codec.decode(hex: "fff6", .int2, as: Int64.self) == -10)
        #expect(try codec.decode(hex: "fffffff6", .int4, as: Int.self) == -10)
        #expect(try codec.decode(hex: "fff6", .int2, as: Int32.self) == -10)
        #expect(throws: PostgresDecodingProblem.typeMismatch(found: .int8, wanted: "Int32")) {
            try codec.decode(hex: "0000000000000001", .int8, as: Int32.self)
        }
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(hex: "00000001", .int4, as: Int16.self) }
    }

    @Test func `integers of the wrong length are refused`() {
        for length in [0, 1, 3, 5, 7, 9] {
            let bytes = [UInt8](repeating: 1, count: length)
            #expect(throws: PostgresDecodingProblem.malformed("length")) {
                try codec.decode(bytes, .int8, as: Int64.self)
            }
            #expect(throws: PostgresDecodingProblem.malformed("length")) {
                try codec.decode(bytes, .int4, as: Int32.self)
            }
            #expect(throws: PostgresDecodingProblem.malformed("length")) {
                try codec.decode(bytes, .float8, as: Double.self)
            }
        }
    }

    @Test func `unsigned integers are checked both ways`() throws {
        for value: UInt8 in [0, 127, 255] { #expect(try codec.roundTrip(value) == value) }
        for value: UInt16 in [0, .max] { #expect(try codec.roundTrip(value) == value) }
        for value: UInt32 in [0, .max] { #expect(try codec.roundTrip(value) == value) }
        #expect(try codec.roundTrip(UInt64(Int64.max)) == UInt64(Int64.max))
        #expect(throws: PostgresEncodingProblem.outOfRange("int8")) { try codec.encode(UInt64(Int64.max) + 1) }
        #expect(throws: PostgresDecodingProblem.outOfRange("UInt8")) {
            try codec.decode(hex: "0100", .int2, as: UInt8.self)
        }
        #expect(throws: PostgresDecodingProblem.outOfRange("UInt64")) {
            try codec.decode(hex: "ffffffffffffffff", .int8, as: UInt64.self)
        }
        #expect(throws: PostgresDecodingProblem.outOfRange("UInt32")) {
            try codec.decode(hex: "ffffffff", .int4, as: UInt32.self)
        }
    }

    @Test func `floating point keeps every bit`() throws {
        let values = [0.0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
        for value in values {
            #expect(try codec.roundTrip(value).bitPattern == value.bitPattern)
            #expect(try codec.roundTrip(Float(value)).bitPattern == Float(value).bitPattern)
        }
        #expect(try codec.hex(1.5) == "3ff8000000000000")
        #expect(try codec.decode(hex: "3fc00000", .float4, as: Double.self) == 1.5)
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: "3ff8000000000000", .float8, as: Float.self)
        }
    }

    @Test func `bool is one byte of 0 or 1`() throws {
        #expect(try codec.hex(true) == "01")
        #expect(try codec.hex(false) == "00")
        #expect(try codec.roundTrip(true))
        #expect(throws: PostgresDecodingProblem.malformed("bool")) { try codec.decode([2], .bool, as: Bool.self) }
        #expect(throws: PostgresDecodingProblem.malformed("length")) { try codec.decode([], .bool, as: Bool.self) }
    }

    @Test func `text of every type that is text is read`() throws {
        let bytes = Array("học tập".utf8)
        let types: [PostgresTypeID] = [.text, .varchar, .bpchar, .name, .xml, .json, .unknown, .refcursor]
        for type in types + [SampleTypes.id("citext"), SampleTypes.id("mood")] {
            #expect(try codec.decode(bytes, type, as: String.self) == "học tập")
        }
        for type in [PostgresTypeID.int4, .bytea, .jsonb, SampleTypes.id("hstore"), PostgresTypeID(99_999)] {
            #expect(throws: PostgresDecodingProblem.typeMismatch(found: type, wanted: "String")) {
                try codec.decode(bytes, type, as: String.self)
            }
        }
    }

    @Test func `text keeps its code points`() throws {
        let long = String(repeating: "ữ", count: 10_000)
        for text in ["", "a", "é", "e\u{301}", "\u{FEFF}x", "😀👩‍👩‍👧‍👦", "\u{10FFFF}", "\u{FFFD}", long] {
            let again = try codec.roundTrip(text)
            #expect(again.unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test func `a NUL in text is refused`() {
        for text in ["\0", "a\0", "\0a", "học\0tập", String(repeating: "x", count: 5_000) + "\0"] {
            #expect(throws: PostgresEncodingProblem.nulCharacter) { try codec.encode(text) }
            #expect(throws: PostgresDecodingProblem.malformed("NUL in text")) {
                try codec.decode(Array(text.utf8), .text, as: String.self)
            }
        }
    }

    @Test func `a refused text leaves nothing behind`() {
        var buffer = PostgresByteBuffer()
        buffer.write(UInt8(7))
        #expect(throws: PostgresEncodingProblem.nulCharacter) { try "a\0b".encode(into: &buffer) }
        #expect(buffer.bytes == [7])
    }

    @Test(arguments: [
        "ff", "c3", "c080", "eda080", "f4908080", "61c3", "80", "e28228", "f09080", "6162636465666768e28228",
    ])
    func `what is not UTF-8 is refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.malformed("UTF-8")) {
            try codec.decode(hex: hex, .text, as: String.self)
        }
    }

    @Test func `bytea is bytes and Data`() throws {
        let bytes = (0...255).map { UInt8($0) }
        #expect([UInt8].postgresType == .id(.bytea))
        #expect(try codec.roundTrip(bytes) == bytes)
        #expect(try codec.roundTrip([UInt8]()) == [])
        #expect(try codec.roundTrip(Data(bytes)) == Data(bytes))
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(bytes, .text, as: [UInt8].self) }
        #expect(try codec.roundTrip([bytes, [], [0]]) == [bytes, [], [0]])
    }

    @Test func `uuid is sixteen bytes`() throws {
        let uuid = try #require(UUID(uuidString: "018f4e3c-7b1a-7c3d-9e4f-5a6b7c8d9e0f"))
        #expect(try codec.hex(uuid) == "018f4e3c7b1a7c3d9e4f5a6b7c8d9e0f")
        #expect(try codec.roundTrip(uuid) == uuid)
        #expect(throws: PostgresDecodingProblem.malformed("length")) {
            try codec.decode([UInt8](repeating: 0, count: 15), .uuid, as: UUID.self)
        }
    }

    @Test func `the quoted char is one byte`() throws {
        for byte: UInt8 in [0, 1, 97, 127, 128, 255] {
            #expect(try codec.roundTrip(PostgresCharacter(byte: byte)).byte == byte)
        }
        #expect(try codec.decode([97], .internalChar, as: String.self) == "a")
        #expect(try codec.decode([0], .internalChar, as: String.self) == "")
        for bytes: [UInt8] in [[], [255], [97, 98]] {
            #expect(throws: PostgresDecodingProblem.self) { try codec.decode(bytes, .internalChar, as: String.self) }
        }
        #expect(PostgresCharacter(byte: 97).description == "a")
        #expect(PostgresCharacter(byte: 0).description == "")
        #expect(PostgresCharacter(byte: 255).description == "\\377")
    }

    @Test func `identifiers of the system are read`() throws {
        #expect(try codec.roundTrip(PostgresOID(rawValue: .max)).rawValue == .max)
        #expect(try codec.roundTrip(PostgresXID(rawValue: .max)).rawValue == .max)
        #expect(try codec.roundTrip(PostgresXID8(rawValue: .max)).rawValue == .max)
        #expect(try codec.roundTrip(PostgresTypeID.int4) == .int4)
        #expect(try codec.decode(hex: "00000017", .regtype, as: PostgresTypeID.self) == .int4)
        #expect(PostgresTypeID.int4.description == "int4")
        let lsn = PostgresLSN(rawValue: 0x16_B374_D848)
        #expect(try codec.roundTrip(lsn) == lsn)
        #expect(lsn.description == "16/B374D848")
        #expect(PostgresLSN("16/b374d848") == lsn)
        for text in ["", "/", "1", "1/", "+1/2", "1/2/3", "1/123456789"] { #expect(PostgresLSN(text) == nil) }
    }

    @Test func `NULL is only for optionals`() throws {
        #expect(throws: PostgresDecodingProblem.unexpectedNull) { try Int.decodeNull() }
        #expect(try Int?.decodeNull() == nil)
        #expect((nil as Int?).isPostgresNull)
        #expect(!(1 as Int?).isPostgresNull)
        #expect(Int?.postgresType == .id(.int8))
    }

    @Test func `bit strings clear what they do not use`() throws {
        let bits = try #require(PostgresBitString("101100111"))
        #expect(bits.bytes == [0b1011_0011, 0b1000_0000])
        #expect(try codec.roundTrip(bits) == bits)
        #expect(bits[0] == true && bits[1] == false && bits[8] == true && bits[9] == nil)
        #expect(PostgresBitString(count: 3, bytes: [0xFF])?.description == "111")
        #expect(PostgresBitString(count: 3, bytes: [0xFF]) == PostgresBitString("111"))
        #expect(PostgresBitString(count: 9, bytes: [0xFF]) == nil)
        #expect(PostgresBitString(count: -1, bytes: []) == nil)
        #expect(PostgresBitString("102") == nil)
        for hex in ["", "000000", "0000000900", "7fffffff", "ffffffff", "80000000"] {
            #expect(throws: PostgresDecodingProblem.self, "\(hex)") {
                try codec.decode(hex: hex, .varbit, as: PostgresBitString.self)
            }
        }
    }
}
