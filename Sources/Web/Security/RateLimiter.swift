internal import Synchronization

/// How many requests somebody may make: `burst` at once, and then one each `interval`.
package struct RateLimit: Sendable, Equatable {
    /// Requests at once after a pause.
    package let burst: Int
    /// The time in which one more is earned.
    package let interval: Duration

    /// A limit with these numbers.
    package init(burst: Int, interval: Duration) {
        self.burst = burst
        self.interval = interval
    }

    /// One network address. An office of forty people may sit behind one, and a page is four requests.
    package static let source = RateLimit(burst: 400, interval: .milliseconds(20))
    /// One session or token: what a busy person or a patient program needs.
    package static let holder = RateLimit(burst: 120, interval: .milliseconds(100))
}

/// How somebody stands with a limit.
package struct RateStanding: Sendable, Equatable {
    /// The limit.
    package let limit: RateLimit
    /// Requests that may be made at once.
    package let left: Int
    /// Until all of them may be made again.
    package let secondsToFull: Int

    /// What there is, as the field `RateLimit-Policy` has it.
    var policy: String { "\"holder\";q=\(limit.burst);w=\((limit.interval * limit.burst).wholeSeconds)" }

    /// What is left, as the field `RateLimit` has it.
    var description: String { "\"holder\";r=\(left);t=\(secondsToFull)" }
}

/// Token buckets in bounded memory. A bucket is one moment: when it will be full again. Buckets live in two
/// generations: when the younger one is full, the older is dropped, and with it those that have not been used for
/// longest.
package final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var young: [Key: ContinuousClock.Instant] = [:]
        var old: [Key: ContinuousClock.Instant] = [:]
    }

    private let limit: RateLimit
    private let generationSize: Int
    private let state = Mutex(State())

    /// Limits everybody alike and remembers at most `capacity` of them.
    package init(_ limit: RateLimit, capacity: Int = 100_000) {
        self.limit = limit
        generationSize = max(1, capacity / 2)
    }

    /// Takes one from the bucket of `key`.
    /// - Returns: nil if there was one, else how long until there is.
    package func take(_ key: Key, at now: ContinuousClock.Instant = .now) -> Duration? {
        state.withLock { state in
            let full = max(now, state.young[key] ?? state.old[key] ?? now)
            let room = limit.interval * (limit.burst - 1)
            let wait = now.duration(to: full) - room
            if state.young[key] == nil, state.young.count >= generationSize {
                state.old = state.young
                state.young = [:]
            }
            // Whoever is refused is remembered too: asking on and on must not make anybody be forgotten.
            state.young[key] = wait > .zero ? full : full.advanced(by: limit.interval)
            return wait > .zero ? wait : nil
        }
    }

    /// What is left in the bucket of `key`, and how long until it is full.
    package func standing(of key: Key, at now: ContinuousClock.Instant = .now) -> RateStanding {
        let full = state.withLock { $0.young[key] ?? $0.old[key] } ?? now
        let owed = max(.zero, now.duration(to: full))
        let taken = Int((owed / limit.interval).rounded(.up))
        return RateStanding(limit: limit, left: max(0, limit.burst - taken), secondsToFull: owed.wholeSeconds)
    }

    /// How many are remembered.
    package var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
