import Postgres
import TestSupport
import Testing

private enum Mood: String, PostgresEnum, CaseIterable {
    case calm, glad
    case veryGlad = "very 'glad'"
    static let postgresTypeName = "user_mood"
}

private struct Place: PostgresComposite, Equatable {
    var name: String
    var score: Int32?
    var moods: [Mood?]
    static let postgresTypeName = "user_place"

    init(name: String, score: Int32?, moods: [Mood?]) { (self.name, self.score, self.moods) = (name, score, moods) }

    init(from fields: inout PostgresCompositeReader) throws(PostgresDecodingProblem) {
        name = try fields.next()
        score = try fields.next()
        moods = try fields.next()
    }

    func write(to fields: inout PostgresCompositeWriter) throws(PostgresEncodingProblem) {
        try fields.write(name)
        try fields.write(score, as: .named("user_score"))
        try fields.write(moods)
    }
}

/// A type that the database does not have.
private enum Nowhere: String, PostgresEnum {
    case here
    static let postgresTypeName = "user_type_that_is_not_there"
}

/// Types that tests drop and make again.
private enum Shifting: String, PostgresEnum {
    case first, second
    static let postgresTypeName = "user_shifting"
}

/// A float8 whose ranges are the database's own.
private struct Weight: PostgresCodable, Comparable {
    var grams: Double
    static var postgresType: PostgresType { Double.postgresType }
    static var postgresRangeType: PostgresType { .named("user_weights") }

    init(_ grams: Double) { self.grams = grams }

    static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Weight {
        Weight(try Double.decode(cell))
    }

    func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        grams.encode(into: &buffer)
    }

    static func < (left: Weight, right: Weight) -> Bool { left.grams < right.grams }
}

@Suite struct DatabaseTypeTests {
    private static let types = Task {
        try await SharedDatabase.database.run(
            """
            create type user_mood as enum ('calm', 'glad', 'very ''glad''');
            create domain user_score as int4 check (value >= 0);
            create type user_place as (name text, score user_score, moods user_mood[]);
            create domain user_word as citext;
            create domain user_state as user_mood;
            create type user_weights as range (subtype = float8);
            """
        )
    }

    private func withTypes(_ body: (PostgresConnection) async throws -> Void) async throws {
        _ = try await Self.types.value
        try await SharedDatabase.withConnection({ _ in }, body)
    }

    @Test func `enums go both ways, alone and in arrays`() async throws {
        try await withTypes { connection in
            let moods: [Mood?] = [.glad, nil, .veryGlad]
            let row = try await connection.query("select \(Mood.veryGlad), \(moods), \([Mood]()), \(Mood?.none)")
                .decode((Mood, [Mood?], [Mood], Mood?).self).first
            let (one, some, none, null) = try #require(row)
            #expect(one == .veryGlad)
            #expect(some == moods)
            #expect(none.isEmpty)
            #expect(null == nil)
            let found = try await connection.query(
                "select m from unnest(enum_range(null::user_mood)) m where m = any(\([Mood.calm, .glad])) and m > \(Mood.calm)"
            )
            #expect(try found.decode(Mood.self) == [.glad])
            #expect(try found.decode(String.self) == ["glad"])
        }
    }

    @Test func `a label that the Swift enum does not have is an error`() async throws {
        try await withTypes { connection in
            try await connection.script("create type pg_temp.user_mood as enum ('marker6060')")
            let rows = try await connection.query("select 'marker6060'::pg_temp.user_mood as feeling")
            let error = #expect(throws: PostgresError.self) { try rows.decode(Mood.self) }
            #expect(error?.column?.name == "feeling")
            #expect(error?.description.contains("marker6060") == false)
            let other = try await connection.query("select 'here'::text")
            #expect(throws: PostgresError.self) { try other.decode(Mood.self) }
        }
    }

