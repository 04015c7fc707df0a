@testable import Postgres
import TestSupport
import Testing

/// Cancel requests that do not arrive, arrive late, or are not obeyed.
@Suite(.timeLimit(.minutes(2))) struct CancelFaultTests {
    @Test func `a statement past its deadline is cancelled and the connection goes on`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of { _ = try await connection.query("select pg_sleep(600)") }
            #expect(ending.kind == .deadlineExceeded)
            #expect(ending.postgres?.outcomeIsUnknown == false)
            #expect(ending.isWithin(FaultScene.deadline))
            try await connection.expect("select 'on'", "on")
            #expect(await connection.transactionStatus == .idle)
            #expect(scene.proxy.figures.cancelRequests >= 1)
        }
    }

    @Test func `a cancel request that is refused closes the connection after the grace`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            try scene.proxy.refuseConnections(true)
            let ending = await Ending.of { _ = try await connection.query("select pg_sleep(600)") }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `a cancel request that is swallowed closes the connection after the grace`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            scene.proxy.spareCancelRequests(false)
            let before = scene.proxy.figures.bytesToServer
            let ending = try await ending {
                _ = try await connection.query("select pg_sleep(600)")
            } struckBy: {
                try await scene.proxy.wait { $0.bytesToServer > before }
                scene.proxy.set(.freeze, .toServer)
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `a statement that ends while its cancel request hangs is an answer, and what follows is not struck`()
        async throws
    {
        let scene = try await FaultScene()
        try await scene.with { connection in
            scene.proxy.spareCancelRequests(false)
            let before = scene.proxy.figures.bytesToServer
            let ending = try await ending {
                _ = try await connection.query("select pg_sleep(0.5)")
            } struckBy: {
                try await scene.proxy.wait { $0.bytesToServer > before }
                // The open connection has nothing more to send; the cancel request's 16 bytes get stuck.
                scene.proxy.set(.freeze, .toServer, afterBytes: 8)
            }
            #expect(ending.error == nil || ending.kind == .deadlineExceeded)
            #expect(ending.isWithin(FaultScene.deadline))
            // It would not be known whom the request strikes, once it gets through.
            let next = await Ending.of { _ = try await connection.query("select 1") }
            #expect(next.error != nil)
            #expect(next.postgres?.sqlState?.code != "57014")
            #expect(next.isWithin(FaultScene.deadline))
            #expect(!connection.isUsable)
        }
    }

    @Test func `a stopped backend ends its caller within the grace`() async throws {
        let cluster = try await PostgresCluster.shared
        for route in [PostgresClusterRoute.unixSocket, .tcp(.trusted), .tls(mode: "require")] {
            let configuration = try PostgresConfiguration.short(cluster.dsn(route), query: FaultScene.deadline)
            try await PostgresConnection.with(configuration) { connection in
                try cluster.suspendBackend(connection.processID)
                defer { try? cluster.resumeBackend(connection.processID) }
                let ending = await Ending.of { _ = try await connection.query("select 1") }
                #expect(ending.kind == .deadlineExceeded)
                #expect(ending.postgres?.outcomeIsUnknown == true)
                #expect(ending.isWithin(FaultScene.deadline))
                #expect(!connection.isUsable)
            }
        }
    }

    @Test func `a stopped backend with a cancelled caller ends within the grace`() async throws {
        let cluster = try await PostgresCluster.shared
        let configuration = try PostgresConfiguration.short(cluster.dsn(.unixSocket))
        try await PostgresConnection.with(configuration) { connection in
            try cluster.suspendBackend(connection.processID)
            defer { try? cluster.resumeBackend(connection.processID) }
            let ending = try await ending {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1", timeout: .seconds(600))
                }
            } cancelledAfter: {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ending.error is CancellationError)
            #expect(ending.isWithin(.zero))
            #expect(!connection.isUsable)
        }
    }

    @Test func `a function that swallows the cancellation is closed after the grace`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            // It catches query_canceled too, which `when others` leaves out, and sleeps on.
            try await connection.script(
                """
                create function pg_temp.stubborn() returns void language plpgsql as $$
                begin
                    loop
                        begin
                            perform pg_sleep(600);
                        exception when query_canceled then null;
                        end;
                    end loop;
                end $$
                """
            )
            let ending = await Ending.of { _ = try await connection.query("select pg_temp.stubborn()") }
            await scene.expectSilence(ending, connection)
            // Its backend would go on for ever: it does not look at its socket.
            try await PostgresConnection.with(scene.cluster.dsn(.unixSocket)) { other in
                _ = try await other.query("select pg_terminate_backend(\(connection.processID))")
            }
        }
    }

    @Test func `statement_timeout of the server is the server's error and no cancellation`() async throws {
        let cluster = try await PostgresCluster.shared
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
            let ending = await Ending.of {
                _ = try await connection.query("select pg_sleep(600)", settings: ["statement_timeout": "50"])
            }
            #expect(ending.kind == .server)
            #expect(ending.postgres?.sqlState?.code == "57014")
            try await connection.expect("show statement_timeout", "0")
        }
    }
}
