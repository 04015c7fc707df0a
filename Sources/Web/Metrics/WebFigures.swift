internal import HTTPTypes
internal import Logging
internal import Metrics
internal import Synchronization

/// The log of requests and the figures of each route. Both name the pattern of the route, `/members/{id}`, and never
/// the address itself, its query, or who asked: logs live longer than what they would be about.
final class WebFigures: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct State {
        var counters: [Key: Counter] = [:]
        var timers: [Key: Metrics.Timer] = [:]
    }

    /// What `method` may be called in a figure: a client can send any word.
    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    private let state = Mutex(State())
    private let running = Meter(label: "http_requests_running")

    /// A request begins.
    func begin() { running.increment() }

    /// A request has its answer.
    func end(
        _ method: HTTPRequest.Method,
        route: String,
        _ status: HTTPResponse.Status,
        _ duration: Duration,
        _ logger: Logger
    ) {
        running.decrement()
        let name = Self.methods.contains(method.rawValue) ? method.rawValue : "other"
        counter(Key(method: name, route: route, status: status.code)).increment()
        timer(Key(method: name, route: route, status: 0)).recordNanoseconds(duration.nanoseconds)
        logger.info(
            "request",
            metadata: [
                "method": .string(name),
                "route": .string(route),
                "status": .stringConvertible(status.code),
                "milliseconds": .stringConvertible(duration.nanoseconds / 1_000_000),
            ]
        )
    }

    private func counter(_ key: Key) -> Counter {
        state.withLock { state in
            if let counter = state.counters[key] { return counter }
            let dimensions = [("method", key.method), ("route", key.route), ("status", String(key.status))]
            let counter = Counter(label: "http_requests", dimensions: dimensions)
            state.counters[key] = counter
            return counter
        }
    }

    private func timer(_ key: Key) -> Metrics.Timer {
        state.withLock { state in
            if let timer = state.timers[key] { return timer }
            let dimensions = [("method", key.method), ("route", key.route)]
            let timer = Metrics.Timer(label: "http_request_duration", dimensions: dimensions)
            state.timers[key] = timer
            return timer
        }
    }
}

extension Duration {
    /// Whole nanoseconds; what does not fit is cut off.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product &+ attoseconds / 1_000_000_000
    }
}
