/// One way to do the work of a benchmark: ours or a peer's.
protocol Contender: Sendable {
    /// `hoctap`, or the peer's name as it stands in the output.
    var name: String { get }

    /// Does the work for one round, checks the answers, and returns the figure in the benchmark's unit.
    func measure(_ scale: BenchmarkScale) async throws -> Double
}
