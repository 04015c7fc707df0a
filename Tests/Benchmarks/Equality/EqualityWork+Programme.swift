import FoundationEssentials
import Postgres

extension EqualityWork {
    func programme(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .plan:
            let id = UUID()
            return [
                """
                insert into app.plans (tenant_id, id, year, title, starts_on, ends_on, state, issued_on)
                values (\(tenant), \(id), 2019 + (random() * 3)::int, 'x', '2022-01-01', '2022-12-31', 'issued', '2022-01-01')
                """,
                """
                insert into app.plan_tasks (tenant_id, id, plan_id, assigned_id, title, due_on)
                select \(tenant), gen_random_uuid(), \(id), \(tenant), 'x', date '2019-06-01' + (random() * 1300)::int
                from generate_series(1, 3)
                """,
                """
                update app.plans set state = (array['draft', 'issued', 'closed'])[1 + (random() * 2)::int]
                where tenant_id = \(tenant) and random() < 0.1
                """,
            ]
        case .task:
            return [
                """
                update app.plan_tasks
                set state = 'done', progress = 100, done_on = due_on + (random() * 20)::int - 10
                where tenant_id = \(tenant)
                    and id in (select id from app.plan_tasks where tenant_id = \(tenant) order by random() limit 3)
                """,
                """
                update app.plan_tasks
                set state = (array['open', 'cancelled'])[1 + (random())::int], done_on = null,
                    due_on = date '2019-06-01' + (random() * 1300)::int
                where tenant_id = \(tenant)
                    and id in (select id from app.plan_tasks where tenant_id = \(tenant) order by random() limit 1)
                """,
                "delete from app.plan_tasks where tenant_id = \(tenant) and random() < 0.02",
            ]
        case .enlist:
            return [
                """
                insert into app.roll_people (tenant_id, id, audience, full_name, from_on)
                select \(tenant), gen_random_uuid(), (array['association_officer', 'centre_manager'])[1 + (random())::int], 'x',
                    case when random() < 0.8 then date '2018-01-01' + (random() * 1500)::int end
                from generate_series(1, 3)
                """,
                """
                update app.roll_people
                set to_on = case when random() < 0.5 then coalesce(from_on, '2018-01-01') + (random() * 1200)::int end,
                    audience = (array['association_officer', 'centre_manager'])[1 + (random())::int]
                where tenant_id = \(tenant)
                    and id in (select id from app.roll_people where tenant_id = \(tenant) order by random() limit 2)
                """,
                """
                delete from app.roll_people as p
                where p.tenant_id = \(tenant) and random() < 0.02
                    and not exists (
                        select from app.training_people as t where t.tenant_id = p.tenant_id and t.person_id = p.id
                    )
                """,
            ]
        case .train:
            return [
                """
                insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
                select \(tenant), gen_random_uuid(), (array['association_officer', 'centre_manager'])[1 + (random())::int], 'x',
                    day, day, 4
                from (select date '2018-06-01' + (random() * 1400)::int as day) as days
                """,
                """
                insert into app.training_people (tenant_id, training_id, person_id)
                select t.tenant_id, t.id, p.id
                from app.trainings as t
                join app.roll_people as p on p.tenant_id = t.tenant_id
                where t.tenant_id = \(tenant)
                order by random()
                limit 6
                on conflict do nothing
                """,
            ]
        default:
            return [
                """
                update app.trainings
                set held_on = day, ends_on = day, audience = (array['association_officer', 'centre_manager'])[1 + (random())::int]
                from (select date '2018-06-01' + (random() * 1400)::int as day) as days
                where tenant_id = \(tenant)
                    and id = (select id from app.trainings where tenant_id = \(tenant) order by random() limit 1)
                """,
                """
                delete from app.training_people
                where tenant_id = \(tenant)
                    and person_id in (select id from app.roll_people where tenant_id = \(tenant) order by random() limit 2)
                """,
                "delete from app.trainings where tenant_id = \(tenant) and random() < 0.03",
            ]
        }
    }
}
