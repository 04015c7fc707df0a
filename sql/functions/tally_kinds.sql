-- What is counted by kind: titles by the year for which they are registered, all that there are by the year for which the count is
-- used, plans, tasks and trainings by their year. It stands in cube 7, by area (zeros where it is of the tenant and no place) and
-- kind; people of a roll in cube 8, as those who came to be counted at the end of a year, or no longer (as members in cube 6).
create or replace function tally.kind_number(key text) returns smallint
language sql stable
return (select k.id from tally.kinds as k where k.key = $1);
comment on function tally.kind_number(text) is 'The kind that a denominator or a training names.';

create or replace function tally.title_number(title uuid) returns smallint
language sql stable
return (select k.id from tally.kinds as k where k.title_type_id = $1);
comment on function tally.title_number(uuid) is 'The kind of a title.';

create or replace function tally.keep_kinds() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    lock table tally.kinds in share row exclusive mode;
    insert into tally.kinds (id, title_type_id)
    select 1 + greatest(100, (select max(k.id) from tally.kinds as k)), new.id
    on conflict (title_type_id) do nothing;
    return null;
end
$$;
comment on function tally.keep_kinds() is 'Gives a new title its number.';
create or replace trigger kinds_insert after insert on app.title_types
for each row execute function tally.keep_kinds();

-- As what a registration counts, by its state; an appeal leaves a refusal as it is until it is decided.
create or replace function tally.registration_measures(kind text, state text) returns smallint[]
language sql immutable
return case
    when state = 'withdrawn' then '{}'::smallint[]
    else array[case kind when 'new' then 21 else 22 end]::smallint[] || case
        when state = 'recognised' then '{23}'::smallint[]
        when state in ('refused', 'appealed') then '{24}'::smallint[]
        when state = 'revoked' then '{25}'::smallint[]
        else '{}'::smallint[]
    end
end;
comment on function tally.registration_measures(text, text) is 'What a registration of a kind and a state counts as.';

create or replace function tally.task_measures(state text, done_on date, due_on date) returns smallint[]
language sql immutable
return case
    when state = 'cancelled' then '{}'::smallint[]
    when state <> 'done' then '{31}'::smallint[]
    when done_on > due_on then '{31,32,33}'::smallint[]
    else '{31,32}'::smallint[]
end;
comment on function tally.task_measures(text, date, date) is 'What a task counts as.';

-- Everything of cube 7, as the rows have it now; columns as in tally.facts().
create or replace function tally.kind_facts()
returns table (
    measure smallint, tenant_id uuid, month date, area_id uuid, branch_id uuid, topic_id uuid, sex smallint,
    birth_year smallint, amount bigint
)
language sql stable
as $$
    select m.measure, r.tenant_id, make_date(r.year, 1, 1), r.area_id, null::uuid, null::uuid, 0::smallint, k.id, count(*)
    from app.registrations as r
    join tally.kinds as k on k.title_type_id = r.title_type_id
    cross join lateral unnest(tally.registration_measures(r.kind, r.state)) as m (measure)
    group by 1, 2, 3, 4, 8
    union all
    select 26::smallint, l.tenant_id, make_date(r.year, 1, 1), r.area_id, null, null, 0::smallint, k.id, count(*)
    from app.decision_lines as l
    join app.registrations as r on r.tenant_id = l.tenant_id and r.id = l.registration_id
    join tally.kinds as k on k.title_type_id = r.title_type_id
    where l.outcome = 'recognised'
    group by 2, 3, 4, 8
    union all
    select 20::smallint, d.tenant_id, make_date(d.year, 1, 1), d.area_id, null, null, 0::smallint, k.id, d.total::bigint
    from app.denominators as d
    join tally.kinds as k on k.key = d.kind
    where not exists (
        select from app.denominators as later where later.tenant_id = d.tenant_id and later.supersedes = d.id
    )
    union all
    select 30::smallint, p.tenant_id, make_date(p.year, 1, 1), null, null, null, 0::smallint, 0::smallint, count(*)
    from app.plans as p
    where p.state <> 'draft'
    group by 2, 3
    union all
    select m.measure, t.assigned_id, date_trunc('year', t.due_on)::date, null, null, null, 0::smallint, 0::smallint, count(*)
    from app.plan_tasks as t
    cross join lateral unnest(tally.task_measures(t.state, t.done_on, t.due_on)) as m (measure)
    group by 1, 2, 3
    union all
    select 34::smallint, t.tenant_id, date_trunc('year', t.held_on)::date, null, null, null, 0::smallint, k.id, count(*)
    from app.trainings as t
    join tally.kinds as k on k.key = t.audience
    group by 2, 3, 8
    union all
    select 35::smallint, p.tenant_id, date_trunc('year', t.held_on)::date, null, null, null, 0::smallint, k.id, count(*)
    from app.training_people as p
    join app.trainings as t on t.tenant_id = p.tenant_id and t.id = p.training_id
    join tally.kinds as k on k.key = t.audience
    group by 2, 3, 8
$$;
comment on function tally.kind_facts() is 'Everything that is counted by kind, as the rows have it now.';

