import ArgumentParser
import Foundation
import Glibc
import Postgres
import TestSupport

/// `hoctap-bench city`: how many can look at the city at once.
struct CityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "city",
        abstract: "Measures the first page of the city: requests a second over a real server.",
        discussion: """
            hoctap serve as it is built beside this program, on a database with the totals of 10 million attendances. Clients ask \
            for the first page of one year after another, and then for the same as JSON, on both kinds of boundaries, each over \
            a connection that stays open, signed in as one of many who may see the city. Every answer is whole, and made anew. \
            Server, database and clients share the machine.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The totals of 1 million attendances, and fewer rounds.")
    var quick = false

    @Option(help: "Taken for `deploy/local bench`; there is no peer.")
    var peers = "all"

    @Option(help: "Number of attendances.")
    var attendances: Int?

    @Option(help: "How many ask at once.")
    var clients = 16

    /// Long enough for a hundredth of the requests to be many.
    private static let roundSeconds = 5.0

    func run() async throws {
        let settings = PostgresClusterSettings(overrides: [
            "shared_buffers": "'1GB'", "max_wal_size": "'8GB'", "maintenance_work_mem": "'256MB'",
        ])
        let lines = try await PostgresCluster.withThrowaway(settings) { cluster in
            let database = try await MigratedDatabase.make(on: cluster)
            let size = attendances ?? (quick ? 1_000_000 : 10_000_000)
            note("Filling a database with about \(size) attendances")
            try await TotalsFixture(attendances: size).fill(database)
            let viewers = CityViewers()
            try await viewers.fill(database)
            note("Asking, \(clients) at once")
            return try await measure(database, viewers)
        }
        if json {
            for line in lines { say(line.json) }
        } else {
            say("\(ProcessInfo.processInfo.activeProcessorCount) cores; \(clients) clients")
            say(BenchmarkTable.text(lines))
        }
    }

    private func measure(_ database: MigratedDatabase, _ viewers: CityViewers) async throws -> [BenchmarkLine] {
        let port = try LoopbackPort.free()
        let cluster = database.database.cluster
        let program = try Program([
            "HOCTAP_DATABASE": "host=\(cluster.socketFolder) port=\(cluster.port) dbname=\(database.database.name)",
            "HOCTAP_LISTEN": "127.0.0.1:\(port)", "HOCTAP_BASE_URL": "http://localhost:\(port)",
            "HOCTAP_PROXIES": "127.0.0.1", "HOCTAP_NO_SECOND_FACTOR": "true", "HOCTAP_ALLOW_OLD_POSTGRES": "true",
            "HOCTAP_CITY_CONNECTIONS": "8", "HOCTAP_LOG_LEVEL": "error",
        ])
        defer { program.remove() }
        let server = try program.start("serve")
        defer {
            server.send(SIGTERM)
            _ = server.wait(timeoutSeconds: 40)
        }
        try await CityClient.waitUntilReady(port: port, server)
        var lines: [BenchmarkLine] = []
        for door in CityDoor.allCases { lines += try await measure(door, port, viewers) }
        return lines
    }

    private func measure(_ door: CityDoor, _ port: UInt16, _ viewers: CityViewers) async throws -> [BenchmarkLine] {
        var rates = Samples()
        var latencies = Latencies()
        // the first round is for caches and plans
        for round in 0...(quick ? 3 : 7) {
            let start = ContinuousClock.now
            let times = try await look(at: door, port, viewers)
            if round == 0 { continue }
            rates.append(Double(times.count) / ((ContinuousClock.now - start) / .seconds(1)))
            latencies.append(times)
        }
        let name = door.rawValue
        note("\(name) done")
        return [BenchmarkLine(name: name, value: rates.median, unit: "requests/s", spread: rates.spread)]
            + [("p50", 0.5), ("p99", 0.99)].map { suffix, share in
                BenchmarkLine(
                    name: "\(name)_\(suffix)",
                    value: latencies.percentile(share),
                    unit: "ms",
                    spread: latencies.spread(of: share)
                )
            }
    }

    /// All clients for one round; how long each request took, in milliseconds.
    private func look(at door: CityDoor, _ port: UInt16, _ viewers: CityViewers) async throws -> [Double] {
        let clients = clients
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for number in 0..<clients {
                group.addTask {
                    try await BlockingWork.run {
                        let client = try CityClient(port: port)
                        return try client.look(
                            at: door,
                            forSeconds: Self.roundSeconds,
                            as: viewers,
                            from: number,
                            of: clients
                        )
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// People who may see the city, each in a session of their own: so that the limit on what one session may ask is nobody's.
struct CityViewers: Sendable {
    /// As browsers send them.
    let cookies: [String]

    private static let count = 600
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    /// As many letters as a session's token has.
    private static let tokenLength = 40

    init() {
        cookies = (0..<Self.count).map { _ in
            String((0..<Self.tokenLength).map { _ in Self.letters[Int.random(in: Self.letters.indices)] })
        }
    }

    /// Puts them into a database, as the superuser.
    func fill(_ database: MigratedDatabase) async throws {
        try await database.withConnection(.superuser) { connection in
            _ = try await connection.query(
                """
                with people as (
                    insert into identity.accounts (id, login, display_name)
                    select gen_random_uuid(), 'city-' || number, 'Cán bộ ' || number
                    from generate_series(1, \(Int32(cookies.count))) as number
                    returning id, login
                ), viewers as (
                    insert into identity.city_viewers (account_id) select id from people
                )
                insert into identity.sessions (id, token_hash, account_id, is_for_city, expires_at)
                select gen_random_uuid(), sha256(tokens.token::bytea), people.id, true, now() + interval '1 day'
                from unnest(\(cookies)) with ordinality as tokens (token, number)
                join people on people.login = 'city-' || tokens.number
                """
            )
        }
    }
}
