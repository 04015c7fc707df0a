-- What classes and their sessions leave in the ledger; the rules stand in tally_ledger_learning.sql. They count for the
-- organisation that holds them, in the area of the centre or the branch.
create or replace function tally.write_classes() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 4, n.tenant_id, tally.class_month(n.starts_on, n.created_at), n.area_id, n.branch_id, n.topic_id, count(*)
        from new_rows as n
        where n.state in ('running', 'finished')
        group by 2, 3, 4, 5, 6;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 4, o.tenant_id, tally.class_month(o.starts_on, o.created_at), o.area_id, o.branch_id, o.topic_id, -count(*)
        from old_rows as o
        where o.state in ('running', 'finished')
        group by 2, 3, 4, 5, 6;
    else
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 4, f.tenant_id, tally.class_month(f.starts_on, f.created_at), f.area_id, f.branch_id, f.topic_id,
            sum(f.amount)
        from (
            select -1 as amount, o.* from old_rows as o
            union all
            select 1, n.* from new_rows as n
        ) as f
        where f.state in ('running', 'finished')
        group by 2, 3, 4, 5, 6
        having sum(f.amount) <> 0;

        -- sessions are counted by the class's area, branch and topic
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 5, f.tenant_id, date_trunc('month', s.held_on)::date, f.area_id, f.branch_id, f.topic_id, sum(f.amount)
        from (
            select r.tenant_id, r.id, r.area_id, r.branch_id, r.topic_id, sum(r.amount) as amount
            from (
                select -1 as amount, o.* from old_rows as o
                union all
                select 1, n.* from new_rows as n
            ) as r
            group by 1, 2, 3, 4, 5
            having sum(r.amount) <> 0
        ) as f
        join app.class_sessions as s on s.tenant_id = f.tenant_id and s.class_id = f.id and s.state = 'held'
        group by 2, 3, 4, 5, 6;
    end if;
    return null;
end
$$;
comment on function tally.write_classes() is
    'Writes differences of classes to the ledger, and moves what is counted by those that changed.';

create or replace function tally.hold_class() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.classes as c where c.tenant_id = old.tenant_id and c.id = old.id for update;
    perform from app.class_sessions as s where s.tenant_id = old.tenant_id and s.class_id = old.id for update;
    return new;
end
$$;
comment on function tally.hold_class() is 'Waits for those who count by a class, and keeps others from it.';

create or replace function tally.clear_class() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    delete from app.class_sessions as s where s.tenant_id = old.tenant_id and s.class_id = old.id;
    return old;
end
$$;
comment on function tally.clear_class() is 'Removes the sessions of a class before itself.';

create or replace function tally.write_sessions() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 5, n.tenant_id, case when c.id is not null then date_trunc('month', n.held_on)::date end, c.area_id,
            c.branch_id, c.topic_id, count(*)
        from new_rows as n
        left join app.classes as c on c.tenant_id = n.tenant_id and c.id = n.class_id
        where n.state = 'held'
        group by 2, 3, 4, 5, 6;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 5, o.tenant_id, case when c.id is not null then date_trunc('month', o.held_on)::date end, c.area_id,
            c.branch_id, c.topic_id, -count(*)
        from old_rows as o
        left join app.classes as c on c.tenant_id = o.tenant_id and c.id = o.class_id
        where o.state = 'held'
        group by 2, 3, 4, 5, 6;
    else
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, topic_id, amount)
        select 5, f.tenant_id, case when c.id is not null then date_trunc('month', f.held_on)::date end, c.area_id,
            c.branch_id, c.topic_id, sum(f.amount)
        from (
            select -1 as amount, o.* from old_rows as o
            union all
            select 1, n.* from new_rows as n
        ) as f
        left join app.classes as c on c.tenant_id = f.tenant_id and c.id = f.class_id
        where f.state = 'held'
        group by 2, 3, 4, 5, 6
        having sum(f.amount) <> 0;

        -- attendances are counted in the month of their session
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes)
        select 7, a.tenant_id, date_trunc('month', f.held_on)::date, e.area_id, e.branch_id, e.topic_id, e.member_id,
            tally.sex_number(e.sex), e.birth_year, sum(f.amount), sum(f.amount * a.minutes)
        from (
            select r.tenant_id, r.id, r.held_on, sum(r.amount) as amount
            from (
                select -1 as amount, o.* from old_rows as o
                union all
                select 1, n.* from new_rows as n
            ) as r
            group by 1, 2, 3
            having sum(r.amount) <> 0
        ) as f
        join app.attendances as a on a.host_id = f.tenant_id and a.session_id = f.id
        left join app.enrolments as e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    end if;
    return null;
end
$$;
comment on function tally.write_sessions() is
    'Writes differences of sessions to the ledger, and moves the attendances of those that were moved.';

create or replace function tally.hold_session() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.class_sessions as s where s.tenant_id = old.tenant_id and s.id = old.id for update;
    perform from app.attendances as a where a.host_id = old.tenant_id and a.session_id = old.id for update;
    return new;
end
$$;
comment on function tally.hold_session() is 'Waits for those who count by a session, and keeps others from it.';

create or replace function tally.clear_session() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    delete from app.attendances as a where a.host_id = old.tenant_id and a.session_id = old.id;
    return old;
end
$$;
comment on function tally.clear_session() is 'Removes the attendances of a session before itself.';

create or replace trigger ledger_hold before update on app.classes
for each row when (
    (old.topic_id, old.area_id, old.branch_id)
    is distinct from (new.topic_id, new.area_id, new.branch_id)
) execute function tally.hold_class();
create or replace trigger ledger_clear before delete on app.classes
for each row execute function tally.clear_class();
create or replace trigger ledger_insert after insert on app.classes
referencing new table as new_rows for each statement execute function tally.write_classes();
create or replace trigger ledger_update after update on app.classes
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_classes();
create or replace trigger ledger_delete after delete on app.classes
referencing old table as old_rows for each statement execute function tally.write_classes();

create or replace trigger ledger_hold before update on app.class_sessions
for each row when (
    (old.held_on, old.class_id) is distinct from (new.held_on, new.class_id)
) execute function tally.hold_session();
create or replace trigger ledger_clear before delete on app.class_sessions
for each row execute function tally.clear_session();
create or replace trigger ledger_insert after insert on app.class_sessions
referencing new table as new_rows for each statement execute function tally.write_sessions();
create or replace trigger ledger_update after update on app.class_sessions
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_sessions();
create or replace trigger ledger_delete after delete on app.class_sessions
referencing old table as old_rows for each statement execute function tally.write_sessions();
