-- What the worker calls. It may do this and read the totals, and nothing else: no row of a tenant.
create or replace function tally.take_lead(holder text) returns bigint
language plpgsql volatile security definer set search_path = ''
as $$
declare
    risen bigint;
begin
    -- behind whoever is building or comparing totals
    perform pg_advisory_xact_lock(tally.fold_key());
    update tally.worker
    set epoch = epoch + 1, holder = left($1, 200), taken_at = clock_timestamp(), looked_at = clock_timestamp()
    returning worker.epoch into risen;
    return risen;
end
$$;
comment on function tally.take_lead(text) is
    'Makes the caller the leader, and any other a former one. For who holds tally.lead_key().';

-- One batch. Nothing to do costs a look at an empty table, and a note that somebody looked once a second.
create or replace function tally.fold(
    epoch bigint, at_most int, out state text, out lines bigint, out pending bigint, out lag_milliseconds bigint
)
language plpgsql volatile security definer set search_path = ''
as $$
declare
    started timestamptz := clock_timestamp();
    oldest timestamptz;
    next timestamptz;
begin
    lines := 0;
    pending := 0;
    lag_milliseconds := 0;
    if exists (
        select from tally.worker as w
        where w.epoch = fold.epoch and w.looked_at > started - interval '1 second'
    ) and not exists (select from tally.ledger) then
        state := 'idle';
        return;
    end if;
    if not pg_try_advisory_xact_lock(tally.fold_key()) then
        state := 'kept away';
        return;
    end if;
    -- a leader that was superseded waits here for the other's fold, and then finds another epoch
    perform from tally.worker as w where w.epoch = fold.epoch for update;
    if not found then
        state := 'superseded';
        return;
    end if;
    started := clock_timestamp();
    if not exists (select from tally.ledger) then
        update tally.worker set looked_at = started, as_of = started, pending = 0, lag_milliseconds = 0;
        state := 'idle';
        return;
    end if;
    select a.lines, a.oldest into lines, oldest from tally.apply_lines(at_most) as a;
    select count(*), min(l.written_at) into pending, next
    from (select l.written_at from tally.ledger as l limit 100000) as l;
    lag_milliseconds := greatest(0, extract(epoch from clock_timestamp() - least(oldest, next)) * 1000)::bigint;
    update tally.worker as w
    set looked_at = clock_timestamp(), folded_at = clock_timestamp(), as_of = least(started, next), pending = fold.pending,
        lag_milliseconds = fold.lag_milliseconds, folds = w.folds + 1, lines = w.lines + fold.lines;
    state := 'folded';
end
$$;
comment on function tally.fold(bigint, int) is
    'Adds one batch, for the leader of an epoch: idle, folded, kept away by another at work, or superseded by another leader.';

