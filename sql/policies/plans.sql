-- Every officer of a tenant sees its plans; editors of the whole tenant change them.
revoke all on app.plans from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.plans;
create policy server on app.plans to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.plans;
create policy server_insert on app.plans as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.plans;
create policy server_update on app.plans as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.plans;
create policy server_delete on app.plans as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.plans;
create policy admin on app.plans to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.plans;
create policy counting on app.plans for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update, delete on app.plans to hoctap_server;
grant select, insert, update, delete on app.plans to hoctap_admin;
