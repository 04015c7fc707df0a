import Foundation
import Postgres
import TestSupport

/// A database full of attendances, and the ways in which it is measured.
struct TotalsScene: Sendable {
    let database: MigratedDatabase
    let attendances: Int
    /// Of everything that is measured in rounds.
    let rounds: Int

    /// Time and blocks of one fold.
    struct Fold {
        var milliseconds: Double
        var blocks: Double
    }

    /// 1,000 attendances removed somewhere in ten years and others added, folded, a few times over.
    func folds() async throws -> [Fold] {
        var folds: [Fold] = []
        for round in 0...rounds {
            try await change()
            let fold = try await database.withConnection(.superuser) { connection in
                _ = try await connection.query("select tally.take_lead('bench')")
                // the session's plans are made once, and a worker's session lives long
                _ = try await connection.query("select tally.apply_lines(0)", timeout: TotalsFixture.timeout)
                let plan = try await connection.query(
                    """
                    explain (analyze, buffers, timing off, format json)
                    select * from tally.fold((select epoch from tally.worker), 20000)
                    """,
                    timeout: TotalsFixture.timeout
                ).value(String.self)
                return try Self.fold(plan)
            }
            // the first is for caches
            if round > 0 { folds.append(fold) }
        }
        return folds
    }

    /// 500 attendances fewer and 500 more: 1,000 changed rows.
    private func change() async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(
                """
                create temporary table chosen as
                select * from app.attendances where random() < 2000.0 / \(attendances) limit 500
                """,
                timeout: TotalsFixture.timeout
            )
            try await connection.script(
                """
                delete from app.attendances as a using chosen as c
                where (a.tenant_id, a.enrolment_id, a.session_id) = (c.tenant_id, c.enrolment_id, c.session_id);
                insert into app.attendances select tenant_id, enrolment_id, session_id, host_id, 60 from chosen;
                """,
                timeout: TotalsFixture.timeout
            )
            let lines = try await connection.query("select count(*) from tally.ledger").value(Int.self)
            try check(lines > min(500, attendances / 4), "only \(lines) lines of 1,000 changed rows")
        }
    }

    private static func fold(_ plan: String) throws -> Fold {
        guard let list = try JSONSerialization.jsonObject(with: Data(plan.utf8)) as? [[String: Any]],
            let top = list.first, let node = top["Plan"] as? [String: Any],
            let milliseconds = top["Execution Time"] as? Double
        else { throw BenchmarkError("a plan that cannot be read") }
        let blocks = ["Shared Hit Blocks", "Shared Read Blocks"].reduce(0.0) { $0 + (node[$1] as? Double ?? 0) }
        return Fold(milliseconds: milliseconds, blocks: blocks)
    }

    /// The same totals as two materialized views, persons included, refreshed beside their readers; and whether they say the
    /// same as ours.
    func refreshes() async throws -> [Double] {
        _ = try await database.withConnection(.superuser) { connection in
            try await connection.script(
                """
                set work_mem = '256MB';
                create materialized view public.peer_cells as select * from tally.true_cells();
                create unique index on public.peer_cells (cube, period, measure, tenant_id, part_id, sex, age);
                create materialized view public.peer_persons as
                    select kind, year, area_id, count(distinct token) as persons, count(*) as memberships,
                        count(*) filter (where token is null) as unlinkable
                    from tally.true_presence() where kind <> 3 group by 1, 2, 3;
                create unique index on public.peer_persons (kind, year, area_id);
                """,
                timeout: TotalsFixture.timeout
            )
        }
        var times: [Double] = []
        for _ in 0..<max(1, min(3, rounds)) {
            try await change()
            try await database.withConnection(.superuser) { connection in
                _ = try await connection.query("select * from tally.fold((select epoch from tally.worker), 20000)")
                _ = try await connection.query("set work_mem = '256MB'")
                let clock = ContinuousClock()
                let start = clock.now
                for view in ["peer_cells", "peer_persons"] {
                    _ = try await connection.query(
                        "refresh materialized view concurrently public.\(identifier: view)",
                        timeout: TotalsFixture.timeout
                    )
                }
                times.append((clock.now - start) / .milliseconds(1))
                let differences = try await connection.query(
                    """
                    select (
                        select count(*) from public.peer_cells as p
                        full join (select * from tally.cells where amount <> 0) as c
                            using (cube, period, measure, tenant_id, part_id, sex, age)
                        where p.amount is distinct from c.amount
                    ) + (
                        select count(*) from public.peer_persons as p
                        full join (select * from tally.distinct_cells where memberships <> 0) as d using (kind, year, area_id)
                        where (p.persons, p.memberships, p.unlinkable) is distinct from (d.persons, d.memberships, d.unlinkable)
                    )
                    """,
                    timeout: TotalsFixture.timeout
                ).value(Int.self)
                try check(differences == 0, "\(differences) totals differ from the materialized views")
            }
        }
        return times
    }

    /// Has the same people learn in earlier years too, until there are as many presences as attendances.
    func growPresences() async throws {
        try await database.withConnection(.superuser) { connection in
            _ = try await connection.query("set work_mem = '256MB'")
            for step in 1...20 {
                let missing =
                    try await connection.query(
                        "select \(Int64(attendances)) - count(*) from tally.presence"
                    ).value(Int.self)
                if missing <= 0 { break }
                _ = try await connection.query(
                    """
                    insert into tally.presence (tenant_id, member_id, kind, year, area_id, token, n)
                    select tenant_id, member_id, 2, year - 20 * \(Int32(step)), area_id, token, n from tally.presence
                    where kind = 2 and year > 2010
                    limit \(Int64(missing))
                    """,
                    timeout: TotalsFixture.timeout
                )
            }
            try await connection.script(
                "select tally.rebuild_persons(); vacuum analyze tally.presence; vacuum analyze tally.distinct_cells",
                timeout: TotalsFixture.timeout
            )
        }
    }

    /// Reading the distinct persons of every area and year, and counting them from what they are counted from.
    func distinct() async throws -> (read: [Double], counted: [Double], presences: Int) {
        try await database.withConnection(.superuser) { connection in
            let presences = try await connection.query("select count(*) from tally.presence").value(Int.self)
            var read: [Double] = []
            var counted: [Double] = []
            _ = try await connection.query("set work_mem = '256MB'")
            let clock = ContinuousClock()
            for _ in 0..<rounds {
                var start = clock.now
                let ours = try await connection.query(
                    "select sum(persons)::bigint from release.persons",
                    timeout: TotalsFixture.timeout
                ).value(Int.self)
                read.append((clock.now - start) / .milliseconds(1))
                start = clock.now
                let theirs = try await connection.query(
                    "select sum(persons)::bigint from tally.true_distinct()",
                    timeout: TotalsFixture.timeout
                ).value(Int.self)
                counted.append((clock.now - start) / .milliseconds(1))
                try check(ours == theirs, "\(ours) persons, counted \(theirs)")
            }
            return (read, counted, presences)
        }
    }
}
