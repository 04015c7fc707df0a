-- The whole ward decides, and all its officers see which decisions there are. Nobody changes or removes one: another takes its
-- place. What the operator removes is a whole ward.
revoke all on app.decisions from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.decisions;
create policy server on app.decisions to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.decisions;
create policy server_insert on app.decisions as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists predecessor on app.decisions;
create policy predecessor on app.decisions for select to hoctap_server
    using (tenant_id = any ((select app.current_predecessors())::uuid[]));

drop policy if exists admin on app.decisions;
create policy admin on app.decisions to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.decisions to hoctap_server;
grant select, insert, delete on app.decisions to hoctap_admin;
