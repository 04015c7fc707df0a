import Glibc

/// A point on the machine's monotonic clock, in nanoseconds: cheap to take and to compare.
package struct PostgresInstant: Comparable, Hashable, Sendable {
    private var nanoseconds: UInt64

    /// Later than every other.
    package static let distantFuture = PostgresInstant(nanoseconds: .max)

    private init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    package static var now: PostgresInstant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return PostgresInstant(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    /// `duration` from now; a negative duration is now.
    package init(in duration: Duration) {
        self = .now.advanced(by: duration)
    }

    package func advanced(by duration: Duration) -> PostgresInstant {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return self }
        let (product, overflows) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, alsoOverflows) = nanoseconds.addingReportingOverflow(product + UInt64(attoseconds / 1_000_000_000))
        return overflows || alsoOverflows ? .distantFuture : PostgresInstant(nanoseconds: sum)
    }

    /// How long after `earlier` this is; 0 if it is not.
    package func nanoseconds(after earlier: PostgresInstant) -> UInt64 {
        nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
    }

    /// How long after `earlier` this is; zero if it is not.
    package func duration(after earlier: PostgresInstant) -> Duration {
        .nanoseconds(Int64(clamping: nanoseconds(after: earlier)))
    }

    package static func < (left: PostgresInstant, right: PostgresInstant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}
