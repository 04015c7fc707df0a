-- Every officer of a tenant sees its funds; editors of the whole tenant change them. Nobody removes one: it is closed.
revoke all on app.funds from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.funds;
create policy server on app.funds to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.funds;
create policy server_insert on app.funds as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.funds;
create policy server_update on app.funds as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.funds;
create policy admin on app.funds to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update on app.funds to hoctap_server;
grant select, insert, update, delete on app.funds to hoctap_admin;
