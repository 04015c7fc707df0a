-- The fold: takes lines out of the ledger and adds them to the totals, in one transaction. A crash at any point neither loses
-- nor doubles: either the lines are still there and not added, or they are gone and added. What it costs depends on the lines
-- alone: every table behind is met by its key, one row at a time (the lateral queries with a limit or an offset keep the
-- planner to that).
--
-- Persons are no sum. A member who is touched is looked at as they are now and compared with what is held of them; learners
-- are counted up and down by attendances and records. Where either makes somebody appear or vanish, the person's own count
-- (person_cells) tells whether it is the first membership or the last one. A token that another key made says nothing about
-- any of these, and is as good as none. The statement sees members as they were when the lines that it takes were committed,
-- or later, and then there is another line. With members go the ends of the years at which they count (kind 3, cube 6). Those on a
-- roll are looked at likewise, where there are any (kinds 4 and 5, cube 8).
create or replace function tally.apply_lines(at_most int, out lines bigint, out oldest timestamptz)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on' set plan_cache_mode = force_generic_plan
as $$
declare
    claimed_sum bigint;
    applied_sum bigint;
    roll_tenants uuid[];
    roll_people uuid[];
begin
    with claimed as materialized (
        delete from tally.ledger
        where ctid = any (array(select l.ctid from tally.ledger as l limit at_most))
        returning measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount, minutes,
            written_at
    ),
    -- sums, in every cube
    grouped as (
        select c.measure, c.tenant_id, c.month, c.area_id, c.branch_id, c.topic_id, c.sex, c.birth_year,
            sum(c.amount) as amount, sum(c.minutes) as minutes
        from claimed as c
        group by 1, 2, 3, 4, 5, 6, 7, 8
    ),
    single as (
        select g.measure, g.tenant_id, g.month, g.area_id, g.branch_id, g.topic_id, g.sex, g.birth_year, g.amount
        from grouped as g
        where g.amount <> 0
        union all
        select 8::smallint, g.tenant_id, g.month, g.area_id, g.branch_id, g.topic_id, g.sex, g.birth_year, g.minutes
        from grouped as g
        where g.minutes <> 0
    ),
    cell_change as materialized (
        select p.cube, p.period, s.measure, s.tenant_id,
            coalesce(p.part_id, '00000000-0000-0000-0000-000000000000') as part_id, p.sex, p.age, sum(s.amount) as amount
        from single as s
        cross join (select array_agg(b.from_age order by b.from_age) as ages from tally.age_bands as b) as b
        cross join lateral tally.places(
            s.measure, s.month, s.area_id, s.branch_id, s.topic_id, s.sex, s.birth_year, b.ages
        ) as p
        group by 1, 2, 3, 4, 5, 6, 7
        having sum(s.amount) <> 0
    ),
    cells_kept as (
        insert into tally.cells as held (cube, period, measure, tenant_id, part_id, sex, age, amount)
        select c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age, c.amount
        from cell_change as c
        order by c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age
        on conflict (cube, period, measure, tenant_id, part_id, sex, age)
        do update set amount = held.amount + excluded.amount
    ),
    -- who is to be looked at
    learned as materialized (
        select c.tenant_id, c.member_id, extract(year from c.month)::smallint as year, c.area_id, sum(c.amount)::int as n
        from claimed as c
        where c.measure in (7, 11)
        group by 1, 2, 3, 4
        having sum(c.amount) <> 0
    ),
    touched as materialized (
        select distinct c.tenant_id, c.member_id from claimed as c where c.measure = 1
    ),
    who as materialized (
        select t.tenant_id, t.member_id, coalesce(m.state = 'active', false) as is_active, m.area_id, m.state, m.updated_at,
            case when m.token_epoch = (select k.epoch from tally.person_key as k) then m.person_token end as person_token
        from (
            select tenant_id, member_id from touched
            union
            select tenant_id, member_id from learned
        ) as t
        left join lateral (
            select m.state, m.area_id, m.updated_at, m.person_token, m.token_epoch
            from app.members as m
            where m.tenant_id = t.tenant_id and m.id = t.member_id
            limit 1
        ) as m on true
    ),
    held as materialized (
        select p.*
        from touched as t
        cross join lateral (
            select p.kind, p.year, p.tenant_id, p.member_id, p.area_id, p.n
            from tally.presence as p
            where p.tenant_id = t.tenant_id and p.member_id = t.member_id
            offset 0
        ) as p
    ),
    -- how many reasons more or fewer there are for each presence
    reasons as materialized (
        select r.kind, r.year, r.tenant_id, r.member_id, r.area_id, sum(r.n)::int as n
        from (
            select 2 as kind, l.year, l.tenant_id, l.member_id, v.area_id, l.n
            from learned as l
            cross join lateral tally.levels_of(l.area_id, l.year) as v
            union all
            select 1, 0, w.tenant_id, w.member_id, v.area_id, 1
            from touched as t
            join who as w on w.tenant_id = t.tenant_id and w.member_id = t.member_id and w.is_active
            cross join lateral tally.levels_of(w.area_id, 0::smallint) as v
            union all
            select 3, s.year, w.tenant_id, w.member_id, coalesce(w.area_id, '00000000-0000-0000-0000-000000000000'), s.n
            from touched as t
            join who as w on w.tenant_id = t.tenant_id and w.member_id = t.member_id and w.state is not null
            cross join lateral tally.stays_of(w.tenant_id, w.member_id, w.state, w.updated_at) as s
            union all
            select h.kind, h.year, h.tenant_id, h.member_id, h.area_id, case h.kind when 2 then 0 else -h.n end
            from held as h
        ) as r
        group by 1, 2, 3, 4, 5
    ),
    after as materialized (
        select r.kind::smallint as kind, r.year::smallint as year, r.tenant_id, r.member_id, r.area_id,
            coalesce(p.n, 0) + r.n as n, w.token, coalesce(p.n, 0) as old_n, p.token as old_token, p.place
        from reasons as r
        join lateral (
            select case when r.kind <> 3 then w.person_token end as token
            from who as w
            where w.tenant_id = r.tenant_id and w.member_id = r.member_id
        ) as w on true
        left join lateral (
            select p.n, p.token, p.ctid as place
            from tally.presence as p
            where p.tenant_id = r.tenant_id and p.member_id = r.member_id and p.kind = r.kind and p.year = r.year
                and p.area_id = r.area_id
            limit 1
        ) as p on true
        where r.n <> 0 or p.token is distinct from w.token
    ),
    ends_kept as (
        insert into tally.cells as held (cube, period, measure, tenant_id, part_id, sex, age, amount)
        select 6, make_date(a.year, 1, 1), 1, a.tenant_id, a.area_id, 0, -1, sum(a.n - a.old_n)
        from after as a
        where a.kind = 3
        group by 2, 4, 5
        having sum(a.n - a.old_n) <> 0
        order by 2, 4, 5
        on conflict (cube, period, measure, tenant_id, part_id, sex, age)
        do update set amount = held.amount + excluded.amount
    ),
    presence_gone as (
        delete from tally.presence where ctid = any (array(select a.place from after as a where a.n = 0 and a.place is not null))
    ),
    presence_kept as (
        insert into tally.presence (tenant_id, member_id, kind, year, area_id, token, n)
        select a.tenant_id, a.member_id, a.kind, a.year, a.area_id, a.token, a.n from after as a where a.n <> 0
        on conflict (tenant_id, member_id, kind, year, area_id) do update set token = excluded.token, n = excluded.n
    ),
    -- persons
    token_change as materialized (
        select t.kind, t.year, t.area_id, t.token, sum(t.n)::int as n
        from (
            select a.kind, a.year, a.area_id, a.old_token as token, -1 as n from after as a where a.old_n > 0
            union all
            select a.kind, a.year, a.area_id, a.token, 1 from after as a where a.n > 0
        ) as t
        where t.token is not null
        group by 1, 2, 3, 4
        having sum(t.n) <> 0
    ),
    token_after as materialized (
        select t.kind, t.year, t.area_id, t.token, coalesce(p.n, 0) + t.n as n, coalesce(p.n, 0) as old_n, p.place
        from token_change as t
        left join lateral (
            select p.n, p.ctid as place
            from tally.person_cells as p
            where p.kind = t.kind and p.year = t.year and p.area_id = t.area_id and p.token = t.token
            limit 1
        ) as p on true
    ),
    tokens_gone as (
        delete from tally.person_cells
        where ctid = any (array(select t.place from token_after as t where t.n = 0 and t.place is not null))
    ),
    tokens_kept as (
        insert into tally.person_cells (kind, year, area_id, token, n)
        select t.kind, t.year, t.area_id, t.token, t.n from token_after as t where t.n <> 0
        on conflict (kind, year, area_id, token) do update set n = excluded.n
    ),
    distinct_change as (
        select d.kind, d.year, d.area_id, sum(d.persons) as persons, sum(d.memberships) as memberships,
            sum(d.unlinkable) as unlinkable
        from (
            select t.kind, t.year, t.area_id, (t.n > 0)::int - (t.old_n > 0)::int as persons, 0 as memberships,
                0 as unlinkable
            from token_after as t
            union all
            select a.kind, a.year, a.area_id, 0, (a.n > 0)::int - (a.old_n > 0)::int,
                (a.n > 0 and a.token is null)::int - (a.old_n > 0 and a.old_token is null)::int
            from after as a
            where a.kind <> 3
        ) as d
        group by 1, 2, 3
        having sum(d.persons) <> 0 or sum(d.memberships) <> 0 or sum(d.unlinkable) <> 0
    ),
    distinct_kept as (
        insert into tally.distinct_cells as held (kind, year, area_id, persons, memberships, unlinkable)
        select d.kind, d.year, d.area_id, d.persons, d.memberships, d.unlinkable from distinct_change as d
        on conflict (kind, year, area_id) do update
        set persons = held.persons + excluded.persons, memberships = held.memberships + excluded.memberships,
            unlinkable = held.unlinkable + excluded.unlinkable
    )
    select count(*), min(c.written_at), coalesce(sum(c.amount), 0),
        (
            select coalesce(sum(x.amount), 0)
            from cell_change as x
            where x.cube = 1 and x.measure <> 8 or x.cube = 7
        ),
        array_agg(c.tenant_id) filter (where c.measure = 40), array_agg(c.member_id) filter (where c.measure = 40)
    into lines, oldest, claimed_sum, applied_sum, roll_tenants, roll_people
    from claimed as c;
    if claimed_sum <> applied_sum then
        raise exception 'the fold took % and added %', claimed_sum, applied_sum using errcode = 'data_corrupted';
    end if;
    -- who changed since is seen changed, and there is another line then
    if roll_tenants is not null then perform tally.look_at_roll(roll_tenants, roll_people); end if;
end
$$;
comment on function tally.apply_lines(int) is
    'Adds at most so many lines of the ledger to the totals; tells how many, and how old the oldest was.';
