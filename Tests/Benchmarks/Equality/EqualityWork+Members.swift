import FoundationEssentials
import Postgres

extension EqualityWork {
    func members(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .join: return [insertion(tenant, count: 1, key: "x")]
        case .batch: return [insertion(tenant, count: 30, key: "batch")]
        case .undoBatch: return ["delete from app.members where tenant_id = \(tenant) and search_key = 'batch'"]
        case .depart:
            return [
                """
                update app.members set state = case state when 'active' then 'left' else 'active' end, version = version + 1
                where tenant_id = \(tenant) and state in ('active', 'left') and search_key <> 'anchor'
                    and id = \(raw: some(tenant))
                """
            ]
        case .correct:
            return [
                """
                update app.members
                set sex = (array['male', 'female'])[1 + (random())::int], birth_date = (1950 + (random() * 50)::int)::text,
                    version = version + 1
                where tenant_id = \(tenant) and state in ('active', 'left') and id = \(raw: some(tenant))
                """
            ]
        case .moveHouse:
            return [
                """
                update app.members
                set area_id = case when random() > 0.2 then (select id from app.areas order by random() limit 1) end,
                    version = version + 1
                where tenant_id = \(tenant) and state in ('active', 'left') and id = \(raw: some(tenant))
                """
            ]
        case .token:
            return [
                """
                update app.members
                set person_token = decode(md5((random() * 60)::int::text), 'hex'), token_epoch = 1, version = version + 1
                where tenant_id = \(tenant) and state in ('active', 'left') and id = \(raw: some(tenant))
                """
            ]
        case .event:
            return [
                """
                insert into app.membership_events (tenant_id, member_id, ordinal, kind, happened_on)
                select m.tenant_id, m.id, 1 + coalesce(
                    (select max(e.ordinal) from app.membership_events as e
                    where e.tenant_id = m.tenant_id and e.member_id = m.id), 0
                ), (array['joined', 'left', 'transferred'])[1 + (random() * 2)::int],
                    (array['2020', '2021-05', '2022-07-09~'])[1 + (random() * 2)::int]
                from app.members as m
                where m.tenant_id = \(tenant) and m.id = \(raw: some(tenant))
                """,
                """
                delete from app.membership_events
                where tenant_id = \(tenant) and random() < 0.05
                """,
            ]
        default: return ["delete from app.members where tenant_id = \(tenant) and id = \(raw: some(tenant))"]
        }
    }

    private func some(_ tenant: UUID) -> String {
        """
        (select id from app.members where tenant_id = '\(tenant)' and search_key <> 'anchor' order by random() limit 1)
        """
    }

    private func insertion(_ tenant: UUID, count: Int32, key: String) -> PostgresQuery {
        """
        insert into app.members (
            tenant_id, id, state, full_name, sort_key, search_key, branch_id, area_id, birth_date, sex, person_token, token_epoch
        )
        select \(tenant), gen_random_uuid(), 'active', 'x', 'x', \(key), b.id, a.id, '1970', 'female',
            decode(md5((random() * 60)::int::text), 'hex'), 1
        from generate_series(1, \(count)) as i
        cross join lateral (select id from app.branches where tenant_id = \(tenant) order by random() limit 1) as b
        cross join lateral (select id from app.areas order by random(), i limit 1) as a
        """
    }
}
