-- After a list of many members the planner still takes the table for what it was, perhaps for empty: the checks of foreign
-- keys to it then go through a tenant's members one by one. Only the owner may count, hence a definer's function; it tells
-- nothing. Where another transaction counts at the same time, that will do for both.
create or replace function app.count_members() returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
    if not app.may_edit() then
        return;
    end if;
    begin
        lock table app.members in share update exclusive mode nowait;
    exception when lock_not_available then
        return;
    end;
    analyze app.members (tenant_id, id);
end
$$;
comment on function app.count_members() is 'Has the planner know how many members there are.';

revoke all on function app.count_members() from public;
grant execute on function app.count_members() to hoctap_server, hoctap_admin;

-- The same of everything that tenants keep, for the operator who fills them with millions of rows at once.
create or replace function app.count_rows() returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
    counted regclass;
begin
    for counted in
        select tables.oid
        from pg_catalog.pg_class as tables
        where tables.relnamespace = 'app'::regnamespace and tables.relkind = 'r'
        order by tables.oid
    loop
        execute format('analyze %s', counted);
    end loop;
end
$$;
comment on function app.count_rows() is 'Has the planner know how many rows every table has.';

revoke all on function app.count_rows() from public;
grant execute on function app.count_rows() to hoctap_admin;
