import Postgres
import Testing

@Suite struct LimitTests {
    /// `select cardinality(array[$1, …])`, which goes past the limit on columns.
    private static func query(parameters: Int) -> PostgresQuery {
        var sql = PostgresQuery.StringInterpolation(literalCapacity: 0, interpolationCount: parameters)
        sql.appendLiteral("select cardinality(array[")
        for index in 0..<parameters {
            if index > 0 { sql.appendLiteral(",") }
            sql.appendInterpolation(Int16(truncatingIfNeeded: index))
        }
        sql.appendLiteral("])")
        return PostgresQuery(stringInterpolation: sql)
    }

    @Test func `a statement takes 65,535 parameters and not one more`() async throws {
        try await SharedDatabase.withConnection { connection in
            let most = Self.query(parameters: 65_535)
            #expect(try await connection.query(most).value(Int.self) == 65_535)
            let tooMany = Self.query(parameters: 65_536)
            let error = await failure { _ = try await connection.query(tooMany) }
            #expect(error?.kind == .encoding(.invalid("parameters")))
            try await connection.expectToWork()
        }
    }

    @Test func `parameters beyond maximumParameterBytes are refused before anything is sent`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumParameterBytes = 1 << 20
        } _: { connection in
            let fits = [UInt8](repeating: 1, count: 1 << 20)
            #expect(try await connection.query("select length(\(fits))").value(Int.self) == 1 << 20)
            let large = fits + [1]
            let error = await failure { _ = try await connection.query("select length(\(large))") }
            #expect(error?.kind == .encoding(.tooLarge(limitBytes: 1 << 20)))
            try await connection.expectToWork()
        }
    }

    @Test func `a NUL in text or in a statement is refused`() async throws {
        try await SharedDatabase.withConnection { connection in
            let inText = await failure { _ = try await connection.query("select \(1), \("marker\08812")") }
            #expect(inText?.kind == .encoding(.nulCharacter))
            #expect(inText?.description.contains("$2") == true)
            #expect(inText?.description.contains("marker") == false)
            let inArray = await failure { _ = try await connection.query("select \(["a", "b\0"])") }
            #expect(inArray?.kind == .encoding(.nulCharacter))
            let inSQL = await failure { _ = try await connection.query("select 1\0; drop table x") }
            #expect(inSQL?.kind == .encoding(.nulCharacter))
            let inScript = await failure { try await connection.script("select 1\0") }
            #expect(inScript?.kind == .encoding(.nulCharacter))
            let inDescription = await failure { _ = try await connection.describe("select 1\0") }
            #expect(inDescription?.kind == .encoding(.nulCharacter))
            try await connection.expectToWork()
        }
    }

    @Test func `a value out of range is refused and not shown`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select \(UInt64.max)") }
            guard case .encoding(.outOfRange) = error?.kind else {
                Issue.record("expected .outOfRange, got \(String(describing: error))")
                return
            }
            #expect(error?.description.contains("18446744073709551615") == false)
            #expect(error?.callSite?.description.contains("LimitTests.swift") == true)
            try await connection.expectToWork()
        }
    }
}
