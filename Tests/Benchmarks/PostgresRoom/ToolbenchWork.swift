import Postgres

/// `toolbench_1`: twelve columns of the types that the catalogue lists.
struct PGTypeWork: ConnectionWork {
    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let rows = try await connection.query(
            """
            select typname, typnamespace, typowner, typlen, typbyval, typcategory, typispreferred, typisdefined, \
            typdelim, typrelid, typelem, typarray from pg_type where typtypmod = \(Int32(-1)) and typisdefined = \(true)
            """
        )
        try check(rows.count > 300, "types")
        for row in rows {
            let type = try row.decode(
                (
                    String, PostgresTypeID, PostgresTypeID, Int16, Bool, PostgresCharacter, Bool, Bool,
                    PostgresCharacter, PostgresTypeID, PostgresTypeID, PostgresTypeID
                ).self
            )
            try check(!type.0.isEmpty && type.7, "a type")
        }
    }
}

/// `toolbench_2`: a thousand integers.
struct SeriesWork: ConnectionWork {
    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let rows = try await connection.query("select i from generate_series(1, \(Int32(1_000))) as i")
        var sum = 0
        for row in rows { sum += Int(try row.value(0, as: Int32.self)) }
        try check(rows.count == 1_000 && sum == 500_500, "1,000 integers")
    }
}

/// `toolbench_3`: a hundred times a kilobyte.
struct BytesWork: ConnectionWork {
    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let rows = try await connection.query("select b from bench_bytes")
        try check(rows.count == 100, "100 rows")
        for row in rows {
            let bytes = try row.value(0, as: [UInt8].self)
            try check(bytes.count == 1_024 && bytes[1_023] == UInt8(ascii: "a"), "a kilobyte")
        }
    }
}

/// `toolbench_4`: a hundred arrays of a hundred integers.
struct ArraysWork: ConnectionWork {
    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let rows = try await connection.query("select a from bench_array")
        try check(rows.count == 100, "100 rows")
        for row in rows {
            let integers = try row.value(0, as: [Int32].self)
            try check(integers.count == 100 && integers[99] == 100, "100 integers")
        }
    }
}

/// `toolbench_6`: a thousand inserts in one batch.
struct InsertsWork: ConnectionWork {
    static let count = 1_000

    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let results = try await connection.batch((0..<Self.count).map { _ in ToolbenchRow.insert })
        try check(results.count == Self.count && results.allSatisfy { $0.affectedRows == 1 }, "1,000 inserts")
    }
}

/// `toolbench_7`: what is left when the server has nothing to do.
struct OnePlusOneWork: ConnectionWork {
    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        try check(try await connection.query("select 1 + 1").value(Int32.self) == 2, "1 + 1")
    }
}

/// The row that toolbench inserts and copies.
enum ToolbenchRow {
    static var insert: PostgresQuery {
        """
        insert into bench_insert (a, b, c, d, e, f, g) values (\(Int32(10)), \(Int32(11)), \(Int32(10)), \
        \("TESTTESTTEST"), \(10.333), \(Int32(12_341_234)), \("123412341234"))
        """
    }
}
