-- Every officer of a tenant sees the others by name; administrators change them. Who signs in sees the account's own.
revoke all on app.officers from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.officers;
create policy server on app.officers to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.officers;
create policy server_insert on app.officers as restrictive for insert to hoctap_server
    with check ((select app.may_administer()));

drop policy if exists server_update on app.officers;
create policy server_update on app.officers as restrictive for update to hoctap_server
    using ((select app.may_administer()))
    with check ((select app.may_administer()));

drop policy if exists admin on app.officers;
create policy admin on app.officers to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists auth on app.officers;
create policy auth on app.officers for select to hoctap_auth
    using (account_id = (select app.current_account()));

grant select, insert, update on app.officers to hoctap_server;
grant select, insert, update, delete on app.officers to hoctap_admin;
grant select (tenant_id, id, account_id, role, branch_id, area_id, state) on app.officers to hoctap_auth;
