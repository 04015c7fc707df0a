import Foundation
@testable import Postgres
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct BlockingThreadsTests {
    private struct Figures {
        var running = 0
        var most = 0
        var done = 0
    }

    @Test func `no more threads than the limit run, and all work is done`() async throws {
        let threads = PostgresBlockingThreads(name: "test-blocking", limit: 3)
        let figures = Mutex(Figures())
        for _ in 0..<60 {
            let isTaken = threads.run {
                figures.withLock { figures in
                    figures.running += 1
                    figures.most = max(figures.most, figures.running)
                }
                usleep(1_000)
                figures.withLock { figures in
                    figures.running -= 1
                    figures.done += 1
                }
            }
            #expect(isTaken)
        }
        try await eventually { if figures.withLock({ $0.done }) < 60 { throw NotYet() } }
        #expect(figures.withLock { $0.most } <= 3)
    }

    @Test func `too much work is refused and none of it is lost`() async throws {
        let threads = PostgresBlockingThreads(name: "test-refusing", limit: 1)
        let gate = DispatchSemaphore(value: 0)
        let done = Mutex(0)
        var taken = 0
        for _ in 0..<3_000 {
            let isTaken = threads.run {
                gate.wait()
                gate.signal()
                done.withLock { $0 += 1 }
            }
            taken += isTaken ? 1 : 0
        }
        #expect((1_024...1_026).contains(taken))
        gate.signal()
        let wanted = taken
        try await eventually { if done.withLock({ $0 }) < wanted { throw NotYet() } }
        #expect(threads.run { gate.signal() })
    }
}
