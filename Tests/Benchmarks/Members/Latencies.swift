/// How long calls took, in milliseconds, a list a round.
struct Latencies {
    private var rounds: [[Double]] = []

    mutating func append(_ round: [Double]) { rounds.append(round.sorted()) }

    /// The median over the rounds of a round's percentile (0 to 1).
    func percentile(_ share: Double) -> Double {
        var samples = Samples()
        for round in rounds { samples.append(Self.percentile(share, of: round)) }
        return samples.median
    }

    /// How far the rounds lie apart.
    func spread(of share: Double) -> Double {
        var samples = Samples()
        for round in rounds { samples.append(Self.percentile(share, of: round)) }
        return samples.spread
    }

    private static func percentile(_ share: Double, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
