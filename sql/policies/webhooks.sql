-- Administrators of the whole tenant set webhooks up. Whoever changes something reads which there are, to write the deliveries.
revoke all on app.webhooks from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.webhooks;
create policy server on app.webhooks to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_select on app.webhooks;
create policy server_select on app.webhooks as restrictive for select to hoctap_server
    using ((select app.may_edit()) or ((select app.is_administrator()) and (select app.sees_whole_tenant())));

drop policy if exists server_insert on app.webhooks;
create policy server_insert on app.webhooks as restrictive for insert to hoctap_server
    with check ((select app.may_administer()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.webhooks;
create policy server_update on app.webhooks as restrictive for update to hoctap_server
    using ((select app.may_administer()) and (select app.sees_whole_tenant()))
    with check ((select app.may_administer()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.webhooks;
create policy server_delete on app.webhooks as restrictive for delete to hoctap_server
    using ((select app.may_administer()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.webhooks;
create policy admin on app.webhooks to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.webhooks to hoctap_server;
grant select, insert, update, delete on app.webhooks to hoctap_admin;
