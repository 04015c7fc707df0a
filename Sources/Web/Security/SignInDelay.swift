/// How long somebody waits after failed sign-ins. Counted apart for the account and for the source, and the longer wait
/// holds. The wait grows and the account is never locked, because a lock would let anybody keep an officer out.
package struct SignInDelay: Sendable, Equatable {
    /// Failures that cost nothing: people mistype.
    package let freeFailures: Int
    /// The wait after the first failure that costs; it doubles with each further one.
    package let first: Duration
    /// The longest wait.
    package let longest: Duration

    /// Of one account: from the fifth failure 2 s, 4 s ... up to 15 minutes.
    package static let account = SignInDelay(freeFailures: 4, first: .seconds(2), longest: .seconds(900))
    /// Of one source, which may be an office with many people behind one address.
    package static let source = SignInDelay(freeFailures: 20, first: .seconds(2), longest: .seconds(900))

    /// A delay with these numbers.
    package init(freeFailures: Int, first: Duration, longest: Duration) {
        self.freeFailures = freeFailures
        self.first = first
        self.longest = longest
    }

    /// How long to wait after the last of so many failures in a row.
    package func wait(after failures: Int) -> Duration {
        guard failures > freeFailures else { return .zero }
        let doublings = failures - freeFailures - 1
        guard doublings < 20 else { return longest }
        return min(first * (1 << doublings), longest)
    }

    /// What is left of the wait; zero when the next try may come.
    package func remaining(after failures: Int, sinceLast elapsed: Duration) -> Duration {
        max(.zero, wait(after: failures) - elapsed)
    }
}
