import Foundation
import TestSupport
import Testing

@Suite struct ChaosProxyTests {
    let echo: EchoServer
    let proxy: ChaosProxy

    init() throws {
        echo = try EchoServer()
        proxy = try ChaosProxy(echo.destination)
    }

    private func client() throws -> PlainClient { try #require(try PlainClient(port: proxy.port)) }

    @Test func `bytes pass both ways and are counted`() async throws {
        let client = try client()
        let much = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for start in stride(from: 0, to: much.count, by: 50_000) {
            client.send(Array(much[start..<start + 50_000]))
            #expect(client.receive(exactly: 50_000) == Array(much[start..<start + 50_000]))
        }
        client.finishSending()
        #expect(client.receive() == .end)
        try await proxy.wait { $0.openConnections == 0 }
        #expect(proxy.figures.acceptedConnections == 1)
        #expect(proxy.figures.bytesToServer == much.count)
        #expect(proxy.figures.bytesToClient == much.count)
    }

    @Test func `a Unix socket may stand behind it`() throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/hoctap-echo-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let echo = try EchoServer(path: path)
        let proxy = try ChaosProxy(echo.destination)
        let client = try #require(try PlainClient(port: proxy.port))
        client.send([1, 2, 3])
        #expect(client.receive(exactly: 3) == [1, 2, 3])
    }

    @Test(arguments: [0, 1, 7])
    func `a frozen direction is silent after so many bytes until it is let go`(_ afterBytes: Int) throws {
        proxy.set(.freeze, .toClient, afterBytes: afterBytes)
        let client = try client()
        client.send(Array(0..<10))
        #expect(client.receive(exactly: 10, waitSeconds: 0.3) == Array(0..<UInt8(afterBytes)))
        proxy.set(.pass)
        #expect(client.receive(exactly: 10 - afterBytes) == Array(UInt8(afterBytes)..<10))
    }

    @Test func `an open connection freezes at once, in both directions`() async throws {
        let client = try client()
        client.send([1])
        #expect(client.receive(exactly: 1) == [1])
        proxy.set(.freeze)
        client.send([2])
        #expect(client.receive(waitSeconds: 0.3) == .silence)
        #expect(proxy.figures.bytesToServer == 1)
        #expect(proxy.figures.openConnections == 1)
        proxy.set(.pass)
        #expect(client.receive(exactly: 1) == [2])
    }

    @Test func `a cut ends in order, after what came before it`() throws {
        proxy.set(.cut, .toClient, afterBytes: 4)
        let client = try client()
        client.send(Array(0..<10))
        #expect(client.receive(exactly: 10) == [0, 1, 2, 3])
        #expect(client.receive() == .end)
    }

    @Test func `a reset is one, and spares nobody`() async throws {
        let client = try client()
        client.send([1])
        #expect(client.receive(exactly: 1) == [1])
        proxy.set(.reset)
        #expect(client.receive() == .reset)
        try await proxy.wait { $0.openConnections == 0 }
    }

    @Test func `open connections can be ended while new ones pass`() throws {
        let (first, second) = (try client(), try client())
        for client in [first, second] {
            client.send([1])
            #expect(client.receive(exactly: 1) == [1])
        }
        proxy.endOpenConnections()
        #expect(first.receive() == .end)
        #expect(second.receive() == .end)
        let third = try client()
        third.send([3])
        #expect(third.receive(exactly: 1) == [3])
    }

    @Test func `slices arrive whole and in order`() throws {
        proxy.set(.slice(sizeBytes: 1))
        let client = try client()
        let sent = (0..<5_000).map { UInt8(truncatingIfNeeded: $0) }
        client.send(sent)
        var (received, reads): ([UInt8], Int) = ([], 0)
        while received.count < sent.count, case .bytes(let bytes) = client.receive() {
            received += bytes
            reads += 1
        }
        #expect(received == sent)
        #expect(reads > 10)
    }

    @Test func `a delay holds bytes back and loses none`() throws {
        proxy.set(.delay(seconds: 0.4), .toServer)
        let client = try client()
        client.send([1, 2])
        #expect(client.receive(waitSeconds: 0.1) == .silence)
        #expect(client.receive(exactly: 2) == [1, 2])
    }

    @Test func `what is discarded never arrives`() async throws {
        proxy.set(.discard, .toServer, afterBytes: 2)
        let client = try client()
        client.send([1, 2, 3])
        client.send([4])
        #expect(client.receive(exactly: 4, waitSeconds: 0.3) == [1, 2])
        #expect(proxy.figures.bytesToServer == 2)
    }

    @Test func `it can refuse for a while and keep its port`() throws {
        let before = try client()
        try proxy.refuseConnections(true)
        #expect(try PlainClient(port: proxy.port) == nil)
        before.send([1])
        #expect(before.receive(exactly: 1) == [1])
        try proxy.refuseConnections(false)
        let after = try client()
        after.send([2])
        #expect(after.receive(exactly: 1) == [2])
    }

    @Test func `cancel requests pass while all else is frozen, unless told otherwise`() async throws {
        let request: [UInt8] = [0, 0, 0, 16, 0x04, 0xd2, 0x16, 0x2e, 0, 0, 0, 1, 0, 0, 0, 2]
        proxy.set(.freeze)
        let spared = try client()
        spared.send(request)
        #expect(spared.receive(exactly: request.count) == request)
        #expect(proxy.figures.cancelRequests == 1)
        proxy.spareCancelRequests(false)
        let struck = try client()
        struck.send(request)
        #expect(struck.receive(waitSeconds: 0.3) == .silence)
    }

    @Test func `a stopped proxy is gone`() throws {
        let client = try client()
        client.send([1])
        #expect(client.receive(exactly: 1) == [1])
        proxy.stop()
        #expect(client.receive() == .end)
        #expect(try PlainClient(port: proxy.port) == nil)
        proxy.stop()
    }

    @Test func `a server that is not there ends the client's connection`() throws {
        let proxy = try ChaosProxy(.tcp(port: LoopbackPort.free()))
        let client = try #require(try PlainClient(port: proxy.port))
        #expect([.end, .reset].contains(client.receive()))
    }

    @Test func `PostgreSQL works through slices, and freezes in the middle of connecting`() async throws {
        let cluster = try await PostgresCluster.shared
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        let database = cluster.database("postgres")
        let dsn = cluster.dsn(.tls(mode: "require").through(port: proxy.port).with("connect_timeout", "2"))
        proxy.set(.slice(sizeBytes: 1))
        #expect(try await database.run("\\connect \"\(dsn)\"\nselect repeat('x', 3)") == "xxx\n")
        proxy.set(.freeze, .toClient, afterBytes: 300)
        let failure = await #expect(throws: TestSupportError.self) {
            try await database.run("\\connect \"\(dsn)\"\nselect 1")
        }
        #expect(failure?.message.contains("timeout expired") == true)
    }
}
