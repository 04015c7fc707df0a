-- Every officer of a tenant sees the entries of its funds; editors of the whole tenant change nothing in them: they add others.
revoke all on app.fund_entries from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.fund_entries;
create policy server on app.fund_entries to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.fund_entries;
create policy server_insert on app.fund_entries as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.fund_entries;
create policy admin on app.fund_entries to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.fund_entries to hoctap_server;
grant select, insert, update, delete on app.fund_entries to hoctap_admin;
