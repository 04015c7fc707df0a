/// Whether something is worth another look before more is spent on waiting for it. A value that learns: it says yes as long
/// as looking pays, and seldom where it does not.
struct PostgresPatience {
    private let limit: Int
    private let refusalsBetweenTrials: Int
    private var refusals = 0
    /// How often to look now; 0 is not at all.
    private(set) var looks: Int

    /// - Parameters:
    ///   - limit: looks while they pay.
    ///   - refusalsBetweenTrials: after so many times without, one full trial.
    init(limit: Int, refusalsBetweenTrials: Int) {
        self.limit = limit
        self.refusalsBetweenTrials = refusalsBetweenTrials
        looks = limit
    }

    mutating func paid() {
        refusals = 0
        looks = limit
    }

    mutating func didNotPay() {
        looks /= 2
        refusals += 1
        if refusals % refusalsBetweenTrials == 0 { looks = limit }
    }
}
