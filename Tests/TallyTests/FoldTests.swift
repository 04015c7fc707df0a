import FoundationEssentials
import Postgres
import Tally
import Testing

@testable import hoctap_bench

/// What is written, and what the totals say of it.
@Suite struct FoldTests {
    @Test func `an attendance counts by organisation, area, branch, topic, month, sex and age, and its minutes too`()
        async throws
    {
        try await TallyScene.with { scene in
            try await scene.run(
                """
                insert into app.enrolments (
                    tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, area_id, branch_id, sex,
                    birth_year
                )
                select m.tenant_id, gen_random_uuid(), m.id, c.tenant_id, c.id, c.topic_id, 1, 'enrolled', '2021-04-10', m.area_id,
                    m.branch_id, m.sex, 1951
                from app.members as m
                join app.classes as c on c.id = '\(Self.class2)' and c.tenant_id = '\(TallyScene.tenant(2))'
                where m.tenant_id = '\(TallyScene.tenant(1))' and m.id = '\(TallyScene.member(1))';
                insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
                select e.tenant_id, e.id, s.id, e.host_id, 45
                from app.enrolments as e
                join app.class_sessions as s on s.tenant_id = e.host_id and s.class_id = e.class_id and s.ordinal = 1;
                """
            )
            #expect(try await scene.fold() == 2)
            // a guest counts for the own organisation
            let cells = try await scene.connection.query(
                """
                select c.cube::int, c.measure::int, c.period::text, c.amount from tally.cells as c
                where c.measure in (6, 7, 8) and c.tenant_id = \(TallyScene.tenant(1)) order by 2, 1, 3
                """
            ).decode((Int32, Int32, String, Int).self)
            #expect(cells.count == 15)
            #expect(cells.filter { $0.1 == 7 }.map(\.3) == [1, 1, 1, 1, 1])
            #expect(cells.filter { $0.1 == 8 }.map(\.3) == [45, 45, 45, 45, 45])
            #expect(cells.filter { $0.0 == 1 && $0.1 == 6 }.map(\.2) == ["2021-04-01"])
            #expect(cells.filter { $0.0 == 1 && $0.1 == 7 }.map(\.2) == ["2021-08-01"])
            // 70 years old in 2021
            let people = try await scene.number("select age::bigint from tally.cells where cube = 3 and measure = 7")
            #expect(people == 61)
            #expect(try await scene.number("select count(*) from tally.ledger") == 0)

            try await scene.run("update app.class_sessions set held_on = '2022-02-02'")
            try await scene.run("delete from app.members where id = '\(TallyScene.member(1))'")
            try await scene.fold()
            #expect(
                try await scene.number("select count(*) from tally.cells where measure in (6, 7, 8) and amount <> 0")
                    == 0
            )
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    private static let class2 = EqualityCity.identity(8, 2)

    @Test func `a person is counted once across organisations, and leaves with the last membership`() async throws {
        try await TallyScene.with { scene in
            let all = try await scene.members()
            #expect(all == [0, 123, 123, 0])
            try await scene.run("update app.members set person_token = decode(md5(id::text), 'hex'), token_epoch = 1")
            try await scene.fold()
            // the same 41 people in each of three organisations
            #expect(try await scene.members() == [41, 123, 0, 82])

            let one = TallyScene.member(3)
            try await scene.run(
                "update app.members set state = 'left' where id = '\(one)' and tenant_id <> '\(TallyScene.tenant(3))'"
            )
            try await scene.fold()
            #expect(try await scene.members() == [41, 121, 0, 80])
            try await scene.run("update app.members set state = 'died' where id = '\(one)'")
            try await scene.fold()
            #expect(try await scene.members() == [40, 120, 0, 80])

            // erased: still a member in the books, but nobody knows who
            try await scene.run(
                """
                update app.members
                set state = 'active', person_token = null, token_epoch = null, area_id = null where id = '\(one)'
                """
            )
            try await scene.fold()
            #expect(try await scene.members() == [40, 123, 3, 80])
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `who moves counts in the new ward, and a merger of wards moves all who live there`() async throws {
        try await TallyScene.with { scene in
            let (hamlet, ward) = (Self.area(3, 1), Self.area(2, 4))
            try await scene.run("update app.members set person_token = decode(md5(id::text), 'hex'), token_epoch = 1")
            try await scene.fold()
            let before = try await scene.members(area: ward)
            try await scene.run("update app.members set area_id = '\(hamlet)' where id = '\(TallyScene.member(3))'")
            try await scene.fold()
            #expect(try await scene.members(area: hamlet)[1] > 0)
            #expect(try await scene.totals.reconcile().isExact)

            // ward 4 becomes part of ward 3
            #expect(try await !scene.connection.query("select tally.levels_differ()").value(Bool.self))
            try await scene.run(
                """
                update app.areas set valid_to = '2024-12-31' where key = 'ward-4';
                insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis)
                values ('\(ward)', '\(Self.area(2, 3))', 'merge', '2025-01-01', 'x');
                insert into app.area_editions (number, areas) values (2, 10);
                """
            )
            #expect(try await scene.connection.query("select tally.levels_differ()").value(Bool.self))
            let old = try await scene.members(area: Self.area(2, 3))
            _ = try await scene.totals.rebuild()
            let merged = try await scene.members(area: Self.area(2, 3))
            #expect(before[1] > 0 && merged[1] > old[1])
            #expect(try await !scene.connection.query("select tally.levels_differ()").value(Bool.self))
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `lines are taken in bounded batches, and only by the leader`() async throws {
        try await TallyScene.with { scene in
            try await scene.run("update app.members set state = 'left'")
            #expect(try await scene.number("select count(*) from tally.ledger") == 123)
            #expect(try await scene.fold(atMost: 100) == 100)
            let epoch = try await scene.number("select epoch from tally.worker")
            let late = try await scene.worker.query("select state from tally.fold(\(Int64(epoch - 1)), 100)")
            #expect(try late.value(String.self) == "superseded")
            #expect(try await scene.number("select count(*) from tally.ledger") == 23)
            #expect(try await scene.fold(atMost: 100) == 23)
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `few people are not told apart, and the rest only rounded`() async throws {
        try await TallyScene.with { scene in
            let amounts = try await scene.database.withConnection(.city) { city in
                try await city.query("select distinct amount from release.people_totals").decode(String.self)
            }
            #expect(amounts.contains("<10"))
            for amount in amounts where amount != "<10" && amount != "-" { #expect((Int(amount) ?? 1) % 5 == 0) }
        }
    }

    private static func area(_ kind: Int, _ number: Int) -> UUID { EqualityCity.identity(kind, number) }
}
