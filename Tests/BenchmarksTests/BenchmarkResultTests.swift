import Foundation
import Testing

@testable import hoctap_bench

@Suite struct BenchmarkResultTests {
    /// A contender with its figures known beforehand.
    private struct Known: Contender {
        var name: String
        var value: Double

        func measure(_ scale: BenchmarkScale) async throws -> Double { value }
    }

    private func lines(_ direction: Benchmark.Direction, ours: Double, peers: [Double]) async throws -> [BenchmarkLine]
    {
        let benchmark = Benchmark(
            name: "one_row_1",
            unit: "queries/s",
            direction: direction,
            rows: [
                Benchmark.Row(name: "one_row_1", contender: Known(name: "hoctap", value: ours)),
                Benchmark.Row(name: "one_row_1_pool", contender: Known(name: "hoctap", value: ours / 2)),
            ],
            peers: peers.enumerated().map { Known(name: "peer\($0)", value: $1) }
        )
        return try await BenchmarkRunner(scale: .quick, progress: { _ in }).run(benchmark).lines
    }

    @Test func `each of our rows has a line for each peer`() async throws {
        let lines = try await lines(.moreIsBetter, ours: 8, peers: [10, 4])
        #expect(lines.map(\.name) == ["one_row_1", "one_row_1", "one_row_1_pool", "one_row_1_pool"])
        #expect(lines.map { $0.peer?.name } == ["peer0", "peer1", "peer0", "peer1"])
        #expect(lines.map { $0.peer?.ratio } == [0.8, 2, 0.4, 1])
    }

    @Test func `a ratio above 1 is better than the peer when less is better too`() async throws {
        let lines = try await lines(.lessIsBetter, ours: 8, peers: [16])
        #expect(lines[0].peer?.ratio == 2)
    }

    @Test func `a line is one JSON object with the fields that others read`() async throws {
        let line = try #require(try await lines(.moreIsBetter, ours: 11_890.4, peers: [13_896]).first)
        #expect(
            line.json == """
                {"name": "one_row_1", "value": 11890, "unit": "queries/s", "peer": "peer0", "peer_value": 13896, \
                "ratio": 0.86}
                """
        )
    }

    @Test func `a figure without a peer leaves the peer's fields out`() async throws {
        let line = try #require(try await lines(.lessIsBetter, ours: 1.5, peers: []).first)
        #expect(line.json == #"{"name": "one_row_1", "value": 1.50, "unit": "queries/s"}"#)
    }

    @Test func `rounds are interleaved, so that a slow minute strikes all alike`() async throws {
        var order: [String] = []
        let benchmark = Benchmark(
            name: "x",
            unit: "u",
            rows: [Benchmark.Row(name: "x", contender: Known(name: "ours", value: 1))],
            peers: [Known(name: "theirs", value: 1)]
        )
        var scale = BenchmarkScale.quick
        scale.rounds = 2
        _ = try await BenchmarkRunner(scale: scale, progress: { order.append($0) }).run(benchmark)
        #expect(order.map { $0.contains("ours") } == [true, false, true, false])
    }

    @Test(arguments: [([3, 1, 2], 2), ([4, 1, 2, 3], 2.5), ([7], 7)] as [([Double], Double)])
    func `the middle figure counts`(_ values: [Double], _ median: Double) {
        var samples = Samples()
        for value in values { samples.append(value) }
        #expect(samples.median == median)
    }
}
