create or replace function tally.write_members() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select 1, n.tenant_id, date '0001-01-01', n.area_id, n.branch_id, n.id, tally.sex_number(n.sex),
            left(n.birth_date, 4)::smallint, case when n.state = 'active' then 1 else 0 end
        from new_rows as n
        where n.state <> 'merged';
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select 1, o.tenant_id, date '0001-01-01', o.area_id, o.branch_id, o.id, tally.sex_number(o.sex),
            left(o.birth_date, 4)::smallint, -1
        from old_rows as o
        where o.state = 'active';
    else
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select 1, f.tenant_id, date '0001-01-01', f.area_id, f.branch_id, f.id, tally.sex_number(f.sex),
            f.birth_year, sum(f.amount)
        from (
            select o.tenant_id, o.id, o.area_id, o.branch_id, o.sex, left(o.birth_date, 4)::smallint as birth_year,
                -1 as amount
            from old_rows as o
            where o.state = 'active'
            union all
            select n.tenant_id, n.id, n.area_id, n.branch_id, n.sex, left(n.birth_date, 4)::smallint, 1
            from new_rows as n
            where n.state = 'active'
        ) as f
        group by f.tenant_id, f.id, f.area_id, f.branch_id, f.sex, f.birth_year
        having sum(f.amount) <> 0
        union all
        -- another person, or a former member erased, merged or found to live elsewhere: looked at again, whatever else is
        -- the same
        select 1, p.tenant_id, date '0001-01-01', null, null, p.id, 0, null, 0
        from (
            select o.tenant_id, o.id, o.person_token, o.token_epoch, o.state, o.area_id from old_rows as o
            union all
            select n.tenant_id, n.id, n.person_token, n.token_epoch, n.state, n.area_id from new_rows as n
        ) as p
        group by p.tenant_id, p.id
        having count(p.person_token) = 1 or count(distinct p.person_token) = 2 or count(distinct p.token_epoch) = 2
            or (
                bool_and(p.state <> 'active')
                and (min(p.state) <> max(p.state) or count(p.area_id) = 1 or count(distinct p.area_id) = 2)
            );
    end if;
    return null;
end
$$;
comment on function tally.write_members() is 'Writes differences of members to the ledger.';

-- Where the member lives when it is recorded; who brings it along is not asked. It runs as whoever writes, who sees the
-- member, and for each row of a long list: so it sets nothing.
create or replace function tally.fill_event() returns trigger
language plpgsql volatile
as $$
begin
    select m.area_id, coalesce(new.branch_id, m.branch_id), m.sex, left(m.birth_date, 4)::smallint
    into new.area_id, new.counted_branch_id, new.sex, new.birth_year
    from app.members as m
    where m.tenant_id = new.tenant_id and m.id = new.member_id;
    return new;
end
$$;
comment on function tally.fill_event() is 'Notes with an event where the member lived and belonged then.';

create or replace function tally.write_events() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select case n.kind when 'joined' then 2 else 3 end, n.tenant_id, tally.month_of(n.happened_on, n.recorded_at),
            n.area_id, n.counted_branch_id, null::uuid, tally.sex_number(n.sex), n.birth_year, count(*)
        from new_rows as n
        where n.kind in ('joined', 'left', 'died')
        group by 1, 2, 3, 4, 5, 7, 8
        union all
        -- an import writes the first one with its member, of whom there is a line
        select distinct 1, n.tenant_id, date '0001-01-01', null::uuid, null::uuid, n.member_id, 0::smallint, null::smallint,
            0
        from new_rows as n
        where n.ordinal > 1 or n.import_id is null;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select case o.kind when 'joined' then 2 else 3 end, o.tenant_id, tally.month_of(o.happened_on, o.recorded_at),
            o.area_id, o.counted_branch_id, null::uuid, tally.sex_number(o.sex), o.birth_year, -count(*)
        from old_rows as o
        where o.kind in ('joined', 'left', 'died')
        group by 1, 2, 3, 4, 5, 7, 8
        union all
        select distinct 1, o.tenant_id, date '0001-01-01', null::uuid, null::uuid, o.member_id, 0::smallint, null::smallint,
            0
        from old_rows as o;
    else
        insert into tally.ledger (measure, tenant_id, month, area_id, branch_id, member_id, sex, birth_year, amount)
        select case f.kind when 'joined' then 2 else 3 end, f.tenant_id, tally.month_of(f.happened_on, f.recorded_at),
            f.area_id, f.counted_branch_id, null::uuid, tally.sex_number(f.sex), f.birth_year, sum(f.amount)
        from (
            select o.kind, o.tenant_id, o.happened_on, o.recorded_at, o.area_id, o.counted_branch_id, o.sex,
                o.birth_year, -1 as amount
            from old_rows as o
            union all
            select n.kind, n.tenant_id, n.happened_on, n.recorded_at, n.area_id, n.counted_branch_id, n.sex,
                n.birth_year, 1
            from new_rows as n
        ) as f
        where f.kind in ('joined', 'left', 'died')
        group by 1, 2, 3, 4, 5, 7, 8
        having sum(f.amount) <> 0
        union all
        select distinct 1, n.tenant_id, date '0001-01-01', null::uuid, null::uuid, n.member_id, 0::smallint, null::smallint,
            0
        from new_rows as n;
    end if;
    return null;
end
$$;
comment on function tally.write_events() is
    'Writes differences of joining and leaving to the ledger, and has the member looked at again.';

create or replace trigger ledger_insert after insert on app.members
referencing new table as new_rows for each statement execute function tally.write_members();
create or replace trigger ledger_update after update on app.members
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_members();
create or replace trigger ledger_delete after delete on app.members
referencing old table as old_rows for each statement execute function tally.write_members();

create or replace trigger ledger_fill before insert on app.membership_events
for each row when (num_nonnulls(new.area_id, new.counted_branch_id, new.sex, new.birth_year) = 0)
execute function tally.fill_event();
create or replace trigger ledger_insert after insert on app.membership_events
referencing new table as new_rows for each statement execute function tally.write_events();
create or replace trigger ledger_update after update on app.membership_events
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_events();
create or replace trigger ledger_delete after delete on app.membership_events
referencing old table as old_rows for each statement execute function tally.write_events();
