-- Whoever changes something writes what is told of it. Administrators of the whole tenant see what became of it and have it sent
-- again; what sends acts as one of them, one tenant at a time. A function of the owner's finds what is due (app.due_webhooks).
revoke all on app.webhook_deliveries
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.webhook_deliveries;
create policy server on app.webhook_deliveries to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_select on app.webhook_deliveries;
create policy server_select on app.webhook_deliveries as restrictive for select to hoctap_server
    using ((select app.is_administrator()) and (select app.sees_whole_tenant()));

drop policy if exists server_insert on app.webhook_deliveries;
create policy server_insert on app.webhook_deliveries as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.webhook_deliveries;
create policy server_update on app.webhook_deliveries as restrictive for update to hoctap_server
    using ((select app.may_administer()) and (select app.sees_whole_tenant()))
    with check ((select app.may_administer()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.webhook_deliveries;
create policy server_delete on app.webhook_deliveries as restrictive for delete to hoctap_server
    using ((select app.may_administer()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.webhook_deliveries;
create policy admin on app.webhook_deliveries to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.webhook_deliveries;
create policy counting on app.webhook_deliveries for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update, delete on app.webhook_deliveries to hoctap_server;
grant select, insert, update, delete on app.webhook_deliveries to hoctap_admin;
