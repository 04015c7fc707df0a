@testable import Postgres
import TestSupport
import Testing

/// What a connection string may be, and that no part of its password is ever told.
@Suite(.timeLimit(.minutes(2))) struct ConnectionStringTests {
    @Test func `keywords and URI are read by libpq's own rules`() throws {
        let words = try PostgresConfiguration(
            "host = 'a b' port=6432 dbname=d user='it\\'s' password=p application_name=''"
        )
        #expect(words["host"] == "a b")
        #expect(words["port"] == "6432")
        #expect(words["user"] == "it's")
        #expect(words["application_name"] == "")
        #expect(words["sslmode"] == nil)
        let uri = try PostgresConfiguration("postgresql://%C4%91:p%40ss@[::1]:5433,b/d?connect_timeout=3&ssl=true")
        #expect(uri["user"] == "đ")
        #expect(uri["password"] == "p@ss")
        #expect(uri["host"] == "::1,b")
        #expect(uri["port"] == "5433,")
        #expect(uri["sslmode"] == "require")
        let empty = try PostgresConfiguration("")
        #expect(empty.keywords.isEmpty)
    }

    @Test func `a keyword can be changed, added and taken away`() throws {
        var configuration = try PostgresConfiguration("host=a")
        configuration["host"] = "b"
        configuration["port"] = "1"
        #expect(configuration.description == "host=b port=1")
        configuration["port"] = nil
        #expect(configuration["port"] == nil)
        #expect(configuration.keywords.count == 1)
    }

    @Test(arguments: [
        "host", "nonsense=1", "host='a", "postgresql://[::1", "postgresql://h/%zz", "postgresql://h/%00",
        "postgresql://h/d?nonsense=1", "postgresql://h/d?sslmode", "host=a\0b", "host=a replication=database",
        "port=0", "port=65536", "port=abc", "port=-1", "port=1,x",
    ])
    func `what is wrong in the string is told as that`(_ string: String) {
        let error = #expect(throws: PostgresError.self) { try PostgresConfiguration(string) }
        #expect(error?.kind == .configuration)
        #expect(error?.message.isEmpty == false)
    }

    /// Passwords that were not percent-encoded scatter over the other parts.
    @Test(arguments: [
        "SECRET@x", "x@SECRET", "x/SECRET", "SECRET/x", "1/SECRET", "x@y:SECRET", "x@y/SECRET", "x@y/z?SECRET",
        "x%SECRET", "x@[SECRET", "x y\"SECRET\"z%", "x\"SECRET/y", "x@y?SECRET=1", "x@y?sslmode=a&SECRET\"b",
    ])
    func `a password that was not encoded is not shown`(_ password: String) async throws {
        let string = "postgresql://an:\(password)@127.0.0.1:1/d"
        let ending = await Ending.of {
            let configuration = try PostgresConfiguration(string)
            #expect(!configuration.description.contains("SECRET"))
            _ = try await PostgresConnection.connect(configuration)
        }
        let error = try #require(ending.postgres)
        #expect(!"\(error) \(error.debugDescription) \(error.message)".contains("SECRET"))
    }

    @Test(arguments: [
        "password=x \"SECRET\" y", "password='a' b\"SECRET\"c d", "password=x SECRET", "passwordSECRET",
        "password='SECRET", "host=h password=\"a SECRET\" user=u",
    ])
    func `a password that was not quoted is not shown`(_ string: String) throws {
        let error = #expect(throws: PostgresError.self) { try PostgresConfiguration(string) }
        #expect(error.map { "\($0) \($0.debugDescription) \($0.message)".contains("SECRET") } == false)
    }

    @Test func `descriptions show where and as whom, and no secret`() throws {
        let configuration = try PostgresConfiguration(
            "host=h port=1 dbname=d user=u password=SECRET sslpassword=SECRET options='-c x=SECRET'"
        )
        #expect("\(configuration)" == "host=h port=1 dbname=d user=u")
        #expect("\(configuration)".contains("SECRET") == false)
    }

    @Test func `libpq gets our defaults only where the string says nothing`() throws {
        let ours = Dictionary(
            uniqueKeysWithValues: try PostgresConfiguration("host=h client_encoding=SJIS")
                .effectiveKeywords(password: "p").map { ($0.keyword, $0.value) }
        )
        #expect(ours["gssencmode"] == "disable")
        #expect(ours["client_encoding"] == "UTF8")
        #expect(ours["password"] == "p")
        #expect(ours["tcp_user_timeout"] == "30000")
        let theirs = Dictionary(
            uniqueKeysWithValues: try PostgresConfiguration("gssencmode=prefer tcp_user_timeout=1 password=q")
                .effectiveKeywords(password: nil).map { ($0.keyword, $0.value) }
        )
        #expect(theirs["gssencmode"] == "prefer")
        #expect(theirs["tcp_user_timeout"] == "1")
        #expect(theirs["password"] == "q")
    }

    @Test func `thousands of mutated strings are read or refused, and tell no secret`() {
        var fuzz = ConnectionStringFuzz(seed: 20_260_701)
        let report = fuzz.run(6_000)
        #expect(report.problems == [])
        #expect(report.accepted > 500)
        #expect(report.refused > 500)
    }
}
