import Postgres
import TestSupport
import Testing

@Suite struct ConnectionStringFuzzTests {
    @Test func `hostile connection strings are read or refused, and no refusal shows a password`() {
        let report = ConnectionStringFuzz.run(count: 20_000, seed: 15)
        #expect(report.failures.isEmpty)
        // Both ways are walked: inputs that were all refused, or all accepted, would show nothing.
        #expect(report.accepted > 2_000 && report.refused > 2_000)
    }

    @Test func `a password that holds a double quote does not show in a refusal`() throws {
        let error = #expect(throws: PostgresError.self) { try PostgresConfiguration("host=a password\"secret") }
        let refusal = try #require(error)
        #expect(refusal.kind == .configuration)
        #expect(!"\(refusal)".contains("secret"))
        #expect(!String(reflecting: refusal).contains("secret"))
    }
}
