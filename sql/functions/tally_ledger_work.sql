-- What plans, tasks and trainings leave in the ledger, by year; tally_kinds.sql says what counts as what. A task counts for who is
-- to do it. Those on a roll are no sum: a line tells that somebody is to be looked at again.
--
-- An attendance of a training is counted by the training's day and audience. As with classes (tally_ledger_learning.sql), who adds
-- or removes one holds its training, and who moves a training takes it first (hold_training), then moves what is counted by it.
create or replace function tally.write_plans() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select 30, n.tenant_id, make_date(n.year, 1, 1), 0, count(*)
        from new_rows as n
        where n.state <> 'draft'
        group by 2, 3;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select 30, o.tenant_id, make_date(o.year, 1, 1), 0, -count(*)
        from old_rows as o
        where o.state <> 'draft'
        group by 2, 3;
    else
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select 30, f.tenant_id, make_date(f.year, 1, 1), 0, sum(f.amount)
        from (
            select o.tenant_id, o.year, -1 as amount from old_rows as o where o.state <> 'draft'
            union all
            select n.tenant_id, n.year, 1 from new_rows as n where n.state <> 'draft'
        ) as f
        group by 2, 3
        having sum(f.amount) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_plans() is 'Writes differences of plans to the ledger.';

create or replace function tally.write_tasks() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select m.measure, n.assigned_id, date_trunc('year', n.due_on)::date, 0, count(*)
        from new_rows as n
        cross join lateral unnest(tally.task_measures(n.state, n.done_on, n.due_on)) as m (measure)
        group by 1, 2, 3;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select m.measure, o.assigned_id, date_trunc('year', o.due_on)::date, 0, -count(*)
        from old_rows as o
        cross join lateral unnest(tally.task_measures(o.state, o.done_on, o.due_on)) as m (measure)
        group by 1, 2, 3;
    else
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select m.measure, f.assigned_id, date_trunc('year', f.due_on)::date, 0, sum(f.amount)
        from (
            select o.assigned_id, o.state, o.done_on, o.due_on, -1 as amount from old_rows as o
            union all
            select n.assigned_id, n.state, n.done_on, n.due_on, 1 from new_rows as n
        ) as f
        cross join lateral unnest(tally.task_measures(f.state, f.done_on, f.due_on)) as m (measure)
        group by 1, 2, 3
        having sum(f.amount) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_tasks() is 'Writes differences of tasks to the ledger.';

create or replace function tally.write_trainings() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select 34, n.tenant_id, date_trunc('year', n.held_on)::date, tally.kind_number(n.audience), count(*)
        from new_rows as n
        group by 2, 3, 4;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select 34, o.tenant_id, date_trunc('year', o.held_on)::date, tally.kind_number(o.audience), -count(*)
        from old_rows as o
        group by 2, 3, 4;
    else
        insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
        select k.measure, f.tenant_id, date_trunc('year', f.held_on)::date, tally.kind_number(f.audience),
            sum(f.amount * k.times)
        from (
            select r.tenant_id, r.id, r.held_on, r.audience, sum(r.amount) as amount
            from (
                select o.tenant_id, o.id, o.held_on, o.audience, -1 as amount from old_rows as o
                union all
                select n.tenant_id, n.id, n.held_on, n.audience, 1 from new_rows as n
            ) as r
            group by 1, 2, 3, 4
            having sum(r.amount) <> 0
        ) as f
        cross join lateral (
            select 34 as measure, 1::bigint as times
            union all
            select 35, count(*) from app.training_people as p where p.tenant_id = f.tenant_id and p.training_id = f.id
        ) as k
        group by 1, 2, 3, 4
        having sum(f.amount * k.times) <> 0;

        -- when they were trained, and as what
        insert into tally.ledger (measure, tenant_id, month, member_id, amount)
        select distinct 40, p.tenant_id, date '0001-01-01', p.person_id, 0
        from old_rows as o
        join new_rows as n on n.tenant_id = o.tenant_id and n.id = o.id
            and (n.held_on, n.audience) is distinct from (o.held_on, o.audience)
        join app.training_people as p on p.tenant_id = n.tenant_id and p.training_id = n.id;
    end if;
    return null;
