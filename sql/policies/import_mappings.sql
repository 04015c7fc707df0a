-- Remembered columns serve every officer of the tenant who brings in lists.
revoke all on app.import_mappings
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.import_mappings;
create policy server on app.import_mappings to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.import_mappings;
create policy server_insert on app.import_mappings as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.import_mappings;
create policy server_update on app.import_mappings as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.import_mappings;
create policy server_delete on app.import_mappings as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.import_mappings;
create policy admin on app.import_mappings to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.import_mappings to hoctap_server;
grant select, insert, update, delete on app.import_mappings to hoctap_admin;
