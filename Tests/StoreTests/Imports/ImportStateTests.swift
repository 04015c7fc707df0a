import Programme
import Store
import Testing

@Suite struct ImportStateTests {
    @Test func `every state but the first is reached from another, and from a final one nothing`() {
        for state in ImportState.allCases {
            #expect(!state.sources.contains(state))
            #expect(!state.sources.isEmpty)
            #expect(state.sources.allSatisfy { !$0.isFinal })
        }
        #expect(ImportState.undone.sources == [.committed])
        #expect(!ImportState.discarded.sources.contains(.committed))
        #expect(!ImportState.discarded.sources.contains(.committing))
    }
}
