-- The counts of a return for the days from one to another, as they are now. It runs as its caller, so that it counts what an
-- officer of the whole tenant sees; turns are attendances (lượt), people and members are persons (người).
create or replace function app.return_figures(tenant uuid, from_on date, to_on date) returns jsonb
language sql stable parallel safe set search_path = ''
as $$
    select jsonb_build_object(
        'members', (select count(*) from app.members as m where m.tenant_id = $1 and m.state = 'active'),
        'branches', (
            select count(*) from app.branches as b
            where b.tenant_id = $1 and (b.closed_on is null or b.closed_on > $3)
        )
    ) || learning.figures || certificates.figures || tasks.figures || publicity.figures || trainings.figures
        || gatherings.figures || inspections.figures || money.figures || awards.figures
    from (
        select jsonb_build_object(
            'classes', count(distinct s.class_id), 'class_sessions', count(*),
            'class_turns', coalesce(sum(came.turns), 0)
        ) as figures
        from app.class_sessions as s
        cross join lateral (
            select count(*) as turns from app.attendances as a
            where a.host_id = s.tenant_id and a.session_id = s.id
        ) as came
        where s.tenant_id = $1 and s.state = 'held' and s.held_on between $2 and $3
    ) as learning
    cross join (
        select jsonb_build_object('certificates', count(*)) as figures
        from app.certificates as c
        where c.tenant_id = $1 and c.issued_on between $2 and $3 and c.revoked_on is null
    ) as certificates
    cross join (
        select jsonb_build_object(
            'tasks_due', count(*), 'tasks_done', count(*) filter (where t.state = 'done'),
            'tasks_late', count(*) filter (where coalesce(t.done_on, $3 + 1) > t.due_on)
        ) as figures
        from app.plan_tasks as t
        where t.assigned_id = $1 and t.due_on between $2 and $3 and t.state <> 'cancelled'
    ) as tasks
    cross join (
        select jsonb_build_object(
            'communications', coalesce(sum(c.occasions), 0), 'communication_turns', coalesce(sum(c.turns), 0),
            'communication_copies', coalesce(sum(c.copies), 0)
        ) as figures
        from app.communications as c
        where c.tenant_id = $1 and c.held_on between $2 and $3
    ) as publicity
    cross join (
        select jsonb_build_object(
            'trainings', (select count(*) from app.trainings as t where t.tenant_id = $1 and t.held_on between $2 and $3),
            'association_officers', count(*) filter (where p.audience = 'association_officer'),
            'association_officers_trained', count(*) filter (where p.audience = 'association_officer' and p.is_trained),
            'centre_managers', count(*) filter (where p.audience = 'centre_manager'),
            'centre_managers_trained', count(*) filter (where p.audience = 'centre_manager' and p.is_trained)
        ) as figures
        from (
            select r.audience, exists (
                select from app.training_people as p
                join app.trainings as t on t.tenant_id = p.tenant_id and t.id = p.training_id
                where p.tenant_id = $1 and p.person_id = r.id and t.audience = r.audience and t.held_on <= $3
            ) as is_trained
            from app.roll_people as r
            where r.tenant_id = $1 and coalesce(r.from_on, $3) <= $3 and coalesce(r.to_on, $3) >= $3
        ) as p
    ) as trainings
    cross join (
        select jsonb_build_object('gatherings', count(*), 'gathering_contributions', coalesce(sum(g.contributions), 0))
            as figures
        from app.gatherings as g
        where g.tenant_id = $1 and g.held_on between $2 and $3
    ) as gatherings
    cross join (
        select jsonb_build_object(
            'inspections', count(distinct i.id), 'findings', count(f.id), 'findings_open', count(f.id) filter (
                where coalesce(f.done_on, $3 + 1) > $3
            )
        ) as figures
        from app.inspections as i
        left join app.findings as f on f.tenant_id = i.tenant_id and f.inspection_id = i.id
        where i.tenant_id = $1 and i.held_on between $2 and $3
    ) as inspections
    cross join (
        select jsonb_build_object(
            'fund_income', coalesce(sum(e.amount) filter (where e.direction = 'income' and e.entered_on >= $2), 0),
            'fund_spending', coalesce(sum(e.amount) filter (where e.direction = 'spending' and e.entered_on >= $2), 0),
            'fund_balance', coalesce(sum(case e.direction when 'income' then e.amount else -e.amount end), 0)
        ) as figures
        from app.fund_entries as e
        where e.tenant_id = $1 and e.entered_on <= $3
    ) as money
    cross join (
        select jsonb_build_object(
            'scholarships', count(*) filter (where a.kind = 'scholarship'),
            'pupils_rewarded', count(*) filter (where a.kind = 'reward' and a.recipient_kind = 'pupil'),
            'teachers_rewarded', count(*) filter (where a.kind = 'reward' and a.recipient_kind = 'teacher'),
            'hardship_helps', count(*) filter (where a.kind = 'hardship'), 'award_amount', coalesce(sum(a.amount), 0)
        ) as figures
        from app.awards as a
        where a.tenant_id = $1 and a.awarded_on between $2 and $3 and a.cancelled_on is null
    ) as awards
$$;
comment on function app.return_figures(uuid, date, date) is 'The counts of a tenant for a return.';

grant execute on function app.return_figures(uuid, date, date) to hoctap_server, hoctap_admin;
