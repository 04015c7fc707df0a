-- Every officer sees what is made by itself; editors of the whole tenant set it. The runner is told what is due.
revoke all on app.report_schedules from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.report_schedules;
create policy server on app.report_schedules to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.report_schedules;
create policy server_insert on app.report_schedules as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_update on app.report_schedules;
create policy server_update on app.report_schedules as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.report_schedules;
create policy server_delete on app.report_schedules as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists counting on app.report_schedules;
create policy counting on app.report_schedules for select to hoctap_owner
    using ((select app.is_counting()));

drop policy if exists admin on app.report_schedules;
create policy admin on app.report_schedules to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.report_schedules to hoctap_server;
grant select, insert, update, delete on app.report_schedules to hoctap_admin;
