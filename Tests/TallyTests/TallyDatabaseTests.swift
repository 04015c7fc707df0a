import FoundationEssentials
import Postgres
import Tally
import TestSupport
import Testing

/// Building, comparing, explaining and freezing.
@Suite struct TallyDatabaseTests {
    @Test func `a total that is wrong is found and told, and building anew mends it`() async throws {
        try await TallyScene.with { scene in
            #expect(try await scene.totals.reconcile().isExact)
            try await scene.run(
                """
                update tally.cells set amount = amount + 1
                where (cube, period, measure, tenant_id, part_id) in (
                    select cube, period, measure, tenant_id, part_id from tally.cells where cube = 1 and measure = 1 limit 1
                );
                update tally.distinct_cells set persons = persons + 7 where area_id = '00000000-0000-0000-0000-000000000000';
                """
            )
            let found = try await scene.totals.reconcile(shown: 1)
            #expect(found.mismatches == 2)
            #expect(found.differences.count == 1)
            #expect(found.differences.first?.total == "cells")
            let rebuilding = try await scene.totals.rebuild()
            #expect(rebuilding.cellsChanged == 1)
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `what still waits in the ledger is counted in, and comparing changes nothing`() async throws {
        try await TallyScene.with { scene in
            try await scene.run("update app.members set state = 'left', area_id = null where birth_date < '1970'")
            try await scene.run("update app.class_sessions set held_on = '2023-03-03' where ordinal = 2")
            let found = try await scene.totals.reconcile()
            #expect(found.lines > 20)
            #expect(found.mismatches == 0, "\(found.differences)")
            #expect(try await scene.number("select count(*) from tally.ledger") == found.lines)
            try await scene.run("delete from tally.ledger where measure = 1")
            #expect(try await scene.totals.reconcile().mismatches > 0)
        }
    }

    @Test func `building anew while others write ends exact`() async throws {
        try await TallyScene.with { scene in
            let database = scene.database
            let deadline = ContinuousClock.now + .seconds(4)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await database.withConnection(.superuser) { connection in
                            while ContinuousClock.now < deadline {
                                try await connection.script(
                                    """
                                    update app.members
                                    set state = case state when 'active' then 'left' else 'active' end,
                                        person_token = decode(md5(random()::text), 'hex'), token_epoch = 1
                                    where id = (select id from app.members order by random() limit 1)
                                        and tenant_id = (select id from app.tenants order by random() limit 1)
                                    """
                                )
                            }
                        }
                    }
                }
                group.addTask {
                    try await database.withConnection(.worker) { connection in
                        while ContinuousClock.now < deadline {
                            _ = try await connection.query("select tally.fold((select epoch from tally.worker), 50)")
                        }
                    }
                }
                while ContinuousClock.now < deadline { _ = try await scene.totals.rebuild() }
                try await group.waitForAll()
            }
            let found = try await scene.totals.reconcile()
            #expect(found.mismatches == 0, "\(found.differences)")
        }
    }

    @Test func `a number is taken apart into cells that add up to it`() async throws {
        try await TallyScene.with { scene in
            let members = try await scene.totals.explain(TallyQuestion(measure: "members", year: nil))
            #expect(members.published == 123)
            #expect(members.addsUp && members.unit == "memberships")
            let some = try await scene.totals.explain(TallyQuestion(measure: "sessions", year: 2021, areaKey: "ward-3"))
            #expect(some.published > 0)
            #expect(some.addsUp)
            #expect(Set(some.cells.map(\.organisation)) == ["x"])
            try await scene.run("update app.members set person_token = decode(md5(id::text), 'hex'), token_epoch = 1")
            try await scene.fold()
            let persons = try await scene.totals.explainPersons(year: nil, areaKey: nil)
            #expect([persons.persons, persons.memberships, persons.overlap, persons.unlinkable] == [41, 123, 82, 0])
            #expect(persons.addsUp)
            #expect(persons.parts.map(\.nowhereElse) == [0, 0, 0])
            await #expect(throws: TallyError.measureUnknown) {
                try await scene.totals.explain(TallyQuestion(measure: "nothing", year: 2021))
            }
            await #expect(throws: TallyError.areaUnknown) {
                try await scene.totals.explainPersons(year: nil, areaKey: "nowhere")
            }
        }
    }

    @Test func `a frozen year stays as it is, byte for byte, and what has moved on since is told`() async throws {
        try await TallyScene.with { scene in
            let frozen = try await scene.totals.freeze(year: 2021)
            #expect(frozen.lines > 10 && frozen.isWhole)
            let content = try await scene.totals.frozenContent(year: 2021)
            let published = try await Self.published(scene)
            #expect(try await scene.totals.differences(year: 2021) == [])

            try await scene.run(
                "update app.class_sessions set held_on = '2021-12-24', state = 'held' where ordinal = 1"
            )
            try await scene.fold()
            #expect(try await scene.totals.reconcile().isExact)
            #expect(try await scene.totals.frozenContent(year: 2021) == content)
            #expect(try await Self.published(scene) == published)
            let moved = try await scene.totals.differences(year: 2021)
            #expect(moved.contains { $0.isFrozen } && moved.contains { !$0.isFrozen })
            #expect(try await scene.totals.frozenYear(2021).hash == frozen.hash)

            await #expect(throws: TallyError.yearFrozen) { try await scene.totals.freeze(year: 2021) }
            await #expect(throws: TallyError.yearNotOver) { try await scene.totals.freeze(year: 2199) }
            await #expect(throws: TallyError.yearNotFrozen) { try await scene.totals.differences(year: 2020) }
        }
    }

    @Test func `who writes while a year is frozen is waited for, and stands in it`() async throws {
        try await TallyScene.with { scene in
            try await scene.run(
                "begin; update app.class_sessions set held_on = '2021-12-24', state = 'held' where ordinal = 1"
            )
            let totals = scene.totals
            async let freezing = totals.freeze(year: 2021)
            // refused from now on, and not frozen yet
            let closed: PostgresQuery = "select count(*) from tally.closed_years"
            try await scene.database.withConnection(.superuser) { other in
                while try await other.query(closed).value(Int.self) == 0 {
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(try await other.query("select count(*) from tally.frozen_years").value(Int.self) == 0)
            }
            try await scene.run("commit")
            #expect(try await freezing.isWhole)
            try await scene.fold()
            #expect(try await scene.totals.differences(year: 2021) == [])
        }
    }

    @Test func `a year that cannot be frozen takes writes again`() async throws {
        try await TallyScene.with { scene in
            await #expect(throws: TallyError.yearNotOver) { try await scene.totals.freeze(year: 2199) }
            try await scene.worker.script("select tally.close_year(2020::smallint), tally.open_year(2020::smallint)")
            #expect(try await scene.number("select count(*) from tally.closed_years") == 0)
            _ = try await scene.totals.freeze(year: 2021)
            try await scene.worker.script("select tally.open_year(2021::smallint)")
            #expect(try await scene.number("select count(*) from tally.closed_years") == 1)
        }
    }

    @Test func `members at the end of a year are taken apart`() async throws {
        try await TallyScene.with { scene in
            let before = try await scene.totals.explain(TallyQuestion(measure: "members", year: 2018))
            #expect(before.published == 0 && before.cells == [])
            let found = try await scene.totals.explain(TallyQuestion(measure: "members", year: 2020))
            #expect(found.published == 123 && found.addsUp && found.unit == "memberships")
            let ward = try await scene.totals.explain(TallyQuestion(measure: "members", year: 2020, areaKey: "ward-3"))
            #expect(ward.published > 0 && ward.published < 123 && ward.addsUp)
            await #expect(throws: TallyError.yearNotOver) {
                try await scene.totals.explain(TallyQuestion(measure: "members", year: 2198))
            }
        }
    }

    private static func published(_ scene: TallyScene) async throws -> [String] {
        try await scene.database.withConnection(.city) { city in
            try await city.query(
                "select t::text from release.monthly_totals as t where month between '2021-01-01' and '2021-12-31' order by 1"
            ).decode(String.self)
        }
    }

    @Test func `nobody changes what is frozen, not its owner either`() async throws {
        try await TallyScene.with { scene in
            _ = try await scene.totals.freeze(year: 2021)
            for statement in [
                "update tally.frozen_years set hash = hash", "delete from tally.frozen_cells",
                "truncate tally.frozen_years",
                "truncate tally.frozen_distinct_cells",
            ] {
                await #expect(throws: PostgresError.self, "\(statement)") {
                    try await scene.database.withConnection(.migrate) { connection in
                        try await connection.script("set role hoctap_owner; \(statement)")
                    }
                }
            }
            // one who has the machine can; then it is seen
            try await scene.run(
                """
                alter table tally.frozen_cells disable trigger frozen;
                update tally.frozen_cells set amount = amount + 1 where cube = 1;
                """
            )
            #expect(try await !scene.totals.frozenYear(2021).isWhole)
        }
    }
}