    @Test func `composites go both ways, with domains and arrays of enums inside`() async throws {
        try await withTypes { connection in
            let place = Place(name: "Hội \"An\", (x)", score: 7, moods: [.calm, nil])
            let empty = Place(name: "", score: nil, moods: [])
            let row = try await connection.query(
                "select \(place), \([place, empty]), (\(place)).score + 1, row(1, 'x', \(place))"
            ).decode((Place, [Place], Int32, PostgresRecord).self).first
            let (one, some, score, record) = try #require(row)
            #expect(one == place)
            #expect(some == [place, empty])
            #expect(score == 8)
            #expect(try record.field(1, as: String.self) == "x")
            #expect(try record.field(2, as: Place.self) == place)
        }
    }

    @Test func `domains are read as what they restrict, wherever they stand`() async throws {
        try await withTypes { connection in
            _ = try await connection.query(
                "create temp table scored (score user_score, scores user_score[], state user_state, word user_word)"
            )
            _ = try await connection.query(
                "insert into scored values (\(Int32(1)), \([Int32(2), 3]), \(Mood.glad), 'Word')"
            )
            let row = try await connection.query("select * from scored")
                .decode((Int32, [Int32], Mood, String).self).first
            let (score, scores, state, word) = try #require(row)
            #expect(score == 1 && scores == [2, 3] && state == .glad && word == "Word")
            let error = await failure { _ = try await connection.query("insert into scored values (\(Int32(-5)))") }
            #expect(error?.sqlState == .checkViolation)
            #expect(error?.server?.dataType == "user_score")
        }
    }

    @Test func `a range of a type of the user's own goes by its name`() async throws {
        try await withTypes { connection in
            let range = PostgresRange(Weight(1.5)..<Weight(2.5))
            let row = try await connection.query("select \(range), \(range) @> 2.0::float8, pg_typeof(\(range))::text")
                .decode((PostgresRange<Weight>, Bool, String).self).first
            let (same, contains, type) = try #require(row)
            #expect(same == range)
            #expect(contains)
            #expect(type == "user_weights")
        }
    }

    @Test func `hstore goes both ways`() async throws {
        try await withTypes { connection in
            let pairs: PostgresHstore = ["a": "1", "b\"": nil, "": "=>"]
            let rows = try await connection.query("select \(pairs), \(pairs) -> 'a', \([pairs])")
            let row = try #require(try rows.decode((PostgresHstore, String, [PostgresHstore]).self).first)
            #expect(row.0 == pairs && row.1 == "1" && row.2 == [pairs])
        }
    }

    @Test func `citext is text that the server compares without case`() async throws {
        try await withTypes { connection in
            let word = "HeLLo"
            let rows = try await connection.query(
                "select \(word)::citext, \(word)::citext = 'hello', array[\(word)::citext]"
            )
            let row = try #require(try rows.decode((String, Bool, [String]).self).first)
            #expect(row.0 == word && row.1 && row.2 == [word])
        }
    }

