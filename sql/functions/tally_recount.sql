-- The truth, from the rows themselves, with nothing of the ledger: for building totals anew and for looking whether they are
-- right. Whoever calls this has kept the fold away (tally.fold_key) and works in one snapshot (repeatable read): what is
-- committed in it is in the rows and, still in the ledger or added already, counted; what is not, is neither.
create or replace function tally.facts()
returns table (
    measure smallint, tenant_id uuid, month date, area_id uuid, branch_id uuid, topic_id uuid, sex smallint,
    birth_year smallint, amount bigint
)
language sql stable
as $$
    select 1::smallint, m.tenant_id, date '0001-01-01', m.area_id, m.branch_id, null::uuid, tally.sex_number(m.sex),
        left(m.birth_date, 4)::smallint, count(*)
    from app.members as m
    where m.state = 'active'
    group by 2, 4, 5, 7, 8
    union all
    select case e.kind when 'joined' then 2 else 3 end::smallint, e.tenant_id,
        tally.month_of(e.happened_on, e.recorded_at), e.area_id, e.counted_branch_id, null, tally.sex_number(e.sex),
        e.birth_year, count(*)
    from app.membership_events as e
    where e.kind in ('joined', 'left', 'died')
    group by 1, 2, 3, 4, 5, 7, 8
    union all
    select 4::smallint, c.tenant_id, tally.class_month(c.starts_on, c.created_at), c.area_id, c.branch_id, c.topic_id,
        0::smallint, null, count(*)
    from app.classes as c
    where c.state in ('running', 'finished')
    group by 2, 3, 4, 5, 6
    union all
    select 5::smallint, s.tenant_id, date_trunc('month', s.held_on)::date, c.area_id, c.branch_id, c.topic_id,
        0::smallint, null, count(*)
    from app.class_sessions as s
    join app.classes as c on c.tenant_id = s.tenant_id and c.id = s.class_id
    where s.state = 'held'
    group by 2, 3, 4, 5, 6
    union all
    select k.measure, e.tenant_id, date_trunc('month', k.day)::date, e.area_id, e.branch_id, e.topic_id,
        tally.sex_number(e.sex), e.birth_year, count(*)
    from app.enrolments as e
    cross join lateral (
        select 6::smallint as measure, e.enrolled_on as day where e.state = 'enrolled'
        union all
        select 9::smallint, coalesce(e.completed_on, e.enrolled_on) where e.outcome = 'completed'
    ) as k
    group by 1, 2, 3, 4, 5, 6, 7, 8
    union all
    select k.measure, a.tenant_id, a.month, a.area_id, a.branch_id, a.topic_id, tally.sex_number(a.sex), a.birth_year,
        k.amount
    from (
        select a.tenant_id, date_trunc('month', s.held_on)::date as month, e.area_id, e.branch_id, e.topic_id, e.sex,
            e.birth_year, count(*) as amount, sum(a.minutes) as minutes
        from app.attendances as a
        join app.enrolments as e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
        join app.class_sessions as s on s.tenant_id = a.host_id and s.id = a.session_id
        group by 1, 2, 3, 4, 5, 6, 7
    ) as a
    cross join lateral (values (7::smallint, a.amount), (8::smallint, a.minutes)) as k (measure, amount)
    union all
    select 10::smallint, c.tenant_id, date_trunc('month', c.issued_on)::date, c.area_id, c.branch_id, c.topic_id,
        tally.sex_number(c.sex), c.birth_year, count(*)
    from app.certificates as c
    where c.revoked_on is null
    group by 2, 3, 4, 5, 6, 7, 8
    union all
    select 11::smallint, r.tenant_id, tally.record_month(r.ended_on, r.started_on, r.verified_on), r.area_id,
        r.branch_id, r.topic_id, tally.sex_number(r.sex), r.birth_year, count(*)
    from app.learning_records as r
    where r.state = 'verified'
    group by 2, 3, 4, 5, 6, 7, 8
$$;
comment on function tally.facts() is 'Everything that is counted, as the rows have it now.';

create or replace function tally.true_stays()
returns table (tenant_id uuid, member_id uuid, year smallint, area_id uuid, n int)
language sql stable
as $$
    select m.tenant_id, m.id, s.year, coalesce(m.area_id, '00000000-0000-0000-0000-000000000000'), s.n
    from app.members as m
    cross join lateral tally.stays_of(m.tenant_id, m.id, m.state, m.updated_at) as s
$$;
comment on function tally.true_stays() is 'Who counts from the end of which year on, or no longer, and where.';

