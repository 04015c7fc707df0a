internal import Metrics

/// A pool's metrics, by OpenTelemetry's names for database clients.
struct PostgresPoolMetrics: Sendable {
    private let idle: Gauge
    private let used: Gauge
    private let maximum: Gauge
    private let idleMinimum: Gauge
    private let pending: Gauge
    private let timeouts: Counter
    private let createTime: Metrics.Timer
    private let waitTime: Metrics.Timer
    private let useTime: Metrics.Timer

    /// - Parameters:
    ///   - poolName: the attribute that tells the pools of a process apart.
    ///   - factory: the process's own by default.
    init(poolName: String, factory: any MetricsFactory = MetricsSystem.factory) {
        let pool = [("db.client.connection.pool.name", poolName)]
        func gauge(_ name: String, state: String? = nil) -> Gauge {
            let state = state.map { [("db.client.connection.state", $0)] } ?? []
            return Gauge(label: "db.client.connection.\(name)", dimensions: pool + state, factory: factory)
        }
        func timer(_ name: String) -> Metrics.Timer {
            let label = "db.client.connection.\(name)"
            return Timer(label: label, dimensions: pool, preferredDisplayUnit: .seconds, factory: factory)
        }
        idle = gauge("count", state: "idle")
        used = gauge("count", state: "used")
        maximum = gauge("max")
        idleMinimum = gauge("idle.min")
        pending = gauge("pending_requests")
        timeouts = Counter(label: "db.client.connection.timeouts", dimensions: pool, factory: factory)
        createTime = timer("create_time")
        waitTime = timer("wait_time")
        useTime = timer("use_time")
    }

    /// The gauges, from a look at the pool.
    func record(_ figures: PostgresPoolFigures) {
        idle.record(figures.idle)
        used.record(figures.lent + figures.resetting)
        maximum.record(figures.maximumConnections)
        idleMinimum.record(figures.minimumConnections)
        pending.record(figures.waiting)
    }

    /// A connection was lent after `nanoseconds` of waiting, 0 for an idle one.
    func lent(afterNanoseconds nanoseconds: UInt64) { waitTime.recordNanoseconds(Int64(clamping: nanoseconds)) }

    /// A caller's deadline passed.
    func timedOut() { timeouts.increment() }

    /// A connection came back after `nanoseconds`.
    func returned(afterNanoseconds nanoseconds: UInt64) { useTime.recordNanoseconds(Int64(clamping: nanoseconds)) }

    /// A connect took `nanoseconds`.
    func connected(afterNanoseconds nanoseconds: UInt64) { createTime.recordNanoseconds(Int64(clamping: nanoseconds)) }
}
