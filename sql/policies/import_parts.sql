-- The uploaded file is seen with its import.
revoke all on app.import_parts from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.import_parts;
create policy server on app.import_parts to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_parts.tenant_id and imports.id = import_parts.import_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.imports
                where imports.tenant_id = import_parts.tenant_id and imports.id = import_parts.import_id
            )
        )
    );

drop policy if exists server_insert on app.import_parts;
create policy server_insert on app.import_parts as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.import_parts;
create policy server_delete on app.import_parts as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.import_parts;
create policy admin on app.import_parts to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.import_parts to hoctap_server;
grant select, insert, update, delete on app.import_parts to hoctap_admin;
