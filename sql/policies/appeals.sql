-- Appeals are seen and entered with the registration, and answered by a decision.
revoke all on app.appeals from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.appeals;
create policy server on app.appeals to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = appeals.tenant_id
                    and registrations.id = appeals.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = appeals.tenant_id
                    and registrations.id = appeals.registration_id
            )
        )
    );

drop policy if exists server_insert on app.appeals;
create policy server_insert on app.appeals as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.appeals;
create policy server_update on app.appeals as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists admin on app.appeals;
create policy admin on app.appeals to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update on app.appeals to hoctap_server;
grant select, insert, update, delete on app.appeals to hoctap_admin;
