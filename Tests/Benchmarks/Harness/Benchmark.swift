/// The same work done by several contenders, and so one line of output for each pair of ours and a peer.
struct Benchmark: Sendable {
    /// One of our ways to do the work, which is a row of its own: `one_row_1`, `one_row_1_pool`.
    struct Row: Sendable {
        var name: String
        var contender: any Contender
    }

    /// Which figures are good.
    enum Direction: Sendable {
        case moreIsBetter, lessIsBetter

        /// Above 1 when `value` is better than `peerValue`.
        func ratio(_ value: Double, to peerValue: Double) -> Double {
            switch self {
            case .moreIsBetter: value / peerValue
            case .lessIsBetter: peerValue / value
            }
        }
    }

    /// Names all of it, for `--only`.
    var name: String
    var unit: String
    var direction = Direction.moreIsBetter
    var rows: [Row]
    var peers: [any Contender]
}
