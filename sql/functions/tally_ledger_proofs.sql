create or replace function tally.write_records() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount)
        select 11, n.tenant_id, tally.record_month(n.ended_on, n.started_on, n.verified_on), n.area_id, n.branch_id,
            n.topic_id, n.member_id, tally.sex_number(n.sex), n.birth_year, count(*)
        from new_rows as n
        where n.state = 'verified'
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount)
        select 11, o.tenant_id, tally.record_month(o.ended_on, o.started_on, o.verified_on), o.area_id, o.branch_id,
            o.topic_id, o.member_id, tally.sex_number(o.sex), o.birth_year, -count(*)
        from old_rows as o
        where o.state = 'verified'
        group by 2, 3, 4, 5, 6, 7, 8, 9;
    else
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, member_id, sex, birth_year, amount)
        select 11, f.tenant_id, tally.record_month(f.ended_on, f.started_on, f.verified_on), f.area_id, f.branch_id,
            f.topic_id, f.member_id, tally.sex_number(f.sex), f.birth_year, sum(f.amount)
        from (
            select -1 as amount, o.* from old_rows as o
            union all
            select 1, n.* from new_rows as n
        ) as f
        where f.state = 'verified'
        group by 2, 3, 4, 5, 6, 7, 8, 9
        having sum(f.amount) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_records() is 'Writes differences of learning elsewhere to the ledger.';

create or replace function tally.write_certificates() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select 10, n.tenant_id, date_trunc('month', n.issued_on)::date, n.area_id, n.branch_id, n.topic_id,
            tally.sex_number(n.sex), n.birth_year, count(*)
        from new_rows as n
        where n.revoked_on is null
        group by 2, 3, 4, 5, 6, 7, 8;
    elsif tg_op = 'DELETE' then
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select 10, o.tenant_id, date_trunc('month', o.issued_on)::date, o.area_id, o.branch_id, o.topic_id,
            tally.sex_number(o.sex), o.birth_year, -count(*)
        from old_rows as o
        where o.revoked_on is null
        group by 2, 3, 4, 5, 6, 7, 8;
    else
        insert into tally.ledger
            (measure, tenant_id, month, area_id, branch_id, topic_id, sex, birth_year, amount)
        select 10, f.tenant_id, date_trunc('month', f.issued_on)::date, f.area_id, f.branch_id, f.topic_id,
            tally.sex_number(f.sex), f.birth_year, sum(f.amount)
        from (
            select -1 as amount, o.* from old_rows as o
            union all
            select 1, n.* from new_rows as n
        ) as f
        where f.revoked_on is null
        group by 2, 3, 4, 5, 6, 7, 8
        having sum(f.amount) <> 0;
    end if;
    return null;
end
$$;
comment on function tally.write_certificates() is 'Writes differences of certificates to the ledger.';

create or replace trigger ledger_insert after insert on app.learning_records
referencing new table as new_rows for each statement execute function tally.write_records();
create or replace trigger ledger_update after update on app.learning_records
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_records();
create or replace trigger ledger_delete after delete on app.learning_records
referencing old table as old_rows for each statement execute function tally.write_records();
create or replace trigger ledger_insert after insert on app.certificates
referencing new table as new_rows for each statement execute function tally.write_certificates();
create or replace trigger ledger_update after update on app.certificates
referencing old table as old_rows new table as new_rows for each statement execute function tally.write_certificates();
create or replace trigger ledger_delete after delete on app.certificates
referencing old table as old_rows for each statement execute function tally.write_certificates();
