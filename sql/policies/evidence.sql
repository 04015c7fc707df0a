-- Evidence is seen with the registration. Nobody changes a file: it is taken away, and another put in.
revoke all on app.evidence from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.evidence;
create policy server on app.evidence to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = evidence.tenant_id
                    and registrations.id = evidence.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = evidence.tenant_id
                    and registrations.id = evidence.registration_id
            )
        )
    );

drop policy if exists server_insert on app.evidence;
create policy server_insert on app.evidence as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.evidence;
create policy server_delete on app.evidence as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.evidence;
create policy admin on app.evidence to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.evidence to hoctap_server;
grant select, insert, delete on app.evidence to hoctap_admin;