-- Beside the totals what the rows say, in the caller's snapshot (repeatable read), in which totals, ledger and rows belong
-- together: nothing is locked, and folds go on. What waits in the ledger is added to the cells; members of whom a line waits are
-- left out of the comparison of presence.
create or replace function tally.differences()
returns table (total text, key text, held bigint, counted bigint)
language sql stable security definer set search_path = '' set app.counting = 'on' set work_mem = '128MB'
as $$
    with waiting as (
        select l.measure, l.tenant_id, l.month, l.area_id, l.branch_id, l.topic_id, l.sex, l.birth_year,
            sum(l.amount) as amount, sum(l.minutes) as minutes
        from tally.ledger as l
        group by 1, 2, 3, 4, 5, 6, 7, 8
    ),
    held_cells as (
        select h.cube, h.period, h.measure, h.tenant_id, h.part_id, h.sex, h.age, sum(h.amount)::bigint as amount
        from (
            select * from tally.cells where cube not in (6, 8)
            union all
            select p.cube, p.period, k.measure, w.tenant_id,
                coalesce(p.part_id, '00000000-0000-0000-0000-000000000000'), p.sex, p.age, k.amount
            from waiting as w
            cross join lateral (values (w.measure, w.amount), (8::smallint, w.minutes)) as k (measure, amount)
            cross join (select array_agg(b.from_age order by b.from_age) as ages from tally.age_bands as b) as b
            cross join lateral tally.places(
                k.measure, w.month, w.area_id, w.branch_id, w.topic_id, w.sex, w.birth_year, b.ages
            ) as p
            where k.amount <> 0
        ) as h
        group by 1, 2, 3, 4, 5, 6, 7
        having sum(h.amount) <> 0
    )
    select 'cells', concat_ws(' ', cube, period, measure, tenant_id, part_id, sex, age), coalesce(c.amount, 0),
        coalesce(t.amount, 0)
    from held_cells as c
    full join (
        select * from tally.true_cells() where cube not in (6, 8)
    ) as t using (cube, period, measure, tenant_id, part_id, sex, age)
    where c.amount is distinct from t.amount
    union all
    -- what presence has, which is compared with the rows below
    select 'ends of years', concat_ws(' ', period, tenant_id, part_id), coalesce(c.amount, 0), coalesce(t.amount, 0)
    from (
        select c.period, c.tenant_id, c.part_id, c.amount from tally.cells as c where c.cube = 6 and c.amount <> 0
    ) as c
    full join (
        select make_date(p.year, 1, 1) as period, p.tenant_id, p.area_id as part_id, sum(p.n)::bigint as amount
        from tally.presence as p
        where p.kind = 3
        group by 1, 2, 3
        having sum(p.n) <> 0
    ) as t using (period, tenant_id, part_id)
    where c.amount is distinct from t.amount
    union all
    select 'ends of years of rolls', concat_ws(' ', period, measure, tenant_id, age), coalesce(c.amount, 0),
        coalesce(t.amount, 0)
    from (select * from tally.cells as c where c.cube = 8 and c.amount <> 0) as c
    full join tally.roll_cells() as t using (cube, period, measure, tenant_id, part_id, sex, age)
    where c.amount is distinct from t.amount
    union all
    select 'presence', concat_ws(' ', tenant_id, member_id, kind, year, area_id), coalesce(p.n, 0), coalesce(t.n, 0)
    from tally.presence as p
    full join tally.true_presence() as t using (tenant_id, member_id, kind, year, area_id)
    where (p.n, p.token) is distinct from (t.n, t.token)
        and (coalesce(p.tenant_id, t.tenant_id), coalesce(p.member_id, t.member_id)) not in (
            select l.tenant_id, l.member_id from tally.ledger as l where l.member_id is not null
        )
    union all
    -- the token stays here
    select 'persons', concat_ws(' ', kind, year, area_id), coalesce(p.n, 0), coalesce(t.n, 0)
    from tally.person_cells as p
    full join (
        select p.kind, p.year, p.area_id, p.token, count(*) as n
        from tally.presence as p
        where p.n > 0 and p.token is not null
        group by 1, 2, 3, 4
    ) as t using (kind, year, area_id, token)
    where p.n is distinct from t.n
    union all
    select k.total, concat_ws(' ', kind, year, area_id), k.held, k.counted
    from (select * from tally.distinct_cells as d where (d.persons, d.memberships, d.unlinkable) <> (0, 0, 0)) as d
    full join tally.true_distinct() as t using (kind, year, area_id)
    cross join lateral (values
        ('distinct persons', coalesce(d.persons, 0), coalesce(t.persons, 0)),
        ('distinct memberships', coalesce(d.memberships, 0), coalesce(t.memberships, 0)),
        ('distinct unlinkable', coalesce(d.unlinkable, 0), coalesce(t.unlinkable, 0))
    ) as k (total, held, counted)
    where k.held <> k.counted
$$;
comment on function tally.differences() is 'Every total that is not what the rows say.';

create or replace function tally.sizes(out cells bigint, out presences bigint, out persons bigint, out distinct_cells bigint)
language sql stable security definer set search_path = ''
as $$
    select (select count(*) from tally.cells where amount <> 0), (select count(*) from tally.presence),
        (select count(*) from tally.person_cells), (select count(*) from tally.distinct_cells)
$$;
comment on function tally.sizes() is 'How many totals there are to be compared.';

create or replace function tally.waiting() returns bigint
language sql stable security definer set search_path = ''
return (select count(*) from tally.ledger);
comment on function tally.waiting() is 'How many lines there are in the ledger.';
