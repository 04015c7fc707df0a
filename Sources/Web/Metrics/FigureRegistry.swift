package import CoreMetrics
internal import Synchronization

/// Keeps the figures of the process in memory, for Prometheus to fetch: a backend of swift-metrics. Counters, meters
/// and gauges are kept as they are, durations and distributions as counts in fixed steps.
///
/// The number of series is bounded: one too many counts in a series that nobody sees, and `figures_dropped` tells.
package final class FigureRegistry: MetricsFactory, Sendable {
    /// Series at most. A server has some hundreds: routes by status.
    package static let seriesLimit = 5000

    /// A figure of one label with one set of dimensions.
    struct Key: Hashable, Sendable {
        let label: String
        let dimensions: [Dimension]

        init(_ label: String, _ dimensions: [(String, String)]) {
            self.label = label
            self.dimensions = dimensions.map { Dimension(name: $0.0, value: $0.1) }.sorted { $0.name < $1.name }
        }
    }

    struct Dimension: Hashable, Sendable {
        let name: String
        let value: String
    }

    private struct State {
        var counts: [Key: CountFigure] = [:]
        var levels: [Key: LevelFigure] = [:]
        var distributions: [Key: DistributionFigure] = [:]
        var dropped = 0

        var size: Int { counts.count + levels.count + distributions.count }
    }

    private let state = Mutex(State())

    /// A registry with nothing in it.
    package init() {}

    /// See `CounterHandler`.
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(Key(label, dimensions), in: \.counts) { CountFigure() }
    }

    /// See `MeterHandler`.
    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(Key(label, dimensions), in: \.levels) { LevelFigure() }
    }

    /// A gauge, or a distribution if it aggregates.
    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let key = Key(label, dimensions)
        guard aggregate else { return find(key, in: \.levels) { LevelFigure() } }
        return find(key, in: \.distributions) { DistributionFigure(steps: DistributionFigure.plainSteps) }
    }

    /// A distribution, in seconds.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        find(Key("\(label)_seconds", dimensions), in: \.distributions) {
            DistributionFigure(steps: DistributionFigure.secondSteps)
        }
    }

    /// Figures stay until the process ends: a counter that comes back at zero would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}

    /// See `destroyCounter`.
    package func destroyMeter(_ handler: any MeterHandler) {}

    /// See `destroyCounter`.
    package func destroyRecorder(_ handler: any RecorderHandler) {}

    /// See `destroyCounter`.
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything in the text format of Prometheus 0.0.4, sorted.
    package var text: String {
        let (counts, levels, distributions, dropped) = state.withLock {
            ($0.counts, $0.levels, $0.distributions, $0.dropped)
        }
        var output = FigureText()
        output.add(counts.mapValues { Double($0.value) }, type: "counter", suffix: "_total")
        output.add(levels.mapValues(\.value), type: "gauge", suffix: "")
        output.add(distributions.mapValues(\.snapshot))
        output.add([Key("figures_dropped", []): Double(dropped)], type: "gauge", suffix: "")
        return output.text
    }

    private func find<Figure>(
        _ key: Key,
        in path: WritableKeyPath<State, [Key: Figure]>,
        _ make: () -> Figure
    ) -> Figure where Figure: Sendable {
        state.withLock { state in
            if let figure = state[keyPath: path][key] { return figure }
            let figure = make()
            guard state.size < Self.seriesLimit else {
                state.dropped += 1
                return figure
            }
            state[keyPath: path][key] = figure
            return figure
        }
    }
}
