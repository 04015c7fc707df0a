-- Progress is seen with its import.
revoke all on app.import_progress
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.import_progress;
create policy server on app.import_progress to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_progress.tenant_id and imports.id = import_progress.import_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_progress.tenant_id and imports.id = import_progress.import_id
            )
        )
    );

drop policy if exists server_insert on app.import_progress;
create policy server_insert on app.import_progress as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.import_progress;
create policy server_update on app.import_progress as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.import_progress;
create policy server_delete on app.import_progress as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.import_progress;
create policy admin on app.import_progress to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.import_progress to hoctap_server;
grant select, insert, update, delete on app.import_progress to hoctap_admin;
