-- Seen with the report, and never changed. Thrown away while the report is being made or signed; a signed one gets none, says a
-- trigger.
revoke all on app.report_files from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.report_files;
create policy server on app.report_files to hoctap_server
    using (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()))
    with check (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()));

drop policy if exists server_insert on app.report_files;
create policy server_insert on app.report_files as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.report_files;
create policy server_delete on app.report_files as restrictive for delete to hoctap_server
    using (
        (select app.may_edit())
        and exists (
            select from app.reports
            where reports.tenant_id = report_files.tenant_id
                and reports.id = report_files.report_id
                and reports.state in ('making', 'signing')
        )
    );

drop policy if exists admin on app.report_files;
create policy admin on app.report_files to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.report_files to hoctap_server;
grant select, insert, delete on app.report_files to hoctap_admin;
