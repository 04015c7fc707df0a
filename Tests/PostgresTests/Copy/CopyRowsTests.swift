import Foundation
import Postgres
import TestSupport
import Testing

private enum CopyMood: String, PostgresEnum, CaseIterable {
    case calm, glad
    static let postgresTypeName = "copy_mood"
}

private struct CopyPlace: PostgresComposite, Equatable {
    var name: String
    var mood: CopyMood?
    static let postgresTypeName = "copy_place"

    init(name: String, mood: CopyMood?) { (self.name, self.mood) = (name, mood) }

    init(from fields: inout PostgresCompositeReader) throws(PostgresDecodingProblem) {
        name = try fields.next()
        mood = try fields.next()
    }

    func write(to fields: inout PostgresCompositeWriter) throws(PostgresEncodingProblem) {
        try fields.write(name)
        try fields.write(mood)
    }
}

@Suite struct CopyRowsTests {
    /// The user's types, made once for all tests here.
    private static let types = Task {
        try await SharedDatabase.database.run(
            """
            create type copy_mood as enum ('calm', 'glad');
            create type copy_place as (name text, mood copy_mood);
            create domain copy_score as int4 check (value >= 0);
            create domain copy_state as copy_mood;
            """
        )
    }

    private func withTable(_ columns: String, _ body: (PostgresConnection) async throws -> Void) async throws {
        _ = try await Self.types.value
        try await SharedDatabase.withConnection { connection in
            try await connection.script("create temp table copied (\(columns))")
            try await body(connection)
        }
    }

    private func count(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query("select count(*) from copied").value(Int.self)
    }

    @Test func `rows of every kind go in and come out as they were`() async throws {
        let columns = """
            flag bool, small int2, n int4, big int8, single float4, double float8, exact numeric, name text, \
            bytes bytea, id uuid, day date, moment timestamptz, span interval, address inet, doc jsonb, words text[], \
            numbers int8[]
            """
        try await withTable(columns) { connection in
            let names = columns.split(separator: ",").compactMap { $0.split(separator: " ").first.map(String.init) }
            let id = UUID()
            let exact = try #require(PostgresNumeric("-12345678901234567890.000100"))
            let moment = try #require(PostgresTimestampTZ(microseconds: -1))
            let address = try #require(PostgresInet("2001:db8::1/64"))
            let span = PostgresInterval(months: -1, days: 2, microseconds: 3)
            let words: [String?] = ["a", nil, ""]
            let copied = try await connection.copyIn(table: "copied", columns: names) { writer in
                try await writer.write(
                    true,
                    Int16.min,
                    Int32.max,
                    Int64.min,
                    Float.infinity,
                    0.1,
                    exact,
                    "ế\n",
                    [UInt8]([0, 255]),
                    id,
                    PostgresDate.infinity,
                    moment,
                    span,
                    address,
                    PostgresJSONText("{\"a\": 1}"),
                    words,
                    [Int64]()
                )
                try await writer.write(
                    Bool?.none,
                    Int16?.none,
                    Int32?.none,
                    Int64?.none,
                    Float?.none,
                    Double?.none,
                    PostgresNumeric?.none,
                    String?.none,
                    [UInt8]?.none,
                    UUID?.none,
                    PostgresDate?.none,
                    PostgresTimestampTZ?.none,
                    PostgresInterval?.none,
                    PostgresInet?.none,
                    PostgresJSONText?.none,
                    [String?]?.none,
                    [Int64]?.none
                )
            }
            #expect(copied == 2)
            let rows = try await connection.query(
                "select copied is null as all_null from copied order by flag nulls last"
            )
            #expect(try rows.decode(Bool.self) == [false, true])
            try await connection.copyOut(rowsOf: "select * from copied where flag") { reader in
                let chunk = try await reader.next(
                    (
                        Bool, Int16, Int32, Int64, Float, Double, PostgresNumeric, String, [UInt8], UUID, PostgresDate,
                        PostgresTimestampTZ, PostgresInterval, PostgresInet, PostgresJSONText, [String?], [Int64]
                    ).self
                )
                let row = try #require(chunk?.first)
                #expect(row.0 && row.1 == .min && row.2 == .max && row.3 == .min && row.4 == .infinity && row.5 == 0.1)
                #expect(row.6 == exact && row.7 == "ế\n" && row.8 == [0, 255] && row.9 == id && row.10 == .infinity)
                #expect(row.11 == moment && row.12 == span && row.13 == address && row.14.text == "{\"a\": 1}")
                #expect(row.15 == words && row.16.isEmpty)
            }
            try await connection.expectToWork()
        }
    }