    @Test func `values whose type is known to the server alone are read as it says`() async throws {
        try await withTypes { connection in
            let rows = try await connection.query(
                "select array['glad', null]::user_mood[], row('x', 1, '{calm}')::user_place, '[1,2)'::user_weights"
            )
            let row = try #require(
                try rows.decode((PostgresDynamicValue, PostgresDynamicValue, PostgresDynamicValue).self).first
            )
            #expect("\(row.0)" == "{glad,NULL}")
            #expect("\(row.1)" == "(x,1,{calm})")
            #expect("\(row.2)" == "[1,2)")
        }
    }

    @Test func `a type that the database does not have is named in the error`() async throws {
        try await withTypes { connection in
            for _ in 0..<2 {
                let error = await failure { _ = try await connection.query("select \(Nowhere.here)") }
                #expect(error?.kind == .encoding(.unknownType("user_type_that_is_not_there")))
                let array = await failure { _ = try await connection.query("select \([Nowhere.here])") }
                #expect(array?.kind == .encoding(.unknownType("user_type_that_is_not_there[]")))
            }
            try await connection.expectToWork()
        }
    }

    @Test func `an unknown type inside a transaction harms only its own statement`() async throws {
        try await withTypes { connection in
            let answer = try await connection.transaction { transaction in
                _ = try await transaction.query("select 1")
                let error = await failure { _ = try await transaction.query("select \(Nowhere.here)") }
                #expect(error?.kind == .encoding(.unknownType("user_type_that_is_not_there")))
                return try await transaction.query("select 5").value(Int32.self)
            }
            #expect(answer == 5)
        }
    }

    // MARK: Types that change

    /// A database of its own: the type is dropped under the feet of everybody there.
    private func withShiftingType(
        _ body: (PostgresConnection, _ other: PostgresConnection) async throws -> Void
    ) async throws {
        try await Turnstile.pass {
            let database = try await PostgresCluster.shared.createDatabase()
            let connection = try await PostgresConnection.connect(try PostgresConfiguration(database.dsn()))
            let other = try await PostgresConnection.connect(try PostgresConfiguration(database.dsn()))
            try await other.script(Self.make)
            try await body(connection, other)
            await connection.close()
            await other.close()
        }
    }

    private static let make = "create type user_shifting as enum ('first', 'second')"

    @Test func `a type that was made again under its name is found again`() async throws {
        try await withShiftingType { connection, other in
            let queries: [PostgresQuery] = [
                "select \(Shifting.first)", "select (\([Shifting.first]))[1]",
                "select v from unnest(enum_range(null::user_shifting)) v where v = \(Shifting.first)",
            ]
            for rival in [other, connection] {
                for query in queries {
                    #expect(try await connection.query(query).value(Shifting.self) == .first)
                    try await rival.script("drop type user_shifting")
                    try await rival.script(Self.make)
                    #expect(try await connection.query(query).value(Shifting.self) == .first)
                }
            }
            try await connection.expectToWork()
        }
    }

    @Test func `a type that was made again fails the transaction it is noticed in, and no later one`() async throws {
        try await withShiftingType { connection, other in
            let query: PostgresQuery = "select \(Shifting.second)"
            _ = try await connection.query(query)
            try await other.script("drop type user_shifting; \(Self.make)")
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    _ = try await transaction.query(query)
                }
            }
            #expect(error?.kind == .server)
            let value = try await connection.transaction { transaction in
                _ = try await transaction.query("select 1")
                return try await transaction.query(query).value(Shifting.self)
            }
            #expect(value == .second)
        }
    }

    @Test func `a first statement of a transaction finds a type made again by itself`() async throws {
        try await withShiftingType { connection, other in
            let query: PostgresQuery = "select \(Shifting.second)"
            _ = try await connection.query(query)
            try await other.script("drop type user_shifting; \(Self.make)")
            let value = try await connection.transaction { try await $0.query(query).value(Shifting.self) }
            #expect(value == .second)
        }
    }

    @Test func `a type that is gone for good is unknown`() async throws {
        try await withShiftingType { connection, other in
            let query: PostgresQuery = "select \(Shifting.second)"
            _ = try await connection.query(query)
            try await other.script("drop type user_shifting")
            let error = await failure { _ = try await connection.query(query) }
            #expect(error?.kind == .server || error?.kind == .encoding(.unknownType("user_shifting")))
            let again = await failure { _ = try await connection.query(query) }
            #expect(again?.kind == .encoding(.unknownType("user_shifting")))
            try await connection.expectToWork()
        }
    }

    @Test func `rows read before a type was made again stay readable`() async throws {
        try await withShiftingType { connection, other in
            let rows = try await connection.query("select \(Shifting.first), \([Shifting.second])")
            try await other.script("drop type user_shifting; \(Self.make)")
            _ = try await connection.query("select \(Shifting.second)")
            let row = try rows.decode((Shifting, [Shifting]).self).first
            #expect(row?.0 == .first)
            #expect(row?.1 == [.second])
        }
    }

    @Test func `labels added later go both ways`() async throws {
        try await withShiftingType { connection, other in
            #expect(try await connection.query("select \(Shifting.second)").value(Shifting.self) == .second)
            try await other.script("drop type user_shifting; create type user_shifting as enum ('first')")
            let error = await failure { _ = try await connection.query("select \(Shifting.second)") }
            #expect(error?.sqlState == .invalidTextRepresentation)
            try await other.script("alter type user_shifting add value 'second'")
            #expect(try await connection.query("select \(Shifting.second)").value(Shifting.self) == .second)
        }
    }
}
