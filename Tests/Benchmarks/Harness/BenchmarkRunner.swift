/// Measures benchmarks in interleaved rounds, so that a slow minute of the machine strikes every contender alike.
struct BenchmarkRunner {
    var scale: BenchmarkScale
    /// Told each figure.
    var progress: (String) -> Void

    /// Measures each contender once a round, in turn.
    func run(_ benchmark: Benchmark) async throws -> BenchmarkResult {
        let contenders = benchmark.rows.map(\.contender) + benchmark.peers
        var samples = contenders.map { _ in Samples() }
        for round in 1...max(1, scale.rounds) {
            for (index, contender) in contenders.enumerated() {
                let value = try await contender.measure(scale)
                samples[index].append(value)
                let figure = BenchmarkLine.number(value)
                progress("\(benchmark.name) \(round)/\(scale.rounds): \(contender.name) \(figure) \(benchmark.unit)")
            }
        }
        let rowCount = benchmark.rows.count
        return BenchmarkResult(
            benchmark: benchmark,
            rows: zip(benchmark.rows, samples).map { ($0.name, $1) },
            peers: zip(benchmark.peers, samples.dropFirst(rowCount)).map { ($0.name, $1) }
        )
    }
}

/// What one benchmark came to.
struct BenchmarkResult {
    var benchmark: Benchmark
    var rows: [(name: String, samples: Samples)]
    var peers: [(name: String, samples: Samples)]

    /// One line for each pair of our row and a peer; one for the row alone when there is no peer.
    var lines: [BenchmarkLine] {
        rows.flatMap { row in
            let alone = BenchmarkLine(
                name: row.name,
                value: row.samples.median,
                unit: benchmark.unit,
                spread: row.samples.spread
            )
            guard !peers.isEmpty else { return [alone] }
            return peers.map { peer in
                var line = alone
                let peerValue = peer.samples.median
                line.peer = BenchmarkLine.Peer(
                    name: peer.name,
                    value: peerValue,
                    ratio: benchmark.direction.ratio(row.samples.median, to: peerValue)
                )
                return line
            }
        }
    }
}
