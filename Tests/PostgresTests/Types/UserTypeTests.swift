import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct UserTypeTests {
    let codec = Codec()
    private let place = SamplePlace(name: "Hoa Lư", ward: 1, score: 5, tags: ["x", "y"], feeling: .ok)

    /// `record_send(row('Hoa Lư', 1, 5, '{x,y}', 'ok')::app.place)`, as a server answered it.
    private var sentPlace: [UInt8] {
        DecoderFuzz.corpus.first { $0.type == SampleTypes.id("place") }?.bytes ?? []
    }

    @Test func `a composite is written as the server writes it`() throws {
        #expect(try codec.encode(place) == sentPlace)
        #expect(try codec.decode(sentPlace, SampleTypes.id("place"), as: SamplePlace.self) == place)
        let nothing = SamplePlace(name: nil, ward: nil, score: nil, tags: nil, feeling: nil)
        #expect(try codec.roundTrip(nothing) == nothing)
        #expect(try codec.roundTrip([place, nil, nothing] as [SamplePlace?]) == [place, nil, nothing])
        #expect([SamplePlace].postgresType == .named("app.place[]"))
    }

    @Test func `a composite of another type is refused`() {
        for type in [SampleTypes.id("pair"), .record, .text, PostgresTypeID(99_999)] {
            #expect(throws: PostgresDecodingProblem.self) { try codec.decode(sentPlace, type, as: SamplePlace.self) }
        }
    }

    @Test func `a composite with more or fewer fields is refused`() {
        var more = sentPlace
        more[3] = 6
        var fewer = sentPlace
        fewer[3] = 4
        var negative = sentPlace
        negative[0] = 0x80
        for bytes in [more, fewer, negative, sentPlace + [0], Array(sentPlace.dropLast())] {
            #expect(throws: PostgresDecodingProblem.self) {
                try codec.decode(bytes, SampleTypes.id("place"), as: SamplePlace.self)
            }
        }
    }

    @Test func `names that nobody looked up are refused`() {
        var buffer = PostgresByteBuffer()
        #expect(throws: PostgresEncodingProblem.unknownType("tiny")) {
            try place.encode(into: &buffer)
            try buffer.resolve { _ in nil }
        }
    }

    @Test func `a record gives its fields one by one`() throws {
        let record = try codec.decode(sentPlace, SampleTypes.id("place"), as: PostgresRecord.self)
        #expect(record.fields.count == 5)
        #expect(try record.field(0) == "Hoa Lư")
        #expect(try record.field(1, as: Int64.self) == 1)
        #expect(try record.field(2, as: Int32.self) == 5)
        #expect(try record.field(3, as: [String].self) == ["x", "y"])
        #expect(try record.field(4, as: SampleMood.self) == .ok)
        #expect(throws: PostgresDecodingProblem.malformed("no such field")) { try record.field(5, as: Int?.self) }
        #expect(throws: PostgresDecodingProblem.malformed("no such field")) { try record.field(-1, as: Int?.self) }
        #expect(throws: PostgresDecodingProblem.self) { try record.field(0, as: Int32.self) }
        #expect(try codec.encode(record) == sentPlace)
    }

    @Test func `an enum has labels`() throws {
        for mood in SampleMood.allCases { #expect(try codec.roundTrip(mood) == mood) }
        #expect(try codec.roundTrip([.ok, nil] as [SampleMood?]) == [.ok, nil])
        #expect(try codec.decode(Array("rất vui".utf8), SampleTypes.id("mood"), as: SampleMood.self) == .delighted)
        #expect(throws: PostgresDecodingProblem.outOfRange("a label that SampleMood does not have")) {
            try codec.decode(Array("angry".utf8), SampleTypes.id("mood"), as: SampleMood.self)
        }
        for type in [PostgresTypeID.text, SampleTypes.id("Mixed Case")] {
            #expect(throws: PostgresDecodingProblem.typeMismatch(found: type, wanted: "an enum")) {
                try codec.decode(Array("ok".utf8), type, as: SampleMood.self)
            }
        }
    }

    @Test func `elements of a domain's type are read as what it restricts`() throws {
        let type = SampleTypes.id("_tiny")
        let sent = try #require(DecoderFuzz.corpus.first { $0.type == type })
        #expect(try codec.decode(sent.bytes, type, as: [Int32?].self) == [1, nil, 99])
        let words = try #require(DecoderFuzz.corpus.first { $0.type == SampleTypes.id("_words") })
        #expect(try codec.decode(words.bytes, words.type, as: [[String]?].self) == [["a", "b"], nil, []])
    }

    @Test func `hstore keeps keys, values and NULLs`() throws {
        let store: PostgresHstore = ["a": "1", "b": nil, "": "", "học": "\"tập\"\\"]
        #expect(try codec.roundTrip(store) == store)
        #expect(store.description == #"""=>"", "a"=>"1", "b"=>NULL, "học"=>"\"tập\"\\""#)
        #expect(
            try codec.hex(["b": nil, "a": "1"] as PostgresHstore) == "000000020000000161000000013100000001"
                + "62ffffffff"
        )
        #expect(throws: PostgresEncodingProblem.nulCharacter) { try codec.encode(["a": "\0"] as PostgresHstore) }
        for hex in [
            "", "00000001", "7fffffff", "ffffffff", "00000001ffffffff00000000", "0000000100000001617fffffff",
            "00000002 0000000161ffffffff 0000000161ffffffff", "0000000000", "00000001 0000000161fffffffe",
            "00000001 00000001ff ffffffff",
        ] {
            #expect(throws: PostgresDecodingProblem.self, "\(hex)") {
                try codec.decode(hex: hex, SampleTypes.id("hstore"), as: PostgresHstore.self)
            }
        }
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: "00000000", SampleTypes.id("citext"), as: PostgresHstore.self)
        }
    }

    @Test func `values in values end at the limit of depth`() throws {
        // A record that holds a record that holds a record ...
        func nested(_ depth: Int) -> [UInt8] {
            var bytes = Codec.bytes(hex: "00000000")
            for _ in 0..<depth {
                var outer = Codec.bytes(hex: "00000001 000008c9")
                withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { outer.append(contentsOf: $0) }
                bytes = outer + bytes
            }
            return bytes
        }
        let deepest = try codec.decode(nested(64), .record, as: PostgresDynamicValue.self)
        #expect(try codec.encode(deepest) == nested(64))
        #expect(throws: PostgresDecodingProblem.malformed("nested too deep")) {
            try codec.decode(nested(65), .record, as: PostgresDynamicValue.self)
        }
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(nested(5_000), .record, as: PostgresDynamicValue.self)
        }
    }
}
