-- Every officer of a tenant sees its branches, which are no persons; administrators change them, and editors of the
-- whole tenant add those that a list brings. Who signs in is told the branches of the account's own tenants, to know
-- the part for which an officer works.
revoke all on app.branches from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.branches;
create policy server on app.branches to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.branches;
create policy server_insert on app.branches as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.branches;
create policy server_update on app.branches as restrictive for update to hoctap_server
    using ((select app.may_administer()))
    with check ((select app.may_administer()));

drop policy if exists server_delete on app.branches;
create policy server_delete on app.branches as restrictive for delete to hoctap_server
    using ((select app.may_administer()));

drop policy if exists admin on app.branches;
create policy admin on app.branches to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists auth on app.branches;
create policy auth on app.branches for select to hoctap_auth
    using (
        tenant_id in (
            select officers.tenant_id from app.officers
            where officers.account_id = (select app.current_account())
        )
    );

grant select, insert, update, delete on app.branches to hoctap_server, hoctap_admin;
grant select (tenant_id, id, parent_id) on app.branches to hoctap_auth;
