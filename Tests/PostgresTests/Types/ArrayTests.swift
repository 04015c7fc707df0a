import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ArrayTests {
    let codec = Codec()
    private let header = "00000001 00000000 00000017"

    @Test func `an array of one dimension is a Swift array`() throws {
        #expect([Int32].postgresType == .id(.int4Array))
        #expect(try codec.hex([1, -1] as [Int32]).hasPrefix("0000000100000000000000170000000200000001"))
        #expect(try codec.hex([] as [Int32]) == "000000000000000000000017")
        #expect(try codec.roundTrip([1, 2, 3] as [Int32]) == [1, 2, 3])
        #expect(try codec.roundTrip([Int64.min, .max]) == [.min, .max])
        #expect(try codec.roundTrip([Int.min, .max]) == [.min, .max])
        #expect(try codec.roundTrip([] as [Int]) == [])
        #expect(try codec.roundTrip([-0.0, .infinity]) == [-0.0, .infinity])
        #expect(try codec.roundTrip(["", "học", "NULL"]) == ["", "học", "NULL"])
        #expect(try codec.roundTrip([true, false]) == [true, false])
        #expect(try codec.roundTrip((0..<70_000).map { Int32($0) }).count == 70_000)
    }

    @Test func `NULL elements need an optional`() throws {
        let values: [Int32?] = [1, nil, 3]
        #expect(try codec.hex(values).hasPrefix("0000000100000001"))
        #expect(try codec.roundTrip(values) == values)
        let bytes = try codec.encode(values)
        #expect(throws: PostgresDecodingProblem.unexpectedNull) {
            try codec.decode(bytes, .int4Array, as: [Int32].self)
        }
        #expect(throws: PostgresDecodingProblem.unexpectedNull) {
            try codec.decode(bytes, .int4Array, as: [Int64].self)
        }
        #expect(try codec.roundTrip([nil, "a"] as [String?]) == [nil, "a"])
    }

    @Test func `elements are read as columns are`() throws {
        let narrow = try codec.encode([1, 2] as [Int16])
        let array = try #require(codec.types.id(named: "int2[]"))
        #expect(try codec.decode(narrow, array, as: [Int].self) == [1, 2])
        #expect(throws: PostgresDecodingProblem.typeMismatch(found: .int2, wanted: "String")) {
            try codec.decode(narrow, array, as: [String].self)
        }
        #expect(throws: PostgresDecodingProblem.typeMismatch(found: .int4, wanted: "array")) {
            try codec.decode([0, 0, 0, 1], .int4, as: [Int32].self)
        }
    }

    @Test func `arrays of bytea, and of small integers through optionals`() throws {
        #expect([[UInt8]].postgresType == .id(.byteaArray))
        #expect([UInt8?].postgresType == PostgresType.id(.int2).array)
        #expect(try codec.roundTrip([1, nil, 255] as [UInt8?]) == [1, nil, 255])
    }

    @Test func `arrays in arrays are refused`() {
        #expect(throws: PostgresEncodingProblem.self) { try codec.encode([[1, 2], [3]]) }
        #expect(throws: PostgresDecodingProblem.outOfRange("an array of more than one dimension")) {
            let square = PostgresArray(
                dimensions: [.init(length: 2), .init(length: 2)],
                elements: [1, 2, 3, 4] as [Int32]
            )
            return try codec.decode(try codec.encode(square ?? []), .int4Array, as: [Int32].self)
        }
    }

    @Test func `dimensions and lower bounds are kept`() throws {
        let array = try #require(
            PostgresArray(
                dimensions: [.init(length: 2, lowerBound: 0), .init(length: 3, lowerBound: -1)],
                elements: [1, 2, nil, 4, 5, 6] as [Int32?]
            )
        )
        #expect(array.description == "[0:1][-1:1]={{1,2,NULL},{4,5,6}}")
        #expect(array[0, -1] == 1)
        #expect(array[1, 1] == 6)
        #expect(array[0, 1] == .some(nil))
        #expect(array[2, 0] == nil)
        #expect(array[0] == nil)
        #expect(try codec.roundTrip(array) == array)
        #expect(try codec.roundTrip(PostgresArray<Int32>([])) == [])
        #expect(
            try codec.roundTrip(PostgresArray([7, 8] as [Int32], lowerBound: 5)).dimensions == [
                .init(length: 2, lowerBound: 5)
            ]
        )
    }

    @Test func `dimensions that do not fit are refused`() {
        func make(_ lengths: Int...) -> PostgresArray<Int32>? {
            PostgresArray(dimensions: lengths.map { .init(length: $0) }, elements: [1, 2, 3, 4])
        }
        #expect(make(4) != nil)
        #expect(make(2, 2) != nil)
        #expect(make(1, 1, 1, 1, 1, 4) != nil)
        #expect(make(1, 1, 1, 1, 1, 1, 4) == nil)
        #expect(make(3) == nil)
        #expect(make() == nil)
        #expect(make(0) == nil)
        #expect(make(-4) == nil)
        #expect(make(.max, .max) == nil)
        #expect(
            PostgresArray(dimensions: [.init(length: 1, lowerBound: .max)], elements: [1 as Int32]) == nil
        )
    }

    @Test(arguments: [
        "", "00000001", "000000010000000000000017",
        "00000007 00000000 00000017",  // seven dimensions
        "ffffffff 00000000 00000017",
        "00000001 00000002 00000017 00000001 00000001 00000004 00000001",  // flags
        "00000001 00000000 00000019 00000001 00000001 00000004 00000001",  // an element of type text
        "00000001 00000000 00000017 7fffffff 00000001 00000004 00000001",  // two thousand million elements
        "00000001 00000000 00000017 ffffffff 00000001 00000004 00000001",
        "00000001 00000000 00000017 00000001 7fffffff 00000004 00000001",  // an index beyond
        "00000001 00000000 00000017 00000001 00000001 00000003 000001",  // an element of three bytes
        "00000001 00000000 00000017 00000001 00000001 fffffffe 00000001",
        "00000001 00000000 00000017 00000001 00000001 7fffffff 00000001",
        "00000001 00000000 00000017 00000002 00000001 00000004 00000001",  // one element is missing
        "00000001 00000000 00000017 00000001 00000001 00000004 00000001 00",
        "00000000 00000000 00000017 00",
    ])
    func `malformed arrays are refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(hex: hex, .int4Array, as: [Int32].self) }
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(hex: hex, .int4Array, as: [Int64?].self) }
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: hex, .int4Array, as: PostgresArray<Int32?>.self)
        }
    }

    @Test func `six dimensions of the largest size make no room`() {
        let dimensions = String(repeating: "7fffffff00000000", count: 6)
        #expect(throws: PostgresDecodingProblem.malformed("element count")) {
            try codec.decode(hex: "00000006 00000000 00000017" + dimensions, .int4Array, as: PostgresArray<Int32?>.self)
        }
    }

    @Test func `text forms are quoted where they must be`() {
        let array = PostgresArray<String?>(["a", "", "NULL", "b c", "d\"e", "f\\g", "h,i", "{", nil])
        #expect(array.description == #"{a,"","NULL","b c","d\"e","f\\g","h,i","{",NULL}"#)
        #expect(PostgresArray([true, false]).description == "{t,f}")
        #expect(PostgresArray<Int32>([]).description == "{}")
    }
}
