import Foundation
import Postgres
import TestSupport
import Testing

/// The codecs against a server, which is the judge of what they read and write.
@Suite struct ServerTypeTests {
    /// A connection to a database of its own, in which `script` has run.
    private func withConnection(
        _ script: String,
        _ body: (PostgresConnection) async throws -> Void
    ) async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        try await database.run(script)
        let connection = try await PostgresConnection.connect(PostgresConfiguration(database.dsn()))
        do {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        try await database.drop()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    /// The samples that `hoctap-bench conform` reads too.
    private struct Sample: Decodable {
        var type: String
        var literal: String

        static func all() throws -> [Sample] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            let text = try String(contentsOf: folder.appending(path: "Conformance/samples.jsonl"), encoding: .utf8)
            return try text.split(separator: "\n").map { try JSONDecoder().decode(Sample.self, from: Data($0.utf8)) }
        }
    }

    @Test func `every sample comes back to the server as the same value`() async throws {
        let samples = try Sample.all()
        #expect(samples.count >= 650)
        try await withConnection("create extension hstore; create extension citext") { connection in
            for sample in samples {
                let literal = "\(Self.quoted(sample.literal))::\(sample.type)"
                try await check(literal, connection)
                if !sample.type.hasSuffix("[]") { try await check("array[\(literal), null]", connection) }
            }
        }
    }

    /// Reads what the server makes of an expression, sends it back, and lets the server compare their text forms.
    private func check(_ expression: String, _ connection: PostgresConnection) async throws {
        do {
            let rows = try await connection.query(PostgresQuery(sql: "select \(expression), row(\(expression))"))
            let row = try #require(rows.first)
            let (value, record) = try row.decode((PostgresDynamicValue, PostgresDynamicRecord).self)
            #expect(record.fields.count == 1)
            var binds = PostgresBinds()
            binds.append(value, as: .id(value.type))
            let query = PostgresQuery(sql: "select format('%s', $1) = format('%s', \(expression))", binds: binds)
            let isSame = try await connection.query(query).value(Bool.self)
            #expect(isSame, "\(expression.prefix(100))")
        } catch {
            Issue.record("\(expression.prefix(100)): \(error)")
        }
    }

    private static let userTypes = """
        create extension hstore;
        create type mood as enum ('sad', 'ok', 'happy', 'rất vui');
        create domain positive as int4 check (value > 0);
        create domain tiny as positive check (value < 100);
        create domain words as text[];
        create schema app;
        create type app.place as (name text, ward int4, score tiny, tags text[], feeling mood);
        create type pair as (place app.place, places app.place[], span int4range);
        create type floatrange as range (subtype = float8);
        """

    @Test func `values of users' types go both ways by their names`() async throws {
        try await withConnection(Self.userTypes) { connection in
            let place = SamplePlace(name: "Hoa Lư", ward: 1, score: 5, tags: ["x", nil], feeling: .delighted)
            #expect(try await connection.query("select \(place)").value(SamplePlace.self) == place)
            let text = try await connection.query("select \(place)::text").value(String.self)
            #expect(text == #"("Hoa Lư",1,5,"{x,NULL}","rất vui")"#)
            let places: [SamplePlace?] = [place, nil]
            #expect(try await connection.query("select \(places)").value([SamplePlace?].self) == places)
            let moods: [SampleMood?] = SampleMood.allCases + [nil]
            #expect(try await connection.query("select \(moods)").value([SampleMood?].self) == moods)
            let store: PostgresHstore = ["a": "1", "b": nil]
            #expect(try await connection.query("select \(store)").value(PostgresHstore.self) == store)
            #expect(try await connection.query("select (\([store]))[1] -> 'a'").value(String.self) == "1")
        }
    }

    @Test func `domains inside arrays, composites and ranges are resolved`() async throws {
        try await withConnection(Self.userTypes) { connection in
            let scores = try await connection.query("select array[1, 2]::tiny[]").value([Int32].self)
            #expect(scores == [1, 2])
            let words = try await connection.query("select array['{a,b}'::words]").value([[String]].self)
            #expect(words == [["a", "b"]])
            let range = PostgresRange<Double>.bounds(lower: .inclusive(1.5), upper: .exclusive(2))
            let rows = try await connection.query("select \(range)::floatrange")
            #expect(try rows.value(PostgresRange<Double>.self) == range)
        }
    }

    @Test(arguments: [
        "'ok'::mood", "'{sad,NULL}'::mood[]", "'{1,NULL,9}'::tiny[]", #"'{"{a,b}",NULL}'::words[]"#,
        "row('a', 1, 2, '{}', null)::app.place", "array[row('a', 1, 2, '{}', null)::app.place, null]",
        "row(row('a', 1, 2, '{}', 'ok')::app.place, array[null]::app.place[], '[1,5)')::pair",
        "'[1.5,2.5)'::floatrange", #"'{"[1,2)",NULL}'::floatrange[]"#, "'{[1,2),[3,4]}'::floatmultirange",
        "'7'::tiny", "'{a,b}'::words", "'a=>1'::hstore", #"'{"a=>1"}'::hstore[]"#,
    ])
    func `users' types are read by the catalogue alone and written again`(_ literal: String) async throws {
        try await withConnection(Self.userTypes) { connection in
            let rows = try await connection.query(PostgresQuery(sql: "select \(literal)"))
            let value = try rows.value(PostgresDynamicValue.self)
            var binds = PostgresBinds()
            binds.append(value, as: .id(value.type))
            let check = PostgresQuery(sql: "select $1::text = (\(literal))::text", binds: binds)
            #expect(try await connection.query(check).value(Bool.self))
        }
    }
}
