-- Lines are added and never changed. Administrators of the whole tenant read them; only removing a tenant removes them.
revoke all on app.audit_entries
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server_read on app.audit_entries;
create policy server_read on app.audit_entries for select to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (select app.sees_whole_tenant())
        and (select app.is_administrator())
    );

drop policy if exists server_add on app.audit_entries;
create policy server_add on app.audit_entries for insert to hoctap_server
    with check (tenant_id = (select app.current_tenant()) and officer_id = (select app.current_officer()));

drop policy if exists admin on app.audit_entries;
create policy admin on app.audit_entries to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.audit_entries to hoctap_server;
grant select, insert, delete on app.audit_entries to hoctap_admin;