create or replace function tally.true_cells() returns setof tally.cells
language sql stable
as $$
    select p.cube, p.period, f.measure, f.tenant_id, coalesce(p.part_id, '00000000-0000-0000-0000-000000000000'), p.sex,
        p.age, sum(f.amount)::bigint
    from (
        select * from tally.facts()
        union all
        select * from tally.kind_facts()
    ) as f
    cross join (select array_agg(b.from_age order by b.from_age) as ages from tally.age_bands as b) as b
    cross join lateral tally.places(
        f.measure, f.month, f.area_id, f.branch_id, f.topic_id, f.sex, f.birth_year, b.ages
    ) as p
    group by 1, 2, 3, 4, 5, 6, 7
    having sum(f.amount) <> 0
    union all
    select 6::smallint, make_date(s.year, 1, 1), 1::smallint, s.tenant_id, s.area_id, 0::smallint, -1::smallint, sum(s.n)
    from tally.true_stays() as s
    group by 2, 4, 5
    having sum(s.n) <> 0
    union all
    select 8::smallint, make_date(r.year, 1, 1), (case r.kind when 4 then 40 else 41 end)::smallint, r.tenant_id,
        '00000000-0000-0000-0000-000000000000', 0::smallint, right(r.area_id::text, 12)::smallint, sum(r.n)
    from tally.true_roll() as r
    group by r.kind, r.year, r.tenant_id, r.area_id
    having sum(r.n) <> 0
$$;
comment on function tally.true_cells() is 'What the cells have to be.';

create or replace function tally.true_presence() returns setof tally.presence
language sql stable
as $$
    select r.tenant_id, r.member_id, r.kind, r.year, v.area_id,
        case when m.token_epoch = (select k.epoch from tally.person_key as k) then m.person_token end, sum(r.n)::int
    from (
        select m.tenant_id, m.id as member_id, 1::smallint as kind, 0::smallint as year, m.area_id, 1::bigint as n
        from app.members as m
        where m.state = 'active'
        union all
        select l.tenant_id, l.member_id, 2::smallint, l.year, l.area_id, l.n
        from (
            select e.tenant_id, e.member_id, extract(year from s.held_on)::smallint as year, e.area_id, count(*) as n
            from app.attendances as a
            join app.enrolments as e on e.tenant_id = a.tenant_id and e.id = a.enrolment_id
            join app.class_sessions as s on s.tenant_id = a.host_id and s.id = a.session_id
            group by 1, 2, 3, 4
            union all
            select r.tenant_id, r.member_id,
                extract(year from tally.record_month(r.ended_on, r.started_on, r.verified_on))::smallint, r.area_id, count(*)
            from app.learning_records as r
            where r.state = 'verified'
            group by 1, 2, 3, 4
        ) as l
    ) as r
    cross join lateral tally.levels_of(r.area_id, r.year) as v
    left join app.members as m on m.tenant_id = r.tenant_id and m.id = r.member_id
    group by 1, 2, 3, 4, 5, 6
    having sum(r.n) <> 0
    union all
    select s.tenant_id, s.member_id, 3::smallint, s.year, s.area_id, null, s.n
    from tally.true_stays() as s
    union all
    select * from tally.true_roll()
$$;
comment on function tally.true_presence() is 'What presence has to be.';

-- The two locks of the totals, by number: who leads holds 1 for as long as it is connected; 2 is held by a fold for its
-- transaction, and by whoever has to keep folds away for longer.
create or replace function tally.lead_key() returns bigint
language sql immutable parallel safe
return 7598807797384741937;
comment on function tally.lead_key() is 'Advisory lock of the worker that leads.';
create or replace function tally.fold_key() returns bigint
language sql immutable parallel safe
return 7598807797384741938;
comment on function tally.fold_key() is 'Advisory lock of whoever changes totals.';

