-- A year as it was signed. It is copied once, line by line, with a hash over the text, and nobody changes it again: what is
-- published of that year comes from the copy, and the living totals go on beside it.
create or replace function tally.refuse_change() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    raise exception 'what was frozen is not changed' using errcode = 'object_not_in_prerequisite_state';
end
$$;
comment on function tally.refuse_change() is 'Keeps frozen totals as they are, from the owner too.';
create or replace trigger frozen before update or delete or truncate on tally.frozen_years
for each statement execute function tally.refuse_change();
create or replace trigger frozen before update or delete or truncate on tally.frozen_cells
for each statement execute function tally.refuse_change();
create or replace trigger frozen before update or delete or truncate on tally.frozen_distinct_cells
for each statement execute function tally.refuse_change();

-- Adds whatever the caller's snapshot shows in the ledger.
create or replace function tally.drain() returns bigint
language plpgsql volatile set search_path = ''
as $$
declare
    batch bigint;
    total bigint := 0;
begin
    if current_setting('transaction_isolation') <> 'repeatable read' then
        raise exception 'the ledger is emptied in one snapshot' using errcode = 'invalid_transaction_state';
    end if;
    if not pg_try_advisory_xact_lock(tally.fold_key()) then
        raise exception 'somebody else is at the totals' using errcode = 'lock_not_available';
    end if;
    loop
        select a.lines into batch from tally.apply_lines(20000) as a;
        exit when batch = 0;
        total := total + batch;
    end loop;
    return total;
end
$$;
comment on function tally.drain() is 'Adds all lines of the ledger that the snapshot shows; tells how many.';

create or replace function tally.members_at_end(year int) returns table (tenant_id uuid, part_id uuid, amount bigint)
language sql stable
as $$
    select c.tenant_id, c.part_id, sum(c.amount)::bigint
    from tally.cells as c
    where c.cube = 6 and c.period <= make_date($1, 1, 1)
    group by 1, 2
    having sum(c.amount) <> 0
$$;
comment on function tally.members_at_end(int) is 'Members at the end of a year, by organisation and area recorded.';

create or replace function tally.year_lines(year smallint) returns setof text
language sql stable
as $$
    select format('cell %s %s %s %s %s %s %s %s', c.cube, c.period, m.key, c.tenant_id, c.part_id, c.sex, c.age, c.amount)
    from tally.cells as c
    join tally.measures as m on m.id = c.measure
    where c.period between make_date($1, 1, 1) and make_date($1, 12, 31) and c.amount <> 0 and c.cube not in (6, 8)
    union all
    select format('members %s %s %s %s', $1, e.tenant_id, e.part_id, e.amount)
    from tally.members_at_end($1::int) as e
    union all
    select format('roll %s %s %s %s %s', $1, m.key, e.tenant_id, k.key, e.amount)
    from tally.roll_at_end($1::int) as e
    join tally.measures as m on m.id = e.measure
    join tally.kinds as k on k.id = e.age
    union all
    select format('persons %s %s %s %s %s %s', d.kind, d.year, d.area_id, d.persons, d.memberships, d.unlinkable)
    from tally.distinct_cells as d
    where d.kind = 2 and d.year = $1 and (d.persons, d.memberships, d.unlinkable) <> (0, 0, 0)
$$;
comment on function tally.year_lines(smallint) is 'The totals of a year as text, one line each.';

create or replace function tally.freeze(year smallint, out hash bytea, out lines bigint)
language plpgsql volatile security definer set search_path = ''
as $$
declare
    written text;
