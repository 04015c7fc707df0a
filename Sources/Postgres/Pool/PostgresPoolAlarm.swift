import Synchronization

/// Wakes a pool in time, by a timer of a loop: no task sleeps for it.
///
/// The time is asked for when the timer is set, on the loop, so that calls which overtake each other end well.
final class PostgresPoolAlarm: Sendable {
    private let loop: PostgresLoop
    /// Used on the loop's thread only.
    private let timer = Mutex<PostgresLoopTimers.Token?>(nil)
    private let nextTime: @Sendable () -> PostgresInstant
    private let ring: @Sendable () -> Void

    /// - Parameters:
    ///   - nextTime: when to ring; `.distantFuture` for never.
    ///   - ring: called on the loop; must not block.
    init(loop: PostgresLoop, nextTime: @escaping @Sendable () -> PostgresInstant, ring: @escaping @Sendable () -> Void)
    {
        self.loop = loop
        self.nextTime = nextTime
        self.ring = ring
    }

    /// To be called when `nextTime` has come closer.
    func set() {
        loop.call { self.arm() }
    }

    private func arm() {
        let time = nextTime()
        let earlier = timer.withLock { $0.take() }
        if let earlier { loop.cancel(earlier) }
        guard time < .distantFuture else { return }
        let token = loop.schedule(at: time) { [weak self] in
            guard let self else { return }
            self.timer.withLock { $0 = nil }
            self.ring()
            self.arm()
        }
        timer.withLock { $0 = token }
    }
}
