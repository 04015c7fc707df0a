-- Imports are seen by officers of the whole tenant, and by the officer who uploaded.
revoke all on app.imports from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.imports;
create policy server on app.imports to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and ((select app.sees_whole_tenant()) or officer_id = (select app.current_officer()))
    )
    with check (
        tenant_id = (select app.current_tenant())
        and ((select app.sees_whole_tenant()) or officer_id = (select app.current_officer()))
    );

drop policy if exists server_insert on app.imports;
create policy server_insert on app.imports as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.imports;
create policy server_update on app.imports as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.imports;
create policy server_delete on app.imports as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.imports;
create policy admin on app.imports to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.imports to hoctap_server;
grant select, insert, update, delete on app.imports to hoctap_admin;
