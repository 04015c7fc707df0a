-- Every officer of a tenant sees its tasks; editors of the whole tenant change them. Who is to do a task of another tenant's
-- sees it alone and reports on it; a trigger keeps it from anything else. The association that leads sets others tasks; any
-- other tenant only itself.
revoke all on app.plan_tasks from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.plan_tasks;
create policy server on app.plan_tasks to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.plan_tasks;
create policy server_insert on app.plan_tasks as restrictive for insert to hoctap_server
    with check (
        (select app.may_edit()) and (select app.sees_whole_tenant())
        and (assigned_id = tenant_id or (select app.leads_programme()))
    );

drop policy if exists server_update on app.plan_tasks;
create policy server_update on app.plan_tasks as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.plan_tasks;
create policy server_delete on app.plan_tasks as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_assigned on app.plan_tasks;
create policy server_assigned on app.plan_tasks for select to hoctap_server
    using (assigned_id = (select app.current_tenant()));

drop policy if exists server_assigned_update on app.plan_tasks;
create policy server_assigned_update on app.plan_tasks for update to hoctap_server
    using (assigned_id = (select app.current_tenant()))
    with check (assigned_id = (select app.current_tenant()));

drop policy if exists admin on app.plan_tasks;
create policy admin on app.plan_tasks to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.plan_tasks;
create policy counting on app.plan_tasks for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.plan_tasks to hoctap_server;
grant update (
    title, content, due_on, state, progress, report, evidence, done_on, officer_id, version
) on app.plan_tasks to hoctap_server;
grant select, insert, update, delete on app.plan_tasks to hoctap_admin;
