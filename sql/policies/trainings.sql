-- Every officer of a tenant sees its trainings; editors of the whole tenant change them. Who was trained is in training_people.
revoke all on app.trainings from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.trainings;
create policy server on app.trainings to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.trainings;
create policy server_insert on app.trainings as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.trainings;
create policy server_update on app.trainings as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.trainings;
create policy server_delete on app.trainings as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists admin on app.trainings;
create policy admin on app.trainings to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.trainings;
create policy counting on app.trainings for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update, delete on app.trainings to hoctap_server;
grant select, insert, update, delete on app.trainings to hoctap_admin;