    @Test func `enums, composites, domains and arrays of them go in on a fresh connection`() async throws {
        try await withTable(
            "mood copy_mood, moods copy_mood[], place copy_place, places copy_place[], score copy_score, state copy_state"
        ) { connection in
            let place = CopyPlace(name: "Hội An", mood: .glad)
            let names = ["mood", "moods", "place", "places", "score", "state"]
            try await connection.copyIn(table: "copied", columns: names) { writer in
                let nowhere = CopyPlace(name: "", mood: nil)
                try await writer.write(
                    CopyMood.calm,
                    [CopyMood.glad, .calm],
                    place,
                    [place, nowhere],
                    Int32(5),
                    CopyMood.glad
                )
                try await writer.write(
                    CopyMood?.none,
                    [CopyMood](),
                    CopyPlace?.none,
                    [CopyPlace](),
                    Int32?.none,
                    CopyMood?.none
                )
            }
            try await connection.copyOut(rowsOf: "select * from copied where mood is not null") { reader in
                let rows = try await reader.next(
                    (CopyMood, [CopyMood], CopyPlace, [CopyPlace], Int32, CopyMood).self
                )
                let row = try #require(rows?.first)
                #expect(row.0 == .calm && row.1 == [.glad, .calm] && row.2 == place && row.4 == 5 && row.5 == .glad)
                #expect(row.3 == [place, CopyPlace(name: "", mood: nil)])
            }
            #expect(try await count(connection) == 2)
        }
    }

    @Test func `text goes into enums, citext and the other types that are text`() async throws {
        try await withTable("mood copy_mood, word citext, name varchar(10), doc json") { connection in
            try await connection.copyIn(table: "copied", columns: ["mood", "word", "name", "doc"]) { writer in
                try await writer.write("glad", "Word", "name", "[1]")
            }
            let row = try await connection.query("select mood::text, word = 'wORD', name::text, doc::text from copied")
                .decode((String, Bool, String, String).self).first
            #expect(row ?? ("", false, "", "") == ("glad", true, "name", "[1]"))
        }
    }

