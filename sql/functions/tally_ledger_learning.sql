-- What learning leaves in the ledger. An attendance is counted by facts of two other rows: who, where and what (the
-- enrolment) and when (the session); a session by its class. So that no two transactions at once miss each other,
--
--   who adds an attendance       holds its enrolment and session (the checks of foreign keys do that);
--   who changes what others      first takes these rows and, against those who change or remove them, the others
--   are counted by               (hold_…, before the change), then moves their counts (write_…, after it);
--   who removes an enrolment     removes its attendances first, while they can still be counted
--   or a session                 (clear_…).
--
-- A row whose facts are not found has no month, which the ledger refuses: nothing is ever counted wrong in silence. The
-- writing functions run as the owner. The planner is kept to indexes (settings, or laterals with a limit): a plan made for a
-- list of 10,000 must not read whole tables for a single row later.
create or replace function tally.write_attendances() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes)
        select 7, n.tenant_id, case when e.id is not null then date_trunc('month', s.held_on)::date end, e.area_id,
            e.branch_id, e.topic_id, e.member_id, tally.sex_number(e.sex), e.birth_year, count(*), sum(n.minutes)
        from new_rows as n
        left join lateral (
            select e.* from app.enrolments as e where e.tenant_id = n.tenant_id and e.id = n.enrolment_id limit 1
        ) as e on true
        left join lateral (
            select s.* from app.class_sessions as s where s.tenant_id = n.host_id and s.id = n.session_id limit 1
        ) as s on true
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes)
        select 7, o.tenant_id, case when e.id is not null then date_trunc('month', s.held_on)::date end, e.area_id,
            e.branch_id, e.topic_id, e.member_id, tally.sex_number(e.sex), e.birth_year, -count(*), -sum(o.minutes)
        from old_rows as o
        left join lateral (
            select e.* from app.enrolments as e where e.tenant_id = o.tenant_id and e.id = o.enrolment_id limit 1
        ) as e on true
        left join lateral (
            select s.* from app.class_sessions as s where s.tenant_id = o.host_id and s.id = o.session_id limit 1
        ) as s on true
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    else
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes)
        select 7, f.tenant_id, case when e.id is not null then date_trunc('month', s.held_on)::date end, e.area_id,
            e.branch_id, e.topic_id, e.member_id, tally.sex_number(e.sex), e.birth_year, sum(f.amount), sum(f.minutes)
        from (
            select o.tenant_id, o.enrolment_id, o.host_id, o.session_id, -1 as amount, -o.minutes as minutes
            from old_rows as o
            union all
            select n.tenant_id, n.enrolment_id, n.host_id, n.session_id, 1, n.minutes
            from new_rows as n
        ) as f
        left join lateral (
            select e.* from app.enrolments as e where e.tenant_id = f.tenant_id and e.id = f.enrolment_id limit 1
        ) as e on true
        left join lateral (
            select s.* from app.class_sessions as s where s.tenant_id = f.host_id and s.id = f.session_id limit 1
        ) as s on true
        group by 2, 3, 4, 5, 6, 7, 8, 9
        having sum(f.amount) <> 0 or sum(f.minutes) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_attendances() is 'Writes differences of attendances to the ledger.';

