import Foundation
import Postgres
import TestSupport

/// Officers who take attendance while a worker adds up: how many a second, with the ledger and without; how soon it is in the
/// totals; and how soon another worker takes over.
struct TotalsWriters: Sendable {
    let database: MigratedDatabase
    let program: Program
    /// About how many there are in the database.
    let attendances: Int
    /// Of one measurement.
    let seconds: Double
    let rounds: Int

    private static let clients = 8

    /// Rows that are not there yet, by number, so that a client finds one by its key.
    func prepare() async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(
                """
                create table public.coming as
                select (row_number() over (
                    partition by a.tenant_id order by md5(a.enrolment_id::text || a.session_id::text)
                ))::int as n, a.*
                from (select * from app.attendances where random() < 400000.0 / \(attendances)) as a;
                alter table public.coming add primary key (tenant_id, n);
                analyze public.coming;
                grant select on public.coming to hoctap_server;
                set session_replication_role = replica;
                delete from app.attendances as a using public.coming as c
                where (a.tenant_id, a.enrolment_id, a.session_id) = (c.tenant_id, c.enrolment_id, c.session_id);
                """,
                timeout: TotalsFixture.timeout
            )
            _ = try await connection.query("vacuum analyze app.attendances", timeout: TotalsFixture.timeout)
            try await connection.script(
                "begin isolation level repeatable read; select tally.rebuild(); commit",
                timeout: TotalsFixture.timeout
            )
        }
    }

    /// Transactions a second that each add one attendance, with the ledger's triggers and without, in turns.
    func throughput() async throws -> (with: Samples, without: Samples) {
        var (with, without) = (Samples(), Samples())
        let worker = try program.start("work")
        for round in 0...rounds {
            for hasLedger in [true, false] {
                try await clear(hasLedger)
                let rate = try await write()
                if round == 0 { continue }
                if hasLedger { with.append(rate) } else { without.append(rate) }
            }
        }
        try await clear(true)
        worker.send(SIGKILL)
        _ = try await BlockingWork.run { worker.wait(timeoutSeconds: 10) }
        return (with, without)
    }

    private func clear(_ hasLedger: Bool) async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(
                """
                set session_replication_role = replica;
                delete from app.attendances as a using public.coming as c
                where (a.tenant_id, a.enrolment_id, a.session_id) = (c.tenant_id, c.enrolment_id, c.session_id);
                alter table app.attendances \(hasLedger ? "enable" : "disable") trigger ledger_insert;
                """,
                timeout: TotalsFixture.timeout
            )
            _ = try await connection.query("vacuum app.attendances", timeout: TotalsFixture.timeout)
        }
    }

    private func write() async throws -> Double {
        let deadline = ContinuousClock.now + .seconds(seconds)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 1...Self.clients {
                group.addTask {
                    try await database.withConnection(.server) { connection in
                        var written = 0
                        while ContinuousClock.now < deadline {
                            try await Self.add(client, written + 1...written + 1, connection)
                            written += 1
                        }
                        return written
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(total) / seconds
    }

    /// Adds some of the rows that wait, as an administrator of their tenant.
    private static func add(_ tenant: Int, _ numbers: ClosedRange<Int>, _ connection: PostgresConnection) async throws {
        let settings: PostgresSettings = [
            "app.tenant_id": identity(tenant).uuidString, "app.role": "administrator", "app.access": "write",
            "app.scope": "*",
            "app.branches": "{}", "app.areas": "{}",
        ]
        let rows = try await connection.query(
            """
            insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
            select tenant_id, enrolment_id, session_id, host_id, minutes
            from public.coming
            where tenant_id = \(identity(tenant)) and n between \(Int32(numbers.lowerBound)) and \(Int32(numbers.upperBound))
            """,
            settings: settings
        )
        try check(rows.affectedRows == numbers.count, "\(rows.affectedRows) of \(numbers.count) rows were written")
    }

    /// A tenant of the fixture.
    private static func identity(_ tenant: Int) -> UUID {
        UUID(uuidString: "00000003-0000-7000-8000-00000000000\(tenant)") ?? UUID()
    }
}

extension TotalsWriters {
    /// How long after the answer to its commit an attendance is in the totals, in milliseconds, while a thousand are written a
    /// second; and what the worker needed at its height, in MiB.
    func lags() async throws -> (milliseconds: [Double], workerMebibytes: Double) {
        try await clear(true)
        let worker = try program.start("work")
        defer { worker.send(SIGKILL) }
        try await waitForLeader()
        let deadline = ContinuousClock.now + .seconds(seconds * 3)
        async let load: Void = withThrowingTaskGroup(of: Void.self) { group in
            for tenant in 1...4 { group.addTask { try await stream(tenant, until: deadline) } }
            try await group.waitForAll()
        }
        let lags = try await database.withConnection(.server) { writer in
            try await database.withConnection(.worker) { reader in
                var lags: [Double] = []
                var number = 1
                var before = try await Self.counted(reader)
                while ContinuousClock.now < deadline {
                    try await Self.add(9, number...number, writer)
                    let start = ContinuousClock.now
                    while true {
                        let now = try await Self.counted(reader)
                        if now > before {
                            before = now
                            break
                        }
                        try check(ContinuousClock.now - start < .seconds(60), "nothing was added for a minute")
                        try await Task.sleep(for: .milliseconds(2))
                    }
                    lags.append((ContinuousClock.now - start) / .milliseconds(1))
                    number += 1
                    try await Task.sleep(for: .milliseconds(20))
                }
                return lags
            }
        }
        try await load
        let status = try String(contentsOfFile: "/proc/\(worker.processID)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
        return (lags.sorted(), kibibytes / 1024)
    }

    /// 250 attendances a second, ten at once.
    private func stream(_ tenant: Int, until deadline: ContinuousClock.Instant) async throws {
        try await database.withConnection(.server) { connection in
            var next = ContinuousClock.now
            var number = 1
            while ContinuousClock.now < deadline {
                try await Self.add(tenant, number...number + 9, connection)
                number += 10
                next += .milliseconds(40)
                try await Task.sleep(until: next)
            }
        }
    }

    private static func counted(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query(
            """
            select coalesce(sum(amount), 0)::bigint from tally.cells
            where cube = 4 and measure = 7 and tenant_id = \(identity(9))
            """
        ).value(Int.self)
    }

    private func waitForLeader(after epoch: Int64 = 0) async throws {
        for _ in 0..<6000 {
            if try await lead().epoch > epoch { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw BenchmarkError("no worker leads")
    }

    private func lead() async throws -> (epoch: Int64, processID: Int32?) {
        try await database.withConnection(.worker) { connection in
            let found = try await connection.query("select epoch, holder from tally.worker").decode(
                (Int64, String).self
            )
            return (found.first?.0 ?? 0, found.first?.1.split(separator: " ").last.flatMap { Int32($0) })
        }
    }

    /// How long after SIGKILL to the leader another leads, in seconds.
    func takeovers() async throws -> [Double] {
        var workers = try [program.start("work"), program.start("work")]
        var times: [Double] = []
        try await waitForLeader(after: lead().epoch)
        for _ in 0..<rounds {
            let (epoch, leader) = try await lead()
            guard let index = workers.firstIndex(where: { $0.processID == leader }) else {
                throw BenchmarkError("the leader is none of ours")
            }
            // both have been there for a while
            try await Task.sleep(for: .seconds(1.5))
            let start = ContinuousClock.now
            workers[index].send(SIGKILL)
            try await waitForLeader(after: epoch)
            times.append((ContinuousClock.now - start) / .seconds(1))
            let dead = workers[index]
            _ = try await BlockingWork.run { dead.wait(timeoutSeconds: 10) }
            workers[index] = try program.start("work")
        }
        for worker in workers {
            worker.send(SIGKILL)
            _ = try await BlockingWork.run { worker.wait(timeoutSeconds: 10) }
        }
        return times
    }
}
