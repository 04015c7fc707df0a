/// How long something is worth looking for before more is spent on waiting for it. A value that learns: the whole time as
/// long as looking pays, and seldom any where it does not.
///
///     whole time ──did not pay, four times in a row──> none, but for one trial in 32 times
///         ╰───────────────────paid─────────────────────────╯
struct PostgresPatience {
    /// For an answer: somewhat more than a sleep and a wake-up cost on a machine that is idle.
    static let forAnswer = PostgresPatience(limitNanoseconds: 150_000)
    /// For whatever may happen on a loop.
    static let forEvents = PostgresPatience(limitNanoseconds: 60_000)

    private static let refusalsBeforeRest = 4
    private static let refusalsBetweenTrials = 32
    /// Looks that are taken however long they take: on a busy machine the time goes to others, by `sched_yield`.
    private static let leastLooks = 64

    private let limitNanoseconds: UInt64
    private var refusals = 0

    init(limitNanoseconds: UInt64) { self.limitNanoseconds = limitNanoseconds }

    /// Whether to look at all now.
    var looks: Bool {
        refusals < Self.refusalsBeforeRest
            || refusals % Self.refusalsBetweenTrials == Self.refusalsBetweenTrials - 1
    }

    /// Whether to look again. All of the time or none, never a part of it, which would be lost: what comes late comes later.
    func goesOn(afterNanoseconds spent: UInt64, looks: Int) -> Bool {
        spent < limitNanoseconds || looks < Self.leastLooks
    }

    /// Learns whether the last looks found what they were for.
    mutating func note(paid: Bool) { refusals = paid ? 0 : refusals + 1 }
}