-- At the end of which years one of a roll came to be counted (1), or no longer (-1): on the roll (presence kind 4), and trained
-- (5) from the year of the first training for this audience on. A first day that nobody knows is before all years.
create or replace function tally.roll_stays_of(tenant_id uuid, person_id uuid)
returns table (kind smallint, year smallint, area_id uuid, n int)
language sql stable
as $$
    select s.kind, s.year, ('00000000-0000-0000-0000-' || lpad(k.id::text, 12, '0'))::uuid, s.n
    from app.roll_people as p
    join tally.kinds as k on k.key = p.audience
    cross join lateral (
        select extract(year from coalesce(greatest(p.from_on, date '2000-01-01'), date '2000-01-01'))::smallint as came,
            extract(year from p.to_on + 1)::smallint as went,
            (
                select extract(year from min(t.held_on))::smallint
                from app.training_people as a
                join app.trainings as t on t.tenant_id = a.tenant_id and t.id = a.training_id
                where a.tenant_id = p.tenant_id and a.person_id = p.id and t.audience = p.audience
            ) as trained
    ) as life
    cross join lateral (
        select 4::smallint as kind, life.came as year, 1 as n
        union all
        select 4::smallint, life.went, -1 where life.went is not null
        union all
        select 5::smallint, greatest(life.came, life.trained), 1 where life.trained is not null
        union all
        select 5::smallint, life.went, -1 where life.trained is not null and life.went is not null
    ) as s
    where p.tenant_id = $1
        and p.id = $2
        -- whoever came and went within a year, or was trained after leaving, is at the end of none
        and coalesce(life.went > case s.kind when 4 then life.came else greatest(life.came, life.trained) end, true)
$$;
comment on function tally.roll_stays_of(uuid, uuid) is
    'Years from whose end on one of a roll counts (1), or no longer (-1), and as trained.';

create or replace function tally.true_roll() returns setof tally.presence
language sql stable
as $$
    select p.tenant_id, p.id, s.kind, s.year, s.area_id, null::bytea, s.n
    from app.roll_people as p
    cross join lateral tally.roll_stays_of(p.tenant_id, p.id) as s
$$;
comment on function tally.true_roll() is 'What presence has to be of those on a roll.';

-- What the cells of cube 8 have to be, by presence.
create or replace function tally.roll_cells() returns setof tally.cells
language sql stable
as $$
    select 8::smallint, make_date(p.year, 1, 1), (case p.kind when 4 then 40 else 41 end)::smallint, p.tenant_id,
        '00000000-0000-0000-0000-000000000000'::uuid, 0::smallint, right(p.area_id::text, 12)::smallint, sum(p.n)::bigint
    from tally.presence as p
    where p.kind in (4, 5)
    group by p.kind, p.year, p.tenant_id, p.area_id
    having sum(p.n) <> 0
$$;
comment on function tally.roll_cells() is 'The cells of those on a roll, as presence has them.';

-- Of those on a roll: looks at each as they are now, compares with what is held of them, and moves cells and presence on. For a
-- fold, which took the lines that name them; it meets every table by its key.
create or replace function tally.look_at_roll(tenants uuid[], people uuid[]) returns void
language plpgsql volatile security definer set search_path = '' set app.counting = 'on' set plan_cache_mode = force_generic_plan
as $$
begin
    with who as materialized (
        select distinct w.tenant_id, w.person_id from unnest(tenants, people) as w (tenant_id, person_id)
    ),
    change as materialized (
        select r.tenant_id, r.person_id, r.kind, r.year, r.area_id, sum(r.n)::int as n
        from (
            select w.tenant_id, w.person_id, s.kind, s.year, s.area_id, s.n
            from who as w
            cross join lateral tally.roll_stays_of(w.tenant_id, w.person_id) as s
            union all
            select p.tenant_id, p.member_id, p.kind, p.year, p.area_id, -p.n
            from who as w
            cross join lateral (
                select p.tenant_id, p.member_id, p.kind, p.year, p.area_id, p.n
                from tally.presence as p
                where p.tenant_id = w.tenant_id and p.member_id = w.person_id and p.kind in (4, 5)
                offset 0
            ) as p
        ) as r
        group by 1, 2, 3, 4, 5
        having sum(r.n) <> 0
    ),
    cells_kept as (
        insert into tally.cells as held (cube, period, measure, tenant_id, part_id, sex, age, amount)
        select 8, make_date(c.year, 1, 1), case c.kind when 4 then 40 else 41 end, c.tenant_id,
            '00000000-0000-0000-0000-000000000000'::uuid, 0, right(c.area_id::text, 12)::smallint, sum(c.n)
        from change as c
        group by c.kind, c.year, c.tenant_id, c.area_id
        having sum(c.n) <> 0
        order by 2, 3, 4, 7
        on conflict (cube, period, measure, tenant_id, part_id, sex, age)
        do update set amount = held.amount + excluded.amount
    )
    insert into tally.presence as held (tenant_id, member_id, kind, year, area_id, token, n)
    select c.tenant_id, c.person_id, c.kind, c.year, c.area_id, null, c.n from change as c
    on conflict (tenant_id, member_id, kind, year, area_id) do update set n = held.n + excluded.n;
    delete from tally.presence as p
    using unnest(tenants, people) as w (tenant_id, person_id)
    where p.tenant_id = w.tenant_id and p.member_id = w.person_id and p.kind in (4, 5) and p.n = 0;
end
$$;
comment on function tally.look_at_roll(uuid[], uuid[]) is 'Counts those on a roll anew, by tenant and person.';

-- Those on a roll at the end of a year, and of these the trained ones, by tenant.
create or replace function tally.roll_at_end(year int)
returns table (measure smallint, tenant_id uuid, age smallint, amount bigint)
language sql stable
as $$
    select c.measure, c.tenant_id, c.age, sum(c.amount)::bigint
    from tally.cells as c
    where c.cube = 8 and c.period <= make_date($1, 1, 1)
    group by 1, 2, 3
    having sum(c.amount) <> 0
$$;
comment on function tally.roll_at_end(int) is 'People of rolls at the end of a year, by measure, tenant and audience.';
