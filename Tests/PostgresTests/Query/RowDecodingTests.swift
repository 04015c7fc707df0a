import Postgres
import Testing

private struct Member: PostgresRowDecodable, Equatable {
    var id: Int64
    var name: String
    var ward: String?

    init(id: Int64, name: String, ward: String?) {
        (self.id, self.name, self.ward) = (id, name, ward)
    }

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        name = try row.next()
        ward = try row.next()
    }
}

@Suite struct RowDecodingTests {
    private static let members: PostgresQuery =
        "select * from (values (1::int8, 'An', 'P1'), (2, 'Bình', null)) as member (id, name, ward) order by id"

    @Test func `rows become tuples, structs and single values`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query(Self.members)
            #expect(rows.count == 2)
            #expect(rows.columnCount == 3)
            #expect(rows.columns.map(\.name) == ["id", "name", "ward"])
            #expect(rows.columns.map(\.type) == [.int8, .text, .text])
            #expect(rows.commandTag == "SELECT 2")
            let tuples = try rows.decode((Int64, String, String?).self)
            #expect(tuples[0] == (1, "An", "P1"))
            #expect(tuples[1] == (2, "Bình", nil))
            let members = [Member(id: 1, name: "An", ward: "P1"), Member(id: 2, name: "Bình", ward: nil)]
            #expect(try rows.decode(Member.self) == members)
            #expect(try rows.last?.value(1, as: String.self) == "Bình")
            #expect(try await connection.query("select count(*) from pg_class").value(Int.self) > 0)
        }
    }

    @Test func `rows outlive their connection and may be read anywhere`() async throws {
        let rows = try await SharedDatabase.withConnection { try await $0.query(Self.members) }
        let names = try await Task.detached { try rows.map { try $0.value(1, as: String.self) } }.value
        #expect(names == ["An", "Bình"])
    }

    @Test func `a value of another type is an error that names the column and shows no value`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select 1::int4 as id, 'marker7391' as \"the name\"")
            let error = #expect(throws: PostgresError.self) { try rows.decode((Int32, Int64).self) }
            #expect(error?.kind == .decoding(.typeMismatch(found: .text, wanted: "Int64")))
            #expect(error?.column?.index == 1)
            #expect(error?.column?.name == "the name")
            #expect(error?.description.contains("column 2 (the name)") == true)
            #expect(error?.description.contains("marker7391") == false)
            #expect(error?.debugDescription.contains("marker7391") == false)
        }
    }

    @Test func `NULL where none was expected is an error that names the column`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select 1, null::text as nickname")
            let error = #expect(throws: PostgresError.self) { try rows.decode((Int32, String).self) }
            #expect(error?.kind == .decoding(.unexpectedNull))
            #expect(error?.column?.name == "nickname")
        }
    }

    @Test func `a number that does not fit is an error, never another number`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select 70000::int4 as big, -1::int4 as negative")
            let big = #expect(throws: PostgresError.self) { try rows[0].value(0, as: Int16.self) }
            #expect(big?.column?.name == "big")
            let negative = #expect(throws: PostgresError.self) { try rows[0].value(1, as: UInt32.self) }
            #expect(negative?.column?.name == "negative")
            #expect(negative?.description.contains("-1") == false)
        }
    }

    @Test func `the number of columns has to be right`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query(Self.members)
            #expect(#expect(throws: PostgresError.self) { try rows.decode((Int64, String).self) }?.kind == .misuse)
            let many = #expect(throws: PostgresError.self) {
                try rows.decode((Int64, String, String?, Int64).self)
            }
            #expect(many?.kind == .misuse)
            #expect(#expect(throws: PostgresError.self) { try rows[0].value(3, as: Int.self) }?.kind == .misuse)
            #expect(#expect(throws: PostgresError.self) { try rows[0].value(-1, as: Int.self) }?.kind == .misuse)
            let narrow = try await connection.query("select 1::int8, 'An'")
            #expect(#expect(throws: PostgresError.self) { try narrow.decode(Member.self) }?.kind == .misuse)
        }
    }

    @Test func `one value is asked of exactly one row`() async throws {
        try await SharedDatabase.withConnection { connection in
            let two = try await connection.query("select generate_series(1, 2)")
            #expect(#expect(throws: PostgresError.self) { try two.value(Int32.self) }?.kind == .misuse)
            let none = try await connection.query("select 1 where false")
            #expect(#expect(throws: PostgresError.self) { try none.value(Int32.self) }?.kind == .misuse)
        }
    }

    @Test func `statements without rows tell how many rows they touched`() async throws {
        try await SharedDatabase.withConnection { connection in
            let made = try await connection.query("create temp table touched (id int)")
            #expect(made.isEmpty)
            #expect(made.columnCount == 0)
            #expect(made.affectedRows == 0)
            #expect(made.commandTag == "CREATE TABLE")
            let inserted = try await connection.query("insert into touched select generate_series(1, \(7))")
            #expect(inserted.affectedRows == 7)
            #expect(inserted.commandTag == "INSERT 0 7")
            #expect(try await connection.query("update touched set id = id where id > \(4)").affectedRows == 3)
            let returned = try await connection.query("delete from touched where id < \(3) returning id")
            #expect(returned.affectedRows == 2)
            #expect(Set(try returned.decode(Int32.self)) == [1, 2])
            let none = try await connection.query("select id from touched where false")
            #expect(none.isEmpty)
            #expect(none.columnCount == 1)
            #expect(try none.decode(Int32.self) == [])
        }
    }

    @Test(arguments: ["", ";", "-- nothing", "/* nothing */"])
    func `a statement that says nothing gives nothing`(_ sql: String) async throws {
        try await SharedDatabase.withConnection { connection in
            #expect(try await connection.query(PostgresQuery(sql: sql)).isEmpty)
            try await connection.expectToWork()
        }
    }

    @Test func `a row without columns is still a row`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.query("select from generate_series(1, 3)")
            #expect(rows.count == 3)
            #expect(rows.columnCount == 0)
        }
    }

    @Test func `undecoded bytes are lent, with their type`() async throws {
        try await SharedDatabase.withConnection { connection in
            let row = try #require(try await connection.query("select 258::int4, null::int4").first)
            let bytes = try row.withBytes(0) { cell in cell.map { [UInt8]($0.bytes) } }
            #expect(bytes == [0, 0, 1, 2])
            #expect(try row.withBytes(0) { $0?.type } == .int4)
            #expect(try row.withBytes(1) { $0 == nil })
        }
    }
}
