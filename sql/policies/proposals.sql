-- The whole ward proposes. Its officers all see which lists were sent up; who is on them is another matter.
revoke all on app.proposals from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.proposals;
create policy server on app.proposals to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.proposals;
create policy server_insert on app.proposals as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.proposals;
create policy admin on app.proposals to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.proposals to hoctap_server;
grant select, insert, delete on app.proposals to hoctap_admin;
