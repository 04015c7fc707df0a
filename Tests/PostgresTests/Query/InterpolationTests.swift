import Postgres
import Testing

@Suite struct InterpolationTests {
    @Test func `every interpolated value becomes a bind`() {
        let id = 7
        let query: PostgresQuery = "select \(identifier: "a\"b") from t where id = \(id) and name = \("x")"
        #expect(query.sql == "select \"a\"\"b\" from t where id = $1 and name = $2")
        #expect(query.binds.count == 2)
    }

    @Test(arguments: [
        "'; drop table target; --", "\\'; select 1; --", "$1", "\"", "''", "%s", "ế\u{301} 𝄞", "", "a\nb\tc",
    ])
    func `text that would be SQL stays text`(_ text: String) async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select \(text)::text, \(text) || \(text)")
            let (same, twice) = try #require(try rows.decode((String, String).self).first)
            #expect(same == text)
            #expect(twice == text + text)
        }
    }

    @Test(arguments: ["plain", "Mixed Case", "a\"b", "\"", "x; drop table y", "select", "ế", "a.b", "$1"])
    func `an identifier is quoted so that it can be nothing but a name`(_ name: String) async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table \(identifier: name) (\(identifier: name) int)")
            _ = try await connection.query("insert into \(identifier: name) values (\(1)), (\(2))")
            let rows = try await connection.query("select \(identifier: name) from \(identifier: name) order by 1")
            #expect(try rows.decode(Int32.self) == [1, 2])
            #expect(rows.columns.map(\.name) == [name])
        }
    }

    @Test func `a name that holds a NUL is refused before anything is sent`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select 1 as \(identifier: "a\0b")") }
            #expect(error?.kind == .encoding(.nulCharacter))
            try await connection.expectToWork()
        }
    }

    @Test func `raw text is taken as it is`() async throws {
        try await SharedDatabase.withConnection { connection in
            let (count, order) = (Int32(3), "desc")
            let rows = try await connection.query(
                "select n from generate_series(1, \(count)) n order by n \(raw: order)"
            )
            #expect(try rows.decode(Int32.self) == [3, 2, 1])
        }
    }

    @Test func `optional values go as NULL or as themselves`() async throws {
        try await SharedDatabase.withConnection { connection in
            let none: Int32? = nil
            let some: Int32? = 5
            let rows = try await connection.query("select \(none), \(some), \(none) is null, \(String?.none)")
            let row = try #require(try rows.decode((Int32?, Int32?, Bool, String?).self).first)
            #expect(row == (nil, 5, true, nil))
        }
    }

    @Test func `empty text and empty bytes are not NULL`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select \("") is null, \([UInt8]()) is null, \("")::text")
            #expect(try rows.decode((Bool, Bool, String).self).first ?? (true, true, "x") == (false, false, ""))
        }
    }

    @Test func `arrays are one parameter, whatever they hold`() async throws {
        try await SharedDatabase.withConnection { connection in
            let ids: [Int64] = [3, 1, 2]
            let names: [String?] = ["a", nil, "{\"x\",NULL}"]
            let rows = try await connection.query(
                "select n from generate_series(1, 5) n where n = any(\(ids)) and \(names)::text[] is not null"
            )
            #expect(try rows.decode(Int32.self) == [1, 2, 3])
            let empty = try await connection.query("select 1 where 1 = any(\([Int32]()))")
            #expect(empty.isEmpty)
            let back = try await connection.query("select \(names), \([[UInt8]]([[1, 2], [], [0]]))")
            let row = try #require(try back.decode(([String?], [[UInt8]]).self).first)
            #expect(row.0 == names)
            #expect(row.1 == [[1, 2], [], [0]])
        }
    }

    @Test func `the same value twice is two parameters`() async throws {
        try await SharedDatabase.withConnection { connection in
            let day = "2024-02-29"
            let query: PostgresQuery = "select \(day)::text, \(day)::date::text"
            #expect(query.binds.count == 2)
            // Text is sent as text: only a cast makes a day of it.
            let row = try await connection.query(query).decode((String, String).self).first
            #expect(row ?? ("", "") == (day, day))
        }
    }
}
