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

    /// - Parameter poolName: the attribute that tells the pools of a process apart.
    init(poolName: String) {
        let pool = [("db.client.connection.pool.name", poolName)]
        let state = "db.client.connection.state"
        idle = Gauge(label: "db.client.connection.count", dimensions: pool + [(state, "idle")])
        used = Gauge(label: "db.client.connection.count", dimensions: pool + [(state, "used")])
        maximum = Gauge(label: "db.client.connection.max", dimensions: pool)
        idleMinimum = Gauge(label: "db.client.connection.idle.min", dimensions: pool)
        pending = Gauge(label: "db.client.connection.pending_requests", dimensions: pool)
        timeouts = Counter(label: "db.client.connection.timeouts", dimensions: pool)
        createTime = Timer(
            label: "db.client.connection.create_time",
            dimensions: pool,
            preferredDisplayUnit: .seconds
        )
        waitTime = Timer(label: "db.client.connection.wait_time", dimensions: pool, preferredDisplayUnit: .seconds)
        useTime = Timer(label: "db.client.connection.use_time", dimensions: pool, preferredDisplayUnit: .seconds)
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
