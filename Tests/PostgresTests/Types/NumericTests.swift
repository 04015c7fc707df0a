import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct NumericTests {
    let codec = Codec()

    private func numeric(_ text: String) throws -> PostgresNumeric {
        try #require(PostgresNumeric(text), "\(text)")
    }

    @Test(arguments: [
        "0", "0.0", "0.0000", "1", "-1", "10000", "9999", "99999999.99990000", "0.1", "0.0001", "0.00001", "12345.6789",
        "-0.5", "1000000000000", "123456789012345678901234567890.123456789012345678901234567890", "0.00010000",
        "NaN", "Infinity", "-Infinity",
    ])
    func `text comes back as it was`(_ text: String) throws {
        let number = try numeric(text)
        #expect(number.description == text)
        let again = try codec.roundTrip(number)
        #expect(again.description == text)
        #expect(again == number)
    }

    @Test func `exponents, signs and zeros are read`() throws {
        #expect(try numeric("1.5e3").description == "1500")
        #expect(try numeric("1.5E-3").description == "0.0015")
        #expect(try numeric("1e+2").description == "100")
        #expect(try numeric("+7").description == "7")
        #expect(try numeric("-0").description == "0")
        #expect(try numeric("-0.00").description == "0.00")
        #expect(try numeric("007.50").description == "7.50")
        #expect(try numeric(".5").description == "0.5")
        #expect(try numeric("5.").description == "5")
        #expect(try numeric("0e10").description == "0")
        #expect(try numeric("inf") == .infinity)
        #expect(try numeric("-INF") == .negativeInfinity)
        #expect(try numeric("nan").isNaN)
    }

    @Test(arguments: [
        "", " ", "-", ".", "e5", "1e", "1e+", "1e5.5", "1.2.3", "--1", "1-", "1 2", "0x10", "١", "1_000", "infinit",
    ])
    func `what is no number is refused`(_ text: String) {
        #expect(PostgresNumeric(text) == nil)
    }

    @Test func `the limits are PostgreSQL's`() throws {
        #expect(try numeric("1e131071").description.utf8.count == 131_072)
        #expect(PostgresNumeric("1e131072") == nil)
        #expect(PostgresNumeric("1e999999999999") == nil)
        #expect(try numeric("1e-16383").scale == 16_383)
        #expect(PostgresNumeric("1e-16384") == nil)
        let longest = String(repeating: "9", count: 131_072) + "." + String(repeating: "9", count: 16_383)
        #expect(try codec.roundTrip(try numeric(longest)).description == longest)
        #expect(PostgresNumeric("9" + longest) == nil)
        #expect(PostgresNumeric(longest + "9") == nil)
    }

    @Test func `equality and order go by value`() throws {
        let ascending = [
            "-Infinity", "-1e100", "-10000.0001", "-10000", "-9999.9999", "-1", "-0.0001", "0", "1e-16383", "0.0001",
            "0.001",
            "0.9999", "1", "1.0001", "9999", "10000", "10000.00000001", "1e100", "Infinity", "NaN",
        ]
        for (left, first) in ascending.enumerated() {
            for (right, second) in ascending.enumerated() {
                #expect((try numeric(first) < numeric(second)) == (left < right), "\(first) \(second)")
                #expect((try numeric(first) == numeric(second)) == (left == right), "\(first) \(second)")
            }
        }
        #expect(try numeric("1.0") == numeric("1.000"))
        #expect(try Set([numeric("1.0"), numeric("1"), numeric("1.00")]).count == 1)
        #expect(PostgresNumeric.nan == PostgresNumeric.nan)
    }

    @Test func `whole numbers convert both ways, checked`() throws {
        for value: Int64 in [.min, -10_000, -9_999, -1, 0, 1, 9_999, 10_000, 100_000_000, .max] {
            #expect(PostgresNumeric(value).description == String(value))
            #expect(Int64(exactly: PostgresNumeric(value)) == value)
        }
        #expect(PostgresNumeric(UInt64.max).description == "18446744073709551615")
        #expect(PostgresNumeric(UInt128.max).description == String(UInt128.max))
        #expect(PostgresNumeric(Int8.min) == -128)
        #expect(Int64(exactly: try numeric("9223372036854775808")) == nil)
        #expect(Int64(exactly: try numeric("1e100000")) == nil)
        #expect(Int64(exactly: try numeric("42.000")) == 42)
        #expect(Int64(exactly: try numeric("42.5")) == nil)
        #expect(Int8(exactly: try numeric("128")) == nil)
        #expect(UInt8(exactly: try numeric("-1")) == nil)
        for special in [PostgresNumeric.nan, .infinity, .negativeInfinity] { #expect(Int(exactly: special) == nil) }
    }

    @Test func `Decimal converts both ways, checked`() throws {
        for text in [
            "0", "1.5", "-123456789.987654321", "0.00000000000000000001", "99999999999999999999999999999999999999",
        ] {
            let decimal = try #require(Decimal(string: text))
            #expect(try PostgresNumeric(decimal) == numeric(text))
            #expect(try Decimal(exactly: numeric(text)) == decimal)
        }
        #expect(PostgresNumeric(Decimal.nan).isNaN)
        #expect(try Decimal(exactly: numeric("1." + String(repeating: "1", count: 40))) == nil)
        #expect(try Decimal(exactly: numeric("1e200")) == nil)
        #expect(Decimal(exactly: .infinity) == nil)
    }

    @Test func `Double converts both ways, exactly one of them`() throws {
        #expect(PostgresNumeric(exactly: 0.1)?.description.hasPrefix("0.1000000000000000055511151231257827") == true)
        #expect(PostgresNumeric(exactly: -2.5)?.description == "-2.5")
        #expect(PostgresNumeric(exactly: 1e22)?.description == "10000000000000000000000")
        for value in [0, 1, -0.1, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 123_456.789] {
            let exact = try #require(PostgresNumeric(exactly: value))
            #expect(Double(exact) == value)
        }
        #expect(PostgresNumeric(exactly: .infinity) == .infinity)
        #expect(PostgresNumeric(exactly: .nan)?.isNaN == true)
        #expect(Double(PostgresNumeric.negativeInfinity) == -.infinity)
        #expect(Double(PostgresNumeric.nan).isNaN)
    }

    @Test func `the scale can change where the value does not`() throws {
        #expect(try numeric("1.50").withScale(1)?.description == "1.5")
        #expect(try numeric("1.5").withScale(4)?.description == "1.5000")
        #expect(try numeric("1.55").withScale(1) == nil)
        #expect(try numeric("1").withScale(16_384) == nil)
        #expect(try numeric("1").withScale(-1) == nil)
        #expect(try numeric("120.3400").placesNeeded == 2)
        #expect(try numeric("12000000").placesNeeded == 0)
    }

    @Test(arguments: [
        "", "0000", "00000000000000", "000100000000", "0001000000000000",  // ends early
        "00010000000000002710",  // a digit of 10,000
        "0001000000000000ffff",
        "00010000100000000001",  // no such sign
        "0001000000004000 0001",  // a scale of 16,384
        "0001ffff000000000001",  // a digit behind the scale
        "00010000c00000000001",  // NaN with digits
        "ffff000000000000",  // 65,535 digits that are not there
        "00010000000000000001 00",  // bytes left over
        "00018000000000000001",  // a weight far below the scale
    ])
    func `malformed input is refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(hex: hex, .numeric, as: PostgresNumeric.self) }
    }

    @Test func `digits that could be left out do no harm`() throws {
        // 0000 0001 2340 0000 with the weight 1 and two places: 1.2340 has the zeros dropped.
        let number = try codec.decode(
            hex: "0004 0001 0000 0004 0000 0001 0929 0000",
            .numeric,
            as: PostgresNumeric.self
        )
        #expect(number.description == "1.2345")
        #expect(try codec.hex(number) == "000200000000000400010929")
        #expect(
            try codec.decode(hex: "0001000040000002 0000", .numeric, as: PostgresNumeric.self).description == "0.00"
        )
    }
}
