import Foundation
import Postgres
import TestSupport
import Testing

@testable import hoctap_bench

@Suite struct ConformJudgeTests {
    private func problems(of samples: [ConformSample]) async throws -> [[String]] {
        let database = try await PostgresCluster.shared.createDatabase()
        try await database.run("create type mood as enum ('sad', 'rất vui'); create domain small as int4;")
        var judge = try await ConformJudge(try PostgresConfiguration(database.dsn()))
        var problems: [[String]] = []
        for sample in samples { problems.append(await judge.problems(of: sample)) }
        await judge.close()
        try await database.drop()
        return problems
    }

    @Test func `values go there and back in every way`() async throws {
        let samples = [
            ConformSample(type: "numeric(10,2)", literal: "1.50"),
            ConformSample(type: "int4[]", literal: "[0:1]={1,NULL}"),
            ConformSample(type: "mood", literal: "rất vui"), ConformSample(type: "small", literal: "7"),
            ConformSample(type: "json", literal: "{\"a\": 1}"), ConformSample(type: "text", literal: "it's"),
            ConformSample(type: "text", literal: "a quote under an accent: '\u{301} end"),
            ConformSample(type: "point", literal: "(1,2)"), ConformSample(type: "float8", literal: "-0"),
        ]
        #expect(try await problems(of: samples) == samples.map { _ in [] })
    }

    @Test func `a literal may be NULL, or an expression where the type does not read it as text`() async throws {
        let samples = [
            ConformSample(type: "int4", literal: nil), ConformSample(type: "int4", literal: "null"),
            ConformSample(type: "numeric", literal: "'NaN'"), ConformSample(type: "int4[]", literal: "array[1, 2]"),
        ]
        #expect(try await problems(of: samples) == samples.map { _ in [] })
    }

    @Test func `what the server refuses and what has no codec fail`() async throws {
        let samples = [
            ConformSample(type: "int4", literal: "seven"), ConformSample(type: "no_such_type", literal: "1"),
            ConformSample(type: "tsvector", literal: "a b"),
        ]
        #expect(try await problems(of: samples).allSatisfy { !$0.isEmpty })
    }

    @Test func `a value that comes back changed is found by its text where it is equal`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let connection = try await PostgresConnection.connect(try PostgresConfiguration(database.dsn()))
        let subject = ConformSubject(name: "scalar", expression: "'1.50'::numeric", type: "numeric", hasEquality: true)
        let other = try await connection.query("select '1.5'::numeric")[0].value(0, as: PostgresDynamicValue?.self)
        let verdict = try subject.verdict(try await connection.query(subject.judgement(of: other)))
        #expect(verdict == "came back as 1.5, which is equal but for its text")
        await connection.close()
        try await database.drop()
    }

    @Test func `lines that are no samples are told by their number`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data("{\"type\": \"int4\", \"literal\": \"1\"}\n\nrubbish\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = try ConformFile(path: file.path).lines
        #expect(lines.count == 2)
        guard case .malformed(let problem) = lines[1] else { throw BenchmarkError("line 3 passed for a sample") }
        #expect(problem.hasPrefix("line 3 "))
    }
}
