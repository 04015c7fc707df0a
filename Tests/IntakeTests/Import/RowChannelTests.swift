import Testing

@testable import Intake

@Suite struct RowChannelTests {
    private struct Failure: Error, Equatable {
        let number: Int
    }

    @Test(.timeLimit(.minutes(1)))
    func `rows come out in the order in which they went in, and then no more`() async throws {
        let channel = RowChannel<Int>()
        let sent = (0..<200).map { batch in (0..<7).map { batch * 7 + $0 } }
        async let sending: Void = channel.sending { for batch in sent { try await channel.send(batch) } }
        var received: [Int] = []
        while let batch = try await channel.next() {
            received += batch
            if received.count.isMultiple(of: 3) { await Task.yield() }
        }
        try await sending
        #expect(received == Array(0..<1400))
        #expect(try await channel.next() == nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a sender waits while nobody takes what it sent`() async throws {
        let channel = RowChannel<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for number in 0..<50 { try await channel.send([number]) } }
            try await Task.sleep(for: .milliseconds(100))
            let first = try await channel.next()
            #expect(first == [0])
            // what lies ready is few batches, though fifty are wanted
            channel.finish()
            var rest = 0
            while try await channel.next() != nil { rest += 1 }
            #expect((1...8).contains(rest))
            await #expect(throws: CancellationError.self) { try await group.waitForAll() }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a failure comes behind the rows before it`() async throws {
        let channel = RowChannel<Int>()
        try await channel.send([1, 2])
        channel.finish(throwing: Failure(number: 3))
        channel.finish()
        #expect(try await channel.next() == [1, 2])
        await #expect(throws: Failure(number: 3)) { try await channel.next() }
        await #expect(throws: CancellationError.self) { try await channel.send([4]) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `whoever waits is woken when it is cancelled, and the other end with it`() async throws {
        for isSender in [true, false] {
            let channel = RowChannel<Int>()
            let waiting = Task {
                if isSender {
                    while true { try await channel.send([0]) }
                } else {
                    _ = try await channel.next()
                }
            }
            try await Task.sleep(for: .milliseconds(50))
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            await #expect(throws: CancellationError.self) { while try await channel.next() != nil {} }
        }
    }
}
