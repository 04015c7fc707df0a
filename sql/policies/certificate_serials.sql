-- Whoever may issue certificates numbers them.
revoke all on app.certificate_serials
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.certificate_serials;
create policy server on app.certificate_serials to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.certificate_serials;
create policy server_insert on app.certificate_serials as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.certificate_serials;
create policy server_update on app.certificate_serials as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists admin on app.certificate_serials;
create policy admin on app.certificate_serials to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update on app.certificate_serials to hoctap_server;
grant select, insert, update, delete on app.certificate_serials to hoctap_admin;
