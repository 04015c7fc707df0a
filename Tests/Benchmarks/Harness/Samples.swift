/// The figures of one contender, a figure a round.
struct Samples: Sendable {
    private(set) var values: [Double] = []

    mutating func append(_ value: Double) {
        values.append(value)
    }

    /// The middle one, or the mean of the two in the middle; NaN without any.
    var median: Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// How far apart the rounds were: (largest - smallest) / median.
    var spread: Double {
        guard let smallest = values.min(), let largest = values.max(), median > 0 else { return 0 }
        return (largest - smallest) / median
    }
}
