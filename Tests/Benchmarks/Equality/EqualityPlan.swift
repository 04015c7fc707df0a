/// What is done to the totals.
struct EqualityPlan: Sendable {
    /// Starts every choice, so that the same things are tried again; when they meet is the machine's.
    var seed: UInt64
    var seconds: Double
    var clients: Int
    /// At most one blow in this many seconds, on average.
    var secondsBetweenKills: Double
    /// Left out of the database before: a trigger, so that the totals must come out wrong.
    var brokenTrigger: String?

    /// For a look, and for every run of the tests.
    static func short(seed: UInt64) -> EqualityPlan {
        EqualityPlan(seed: seed, seconds: 15, clients: 8, secondsBetweenKills: 1.5)
    }
}

/// What came of it.
struct EqualityOutcome: Sendable {
    /// What clients did, by name: done, refused, broken off by a kill.
    var done: [String: Int] = [:]
    var refused: [String: Int] = [:]
    var brokenOff = 0
    var killedWorkers = 0
    var killedBackends = 0
    var killedPostmasters = 0
    /// Transactions whose commit was acknowledged, and how many of their marks are not there.
    var acknowledged = 0
    var lost = 0
    /// Totals compared with a recount, and those that differ.
    var compared = 0
    var mismatches = 0
    /// The first differences, as text.
    var differences: [String] = []
    /// Batches that were added, and how many leaders there have been.
    var folds = 0
    var leaders = 0

    /// For people.
    func text(_ plan: EqualityPlan) -> String {
        let writes = done.values.reduce(0, +)
        return """
            equality: seed \(plan.seed), \(plan.clients) clients, \(Int(plan.seconds)) s, \(writes) writes, \(brokenOff) broken off; \
            killed \(killedWorkers) workers, \(killedBackends) backends, \(killedPostmasters) postmasters; \
            \(folds) folds by \(leaders) leaders; \
            acknowledged \(acknowledged), lost \(lost); compared \(compared), mismatches \(mismatches)
            """ + differences.map { "\n  \($0)" }.joined()
    }
}
