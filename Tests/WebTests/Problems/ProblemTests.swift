import Foundation
import Hummingbird
import Postgres
import Programme
import TestSupport
import Testing

@testable import Web

@Suite struct ProblemTests {
    @Test func `every kind has its words in both languages and its own name`() {
        for kind in ProblemKind.allCases {
            for phrase in [kind.title, kind.explanation] {
                #expect(!phrase.vietnamese.isEmpty)
                #expect(!phrase.english.isEmpty)
                #expect(phrase.vietnamese != phrase.english)
            }
            #expect((400...599).contains(kind.status.code))
        }
        #expect(Set(ProblemKind.allCases.map(\.title.english)).count == ProblemKind.allCases.count)
    }

    @Test(arguments: [
        (PostgresError.Kind.connectionFailed, ProblemKind.unavailable), (.connectionLost, .unavailable),
        (.closed, .unavailable),
        (.poolExhausted, .unavailable), (.deadlineExceeded, .timedOut), (.commitOutcomeUnknown, .outcomeUnknown),
        (.misuse, .internalError), (.configuration, .internalError), (.resultTooLarge, .internalError),
    ])
    func `trouble with the database is told by what the reader can do`(
        _ kind: PostgresError.Kind,
        _ expected: ProblemKind
    ) {
        let problem = Problem(PostgresError(kind, "host=10.0.0.1 password=secret"))
        #expect(problem.kind == expected)
        #expect((problem.headers[.retryAfter] != nil) == (expected == .unavailable))
        #expect(problem.explanation == nil)
    }

    @Test func `a lost connection with work under way is an unknown outcome`() {
        var error = PostgresError(.connectionLost, "")
        error.outcomeIsUnknown = true
        #expect(Problem(error).kind == .outcomeUnknown)
    }

    @Test func `what PostgreSQL really says becomes a problem without its words`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let connection = try await PostgresConnection.connect(try PostgresConfiguration(database.dsn(.unixSocket)))
        try await connection.script(
            "create role stranger; create table member (id int primary key); insert into member values (1)"
        )
        let expected: [(String, ProblemKind)] = [
            ("select 1 / 0", .internalError), ("select secret", .internalError),
            ("insert into member values (1)", .internalError),
            ("set local statement_timeout = '50ms'; select pg_sleep(60)", .timedOut),
            ("set local role stranger; select id from member", .forbidden),
            ("set transaction read only; delete from member", .unavailable),
            ("do $$ begin raise exception using errcode = '40P01'; end $$", .unavailable),
            ("do $$ begin raise exception using errcode = '53200'; end $$", .unavailable),
        ]
        for (statements, kind) in expected {
            let error = await #expect(throws: PostgresError.self) {
                try await connection.script("begin; \(statements)")
            }
            #expect(error.map { Problem($0).kind } == kind, "\(statements)")
            try await connection.script("rollback")
        }
        await connection.close()
        var nowhere = try PostgresConfiguration("host=127.0.0.1 port=\(try LoopbackPort.free()) dbname=x user=x")
        nowhere.connectTimeout = .seconds(5)
        do {
            _ = try await PostgresConnection.connect(nowhere)
            Issue.record("somebody listens where nobody should")
        } catch {
            #expect(Problem(error as any Error).kind == .unavailable)
        }
    }

    @Test func `other errors are ours, and say nothing`() {
        struct Secret: Error {}
        #expect(Problem(Secret() as any Error).kind == .internalError)
        #expect(Problem(PasswordHasher.Busy() as any Error).kind == .unavailable)
        #expect(Problem(HTTPError(.contentTooLarge) as any Error).kind == .tooLarge)
        #expect(Problem(HTTPError(.badRequest, message: "secret") as any Error).kind == .badRequest)
    }

    @Test func `a document has the members of RFC 9457 and names the fields`() throws {
        let details = [Problem.Detail(field: "birthDate", FieldProblem(.dateUnreadable, "32/13/1950"))]
        let document = ProblemDocument(
            Problem(invalid: details),
            language: .english,
            baseURL: try BaseURL("https://a.vn"),
            requestID: "r"
        )
        let json = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(document)) as? [String: Any]
        )
        #expect(Set(json.keys) == ["type", "title", "status", "detail", "instance", "problems"])
        #expect(json["type"] as? String == "https://a.vn/problems/invalid")
        let entry = try #require((json["problems"] as? [[String: Any]])?.first)
        #expect(entry["field"] as? String == "birthDate")
        #expect(entry["code"] as? String == "date.unreadable")
        #expect((entry["message"] as? String)?.contains("32/13/1950") == true)
    }
}
