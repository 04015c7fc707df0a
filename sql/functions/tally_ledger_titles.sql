-- What registrations, decisions and counts of all that there are leave in the ledger, by kind and year; tally_kinds.sql says what
-- counts as what. A registration's own row tells all of it but the certificates. The facts of a registration that was decided do
-- not change (title_guards.sql), so that its certificates can be counted by it.
create or replace function tally.write_registrations() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
        select m.measure, n.tenant_id, make_date(n.year, 1, 1), n.area_id, k.id, count(*)
        from new_rows as n
        join tally.kinds as k on k.title_type_id = n.title_type_id
        cross join lateral unnest(tally.registration_measures(n.kind, n.state)) as m (measure)
        group by 1, 2, 3, 4, 5;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
        select m.measure, o.tenant_id, make_date(o.year, 1, 1), o.area_id, k.id, -count(*)
        from old_rows as o
        join tally.kinds as k on k.title_type_id = o.title_type_id
        cross join lateral unnest(tally.registration_measures(o.kind, o.state)) as m (measure)
        group by 1, 2, 3, 4, 5;
    else
        insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
        select m.measure, f.tenant_id, make_date(f.year, 1, 1), f.area_id, k.id, sum(f.amount)
        from (
            select o.tenant_id, o.year, o.area_id, o.title_type_id, o.kind, o.state, -1 as amount from old_rows as o
            union all
            select n.tenant_id, n.year, n.area_id, n.title_type_id, n.kind, n.state, 1 from new_rows as n
        ) as f
        join tally.kinds as k on k.title_type_id = f.title_type_id
        cross join lateral unnest(tally.registration_measures(f.kind, f.state)) as m (measure)
        group by 1, 2, 3, 4, 5
        having sum(f.amount) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_registrations() is 'Writes differences of registrations to the ledger.';

create or replace function tally.write_decisions() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
    select 26, c.tenant_id, make_date(r.year, 1, 1), r.area_id, k.id,
        case tg_op when 'INSERT' then count(*) else -count(*) end
    from changed_rows as c
    left join lateral (
        select r.year, r.area_id, r.title_type_id
        from app.registrations as r
        where r.tenant_id = c.tenant_id and r.id = c.registration_id
        limit 1
    ) as r on true
    left join tally.kinds as k on k.title_type_id = r.title_type_id
    where c.outcome = 'recognised'
    group by 2, 3, 4, 5;
    return null;
end
$$;
comment on function tally.write_decisions() is 'Writes differences of certificates of titles to the ledger.';

-- The counts that hold are published with day and source. The owner alone writes what is published.
create or replace function tally.publish_denominators(tenants uuid[], areas uuid[], years smallint[]) returns void
language plpgsql volatile set search_path = ''
as $$
begin
    delete from release.denominators as p
    where p.tenant_id = any (tenants) and p.area_id = any (areas) and p.year = any (years);
    insert into release.denominators as p (tenant_id, area_id, kind, year, total, counted_on, source)
    select d.tenant_id, d.area_id, tally.kind_number(d.kind), d.year, d.total, d.counted_on, d.source
    from app.denominators as d
    where d.tenant_id = any (tenants) and d.area_id = any (areas) and d.year = any (years)
        and not exists (
            select from app.denominators as later where later.tenant_id = d.tenant_id and later.supersedes = d.id
        )
    on conflict (tenant_id, area_id, kind, year)
    do update set total = excluded.total, counted_on = excluded.counted_on, source = excluded.source;
end
$$;
comment on function tally.publish_denominators(uuid[], uuid[], smallint[]) is
    'Keeps release.denominators, of some areas in some years.';

-- A count holds as long as no other corrects it. Counts are added and, by the operator, removed; none changes.
create or replace function tally.write_denominators() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
    select 20, f.tenant_id, case when f.area_id is not null then make_date(f.year, 1, 1) end, f.area_id,
        tally.kind_number(f.kind), sum(f.amount)
    from (
        select n.tenant_id, n.area_id, n.kind, n.year, n.total::bigint as amount
        from new_rows as n
        where not exists (
            select from app.denominators as later where later.tenant_id = n.tenant_id and later.supersedes = n.id
        )
        union all
        -- the one that is corrected held until now, unless it came with the same statement
        select n.tenant_id, o.area_id, o.kind, o.year, -o.total
        from new_rows as n
        left join lateral (
            select d.area_id, d.kind, d.year, d.total
            from app.denominators as d
            where d.tenant_id = n.tenant_id and d.id = n.supersedes
            limit 1
        ) as o on true
        where n.supersedes is not null
            and not exists (
                select from new_rows as same where same.tenant_id = n.tenant_id and same.id = n.supersedes
            )
    ) as f
    group by 2, 3, 4, 5
    having coalesce(sum(f.amount), -1) <> 0;
    perform tally.publish_denominators(array_agg(n.tenant_id), array_agg(n.area_id), array_agg(n.year))
    from (select distinct r.tenant_id, r.area_id, r.year from new_rows as r) as n;
    return null;
end
$$;
comment on function tally.write_denominators() is 'Writes differences of counts to the ledger, and publishes those that hold.';

create or replace function tally.write_denominators_gone() returns trigger
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    insert into tally.ledger (measure, tenant_id, month, area_id, birth_year, amount)
    select 20, f.tenant_id, make_date(f.year, 1, 1), f.area_id, tally.kind_number(f.kind), sum(f.amount)
    from (
        select o.tenant_id, o.area_id, o.kind, o.year, -o.total::bigint as amount
        from old_rows as o
        where not exists (
            select from old_rows as later where later.tenant_id = o.tenant_id and later.supersedes = o.id
        )
        union all
        -- the one before holds again, if it is still there
        select d.tenant_id, d.area_id, d.kind, d.year, d.total
        from old_rows as o
        join app.denominators as d on d.tenant_id = o.tenant_id and d.id = o.supersedes
    ) as f
    group by 2, 3, 4, 5
    having sum(f.amount) <> 0;
    perform tally.publish_denominators(array_agg(o.tenant_id), array_agg(o.area_id), array_agg(o.year))
    from (select distinct r.tenant_id, r.area_id, r.year from old_rows as r) as o;
    return null;
end
$$;
comment on function tally.write_denominators_gone() is 'The same of counts that were removed.';

create or replace trigger ledger_insert after insert on app.registrations
referencing new table as new_rows for each statement execute function tally.write_registrations();
create or replace trigger ledger_update after update on app.registrations
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_registrations();
create or replace trigger ledger_delete after delete on app.registrations
referencing old table as old_rows for each statement execute function tally.write_registrations();
create or replace trigger ledger_insert after insert on app.decision_lines
referencing new table as changed_rows for each statement execute function tally.write_decisions();
create or replace trigger ledger_delete after delete on app.decision_lines
referencing old table as changed_rows for each statement execute function tally.write_decisions();
create or replace trigger ledger_insert after insert on app.denominators
referencing new table as new_rows for each statement execute function tally.write_denominators();
create or replace trigger ledger_delete after delete on app.denominators
referencing old table as old_rows for each statement execute function tally.write_denominators_gone();
