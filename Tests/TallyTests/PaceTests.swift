import Testing

@testable import Tally

@Suite struct PaceTests {
    @Test func `an idle worker looks more and more seldom, to once a second`() {
        var pace = TallyPace()
        var pauses: [Duration] = []
        for _ in 0..<8 {
            pace.note(TallyFold(state: .idle), atMost: 10)
            pauses.append(pace.pause)
        }
        #expect(pauses == pauses.sorted())
        #expect(pauses.last == TallyPace.longest)
    }

    @Test func `a full batch is followed by the next one at once, and a smaller one soon`() {
        var pace = TallyPace()
        pace.note(TallyFold(state: .idle), atMost: 10)
        pace.note(TallyFold(state: .folded, lines: 10), atMost: 10)
        #expect(pace.pause == .zero)
        pace.note(TallyFold(state: .folded, lines: 9), atMost: 10)
        #expect(pace.pause == TallyPace.shortest)
        pace.note(TallyFold(state: .keptAway), atMost: 10)
        #expect(pace.pause > TallyPace.shortest)
    }
}
