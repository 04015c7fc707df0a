import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct DateTimeTests {
    let codec = Codec()

    @Test func `days count from the year 2000`() throws {
        #expect(PostgresDate(year: 2000, month: 1, day: 1)?.daysSince2000 == 0)
        #expect(PostgresDate(year: 1999, month: 12, day: 31)?.daysSince2000 == -1)
        #expect(PostgresDate(year: 1970, month: 1, day: 1)?.daysSince2000 == -10_957)
        #expect(PostgresDate(year: 2024, month: 2, day: 29)?.daysSince2000 == 8_825)
        #expect(PostgresDate(year: -4713, month: 11, day: 24)?.daysSince2000 == PostgresDate.dayLimits.lowerBound)
        #expect(PostgresDate(year: 5_874_897, month: 12, day: 31)?.daysSince2000 == PostgresDate.dayLimits.upperBound)
        #expect(PostgresDate(year: -4713, month: 11, day: 23) == nil)
        #expect(PostgresDate(year: 5_874_898, month: 1, day: 1) == nil)
        #expect(PostgresDate(daysSince2000: .max) == nil)
    }

    @Test func `days that do not exist are refused`() {
        for (year, month, day) in [
            (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0),
        ] {
            #expect(PostgresDate(year: year, month: month, day: day) == nil)
        }
        #expect(PostgresDate(year: .max, month: 1, day: 1) == nil)
        #expect(PostgresDate(year: .min, month: 1, day: 1) == nil)
        #expect(PostgresDate(year: 2024, month: 1, day: .max) == nil)
    }

    @Test func `every day of nine centuries comes back from its parts`() throws {
        for days in stride(from: -200_000, to: 130_000, by: 1) {
            let date = try #require(PostgresDate(daysSince2000: days))
            let parts = try #require(date.yearMonthDay)
            let again = PostgresDate(year: parts.year, month: parts.month, day: parts.day)
            if again != date { Issue.record("\(days)") }
        }
    }

    @Test(arguments: [
        "2000-01-01", "0001-01-01", "0001-12-31 BC", "4714-11-24 BC", "5874897-12-31", "10000-02-29", "infinity",
        "-infinity",
    ])
    func `dates are read as they are written`(_ text: String) throws {
        let date = try #require(PostgresDate(text))
        #expect(date.description == text)
        #expect(try codec.roundTrip(date) == date)
    }

    @Test(arguments: [
        "", "2024", "2024-1-1", "24-01-01", "2024-01-01 ", "2024-02-30", "0000-01-01", "2024-01-01 AD", "2024/01/01",
        "-2024-01-01",
        "99999999-01-01", "２０２４-01-01", "Infinity",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(PostgresDate(text) == nil)
    }

    @Test func `dates and timestamps that no server has are refused`() {
        for hex in ["7ffffffe", "80000001", "ffda979e", "7fdb1d4d"] {
            #expect(throws: PostgresDecodingProblem.malformed("date"), "\(hex)") {
                try codec.decode(hex: hex, .date, as: PostgresDate.self)
            }
        }
        for hex in ["7ffffffffffffffe", "8000000000000001", "fd0f7b1e0ab2ffff"] {
            #expect(throws: PostgresDecodingProblem.malformed("timestamp"), "\(hex)") {
                try codec.decode(hex: hex, .timestamp, as: PostgresTimestamp.self)
            }
            #expect(throws: PostgresDecodingProblem.malformed("timestamp"), "\(hex)") {
                try codec.decode(hex: hex, .timestamptz, as: Date.self)
            }
        }
    }

    @Test func `times go from midnight to midnight`() throws {
        #expect(PostgresTime(hour: 24, minute: 0)?.description == "24:00:00")
        #expect(PostgresTime(hour: 24, minute: 0, second: 0, microsecond: 1) == nil)
        #expect(PostgresTime(hour: 12, minute: 60) == nil)
        #expect(PostgresTime(hour: -1, minute: 0) == nil)
        let time = try #require(PostgresTime(hour: 4, minute: 5, second: 6, microsecond: 789_000))
        #expect(time.description == "04:05:06.789")
        #expect((time.hour, time.minute, time.second, time.microsecond) == (4, 5, 6, 789_000))
        #expect(PostgresTime("04:05:06.789") == time)
        #expect(PostgresTime("04:05")?.second == 0)
        #expect(try codec.roundTrip(time) == time)
        for text in ["", "4:05", "04:60:00", "24:00:00.000001", "25:00", "04:05:06.", "04:05:06.1234567", "04:05:06Z"] {
            #expect(PostgresTime(text) == nil, "\(text)")
        }
        for hex in ["ffffffffffffffff", "000000141dd76001", "7fffffffffffffff"] {
            #expect(throws: PostgresDecodingProblem.malformed("time")) {
                try codec.decode(hex: hex, .time, as: PostgresTime.self)
            }
        }
    }

    @Test func `offsets are east in Swift and west on the wire`() throws {
        let time = try #require(PostgresTimeTZ("04:05:06+05:30"))
        #expect(time.offsetSeconds == 19_800)
        #expect(try codec.hex(time).hasSuffix("ffffb2a8"))
        #expect(try codec.roundTrip(time) == time)
        #expect(PostgresTimeTZ("12:00:00-15:59:59")?.description == "12:00:00-15:59:59")
        #expect(PostgresTimeTZ("12:00:00Z")?.description == "12:00:00+00")
        for text in ["12:00:00", "12:00:00+16", "12:00:00+5", "12:00:00+05:60"] { #expect(PostgresTimeTZ(text) == nil) }
        for west in ["80000000", "7fffffff", "0000e100"] {
            #expect(throws: PostgresDecodingProblem.malformed("offset")) {
                try codec.decode(hex: "0000000000000000" + west, .timetz, as: PostgresTimeTZ.self)
            }
        }
    }

    @Test(arguments: [
        "2000-01-01 00:00:00", "1999-12-31 23:59:59.999999", "2024-02-29 12:34:56.1", "4714-11-24 00:00:00 BC",
        "294276-12-31 23:59:59.999999", "0001-12-31 23:59:59.999999 BC", "infinity", "-infinity",
    ])
    func `timestamps are read as they are written`(_ text: String) throws {
        let plain = try #require(PostgresTimestamp(text))
        #expect(plain.description == text)
        #expect(try codec.roundTrip(plain) == plain)
        let zoned = PostgresTimestampTZ(utc: plain)
        #expect(try codec.roundTrip(zoned) == zoned)
        #expect(zoned.utc == plain)
        #expect(PostgresTimestampTZ(zoned.description) == zoned)
    }

    @Test func `timestamps come apart into date and time`() throws {
        let stamp = try #require(PostgresTimestamp("1999-12-31 23:59:59.999999"))
        #expect(stamp.microseconds == -1)
        #expect(stamp.date.description == "1999-12-31")
        #expect(stamp.time?.description == "23:59:59.999999")
        #expect(PostgresTimestamp(date: stamp.date, time: try #require(stamp.time)) == stamp)
        #expect(PostgresTimestamp.infinity.date == .infinity)
        #expect(PostgresTimestamp.negativeInfinity.date == .negativeInfinity)
        #expect(PostgresTimestamp.infinity.time == nil)
        let last = try #require(PostgresDate(daysSince2000: Int(PostgresDate.dayLimits.upperBound)))
        let noon = try #require(PostgresTime(hour: 12, minute: 0))
        #expect(PostgresTimestamp(date: last, time: noon) == nil)
        #expect(PostgresTimestamp(date: .infinity, time: noon) == nil)
    }

    @Test func `zones are taken off when a moment is read`() {
        #expect(PostgresTimestampTZ("2024-06-15 12:00:00+07")?.description == "2024-06-15 05:00:00+00")
        #expect(PostgresTimestampTZ("2024-06-15T12:00:00Z")?.description == "2024-06-15 12:00:00+00")
        #expect(PostgresTimestampTZ("2024-06-15 12:00:00-0330")?.description == "2024-06-15 15:30:00+00")
        #expect(PostgresTimestampTZ("0044-03-15 12:00:00+01 BC")?.description == "0044-03-15 11:00:00+00 BC")
        for text in [
            "2024-06-15 12:00:00", "2024-06-15", "2024-06-15 12:00:00+16", "2024-06-15 12:00:00 +07",
            "294277-01-01 00:00:00Z",
        ] {
            #expect(PostgresTimestampTZ(text) == nil, "\(text)")
        }
    }

    @Test func `Date keeps microseconds`() throws {
        for microseconds: Int64 in [
            0, 1, -1, 123_456, 757_382_400_123_457, 1_700_000_000_999_999, -3_000_000_000_000_001,
        ] {
            let stamp = try #require(PostgresTimestampTZ(microseconds: microseconds))
            let date = try #require(Date(stamp))
            #expect(PostgresTimestampTZ(date) == stamp)
            #expect(try codec.roundTrip(date) == date)
        }
        #expect(PostgresTimestampTZ(Date(timeIntervalSince1970: 0))?.description == "1970-01-01 00:00:00+00")
        #expect(PostgresTimestampTZ(Date(timeIntervalSince1970: 1.5))?.description == "1970-01-01 00:00:01.5+00")
    }

    @Test func `Date refuses what it cannot hold`() {
        #expect(Date(PostgresTimestampTZ.infinity) == nil)
        #expect(throws: PostgresDecodingProblem.outOfRange("Date")) {
            try codec.decode(hex: "7fffffffffffffff", .timestamptz, as: Date.self)
        }
        for interval in [Double.nan, .infinity, -.infinity, 1e300, 1e18, 9.3e12, -1e12] {
            #expect(throws: PostgresEncodingProblem.outOfRange("timestamptz"), "\(interval)") {
                try codec.encode(Date(timeIntervalSinceReferenceDate: interval))
            }
        }
    }

    @Test func `a timestamp without a zone is no moment`() {
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: "0000000000000000", .timestamp, as: Date.self)
        }
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: "0000000000000000", .timestamptz, as: PostgresTimestamp.self)
        }
    }

    @Test func `intervals keep their parts`() throws {
        let interval = PostgresInterval(months: 14, days: -3, microseconds: 14_706_789_000)
        #expect(interval.description == "1 year 2 mons -3 days +04:05:06.789")
        #expect(try codec.roundTrip(interval) == interval)
        #expect(
            try codec.hex(PostgresInterval(months: 1, days: 2, microseconds: 3)) == "00000000000000030000000200000001"
        )
        #expect(PostgresInterval().description == "00:00:00")
        let least = PostgresInterval(months: .min, days: .min, microseconds: .min)
        #expect(least.description == "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808")
        #expect(try codec.roundTrip(least) == least)
        #expect(PostgresInterval(.milliseconds(-1_500))?.description == "-00:00:01.5")
        #expect(PostgresInterval(.seconds(Int64.max)) == nil)
        #expect(PostgresInterval(microseconds: 5).duration == .microseconds(5))
        #expect(PostgresInterval(days: 1).duration == nil)
    }
}
