-- Rows are seen with their import.
revoke all on app.import_rows from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.import_rows;
create policy server on app.import_rows to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_rows.tenant_id and imports.id = import_rows.import_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_rows.tenant_id and imports.id = import_rows.import_id
            )
        )
    );

drop policy if exists server_insert on app.import_rows;
create policy server_insert on app.import_rows as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.import_rows;
create policy server_update on app.import_rows as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.import_rows;
create policy server_delete on app.import_rows as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.import_rows;
create policy admin on app.import_rows to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.import_rows to hoctap_server;
grant select, insert, update, delete on app.import_rows to hoctap_admin;