    @Test func `a value of another type than its column is refused, in whatever row it comes`() async throws {
        try await withTable("id int4, amount float8, words text[]") { connection in
            let words = ["a"]
            let wide = await failure {
                try await connection.copyIn(table: "copied", columns: ["id", "amount", "words"]) {
                    try await $0.write(Int64(1), 1.5, words)
                }
            }
            #expect(wide?.kind == .encoding(.invalid("type")))
            #expect(wide?.description.contains("id") == true)
            // As wide as a float8, and anything but one.
            let later = await failure {
                try await connection.copyIn(table: "copied", columns: ["id", "amount", "words"]) { writer in
                    try await writer.write(Int32(1), 1.5, words)
                    try await writer.write(Int32(2), Int64(1), words)
                }
            }
            #expect(later?.kind == .encoding(.invalid("type")))
            #expect(later?.column?.name == "amount")
            let elements = await failure {
                try await connection.copyIn(table: "copied", columns: ["words"]) { try await $0.write([Int32(1)]) }
            }
            #expect(elements?.kind == .encoding(.invalid("type")))
            #expect(try await count(connection) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a row of another number of values is refused`() async throws {
        try await withTable("id int4, name text") { connection in
            for isFirst in [true, false] {
                let error = await failure {
                    try await connection.copyIn(table: "copied", columns: ["id", "name"]) { writer in
                        if !isFirst { try await writer.write(Int32(1), "a") }
                        try await writer.write(Int32(1))
                    }
                }
                #expect(error?.kind == .misuse)
            }
            let bytes = await failure {
                try await connection.copyIn(table: "copied", columns: ["id"]) { try await $0.write(bytes: [1, 2]) }
            }
            #expect(bytes?.kind == .misuse)
            let rows = await failure {
                try await connection.copyIn("copy copied from stdin") { try await $0.write(Int32(1), "a") }
            }
            #expect(rows?.kind == .misuse)
            #expect(try await count(connection) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a value that cannot be sent ends the COPY, and nothing is kept`() async throws {
        try await withTable("id int4, name text") { connection in
            let error = await failure {
                try await connection.copyIn(table: "copied", columns: ["id", "name"]) { writer in
                    for id in 0..<10_000 { try await writer.write(Int32(id), id == 9_000 ? "marker\0771" : "fine") }
                }
            }
            #expect(error?.kind == .encoding(.nulCharacter))
            #expect(error?.description.contains("row 9001, column 2") == true)
            #expect(error?.description.contains("marker") == false)
            #expect(try await count(connection) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a row that is refused may be left out, and the others arrive as they were`() async throws {
        try await withTable("moods copy_mood[], place copy_place, name text") { connection in
            let place = CopyPlace(name: "p", mood: .calm)
            let rows = try await connection.copyIn(table: "copied", columns: ["moods", "place", "name"]) { writer in
                for number in 0..<100 {
                    let name = number % 3 == 0 ? "bad\0" : "row \(number)"
                    let error = await failure { try await writer.write([CopyMood.glad], place, name) }
                    #expect((error != nil) == (number % 3 == 0))
                }
            }
            #expect(rows == 66)
            let sum = try await connection.query(
                """
                select count(*) from copied
                where moods = '{glad}' and place = row('p', 'calm')::copy_place and name like 'row %'
                """
            )
            #expect(try sum.value(Int.self) == 66)
        }
    }

    @Test func `what the server refuses is its error, and nothing is kept`() async throws {
        try await withTable("id int4 primary key, score copy_score") { connection in
            for (id, score, state) in [(1, 1, SQLState.uniqueViolation), (20_000, -1, .checkViolation)] {
                let error = await failure {
                    try await connection.copyIn(table: "copied", columns: ["id", "score"]) { writer in
                        for number in 0..<10_000 { try await writer.write(Int32(number), Int32(1)) }
                        try await writer.write(Int32(id), Int32(score))
                        for number in 30_000..<40_000 { try await writer.write(Int32(number), Int32(1)) }
                    }
                }
                #expect(error?.sqlState == state)
                #expect(try await count(connection) == 0)
                try await connection.expectToWork()
            }
        }
    }

    @Test func `a table or column that is not there is the server's error`() async throws {
        try await withTable("id int4") { connection in
            let table = await failure {
                try await connection.copyIn(table: "copied; drop table copied", columns: ["id"]) { _ in }
            }
            #expect(table?.sqlState == .undefinedTable)
            let column = await failure { try await connection.copyIn(table: "copied", columns: ["x\""]) { _ in } }
            #expect(column?.sqlState == .undefinedColumn)
            try await connection.expectToWork()
        }
    }

    @Test func `a hundred thousand rows make the way there and back`() async throws {
        try await withTable("id int8, name text, amount numeric") { connection in
            let count = 100_000
            let amount = try #require(PostgresNumeric("0.25"))
            let copied = try await connection.copyIn(table: "copied", columns: ["id", "name", "amount"]) { writer in
                for id in 0..<count {
                    try await writer.write(id, id % 10 == 0 ? nil : "member \(id)", amount)
                }
            }
            #expect(copied == count)
            var next = 0
            try await connection.copyOut(rowsOf: "select * from copied order by id") { reader in
                while let rows = try await reader.next((Int, String?, PostgresNumeric).self) {
                    for row in rows {
                        let name = next % 10 == 0 ? nil : "member \(next)"
                        guard row.0 == next, row.1 == name, row.2 == amount else {
                            Issue.record("row \(next) came back as another")
                            return
                        }
                        next += 1
                    }
                }
            }
            #expect(next == count)
            try await connection.expectToWork()
        }
    }

    @Test func `an empty table gives no rows, and nothing copied is no error`() async throws {
        try await withTable("id int4") { connection in
            #expect(try await connection.copyIn(table: "copied", columns: ["id"]) { _ in } == 0)
            let rows = try await connection.copyOut(rowsOf: "select id from copied -- none") { reader in
                var rows: [Int32] = []
                while let chunk = try await reader.next(Int32.self) { rows += chunk }
                return rows
            }
            #expect(rows.isEmpty)
            try await connection.expectToWork()
        }
    }

    @Test func `rows read as something else are an error that names the column`() async throws {
        try await withTable("id int4, name text") { connection in
            _ = try await connection.query("insert into copied values (1, 'marker8181'), (2, null)")
            let other = await failure {
                try await connection.copyOut(rowsOf: "select * from copied") { reader in
                    _ = try await reader.next((Int32, Int32).self)
                }
            }
            #expect(other?.column?.name == "name")
            #expect(other?.description.contains("marker8181") == false)
            let null = await failure {
                try await connection.copyOut(rowsOf: "select * from copied") { reader in
                    while try await reader.next((Int32, String).self) != nil {}
                }
            }
            #expect(null?.kind == .decoding(.unexpectedNull))
            let few = await failure {
                try await connection.copyOut(rowsOf: "select * from copied") { _ = try await $0.next(Int32.self) }
            }
            #expect(few?.kind == .misuse)
            try await connection.expectToWork()
        }
    }
}
