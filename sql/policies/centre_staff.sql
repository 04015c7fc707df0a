-- Every officer of a ward sees who runs its centres; editors of the whole ward change them.
revoke all on app.centre_staff from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.centre_staff;
create policy server on app.centre_staff to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.centre_staff;
create policy server_insert on app.centre_staff as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.centre_staff;
create policy server_update on app.centre_staff as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.centre_staff;
create policy server_delete on app.centre_staff as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.centre_staff;
create policy admin on app.centre_staff to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.centre_staff to hoctap_server;
grant select, insert, update, delete on app.centre_staff to hoctap_admin;
