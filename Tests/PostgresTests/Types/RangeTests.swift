import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct RangeTests {
    let codec = Codec()

    @Test func `ranges know their types`() {
        #expect(PostgresRange<Int32>.postgresType == .id(.int4range))
        #expect(PostgresRange<Int>.postgresType == .id(.int8range))
        #expect(PostgresRange<PostgresNumeric>.postgresType == .id(.numrange))
        #expect(PostgresRange<PostgresDate>.postgresType == .id(.daterange))
        #expect(PostgresRange<PostgresTimestamp>.postgresType == .id(.tsrange))
        #expect(PostgresRange<Date>.postgresType == .id(.tstzrange))
        #expect(PostgresRange<Double>.postgresType == .id(.inferred))
        #expect(PostgresMultirange<Int32>.postgresType == .id(.int4multirange))
        #expect([PostgresRange<Int32>].postgresType == PostgresType.id(.int4range).array)
    }

    @Test func `every kind of bound comes back`() throws {
        let limits: [PostgresRange<Int32>.Limit] = [.unbounded, .inclusive(-1), .exclusive(7)]
        for lower in limits {
            for upper in limits {
                let range = PostgresRange<Int32>.bounds(lower: lower, upper: upper)
                #expect(try codec.roundTrip(range) == range)
            }
        }
        #expect(try codec.roundTrip(PostgresRange<Int32>.empty) == .empty)
        #expect(try codec.hex(PostgresRange<Int32>(1..<5)) == "02" + "0000000400000001" + "0000000400000005")
        #expect(try codec.hex(PostgresRange<Int32>.everything) == "18")
    }

    @Test func `Swift's ranges become PostgreSQL's`() {
        #expect(PostgresRange(1..<5).description == "[1,5)")
        #expect(PostgresRange(1...5).description == "[1,5]")
        #expect(PostgresRange(1..<1) == .empty)
        #expect(PostgresRange<Int>.everything.description == "(,)")
        #expect(
            PostgresRange<String>.bounds(lower: .inclusive(""), upper: .exclusive("a b")).description
                == "[\"\",\"a b\")"
        )
    }

    @Test func `ranges contain what lies in them`() {
        let range = PostgresRange<Int>.bounds(lower: .exclusive(1), upper: .inclusive(3))
        #expect([1, 2, 3, 4].map(range.contains) == [false, true, true, false])
        #expect(PostgresRange<Int>.everything.contains(.min))
        #expect(!PostgresRange<Int>.empty.contains(0))
        #expect(PostgresRange<Int>.bounds(lower: .unbounded, upper: .exclusive(3)).contains(-5))
    }

    @Test(arguments: [
        "", "02", "01 00", "03", "09", "0a", "14", "20", "40", "80", "ff",
        "06 00000004 00000001",  // no upper bound
        "02 ffffffff 00000004 00000001",  // NULL as a bound
        "06 00000008 0000000000000001 00000004 00000001",
        "06 00000004 00000001 00000004 00000002 00",
        "08 7fffffff 00000001",
        "22 00000004 00000001 00000004 00000002",  // flags that are not sent
        "82 00000004 00000001 00000004 00000002",
        "0a 00000004 00000001 00000004 00000002",  // unbounded and inclusive

    ])
    func `malformed ranges are refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: hex, .int4range, as: PostgresRange<Int32>.self)
        }
    }

    @Test func `ranges of types that users made are read by the catalogue`() throws {
        let range = PostgresRange<Double>.bounds(lower: .inclusive(1.5), upper: .exclusive(2.5))
        let bytes = try codec.encode(range)
        #expect(try codec.decode(bytes, SampleTypes.id("floatrange"), as: PostgresRange<Double>.self) == range)
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(bytes, .int8range, as: PostgresRange<Double>.self)
        }
        #expect(throws: PostgresDecodingProblem.typeMismatch(found: .int4, wanted: "range")) {
            try codec.decode(bytes, .int4, as: PostgresRange<Double>.self)
        }
        // Over a domain over a domain over int4.
        let small = PostgresRange<Int32>(1...9)
        #expect(
            try codec.decode(try codec.encode(small), SampleTypes.id("tinyrange"), as: PostgresRange<Int32>.self)
                == small
        )
    }

    @Test func `an array of ranges without a name is refused`() {
        #expect(throws: PostgresEncodingProblem.self) { try codec.encode([PostgresRange<Double>.empty]) }
    }

    @Test func `multiranges hold ranges`() throws {
        let ranges: PostgresMultirange<Int32> = [
            PostgresRange(1..<3), .bounds(lower: .inclusive(7), upper: .unbounded),
        ]
        #expect(ranges.description == "{[1,3),[7,)}")
        #expect(try codec.roundTrip(ranges) == ranges)
        #expect(try codec.roundTrip([] as PostgresMultirange<Int32>).ranges.isEmpty)
        let dates: PostgresMultirange<PostgresDate> = [.everything]
        #expect(try codec.roundTrip(dates) == dates)
        for hex in ["", "00000001", "7fffffff0000000101", "ffffffff", "00000001ffffffff00", "0000000100000001 0100"] {
            #expect(throws: PostgresDecodingProblem.self, "\(hex)") {
                try codec.decode(hex: hex, .int4multirange, as: PostgresMultirange<Int32>.self)
            }
        }
    }
}
