@testable import Postgres
import TestSupport
import Testing

/// Several hosts in one connection string.
@Suite(.timeLimit(.minutes(2))) struct HostListTests {
    /// A string of these ports of 127.0.0.1, in their order.
    private func string(
        _ cluster: PostgresCluster,
        ports: [UInt16],
        keywords: [(String, String)] = []
    ) -> String {
        let list =
            (["host", "port"].map { keyword in
                (keyword, ports.map { keyword == "host" ? "127.0.0.1" : "\($0)" }.joined(separator: ","))
            } + [("user", "hoctap_trusted"), ("dbname", "postgres"), ("sslmode", "disable")] + keywords)
        return list.map { "\($0)='\($1)'" }.joined(separator: " ")
    }

    private func port(reachedBy string: String, connect: Duration = .seconds(20)) async throws -> UInt16 {
        try await PostgresConnection.with(try .short(string, connect: connect)) { connection in
            let port = try await connection.query("select inet_server_port()").value(Int32.self)
            return UInt16(truncatingIfNeeded: port)
        }
    }

    @Test func `a host that refuses is passed over`() async throws {
        let cluster = try await PostgresCluster.shared
        let closed = try LoopbackPort.free()
        #expect(try await port(reachedBy: string(cluster, ports: [closed, cluster.port])) == cluster.port)
        let failed = await Ending.of { _ = try await port(reachedBy: string(cluster, ports: [closed, closed])) }
        #expect(failed.kind == .connectionFailed)
    }

    @Test(arguments: [0, 1])
    func `a host that is silent gets its share of the time and no more`(_ afterBytes: Int) async throws {
        let cluster = try await PostgresCluster.shared
        let silent = try ChaosProxy(.tcp(port: cluster.port))
        silent.set(.freeze, .toServer)
        silent.set(.freeze, .toClient, afterBytes: afterBytes)
        let list = string(cluster, ports: [silent.port, silent.port, cluster.port])
        let reached = try await port(reachedBy: list, connect: .seconds(6))
        #expect(reached == cluster.port)
        let limited = string(cluster, ports: [silent.port, cluster.port], keywords: [("connect_timeout", "2")])
        let ending = await Ending.of { _ = try await port(reachedBy: limited, connect: .seconds(60)) }
        #expect(ending.error == nil)
        #expect(ending.isWithin(.seconds(2)))
    }

    @Test func `where all are silent the deadline ends it`() async throws {
        let cluster = try await PostgresCluster.shared
        let silent = try ChaosProxy(.tcp(port: cluster.port))
        silent.set(.freeze)
        let all = string(cluster, ports: [silent.port, silent.port, silent.port])
        let ending = await Ending.of { _ = try await port(reachedBy: all, connect: .milliseconds(500)) }
        #expect(ending.kind == .deadlineExceeded)
        #expect(ending.isWithin(.milliseconds(500)))
    }

    @Test func `a host that no name server knows is passed over, and alone ends in time`() async throws {
        let cluster = try await PostgresCluster.shared
        let rest = "port=\(cluster.port) user=hoctap_trusted dbname=postgres sslmode=disable"
        let ending = await Ending.of { _ = try await port(reachedBy: "host=no-such-host.invalid,127.0.0.1 \(rest)") }
        // A machine whose name servers are silent has used the time up.
        #expect(ending.error == nil || ending.kind == .deadlineExceeded)
        let alone = await Ending.of {
            _ = try await port(reachedBy: "host=no-such-host.invalid \(rest)", connect: .milliseconds(700))
        }
        #expect(alone.kind == .connectionFailed || alone.kind == .deadlineExceeded)
        #expect(alone.isWithin(.milliseconds(700)))
    }

    @Test func `lists that do not match are the string's fault`() async throws {
        let ending = await Ending.of { _ = try await port(reachedBy: "host=a,b,c port=1,2 user=u") }
        #expect(ending.kind == .configuration)
    }

    @Test func `target_session_attrs finds the primary and the standby`() async throws {
        let primary = try await PostgresCluster.shared
        let settings = PostgresClusterSettings(overrides: ["wal_level": "replica", "hot_standby": "on"])
        try await PostgresCluster.withThrowaway(settings) { standby in
            try await standby.becomeStandby()
            for (attributes, order, expected) in [
                ("read-write", [standby, primary], primary), ("primary", [standby, primary], primary),
                ("read-only", [primary, standby], standby), ("standby", [primary, standby], standby),
                ("prefer-standby", [primary, standby], standby), ("prefer-standby", [primary], primary),
                ("any", [standby, primary], standby),
            ] {
                let list = string(primary, ports: order.map(\.port), keywords: [("target_session_attrs", attributes)])
                let reached = try await port(reachedBy: list)
                #expect(reached == expected.port, "\(attributes)")
            }
            for (attributes, only) in [("read-write", standby), ("standby", primary)] {
                let list = string(primary, ports: [only.port], keywords: [("target_session_attrs", attributes)])
                let ending = await Ending.of { _ = try await port(reachedBy: list) }
                #expect(ending.kind == .connectionFailed, "\(attributes)")
            }
            // A silent first host does not keep the right one from being found.
            let silent = try ChaosProxy(.tcp(port: primary.port))
            silent.set(.freeze)
            let list = string(
                primary,
                ports: [silent.port, standby.port, primary.port],
                keywords: [("target_session_attrs", "read-write")]
            )
            let reached = try await port(reachedBy: list, connect: .seconds(6))
            #expect(reached == primary.port)
            try await PostgresConnection.with(string(primary, ports: [standby.port])) { connection in
                #expect(await connection.parameterStatus("in_hot_standby") == "on")
                let refused = await Ending.of { try await connection.script("create table t (n int)") }
                #expect(refused.postgres?.sqlState?.code == "25006")
                try await connection.expect("select 1::text", "1")
            }
        }
    }

    @Test func `the list without a host keeps the others' addresses and ports`() throws {
        let hosts = PostgresHostList(keywords: [
            ("host", "a,b,a"), ("hostaddr", "1.1.1.1,2.2.2.2,3.3.3.3"), ("port", "1,2,3"), ("user", "u"),
        ])
        let first = try #require(without("a", "3", hosts))
        #expect(value("host", of: first) == "a,b")
        #expect(value("hostaddr", of: first) == "1.1.1.1,2.2.2.2")
        #expect(value("port", of: first) == "1,2")
        #expect(value("user", of: first) == "u")
        #expect(without("c", "1", first) == nil)
        let last = try #require(without("a", "1", first))
        #expect(value("port", of: last) == "2")
        #expect(without("b", "2", last) == nil)
        let shared = try #require(without("a", "7", PostgresHostList(keywords: [("host", "a,b"), ("port", "7")])))
        #expect(value("host", of: shared) == "b")
        #expect(value("port", of: shared) == "7")
    }

    private func without(_ host: String, _ port: String, _ hosts: PostgresHostList) -> PostgresHostList? {
        var hosts = hosts
        return hosts.remove(host: host, port: port) ? hosts : nil
    }

    private func value(_ keyword: String, of hosts: PostgresHostList) -> String? {
        hosts.keywords.first { $0.keyword == keyword }?.value
    }
}
