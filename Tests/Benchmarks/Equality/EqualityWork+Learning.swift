import FoundationEssentials
import Postgres

extension EqualityWork {
    func learning(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .attend:
            return [
                """
                insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
                select e.tenant_id, e.id, s.id, e.host_id, 1 + (random() * 89)::int
                from app.enrolments as e
                join app.class_sessions as s on s.tenant_id = e.host_id and s.class_id = e.class_id
                where e.host_id = \(tenant) or e.tenant_id = \(tenant)
                order by random()
                limit 8
                on conflict (tenant_id, enrolment_id, session_id) do update set minutes = excluded.minutes
                """
            ]
        case .absent:
            return [
                """
                delete from app.attendances
                where (tenant_id, enrolment_id, session_id) in (
                    select tenant_id, enrolment_id, session_id from app.attendances
                    where host_id = \(tenant) order by random() limit 4
                )
                """
            ]
        case .minutes:
            return [
                """
                update app.attendances set minutes = 1 + (random() * 89)::int
                where (tenant_id, enrolment_id, session_id) in (
                    select tenant_id, enrolment_id, session_id from app.attendances
                    where tenant_id = \(tenant) order by random() limit 4
                )
                """
            ]
        case .enrol:
            return [
                """
                insert into app.enrolments (
                    tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, area_id, branch_id, sex,
                    birth_year
                )
                select m.tenant_id, gen_random_uuid(), m.id, c.tenant_id, c.id, c.topic_id, 1, 'enrolled', c.starts_on,
                    m.area_id, m.branch_id, m.sex, left(m.birth_date, 4)::smallint
                from app.members as m
                cross join app.classes as c
                where m.tenant_id = \(tenant) and m.state = 'active' and m.search_key <> 'anchor'
                    and (c.tenant_id = \(tenant) or c.enrolment = 'open' and c.state in ('open', 'running'))
                order by random()
                limit 3
                on conflict (tenant_id, member_id, host_id, class_id) do nothing
                """
            ]
        case .cancel:
            return [
                """
                update app.enrolments set state = (array['enrolled', 'waiting', 'cancelled'])[1 + (random() * 2)::int]
                where id in (select id from app.enrolments where tenant_id = \(tenant) order by random() limit 2)
                """
            ]
        case .judge:
            return [
                """
                update app.enrolments
                set outcome = case when outcome is null then 'completed' end,
                    completed_on = case when outcome is null then date '2022-01-01' + (random() * 800)::int end
                where id in (select id from app.enrolments where host_id = \(tenant) order by random() limit 3)
                """
            ]
        case .snapshot:
            return [
                """
                update app.enrolments
                set area_id = (select id from app.areas order by random() limit 1), birth_year = 1950 + (random() * 50)::int
                where id in (select id from app.enrolments where tenant_id = \(tenant) order by random() limit 2)
                """
            ]
        default:
            // to another member, as when two records are found to be one
            return [
                """
                update app.enrolments as e
                set member_id = m.id
                from (
                    select id from app.members
                    where tenant_id = \(tenant) and state = 'active' and search_key <> 'anchor' order by random() limit 1
                ) as m
                where e.id = (select id from app.enrolments where tenant_id = \(tenant) order by random() limit 1)
                    and not exists (
                        select from app.enrolments as other
                        where other.tenant_id = e.tenant_id and other.member_id = m.id and other.host_id = e.host_id
                            and other.class_id = e.class_id
                    )
                """
            ]
        }
    }

    func classes(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .topic:
            return [
                """
                update app.classes
                set topic_id = (select id from app.topics order by random() limit 1),
                    area_id = (select id from app.areas order by random() limit 1)
                where tenant_id = \(tenant)
                    and id = (select id from app.classes where tenant_id = \(tenant) order by random() limit 1)
                """
            ]
        case .classState:
            return [
                """
                update app.classes set state = (array['open', 'running', 'finished'])[1 + (random() * 2)::int]
                where tenant_id = \(tenant)
                    and id = (select id from app.classes where tenant_id = \(tenant) order by random() limit 1)
                """
            ]
        case .moveSession:
            return [
                """
                update app.class_sessions
                set held_on = date '2020-01-01' + (random() * 1500)::int,
                    state = (array['planned', 'held'])[1 + (random())::int]
                where id = (select id from app.class_sessions where tenant_id = \(tenant) order by random() limit 1)
                """
            ]
        case .addSession:
            return [
                """
                insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state)
                select c.tenant_id, gen_random_uuid(), c.id, 1 + coalesce(
                    (select max(s.ordinal) from app.class_sessions as s where s.tenant_id = c.tenant_id and s.class_id = c.id), 0
                ), date '2020-01-01' + (random() * 1500)::int, 60, 'held'
                from app.classes as c
                where c.tenant_id = \(tenant)
                order by random()
                limit 1
                """
            ]
        default:
            return [
                """
                delete from app.class_sessions
                where id = (select id from app.class_sessions where tenant_id = \(tenant) order by random() limit 1)
                """
            ]
        }
    }

    func proofs(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .record:
            return [
                """
                insert into app.learning_records (
                    tenant_id, id, member_id, title, topic_id, ended_on, minutes, state, verified_on, area_id, branch_id, sex,
                    birth_year
                )
                select m.tenant_id, gen_random_uuid(), m.id, 'x', (select id from app.topics order by random() limit 1),
                    date '2020-01-01' + (random() * 1500)::int, 60, 'verified', '2024-06-01', m.area_id, m.branch_id, m.sex,
                    left(m.birth_date, 4)::smallint
                from app.members as m
                where m.tenant_id = \(tenant) and m.search_key <> 'anchor'
                order by random()
                limit 2
                """
            ]
        case .verify:
            return [
                """
                update app.learning_records
                set state = case state when 'verified' then 'refused' else 'verified' end,
                    verified_on = case state when 'verified' then null else date '2024-06-01' end
                where id in (select id from app.learning_records where tenant_id = \(tenant) order by random() limit 2)
                """
            ]
        case .removeRecord:
            return [
                """
                delete from app.learning_records
                where id in (select id from app.learning_records where tenant_id = \(tenant) order by random() limit 2)
                """
            ]
        case .certify:
            return [
                """
                insert into app.certificates (
                    tenant_id, id, member_id, number, title, holder_name, issuer, issued_on, signatory, code, topic_id, area_id,
                    branch_id, sex, birth_year
                )
                select m.tenant_id, gen_random_uuid(), m.id, gen_random_uuid()::text, 'x', 'x', 'x',
                    date '2020-01-01' + (random() * 1500)::int, 'x',
                    upper(translate(left(replace(gen_random_uuid()::text, '-', ''), 26), 'ilou', '0000')), null, m.area_id,
                    m.branch_id, m.sex, left(m.birth_date, 4)::smallint
                from app.members as m
                where m.tenant_id = \(tenant) and m.search_key <> 'anchor'
                order by random()
                limit 1
                """
            ]
        default:
            return [
                """
                update app.certificates
                set revoked_on = case when revoked_on is null then issued_on end
                where id in (select id from app.certificates where tenant_id = \(tenant) order by random() limit 1)
                """
            ]
        }
    }
}
