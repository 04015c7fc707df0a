import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Web

/// How the server begins, waits and ends.
@Suite struct LifeTests {
    @Test func `told to stop, it finishes what runs and takes nothing new`() async throws {
        let (started, announce) = AsyncStream.makeStream(of: Void.self)
        let (release, letGo) = AsyncStream.makeStream(of: Void.self)
        var server = try RunningServer()
        server.configuration.shutdownTime = .seconds(120)
        server.routes = [
            .open(.get, "/slow") { _ in
                announce.yield()
                for await _ in release { break }
                return .text("finished")
            }
        ]
        try await server.run { client, group async throws in
            async let answer = client.get("/slow")
            for await _ in started { break }
            await group.triggerGracefulShutdown()
            let deadline = ContinuousClock.now + .seconds(60)
            var isTaking = true
            while isTaking, .now < deadline {
                isTaking = (try? await client.get("/livez")) != nil
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(!isTaking)
            letGo.yield()
            #expect(try await answer.body == "finished")
        }
    }

    @Test func `what does not end in time is cancelled`() async throws {
        let (started, announce) = AsyncStream.makeStream(of: Void.self)
        var server = try RunningServer()
        server.configuration.shutdownTime = .milliseconds(300)
        server.routes = [
            .open(.get, "/stuck") { _ in
                announce.yield()
                try await Task.sleep(for: .seconds(600))
                return .text("never")
            }
        ]
        let start = ContinuousClock.now
        try await server.run { client, group async throws in
            async let answer: HTTPAnswer? = try? await client.get("/stuck")
            for await _ in started { break }
            await group.triggerGracefulShutdown()
            #expect(await answer?.status != 200)
        }
        #expect(start.duration(to: .now) < .seconds(120))
    }

    @Test func `a handler that takes too long is stopped and says so`() async throws {
        var server = try RunningServer()
        let limits = Route.Limits(bodyBytes: 100, time: .milliseconds(200))
        server.routes = [
            .open(.get, "/api/v1/slow", limits: limits) { _ in
                try await Task.sleep(for: .seconds(600))
                return .text("never")
            },
            .open(.post, "/api/v1/body", limits: limits) { request in
                .text("\(try await request.body.bytes(upTo: 100).readableBytes)")
            },
        ]
        try await server.run { client async throws in
            let answer = try await client.get("/api/v1/slow")
            #expect(answer.status == 504)
            #expect(try answer.json()["type"] as? String == "http://localhost:8080/problems/timed-out")
            let drip = try await client.raw("POST /api/v1/body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123")
            #expect(drip.status == 504)
            #expect(drip["Connection"] == "close")
        }
    }

    @Test func `a client that does not read its answer is let go`() async throws {
        var server = try RunningServer()
        server.configuration.idleTime = .milliseconds(500)
        server.routes = [
            .open(.get, "/large") { _ in
                let piece = ByteBuffer(repeating: UInt8(ascii: "x"), count: 65536)
                let body = ResponseBody { writer in
                    for _ in 0..<2000 { try await writer.write(piece) }
                    try await writer.finish(nil)
                }
                return Response(status: .ok, body: body)
            }
        ]
        try await server.run { client async throws in
            let received = try await BlockingWork.run {
                let descriptor = try HTTPClient.connect(to: client.port)
                defer { close(descriptor) }
                let request = Array("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
                _ = Glibc.send(descriptor, request, request.count, 0)
                sleep(10)
                var total = 0
                var buffer = [UInt8](repeating: 0, count: 1 << 20)
                while true {
                    let count = recv(descriptor, &buffer, buffer.count, 0)
                    if count <= 0 { return total }
                    total += count
                }
            }
            #expect(received < 2000 * 65536)
        }
    }

    @Test func `a connection that says nothing is closed`() async throws {
        var server = try RunningServer()
        server.configuration.idleTime = .milliseconds(300)
        try await server.run { client async throws in
            for text in ["", "GET /livez HT", "GET /livez HTTP/1.1\r\nHost: x\r\n"] {
                let bytes = try await BlockingWork.run { try client.exchange(Array(text.utf8)) }
                #expect(bytes.isEmpty)
            }
        }
    }

    @Test func `it lives as long as it answers, and is ready when all that it needs is there`() async throws {
        let isThere = Mutex(true)
        var server = try RunningServer()
        server.readiness = Readiness(
            [.init("database") { isThere.withLock { $0 } }, .init("schema") { true }],
            limit: .milliseconds(300)
        )
        try await server.run { client async throws in
            #expect(try await client.get("/livez").body == "ok\n")
            let ready = try await client.get("/readyz")
            #expect(ready.status == 200)
            #expect(ready.body == #"{"checks":{"database":"ok","schema":"ok"},"ready":true}"#)
            isThere.withLock { $0 = false }
            let unready = try await client.get("/readyz")
            #expect(unready.status == 503)
            #expect(unready.body == #"{"checks":{"database":"failed","schema":"ok"},"ready":false}"#)
            #expect(try await client.get("/livez").status == 200)
        }
    }

    @Test func `a check that hangs or throws is not ready, and a server that stops is not either`() async throws {
        struct Trouble: Error {}
        let readiness = Readiness(
            [
                .init("hanging") {
                    try await Task.sleep(for: .seconds(600))
                    return true
                },
                .init("throwing") { throw Trouble() },
            ],
            limit: .milliseconds(100)
        )
        let finding = await readiness.look()
        #expect(finding == Readiness.Finding(isReady: false, checks: ["hanging": "too slow", "throwing": "failed"]))
        readiness.stop()
        let last = await readiness.look()
        #expect(last == Readiness.Finding(isReady: false, checks: ["server": "stopping"]))
    }

    @Test func `without Bootstrap it does not start, and says what to install`() {
        let error = #expect(throws: Assets.Missing.self) {
            try Assets(bootstrapFolder: "/nowhere", chartFolder: "/nowhere")
        }
        #expect(error?.description.contains("libjs-bootstrap5") == true)
    }
}
