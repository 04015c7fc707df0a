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
        #expect((0..<6).map { refused($0).looks } == [true, true, true, true, false, false])
    }

    @Test func `one look that pays brings all of it back`() {
        var patience = refused(20)
        #expect(!patience.looks)
        patience.note(paid: true)
        #expect(
            (0..<4).allSatisfy { _ in
                defer { patience.note(paid: false) }
                return patience.looks
            }
        )
        #expect(!patience.looks)
    }

    @Test func `where it never pays, one look in 32 is left`() {
        let looks = (32..<3_232).count { refused($0).looks }
        #expect(looks == 100)
    }

    @Test func `looking ends when its time is over, but not before a number of looks`() {
        let patience = refused(0)
        #expect(patience.goesOn(afterNanoseconds: 99, looks: 1_000))
        #expect(!patience.goesOn(afterNanoseconds: 100, looks: 1_000))
        #expect(patience.goesOn(afterNanoseconds: 1_000_000, looks: 10))
    }
}
