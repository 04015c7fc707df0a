import CoreMetrics
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite struct FigureTests {
    @Test func `figures are written as Prometheus reads them`() {
        let registry = FigureRegistry()
        registry.makeCounter(label: "http_requests", dimensions: [("status", "200"), ("route", "/a\"\\\n")]).increment(
            by: 3
        )
        registry.makeCounter(label: "http_requests", dimensions: [("route", "/a\"\\\n"), ("status", "200")]).increment(
            by: 1
        )
        let meter = registry.makeMeter(label: "pool.in-use", dimensions: [])
        meter.set(Int64(5))
        meter.decrement(by: 1.5)
        let timer = registry.makeTimer(label: "wait", dimensions: [])
        for nanoseconds in [500_000, 2_000_000, 90_000_000_000] { timer.recordNanoseconds(Int64(nanoseconds)) }
        let lines = registry.text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"http_requests_total{route="/a\"\\\n",status="200"} 4"#))
        #expect(lines.contains("# TYPE http_requests_total counter"))
        #expect(lines.contains("pool_in_use 3.5"))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.001"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.0025"} 2"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="30"} 2"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="+Inf"} 3"#))
        #expect(lines.contains("wait_seconds_count 3"))
        #expect(lines.contains("wait_seconds_sum 90.0025"))
        #expect(lines.filter { $0.hasPrefix("# TYPE") }.count == Set(lines.filter { $0.hasPrefix("# TYPE") }).count)
    }

    @Test func `series are bounded, and what is dropped is counted`() {
        let registry = FigureRegistry()
        for number in 0..<FigureRegistry.seriesLimit + 10 {
            registry.makeCounter(label: "c", dimensions: [("n", String(number))]).increment(by: 1)
        }
        let text = registry.text
        #expect(text.contains("figures_dropped 10\n"))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("c_total{") }.count == FigureRegistry.seriesLimit)
    }

    @Test func `Prometheus fetches the figures from an address of their own`() async throws {
        let registry = FigureRegistry()
        registry.makeCounter(label: "c", dimensions: []).increment(by: 7)
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let server = FiguresServer(host: "127.0.0.1", port: 0, registry: registry, logger: logger) {
            announce.yield($0)
        }
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let client = HTTPClient(port: UInt16(try #require(await iterator.next())))
            let answer = try await client.get("/metrics")
            #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.body.contains("c_total 7\n"))
            #expect(try await client.get("/").status == 404)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `the log names the route and never the address, the query or who asked`() async throws {
        let lines = Mutex<[String]>([])
        var server = try RunningServer()
        server.logger = Logger(label: "test") { _ in RecordingLog { line in lines.withLock { $0.append(line) } } }
        server.routes = [.open(.get, "/members/{id}") { _ in .text("") }]
        try await server.run { client async throws in
            _ = try await client.get(
                "/members/nguyen-thi-hanh?q=bi-mat",
                ["Cookie": "hoctap=banh-quy", "X-Forwarded-For": "203.0.113.5"]
            )
            _ = try await client.get("/khong-co-gi?q=bi-mat")
        }
        let log = lines.withLock { $0 }.joined(separator: "\n")
        #expect(log.contains("route=/members/{id}"))
        #expect(log.contains("status=200"))
        #expect(log.contains("status=404"))
        #expect(log.contains("request="))
        for secret in ["nguyen-thi-hanh", "bi-mat", "banh-quy", "203.0.113.5", "khong-co-gi"] {
            #expect(!log.contains(secret), "\(secret)")
        }
    }
}

/// Keeps lines as `message key=value ...`.
private struct RecordingLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    let write: @Sendable (String) -> Void

    init(write: @escaping @Sendable (String) -> Void) { self.write = write }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        write("\(event.message) \(all.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " "))")
    }
}
