import Foundation
import Programme
import Store
import TestSupport
import Testing

extension StoreScene {
    /// A class of my tenant's with thirty of its members, and what they learned; for tests of plans.
    func addLearning() async throws -> (reference: ClassReference, session: ClassSessionID, entries: [AttendanceEntry])
    {
        try await database.database.run(learningScript(of: mine))
        let (reference, sessions) = try await addClass(days: [5, 6])
        let members = try await ids(of: mine).prefix(30)
        let entries = try await enrol(Array(members), in: reference).map { AttendanceEntry($0, minutes: 60) }
        _ = try await record(entries, of: sessions[0])
        return (reference, sessions[0], entries)
    }

    /// SQL that gives a tenant a hundred classes of two sessions each, and puts each of its members into two of them.
    func learningScript(of tenant: TenantFixture) -> String {
        """
        insert into app.classes (tenant_id, id, state, title, topic_id, starts_on, ends_on)
        select '\(tenant.id)', gen_random_uuid(), 'finished', 'Lớp ' || n, '\(TopicFixture.law)', date '2024-01-01' + n,
            date '2024-01-01' + n + 30
        from generate_series(1, 100) as n;
        insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state)
        select c.tenant_id, gen_random_uuid(), c.id, n, c.starts_on + n, 90, 'held'
        from app.classes as c cross join generate_series(1, 2) as n
        where c.tenant_id = '\(tenant.id)';
        insert into app.enrolments (
            tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, birth_year
        )
        select m.tenant_id, gen_random_uuid(), m.id, c.tenant_id, c.id, c.topic_id, m.n, 'enrolled', c.starts_on, 1960
        from (select row_number() over (order by id) as n, * from app.members where tenant_id = '\(tenant.id)') as m
        join (select row_number() over (order by starts_on) as n, * from app.classes where tenant_id = '\(tenant.id)') as c
            on c.n % 50 = m.n % 50;
        insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
        select e.tenant_id, e.id, s.id, s.tenant_id, 90
        from app.enrolments as e
        join app.class_sessions as s on s.tenant_id = e.host_id and s.class_id = e.class_id
        where e.tenant_id = '\(tenant.id)';
        insert into app.learning_records (tenant_id, id, member_id, title, topic_id, ended_on, minutes)
        select tenant_id, gen_random_uuid(), id, 'x', '\(TopicFixture.law)', '2024-01-01', 60 from app.members
        where tenant_id = '\(tenant.id)';
        insert into app.learning_plans (tenant_id, id, member_id, year, registered_on)
        select tenant_id, gen_random_uuid(), id, 2024, '2024-01-01' from app.members where tenant_id = '\(tenant.id)';
        insert into app.certificates (
            tenant_id, id, member_id, number, title, holder_name, issuer, issued_on, signatory, code
        )
        select tenant_id, gen_random_uuid(), id, 'GCN-' || row_number() over (), 'x', 'x', 'x', '2024-01-01', 'x',
            upper(translate(substr(md5(id::text), 1, 26), 'ilou', '0123'))
        from app.members where tenant_id = '\(tenant.id)';

        """
    }
}
