-- A year that is frozen, or about to be, takes no more writes of officers. What an officer writes is looked at where it is
-- counted: whatever would change how often something was learned, held or certified in such a year is refused, whichever
-- statement does it. Let through are
--
--   corrections of who a member is         (sex, year of birth, place: nothing becomes more or fewer; erasure as well)
--   merges of members                      (they say so: app.merging)
--   a certificate that is revoked          (a judgement of today; its number is looked up by others)
--   a title that is decided anew           (an appeal, a correction, a revocation: what was decided may be superseded, and so may
--                                          its certificate; what was never decided is not any more)
--   plans and tasks                        (what was to be done in the year may be done after it)
--   joining and leaving                    (lists of members tell of years long past)
--   what the operator removes or restores  (another role)
--
-- Of these the living totals may move on; the frozen ones stay as they were signed.
create or replace function tally.refuse_closed() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
    refused int;
begin
    if session_user <> 'hoctap_server' or not exists (select from tally.closed_years)
        or coalesce(current_setting('app.merging', true), '') = 'on'
    then
        return null;
    end if;
    select c.year into refused
    from new_rows as l
    join tally.closed_years as c on c.year = extract(year from l.month)::int
    where l.measure between 4 and 19
    group by c.year, l.measure, l.tenant_id, l.month, l.topic_id,
        case when l.measure in (4, 5) then l.area_id end, case when l.measure in (4, 5) then l.branch_id end
    having case l.measure when 10 then sum(l.amount) > 0 else sum(l.amount) <> 0 or sum(l.minutes) <> 0 end
    limit 1;
    if not found then
        select c.year into refused
        from new_rows as l
        join tally.closed_years as c on c.year = extract(year from l.month)::int
        where l.measure in (20, 21, 22, 23, 24, 25, 34, 35)
        group by c.year, case when l.measure in (23, 24, 25) then 0 else l.measure end, l.tenant_id, l.month, l.birth_year
        having sum(l.amount) <> 0
        limit 1;
    end if;
    if found then
        raise exception 'the year % is closed', refused using errcode = 'check_violation', constraint = 'closed_years_closed';
    end if;
    return null;
end
$$;
comment on function tally.refuse_closed() is 'Refuses what would change the totals of a closed year.';
create or replace trigger closed_years after insert on tally.ledger
referencing new table as new_rows for each statement execute function tally.refuse_closed();

-- What is not counted yet, and could never be.
create or replace function tally.refuse_closed_day() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
    day date := case tg_table_name
        when 'class_sessions' then (to_jsonb(new) ->> 'held_on')::date
        else (to_jsonb(new) ->> 'ended_on')::date
    end;
begin
    if session_user = 'hoctap_server'
        and exists (select from tally.closed_years as c where c.year = extract(year from day)::int)
    then
        raise exception 'the year of % is closed', day using errcode = 'check_violation', constraint = 'closed_years_closed';
    end if;
    return new;
end
$$;
comment on function tally.refuse_closed_day() is 'Refuses sessions and records dated in a closed year.';
create or replace trigger closed_years_insert before insert on app.class_sessions
for each row execute function tally.refuse_closed_day();
create or replace trigger closed_years_update before update on app.class_sessions
for each row when (old.held_on <> new.held_on) execute function tally.refuse_closed_day();
create or replace trigger closed_years_insert before insert on app.learning_records
for each row execute function tally.refuse_closed_day();
create or replace trigger closed_years_update before update on app.learning_records
for each row when (old.ended_on <> new.ended_on) execute function tally.refuse_closed_day();

-- In a transaction of its own before the freeze: who wrote before it was committed is waited for, who writes after it is refused.
create or replace function tally.close_year(year smallint) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if $1 not between 1900 and 2199 or make_date($1, 12, 31) >= (now() at time zone 'Asia/Ho_Chi_Minh')::date then
        raise exception 'the year is not over' using errcode = 'check_violation', constraint = 'frozen_years_year_over';
    end if;
    if exists (select from tally.frozen_years as f where f.year = $1) then
        raise exception 'the year is frozen' using errcode = 'unique_violation', constraint = 'frozen_years_pkey';
    end if;
    insert into tally.closed_years (year) values ($1) on conflict do nothing;
end
$$;
comment on function tally.close_year(smallint) is 'Has a year that is over take no more writes.';

create or replace function tally.open_year(year smallint) returns void
language sql volatile security definer set search_path = ''
as $$
    delete from tally.closed_years as c
    where c.year = $1 and not exists (select from tally.frozen_years as f where f.year = $1)
$$;
comment on function tally.open_year(smallint) is 'Has a year take writes again that was closed, and then not frozen.';
