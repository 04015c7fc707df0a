-- A file is seen with what is known of it.
revoke all on app.evidence_contents
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.evidence_contents;
create policy server on app.evidence_contents to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.evidence
                where evidence.tenant_id = evidence_contents.tenant_id and evidence.id = evidence_contents.evidence_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.evidence
                where evidence.tenant_id = evidence_contents.tenant_id and evidence.id = evidence_contents.evidence_id
            )
        )
    );

drop policy if exists server_insert on app.evidence_contents;
create policy server_insert on app.evidence_contents as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.evidence_contents;
create policy server_delete on app.evidence_contents as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.evidence_contents;
create policy admin on app.evidence_contents to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.evidence_contents to hoctap_server;
grant select, insert, delete on app.evidence_contents to hoctap_admin;
