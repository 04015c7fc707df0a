import Testing

@testable import Postgres

@Suite struct PatienceTests {
    /// A patience that has been refused so many times.
    private func refused(_ times: Int) -> PostgresPatience {
        var patience = PostgresPatience(limitNanoseconds: 100)
        for _ in 0..<times { patience.note(paid: false) }
        return patience
    }

    @Test func `a few refusals do not shorten the look, and more end it`() {
        #expect((0..<6).map { refused($0).nanoseconds } == [100, 100, 100, 100, 0, 0])
    }

    @Test func `one look that pays brings all of it back`() {
        var patience = refused(20)
        #expect(patience.nanoseconds == 0)
        patience.note(paid: true)
        #expect(patience.nanoseconds == 100)
    }

    @Test func `where it never pays, one look in 32 is left`() {
        let looks = (32..<3_232).count { refused($0).nanoseconds > 0 }
        #expect(looks == 100)
    }
}
