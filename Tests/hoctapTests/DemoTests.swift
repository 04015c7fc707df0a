import Foundation
import Programme
import Store
import Synchronization
import TestSupport
import Testing

@testable import hoctap

/// The small demo, which stands for the others: they are made by the same lines.
@Suite struct DemoTests {
    @Test func `the same seed makes the same rows, another one makes others`() async throws {
        let one = try await DemoScene.with { scene in
            let made = try await scene.make(seed: 3)
            return (made.rows, made.memberships, try await scene.checksums())
        }
        let again = try await DemoScene.with { scene in
            let made = try await scene.make(seed: 3)
            return (made.rows, made.memberships, try await scene.checksums())
        }
        let other = try await DemoScene.with { scene in
            _ = try await scene.make(seed: 4)
            return try await scene.checksums()
        }
        #expect(one == again)
        #expect(one.2 != other)
        #expect(!one.2.contains("|0|"))
    }

    @Test func `organisations have their shares, and people are in several of them`() async throws {
        try await DemoScene.with { scene in
            let made = try await scene.make()
            let counts = try await scene.sql(
                """
                select tenants.key, count(*) from app.members
                join app.tenants on tenants.id = tenant_id where members.state = 'active'
                group by tenants.key
                """
            ).split(separator: "\n").map { $0.split(separator: "|") }
            let members = Dictionary(uniqueKeysWithValues: counts.map { (String($0[0]), Int($0[1]) ?? 0) })
            // of 2,000, as domain facts have them of 190,000
            let expected = [
                "phu-nu": 470, "nong-dan": 126, "nguoi-cao-tuoi": 262, "cuu-chien-binh": 63, "thanh-nien": 105,
                "cong-doan": 179, "cuu-giao-chuc": 11, "khuyen-hoc": 442,
            ]
            for (key, count) in expected {
                let found = members[key, default: 0]
                #expect(abs(found - count) <= max(count / 4, 12), "\(key): \(found) instead of about \(count)")
            }
            #expect(members["mat-tran", default: 0] > 0)
            #expect(made.memberships == Int(try await scene.sql("select count(*) from app.members")))
            let share = Double(made.memberships) / Double(made.persons)
            #expect((1.25...1.6).contains(share), "\(share) memberships a person")
            let linked = try await scene.sql(
                """
                select count(*) filter (where organisations > 1) * 100 / count(*), max(organisations)
                from (
                    select count(distinct tenant_id) as organisations from app.members
                    where length(citizen_id) = 12 group by citizen_id
                ) as persons
                """
            ).split(separator: "|").compactMap { Int($0) }
            #expect(linked.count == 2 && (18...45).contains(linked[0]) && linked[1] >= 3, "\(linked)")
            // one number, one person
            #expect(
                try await scene.sql(
                    """
                    select count(*) from (
                        select from app.members where length(citizen_id) = 12 group by citizen_id
                        having count(distinct full_name) > 1 or count(distinct left(birth_date, 4)) > 1
                    ) as mixed
                    """
                ) == "0"
            )
        }
    }

    @Test func `everything that was invented could have been so`() async throws {
        try await DemoScene.with { scene in
            _ = try await scene.make(years: 3)
            for (what, query) in Self.contradictions {
                #expect(try await scene.sql("select count(*) from (\(query)) as found") == "0", "\(what)")
            }
            let guests = "select count(*) > 100 from app.enrolments where tenant_id <> host_id"
            #expect(try await scene.sql(guests) == "t")
            let states = "select string_agg(distinct state, ' ' order by state) from app.classes"
            #expect(try await scene.sql(states).contains("finished"))
            let lives = "select string_agg(distinct kind, ' ' order by kind) from app.membership_events"
            #expect(try await scene.sql(lives) == "died joined left transferred")
        }
    }

    @Test func `an interrupted demo says so, is refused, and is made anew as if nothing had been`() async throws {
        let clean = try await DemoScene.with { scene in
            _ = try await scene.make()
            return try await scene.checksums()
        }
        try await DemoScene.with { scene in
            let task = Mutex<Task<Void, any Error>?>(nil)
            let making = Task {
                _ = try await scene.make { step in
                    if step.hasPrefix("classes") { task.withLock { $0?.cancel() } }
                }
            }
            task.withLock { $0 = making }
            await #expect(throws: (any Error).self) { try await making.value }
            let removal = DemoRemoval(database: scene.database)
            guard case .demo(let tenants, isWhole: false) = try await removal.find() else {
                Issue.record("an interrupted demo is taken for something else")
                return
            }
            #expect(tenants.count == 20)
            let program = try Program(on: scene.migrated, personKey: DemoScene.personKey)
            defer { program.remove() }
            let last = DemoScene.last.description
            for arguments in [["demo"], ["demo", "--if-empty"]] {
                let refused = try await program.run(arguments)
                #expect(refused.exitCode == ExitReason.badData.rawValue)
                #expect(refused.errors.contains("hoctap demo --again"))
            }
            let again = try await program.run("demo", "--again", "--if-empty", "--until", last, "--years", "2")
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(try await scene.checksums() == clean)
            let orphans = """
                select count(*)
                from identity.accounts
                where id not in (select account_id from app.officers union select account_id from identity.city_viewers)
                """
            #expect(try await scene.sql(orphans) == "0")
            // whole now: left alone, unless it is asked for
            #expect(try await program.run("demo").exitCode == ExitReason.badData.rawValue)
            let kept = try await program.run("demo", "--again", "--if-empty")
            #expect(kept.exitCode == 0 && kept.output.contains("nothing was done"))
            let anew = try await program.run("demo", "--again", "--until", last, "--years", "2")
            #expect(anew.exitCode == 0, "\(anew.errors)")
            #expect(try await scene.checksums() == clean)
        }
    }

    @Test func `tenants that no demo made are not touched`() async throws {
        try await DemoScene.with { scene in
            _ = try await scene.database.admin.insertTenant(
                TenantDraft(key: "phu-nu", kind: .organisation, name: "Hội Phụ nữ")
            )
            let program = try Program(on: scene.migrated)
            defer { program.remove() }
            #expect(try await program.run("demo", "--again").exitCode == ExitReason.badData.rawValue)
            #expect(try await program.run("demo", "--if-empty").exitCode == 0)
            #expect(try await scene.sql("select string_agg(key, ' ') from app.tenants") == "phu-nu")
        }
    }

    /// What would be wrong, as queries that find it.
    private static let contradictions = [
        (
            "attended before birth",
            """
            select from app.attendances a
            join app.class_sessions s on s.tenant_id = a.host_id and s.id = a.session_id
            join app.enrolments e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
            join app.members m on m.tenant_id = e.tenant_id and m.id = e.member_id
            where left(m.birth_date, 4)::int + 14 > extract(year from s.held_on)
            """
        ),
        (
            "attended what was not held, or longer than it was, or after the last day",
            """
            select from app.attendances a
            join app.class_sessions s on s.tenant_id = a.host_id and s.id = a.session_id
            where s.state <> 'held' or a.minutes > s.minutes or s.held_on > '\(DemoScene.last)'
            """
        ),
        (
            "attended another class than the one enrolled in",
            """
            select from app.attendances a
            join app.class_sessions s on s.tenant_id = a.host_id and s.id = a.session_id
            join app.enrolments e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
            where e.host_id <> a.host_id or e.class_id <> s.class_id or e.state <> 'enrolled'
            """
        ),
        (
            "attended after having left or died",
            """
            select from app.attendances a
            join app.class_sessions s on s.tenant_id = a.host_id and s.id = a.session_id
            join app.enrolments e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
            join app.members m on m.tenant_id = e.tenant_id and m.id = e.member_id
            where s.held_on::text >= coalesce(m.left_on, m.died_on)
            """
        ),
        (
            "a guest in a class that is not open",
            """
            select from app.enrolments e join app.classes c on c.tenant_id = e.host_id and c.id = e.class_id
            where e.tenant_id <> e.host_id and c.enrolment <> 'open'
            """
        ),
        (
            "more in a class than it has places",
            """
            select from app.enrolments e join app.classes c on c.tenant_id = e.host_id and c.id = e.class_id
            where e.state = 'enrolled' group by c.tenant_id, c.id, c.capacity having count(*) > c.capacity
            """
        ),
        (
            "one seat twice",
            "select from app.enrolments group by host_id, class_id, seat having count(*) > 1"
        ),
        (
            "held in a centre that was closed",
            """
            select from app.class_sessions s
            join app.classes c on c.tenant_id = s.tenant_id and c.id = s.class_id
            join app.centres on centres.id = c.centre_id
            where s.held_on < centres.opened_on or s.held_on >= centres.closed_on
            """
        ),
        (
            "another sex or year of birth than the member has",
            """
            select from app.enrolments e join app.members m on m.tenant_id = e.tenant_id and m.id = e.member_id
            where e.sex <> m.sex or e.birth_year <> left(m.birth_date, 4)::int
            """
        ),
        (
            "completed against the rule, or not completed in spite of it",
            """
                select from app.enrolments e
                join app.classes c on c.tenant_id = e.host_id and c.id = e.class_id
                cross join lateral (
                    select count(*) as sessions from app.class_sessions s
                    where s.tenant_id = c.tenant_id and s.class_id = c.id and s.state = 'held'
                ) held
                cross join lateral (
                    select count(*) as sessions, coalesce(sum(a.minutes), 0) as minutes from app.attendances a
                    where a.tenant_id = e.tenant_id and a.enrolment_id = e.id
                ) came
                where c.state = 'finished' and e.state = 'enrolled'
                    and (e.outcome = 'completed') is distinct from (
                        came.sessions > 0
                        and came.sessions * 100 >= coalesce(c.completion_percent, 0) * held.sessions
                        and came.minutes >= coalesce(c.completion_minutes, 0)
                    )
            """
        ),
        (
            "a certificate for what was not completed",
            """
            select from app.certificates x
            join app.enrolments e on e.tenant_id = x.tenant_id and e.id = x.enrolment_id
            where e.outcome is distinct from 'completed' or x.issued_on < e.completed_on
            """
        ),
        (
            "a life out of order",
            """
            select from app.membership_events one
            join app.membership_events next using (tenant_id, member_id)
            where next.ordinal = one.ordinal + 1
                and (next.recorded_at < one.recorded_at or next.happened_on < left(one.happened_on, 4))
            """
        ),
    ]
}
