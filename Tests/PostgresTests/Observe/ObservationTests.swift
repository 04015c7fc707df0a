import InMemoryTracing
import Metrics
import MetricsTestKit
import Postgres
import Testing
import Tracing

@Suite struct ObservationTests {
    private static let duration = "db.client.operation.duration"
    private static let system = [("db.system.name", "postgresql")]

    /// What a tracer and a metrics system hear while `body` works with a connection.
    private func observed(
        _ body: (PostgresConnection) async throws -> Void
    ) async throws -> (spans: [FinishedInMemorySpan], metrics: TestMetrics) {
        let (tracer, metrics) = (InMemoryTracer(), TestMetrics())
        try await withMetricsFactory(metrics) {
            try await SharedDatabase.withConnection({ $0.tracer = tracer }, body)
        }
        return (tracer.finishedSpans, metrics)
    }

    private func text(_ span: FinishedInMemorySpan?, _ name: String) -> String? {
        if case .string(let text)? = span?.attributes[name]?.toSpanAttribute() { text } else { nil }
    }

    @Test func `a request is a span of its own, named after the statement's first line`() async throws {
        let (spans, _) = try await observed { connection in
            _ = try await connection.query(
                """
                -- MemberRepository.find
                select \("marker9090"), 1
                """
            )
            _ = try await connection.query("  select 2")
        }
        #expect(spans.map(\.operationName) == ["MemberRepository.find", "SELECT"])
        let span = try #require(spans.first)
        #expect(span.kind == .client)
        #expect(text(span, "db.system.name") == "postgresql")
        #expect(text(span, "db.query.summary") == "MemberRepository.find")
        #expect(text(span, "db.query.text") == "-- MemberRepository.find\nselect $1, 1")
        #expect(text(span, "db.namespace")?.hasPrefix("test_") == true)
        #expect(text(span, "server.address")?.hasPrefix("/") == true)
        #expect(span.attributes["server.port"] != nil)
        #expect(span.status == nil)
        #expect(!"\(span)".contains("marker9090"))
    }

    @Test func `a batch is one span, and settings and BEGIN are none`() async throws {
        let (spans, _) = try await observed { connection in
            _ = try await connection.batch(["select 1", "select 2", "select 3"], settings: ["app.a": "marker9090"])
            try await connection.transaction(settings: ["app.b": "c"]) { _ = try await $0.query("values (1)") }
        }
        #expect(spans.map(\.operationName) == ["SELECT", "VALUES", "COMMIT"])
        #expect(spans.first?.attributes["db.operation.batch.size"]?.toSpanAttribute() == .int64(3))
        #expect(spans.dropFirst().first?.attributes["db.operation.batch.size"] == nil)
        #expect(!"\(spans)".contains("marker9090"))
    }

    @Test func `streams and COPY keep the name of their statement`() async throws {
        let (spans, _) = try await observed { connection in
            try await connection.stream("-- Report.rows\nselect 1") { _ = try await $0.nextBatch() }
            try await connection.copyOut(rowsOf: "-- Report.all\nselect 1") { while try await $0.nextChunk() != nil {} }
        }
        let names = spans.map(\.operationName)
        #expect(names.filter { $0 == "Report.rows" }.count == 1)
        #expect(names.filter { $0 == "Report.all" }.count >= 1)
    }

    @Test func `a COPY is one span that lasts until its end`() async throws {
        let (spans, _) = try await observed { connection in
            try await connection.script("create temp table copied (id int)")
            try await connection.copyIn("copy copied from stdin") { writer in
                try await writer.write(bytes: "1\n".utf8)
                try await Task.sleep(for: .milliseconds(100))
            }
            _ = await failure {
                try await connection.copyIn("copy copied from stdin") { try await $0.write(bytes: "x\n".utf8) }
            }
        }
        let copies = spans.filter { $0.operationName == "COPY" }
        #expect(copies.count == 2)
        let span = try #require(copies.first)
        let elapsed = span.endInstant.nanosecondsSinceEpoch - span.startInstant.nanosecondsSinceEpoch
        #expect(elapsed >= 100_000_000)
        #expect(text(copies.last, "db.response.status_code") == "22P02")
    }

    @Test func `an error marks its span with its code, and no words`() async throws {
        let (spans, metrics) = try await observed { connection in
            _ = await failure { _ = try await connection.query("select \("marker9090")::text::int") }
            _ = await failure { _ = try await connection.query("select pg_sleep(10)", timeout: .milliseconds(50)) }
            _ = await failure { _ = try await connection.query("select \(1)") }
        }
        #expect(spans.count == 3)
        let failed = try #require(spans.first)
        #expect(failed.status?.code == .error)
        #expect(text(failed, "db.response.status_code") == "22P02")
        #expect(text(failed, "error.type") == "22P02")
        #expect(failed.errors.isEmpty)
        #expect(text(spans.dropFirst().first, "error.type") == "deadlineExceeded")
        #expect(spans.last?.status == nil)
        #expect(!"\(spans)".contains("marker9090"))
        for type in ["22P02", "deadlineExceeded"] {
            let timer = try metrics.expectTimer(Self.duration, Self.system + [("error.type", type)])
            #expect(timer.values.count == 1)
        }
    }

    @Test func `the time of each request is recorded`() async throws {
        let (_, metrics) = try await observed { connection in
            for _ in 0..<3 { _ = try await connection.query("select 1") }
            _ = try await connection.query("select pg_sleep(0.05)")
        }
        let timer = try metrics.expectTimer(Self.duration, Self.system)
        #expect(timer.values.count == 4)
        #expect(timer.values.allSatisfy { $0 > 0 })
        #expect((timer.values.max() ?? 0) >= 50_000_000)
    }

    @Test func `a cancelled request is told as such`() async throws {
        let (spans, _) = try await observed { connection in
            let task = Task { try await connection.query("select pg_sleep(10)") }
            while await connection.transactionStatus != .active { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            _ = await task.result
        }
        #expect(text(spans.last, "error.type") == "CancellationError")
    }
}
