import CLinux
@testable import Postgres
import Testing

/// The loop's timers and sources, which are values: no thread, no clock.
@Suite struct LoopStateTests {
    private func instant(_ milliseconds: Int) -> PostgresInstant {
        Self.start.advanced(by: .milliseconds(milliseconds))
    }

    private static let start = PostgresInstant.now

    @Test func `timers fire in the order of their deadlines, equal ones in that of their setting`() {
        var timers = PostgresLoopTimers()
        let fired = Fired()
        for (name, milliseconds) in [("c", 30), ("a", 10), ("b", 20), ("b2", 20), ("z", 1_000)] {
            _ = timers.schedule(at: instant(milliseconds)) { fired.names.append(name) }
        }
        #expect(timers.popDue(now: instant(9)) == nil)
        while let action = timers.popDue(now: instant(30)) { action() }
        #expect(fired.names == ["a", "b", "b2", "c"])
        #expect(!timers.isEmpty)
        #expect(timers.millisecondsToNext(now: instant(30)) == 970)
        timers.popDue(now: instant(5_000))?()
        #expect(timers.isEmpty)
        #expect(timers.millisecondsToNext(now: instant(5_000)) == -1)
    }

    @Test func `a cancelled timer never fires and is not waited for`() {
        var timers = PostgresLoopTimers()
        let fired = Fired()
        let first = timers.schedule(at: instant(10)) { fired.names.append("first") }
        _ = timers.schedule(at: instant(20)) { fired.names.append("second") }
        timers.cancel(first)
        timers.cancel(first)
        #expect(timers.millisecondsToNext(now: instant(0)) == 20)
        while let action = timers.popDue(now: instant(100)) { action() }
        #expect(fired.names == ["second"])
    }

    @Test func `a crowd of cancelled timers leaves the others in order`() {
        var timers = PostgresLoopTimers()
        let fired = Fired()
        for number in 0..<5_000 {
            let token = timers.schedule(at: instant(5_000 - number)) { fired.names.append("\(5_000 - number)") }
            if number % 1_000 != 0 { timers.cancel(token) }
        }
        while let action = timers.popDue(now: instant(6_000)) { action() }
        #expect(fired.names == ["1000", "2000", "3000", "4000", "5000"])
        #expect(timers.isEmpty)
    }

    @Test func `time to wait is rounded up, so that nobody wakes too early`() {
        var timers = PostgresLoopTimers()
        _ = timers.schedule(at: Self.start.advanced(by: .microseconds(1_001))) {}
        #expect(timers.millisecondsToNext(now: Self.start) == 2)
        #expect(timers.millisecondsToNext(now: instant(2)) == 0)
        _ = timers.schedule(at: .distantFuture) {}
        #expect(timers.millisecondsToNext(now: Self.start) == 2)
    }

    @Test func `a place that is used again has another token`() {
        var sources = PostgresLoopSources()
        #expect(sources.isEmpty)
        let first = sources.add(7) { _ in }
        sources.remove(first)
        sources.remove(first)
        #expect(sources.isEmpty)
        let second = sources.add(8) { _ in }
        #expect(first != second)
        #expect(sources[first] == nil)
        #expect(sources[second]?.descriptor == 8)
        #expect(sources.change(first, wantsRead: true, wantsWrite: true) == nil)
        let third = sources.add(9) { _ in }
        #expect(sources[third]?.descriptor == 9)
        #expect(third.rawValue != PostgresLoopSources.wakeUpToken)
    }

    @Test func `the kernel is told of changes only`() {
        var sources = PostgresLoopSources()
        let token = sources.add(7) { _ in }
        #expect(sources.change(token, wantsRead: true, wantsWrite: false) == nil)
        #expect(sources.change(token, wantsRead: true, wantsWrite: true) == EPOLL_CTL_MOD)
        #expect(sources.change(token, wantsRead: false, wantsWrite: false) == EPOLL_CTL_DEL)
        #expect(sources.change(token, wantsRead: false, wantsWrite: false) == nil)
        #expect(sources.change(token, wantsRead: false, wantsWrite: true) == EPOLL_CTL_ADD)
    }

    @Test func `an instant does not wrap round`() {
        let now = PostgresInstant.now
        #expect(now.advanced(by: .seconds(Int64.max)) == .distantFuture)
        #expect(now.advanced(by: .seconds(-5)) == now)
        #expect(now.nanoseconds(after: .distantFuture) == 0)
        #expect(now.duration(after: now) == .zero)
        #expect(now.advanced(by: .milliseconds(3)).duration(after: now) == .milliseconds(3))
        #expect(PostgresInstant.distantFuture.advanced(by: .seconds(1)) == .distantFuture)
    }

    private final class Fired {
        var names: [String] = []
    }
}
