/// How much is measured. The work is the same at every scale.
struct BenchmarkScale: Sendable {
    /// Length of one measurement, in seconds, after the warm-up.
    var seconds: Double
    /// Every contender is measured once in each; the median counts.
    var rounds: Int
    /// Rows of `copy_in` and `copy_out`.
    var copyRows: Int
    /// Rows of `stream_memory`.
    var streamRows: Int

    /// What figures in the README come from.
    static let full = BenchmarkScale(seconds: 2, rounds: 5, copyRows: 1_000_000, streamRows: 10_000_000)
    /// For a look.
    static let quick = BenchmarkScale(seconds: 1, rounds: 3, copyRows: 100_000, streamRows: 1_000_000)

    /// Uncounted work before a measurement, in seconds: statements are prepared, caches are filled, plans are generic.
    var warmUpSeconds: Double { min(0.3, seconds) }
}
