internal import CoreMetrics
internal import Synchronization

/// A count that only rises.
final class CountFigure: CounterHandler, Sendable {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }

    var value: Int64 { count.load(ordering: .relaxed) }
}

/// A number that rises and falls.
final class LevelFigure: MeterHandler, RecorderHandler, Sendable {
    private let level = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { level.withLock { $0 = value } }

    func increment(by amount: Double) { level.withLock { $0 += amount } }

    func decrement(by amount: Double) { level.withLock { $0 -= amount } }

    func record(_ value: Int64) { set(Double(value)) }

    func record(_ value: Double) { set(value) }

    var value: Double { level.withLock { $0 } }
}

/// How often a value was below each of some steps, how often in all, and the sum.
final class DistributionFigure: TimerHandler, RecorderHandler, Sendable {
    struct Snapshot: Sendable {
        let steps: [Double]
        /// One more than there are steps: the last is what is beyond them all. Not yet added up.
        var counts: [Int]
        var sum = 0.0
    }

    /// From a look-up in memory to the time limit of a route.
    static let secondSteps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// For values of unknown size.
    static let plainSteps: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]

    private let state: Mutex<Snapshot>

    init(steps: [Double]) {
        state = Mutex(Snapshot(steps: steps, counts: Array(repeating: 0, count: steps.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            state.counts[state.steps.firstIndex { value <= $0 } ?? state.steps.count] += 1
            state.sum += value
        }
    }

    var snapshot: Snapshot { state.withLock { $0 } }
}
