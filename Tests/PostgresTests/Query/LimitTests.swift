import Foundation
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

    @Test func `what no message can hold is refused even where the limit would let it pass`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumParameterBytes = .max
        } _: { connection in
            let error = await failure {
                _ = try await connection.query("select length(\(Data(count: 1 << 30)))", timeout: .seconds(60))
            }
            guard case .encoding(.tooLarge) = error?.kind else {
                Issue.record("expected .tooLarge, got \(String(describing: error))")
                return
            }
            try await connection.expectToWork()
        }
    }

    @Test func `a gigabyte from the server is an error, and the connection goes on`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select repeat('x', 1 << 30)") }
            #expect(error?.sqlState == .programLimitExceeded)
            try await connection.expectToWork()
        }
    }

    @Test func `a result beyond maximumResultBytes is cancelled, and the connection goes on`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumResultBytes = 4 << 20
        } _: { connection in
            let before = try Memory.residentBytes()
            // 2 GiB in all.
            let error = await failure {
                _ = try await connection.query("select repeat('x', 1000), n from generate_series(1, 2000000) n")
            }
            #expect(error?.kind == .resultTooLarge)
            #expect(try Memory.residentBytes() - before < 256 << 20)
            try await connection.expectToWork()
            let within = try await connection.query("select repeat('x', 1000) from generate_series(1, 2000)")
            #expect(within.count == 2000)
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

/// What this process holds.
enum Memory {
    /// Resident set size.
    static func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