-- In the caller's snapshot. Leaves the lines of the ledger that the snapshot shows added, as they are in the rows.
create or replace function tally.rebuild(
    out cells bigint, out cells_wrong bigint, out presences bigint, out presences_wrong bigint
)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on' set work_mem = '128MB'
as $$
begin
    if current_setting('transaction_isolation') <> 'repeatable read' then
        raise exception 'totals are built in one snapshot' using errcode = 'invalid_transaction_state';
    end if;
    perform tally.keep_levels();
    delete from tally.ledger;

    with truth as materialized (select * from tally.true_cells()),
    wrong as (
        delete from tally.cells as c
        where not exists (
            select from truth as t
            where (t.cube, t.period, t.measure, t.tenant_id, t.part_id, t.sex, t.age)
                = (c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age)
        )
        returning c.amount
    ),
    right_again as (
        insert into tally.cells
        select t.* from truth as t
        left join tally.cells as c
            on (t.cube, t.period, t.measure, t.tenant_id, t.part_id, t.sex, t.age)
            = (c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age)
        where c.amount is distinct from t.amount
        on conflict (cube, period, measure, tenant_id, part_id, sex, age) do update set amount = excluded.amount
        returning 1
    )
    select (select count(*) from truth), (select count(*) from wrong where amount <> 0) + (select count(*) from right_again)
    into cells, cells_wrong;

    with truth as materialized (select * from tally.true_presence()),
    wrong as (
        delete from tally.presence as p
        where not exists (
            select from truth as t
            where (t.tenant_id, t.member_id, t.kind, t.year, t.area_id)
                = (p.tenant_id, p.member_id, p.kind, p.year, p.area_id)
        )
        returning 1
    ),
    right_again as (
        insert into tally.presence
        select t.* from truth as t
        left join tally.presence as p
            on (t.tenant_id, t.member_id, t.kind, t.year, t.area_id)
            = (p.tenant_id, p.member_id, p.kind, p.year, p.area_id)
        where (p.n, p.token) is distinct from (t.n, t.token)
        on conflict (tenant_id, member_id, kind, year, area_id) do update set n = excluded.n, token = excluded.token
        returning 1
    )
    select (select count(*) from truth), (select count(*) from wrong) + (select count(*) from right_again)
    into presences, presences_wrong;

    perform tally.rebuild_persons();
    update tally.worker
    set as_of = transaction_timestamp(), pending = 0, lag_milliseconds = 0, folded_at = clock_timestamp();
end
$$;
comment on function tally.rebuild() is
    'Makes all totals anew from the rows; tells how many cells and presences there are and how many were wrong.';

create or replace function tally.rebuild_persons() returns void
language plpgsql volatile set search_path = ''
as $$
begin
    with truth as materialized (
        select p.kind, p.year, p.area_id, p.token, count(*)::int as n
        from tally.presence as p
        where p.n > 0 and p.token is not null
        group by 1, 2, 3, 4
    ),
    wrong as (
        delete from tally.person_cells as c
        where not exists (
            select from truth as t
            where (t.kind, t.year, t.area_id, t.token) = (c.kind, c.year, c.area_id, c.token)
        )
    )
    insert into tally.person_cells
    select t.* from truth as t
    left join tally.person_cells as c on (t.kind, t.year, t.area_id, t.token) = (c.kind, c.year, c.area_id, c.token)
    where c.n is distinct from t.n
    on conflict (kind, year, area_id, token) do update set n = excluded.n;

    delete from tally.distinct_cells;
    insert into tally.distinct_cells select * from tally.true_distinct();
end
$$;
comment on function tally.rebuild_persons() is 'Makes the counts of persons anew from presence.';

create or replace function tally.true_distinct() returns setof tally.distinct_cells
language sql stable
as $$
    select p.kind, p.year, p.area_id, count(distinct p.token), count(*), count(*) filter (where p.token is null)
    from tally.presence as p
    where p.n > 0 and p.kind < 3
    group by 1, 2, 3
$$;
comment on function tally.true_distinct() is 'What the counts of persons have to be, by presence.';

-- Whether areas count otherwise than area_levels says, so that persons do too. Where they do not, a new load of areas, or a new
-- day, is only noted.
create or replace function tally.levels_differ() returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
    today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
    edition int := (select coalesce(max(e.number), 0) from app.area_editions as e);
begin
    -- where they were never made, the totals were not either
    if exists (select from tally.worker as w where w.levels_of is null) then
        return true;
    end if;
    if exists (select from tally.worker as w where w.area_edition = edition and w.levels_of = today) then
        return false;
    end if;
    if exists (
        (select * from tally.area_levels except select * from tally.true_levels(today))
        union all
        (select * from tally.true_levels(today) except select * from tally.area_levels)
    ) then
        return true;
    end if;
    if pg_try_advisory_xact_lock(tally.fold_key()) then
        update tally.worker set area_edition = edition, levels_of = today;
    end if;
    return false;
end
$$;
comment on function tally.levels_differ() is
    'Whether the totals have to be built anew, because areas have changed or nothing was ever built.';

create or replace function tally.keep_levels() returns void
language plpgsql volatile set search_path = ''
as $$
declare
    today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
    delete from tally.area_levels;
    insert into tally.area_levels select * from tally.true_levels(today);
    update tally.worker
    set area_edition = (select coalesce(max(e.number), 0) from app.area_editions as e), levels_of = today;
end
$$;
comment on function tally.keep_levels() is 'Makes area_levels anew.';