create or replace function tally.write_enrolments() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select k.measure, n.tenant_id, date_trunc('month', k.day)::date, n.area_id, n.branch_id,
            n.topic_id, tally.sex_number(n.sex), n.birth_year, count(*)
        from new_rows as n
        cross join lateral (
            select 6 as measure, n.enrolled_on as day where n.state = 'enrolled'
            union all
            select 9, coalesce(n.completed_on, n.enrolled_on) where n.outcome = 'completed'
        ) as k
        group by 1, 2, 3, 4, 5, 6, 7, 8;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select k.measure, o.tenant_id, date_trunc('month', k.day)::date, o.area_id, o.branch_id,
            o.topic_id, tally.sex_number(o.sex), o.birth_year, -count(*)
        from old_rows as o
        cross join lateral (
            select 6 as measure, o.enrolled_on as day where o.state = 'enrolled'
            union all
            select 9, coalesce(o.completed_on, o.enrolled_on) where o.outcome = 'completed'
        ) as k
        group by 1, 2, 3, 4, 5, 6, 7, 8;
    else
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select k.measure, f.tenant_id, date_trunc('month', k.day)::date, f.area_id, f.branch_id,
            f.topic_id, tally.sex_number(f.sex), f.birth_year, sum(f.amount)
        from (
            select -1 as amount, o.* from old_rows as o
            union all
            select 1, n.* from new_rows as n
        ) as f
        cross join lateral (
            select 6 as measure, f.enrolled_on as day where f.state = 'enrolled'
            union all
            select 9, coalesce(f.completed_on, f.enrolled_on) where f.outcome = 'completed'
        ) as k
        group by 1, 2, 3, 4, 5, 6, 7, 8
        having sum(f.amount) <> 0;

        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes)
        select 7, f.tenant_id, date_trunc('month', s.held_on)::date, f.area_id, f.branch_id, f.topic_id, f.member_id,
            tally.sex_number(f.sex), f.birth_year, sum(f.amount), sum(f.amount * a.minutes)
        from (
            select r.tenant_id, r.id, r.member_id, r.topic_id, r.area_id, r.branch_id, r.sex, r.birth_year,
                sum(r.amount) as amount
            from (
                select -1 as amount, o.* from old_rows as o
                union all
                select 1, n.* from new_rows as n
            ) as r
            group by 1, 2, 3, 4, 5, 6, 7, 8
            having sum(r.amount) <> 0
        ) as f
        join app.attendances as a on a.tenant_id = f.tenant_id and a.enrolment_id = f.id
        left join app.class_sessions as s on s.tenant_id = a.host_id and s.id = a.session_id
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    end if;
    return null;
end
$$;
comment on function tally.write_enrolments() is
    'Writes differences of enrolments and completions to the ledger, and moves the attendances of those that changed.';

-- before the change, as whoever makes it
create or replace function tally.hold_enrolment() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    perform from app.enrolments as e where e.tenant_id = old.tenant_id and e.id = old.id for update;
    perform from app.attendances as a where a.tenant_id = old.tenant_id and a.enrolment_id = old.id for update;
    return new;
end
$$;
comment on function tally.hold_enrolment() is 'Waits for those who count by an enrolment, and keeps others from it.';

create or replace function tally.clear_enrolment() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    delete from app.attendances as a where a.tenant_id = old.tenant_id and a.enrolment_id = old.id;
    return old;
end
$$;
comment on function tally.clear_enrolment() is 'Removes the attendances of an enrolment before itself.';

create or replace trigger ledger_insert after insert on app.attendances
referencing new table as new_rows for each statement execute function tally.write_attendances();
create or replace trigger ledger_update after update on app.attendances
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_attendances();
create or replace trigger ledger_delete after delete on app.attendances
referencing old table as old_rows for each statement execute function tally.write_attendances();

create or replace trigger ledger_hold before update on app.enrolments
for each row when (
    (old.member_id, old.topic_id, old.area_id, old.branch_id, old.sex, old.birth_year)
    is distinct from (new.member_id, new.topic_id, new.area_id, new.branch_id, new.sex, new.birth_year)
) execute function tally.hold_enrolment();
create or replace trigger ledger_clear before delete on app.enrolments
for each row execute function tally.clear_enrolment();
create or replace trigger ledger_insert after insert on app.enrolments
referencing new table as new_rows for each statement execute function tally.write_enrolments();
create or replace trigger ledger_update after update on app.enrolments
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_enrolments();
create or replace trigger ledger_delete after delete on app.enrolments
referencing old table as old_rows for each statement execute function tally.write_enrolments();
