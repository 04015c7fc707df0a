-- Counts are no persons: every officer of a ward sees them, and of the wards before it. They are added to and never changed.
revoke all on app.denominators from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.denominators;
create policy server on app.denominators to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.denominators;
create policy server_insert on app.denominators as restrictive for insert to hoctap_server
    with check (
        (select app.may_edit())
        and (select app.is_ward())
        and (
            (select app.sees_whole_tenant())
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists predecessor on app.denominators;
create policy predecessor on app.denominators for select to hoctap_server
    using (tenant_id = any ((select app.current_predecessors())::uuid[]));

drop policy if exists admin on app.denominators;
create policy admin on app.denominators to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.denominators;
create policy counting on app.denominators for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert on app.denominators to hoctap_server;
grant select, insert, delete on app.denominators to hoctap_admin;