end
$$;
comment on function tally.write_trainings() is
    'Writes differences of trainings to the ledger, moves the attendances of those that were moved, and has who came looked at.';

create or replace function tally.write_trained() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    insert into tally.ledger (measure, tenant_id, month, birth_year, amount)
    select 35, c.tenant_id, date_trunc('year', t.held_on)::date, tally.kind_number(t.audience),
        case tg_op when 'INSERT' then count(*) else -count(*) end
    from changed_rows as c
    left join lateral (
        select t.held_on, t.audience
        from app.trainings as t
        where t.tenant_id = c.tenant_id and t.id = c.training_id
        limit 1
    ) as t on true
    group by 2, 3, 4;
    insert into tally.ledger (measure, tenant_id, month, member_id, amount)
    select distinct 40, c.tenant_id, date '0001-01-01', c.person_id, 0 from changed_rows as c;
    return null;
end
$$;
comment on function tally.write_trained() is 'Writes differences of who was trained to the ledger, and has them looked at.';

create or replace function tally.write_roll() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    insert into tally.ledger (measure, tenant_id, month, member_id, amount)
    select distinct 40, c.tenant_id, date '0001-01-01', c.id, 0 from changed_rows as c;
    return null;
end
$$;
comment on function tally.write_roll() is 'Has those on a roll looked at who were added, changed or removed.';

create or replace function tally.hold_training() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.trainings as t where t.tenant_id = old.tenant_id and t.id = old.id for update;
    return new;
end
$$;
comment on function tally.hold_training() is 'Waits for those who count by a training, and keeps others from it.';

create or replace function tally.hold_trained() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.trainings as t where t.tenant_id = old.tenant_id and t.id = old.training_id for key share;
    return old;
end
$$;
comment on function tally.hold_trained() is 'Keeps a training as it is for who takes somebody out of it.';

create or replace function tally.clear_training() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    delete from app.training_people as p where p.tenant_id = old.tenant_id and p.training_id = old.id;
    return old;
end
$$;
comment on function tally.clear_training() is 'Removes who came to a training before itself, while they can still be counted.';

create or replace trigger ledger_insert after insert on app.plans
referencing new table as new_rows for each statement execute function tally.write_plans();
create or replace trigger ledger_update after update on app.plans
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_plans();
create or replace trigger ledger_delete after delete on app.plans
referencing old table as old_rows for each statement execute function tally.write_plans();
create or replace trigger ledger_insert after insert on app.plan_tasks
referencing new table as new_rows for each statement execute function tally.write_tasks();
create or replace trigger ledger_update after update on app.plan_tasks
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_tasks();
create or replace trigger ledger_delete after delete on app.plan_tasks
referencing old table as old_rows for each statement execute function tally.write_tasks();

create or replace trigger ledger_hold before update on app.trainings
for each row when ((old.held_on, old.audience) is distinct from (new.held_on, new.audience))
execute function tally.hold_training();
create or replace trigger ledger_clear before delete on app.trainings
for each row execute function tally.clear_training();
create or replace trigger ledger_insert after insert on app.trainings
referencing new table as new_rows for each statement execute function tally.write_trainings();
create or replace trigger ledger_update after update on app.trainings
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_trainings();
create or replace trigger ledger_delete after delete on app.trainings
referencing old table as old_rows for each statement execute function tally.write_trainings();
create or replace trigger ledger_hold before delete on app.training_people
for each row execute function tally.hold_trained();
create or replace trigger ledger_insert after insert on app.training_people
referencing new table as changed_rows for each statement execute function tally.write_trained();
create or replace trigger ledger_delete after delete on app.training_people
referencing old table as changed_rows for each statement execute function tally.write_trained();
create or replace trigger ledger_insert after insert on app.roll_people
referencing new table as changed_rows for each statement execute function tally.write_roll();
create or replace trigger ledger_update after update on app.roll_people
referencing new table as changed_rows for each statement execute function tally.write_roll();
create or replace trigger ledger_delete after delete on app.roll_people
referencing old table as changed_rows for each statement execute function tally.write_roll();
