-- A tenant sees itself. The operator sees the list of all tenants, and nothing of what one keeps unless it is named.
-- Who signs in sees the account's own tenants.
revoke all on app.tenants from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.tenants;
create policy server on app.tenants for select to hoctap_server
    using (id = (select app.current_tenant()));

drop policy if exists admin_list on app.tenants;
create policy admin_list on app.tenants for select to hoctap_admin
    using (true);
comment on policy admin_list on app.tenants is 'open: the operator lists all tenants';

drop policy if exists admin_insert on app.tenants;
create policy admin_insert on app.tenants for insert to hoctap_admin
    with check (id = (select app.current_tenant()));

drop policy if exists admin_update on app.tenants;
create policy admin_update on app.tenants for update to hoctap_admin
    using (id = (select app.current_tenant()))
    with check (id = (select app.current_tenant()));

drop policy if exists admin_delete on app.tenants;
create policy admin_delete on app.tenants for delete to hoctap_admin
    using (id = (select app.current_tenant()));

drop policy if exists auth on app.tenants;
create policy auth on app.tenants for select to hoctap_auth
    using (
        id in (
            select officers.tenant_id from app.officers
            where officers.account_id = (select app.current_account())
        )
    );

grant select on app.tenants to hoctap_server;
grant select, insert, update, delete on app.tenants to hoctap_admin;
grant select (id, key, kind, name, state) on app.tenants to hoctap_auth;