begin
    if $1 not between 1900 and 2199 or make_date($1, 12, 31) >= (now() at time zone 'Asia/Ho_Chi_Minh')::date then
        raise exception 'the year is not over' using errcode = 'check_violation', constraint = 'frozen_years_year_over';
    end if;
    insert into tally.closed_years (year) values ($1) on conflict do nothing;
    perform tally.drain();
    select string_agg(l.line || e'\n', '' order by l.line collate "C"), count(*)
    into written, lines
    from tally.year_lines($1) as l (line);
    written := coalesce(written, '');
    hash := sha256(convert_to(written, 'UTF8'));
    insert into tally.frozen_years (year, as_of, hash, content) values ($1, transaction_timestamp(), hash, written);
    insert into tally.frozen_cells
    select c.* from tally.cells as c
    where c.period between make_date($1, 1, 1) and make_date($1, 12, 31) and c.amount <> 0 and c.cube not in (6, 8)
    union all
    select 6, make_date($1, 1, 1), 1, e.tenant_id, e.part_id, 0, -1, e.amount
    from tally.members_at_end($1::int) as e
    union all
    select 8, make_date($1, 1, 1), e.measure, e.tenant_id, '00000000-0000-0000-0000-000000000000', 0, e.age, e.amount
    from tally.roll_at_end($1::int) as e;
    insert into tally.frozen_distinct_cells
    select d.* from tally.distinct_cells as d
    where d.kind = 2 and d.year = $1 and (d.persons, d.memberships, d.unlinkable) <> (0, 0, 0);
end
$$;
comment on function tally.freeze(smallint) is 'Copies the totals of a year that is over; tells the hash and how many lines.';

create or replace function tally.year_differences(year smallint) returns table (line text, is_frozen boolean)
language sql stable security definer set search_path = ''
as $$
    with frozen as (
        select l.line
        from tally.frozen_years as f
        cross join lateral regexp_split_to_table(rtrim(f.content, e'\n'), e'\n') as l (line)
        where f.year = $1 and f.content <> ''
    ),
    live as (
        select l.line from tally.year_lines($1) as l (line)
    )
    select coalesce(f.line, l.line), f.line is not null
    from frozen as f
    full join live as l on l.line = f.line
    where f.line is null or l.line is null
    order by 1
$$;
comment on function tally.year_differences(smallint) is
    'Lines of a frozen year that the living totals have not, and the other way round.';

-- Whether a frozen year is what was signed: the copy that is published, and the text, by its hash.
create or replace function tally.frozen_is_whole(year smallint) returns boolean
language sql stable security definer set search_path = ''
as $$
    select f.hash = sha256(convert_to(f.content, 'UTF8'))
        and not exists (
            (
                select format('cell %s %s %s %s %s %s %s %s', c.cube, c.period, m.key, c.tenant_id, c.part_id, c.sex, c.age,
                    c.amount)
                from tally.frozen_cells as c
                join tally.measures as m on m.id = c.measure
                where c.period between make_date($1, 1, 1) and make_date($1, 12, 31) and c.cube not in (6, 8)
                union all
                select format('members %s %s %s %s', $1, c.tenant_id, c.part_id, c.amount)
                from tally.frozen_cells as c
                where c.period = make_date($1, 1, 1) and c.cube = 6
                union all
                select format('roll %s %s %s %s %s', $1, m.key, c.tenant_id, k.key, c.amount)
                from tally.frozen_cells as c
                join tally.measures as m on m.id = c.measure
                join tally.kinds as k on k.id = c.age
                where c.period = make_date($1, 1, 1) and c.cube = 8
                union all
                select format('persons %s %s %s %s %s %s', d.kind, d.year, d.area_id, d.persons, d.memberships,
                    d.unlinkable)
                from tally.frozen_distinct_cells as d
                where d.year = $1
            )
            except
            select l.line from regexp_split_to_table(f.content, e'\n') as l (line)
        )
    from tally.frozen_years as f
    where f.year = $1
$$;
comment on function tally.frozen_is_whole(smallint) is
    'Whether the copy of a frozen year is still as it was signed; null where none is.';

create or replace function tally.explain_persons(kind smallint, year smallint, area_id uuid)
returns table (tenant_id uuid, memberships bigint, unlinkable bigint, nowhere_else bigint)
language sql stable security definer set search_path = ''
as $$
    with here as (
        select p.tenant_id, p.token, count(*) as memberships,
            count(*) filter (where p.token is null) as unlinkable,
            count(*) over (partition by p.token) as organisations
        from tally.presence as p
        where p.kind = $1 and p.year = $2 and p.area_id = $3 and p.n > 0
        group by p.tenant_id, p.token
    )
    select h.tenant_id, sum(h.memberships)::bigint, sum(h.unlinkable)::bigint,
        count(*) filter (where h.token is not null and h.organisations = 1)
    from here as h
    group by h.tenant_id
$$;
comment on function tally.explain_persons(smallint, smallint, uuid) is
    'Memberships behind a count of persons, by organisation, and how many of its persons are in no other.';
