-- What was decided is seen with the registration, and each certificate by whoever has its code. Nobody changes or removes a
-- line.
revoke all on app.decision_lines
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.decision_lines;
create policy server on app.decision_lines to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = decision_lines.tenant_id
                    and registrations.id = decision_lines.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = decision_lines.tenant_id
                    and registrations.id = decision_lines.registration_id
            )
        )
    );

drop policy if exists server_insert on app.decision_lines;
create policy server_insert on app.decision_lines as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists predecessor on app.decision_lines;
create policy predecessor on app.decision_lines for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = decision_lines.tenant_id
                    and registrations.id = decision_lines.registration_id
            )
        )
    );

drop policy if exists server_verify on app.decision_lines;
create policy server_verify on app.decision_lines for select to hoctap_server
    using (code = (select app.asked_certificate()));

drop policy if exists admin on app.decision_lines;
create policy admin on app.decision_lines to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.decision_lines;
create policy counting on app.decision_lines for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert on app.decision_lines to hoctap_server;
grant select, insert, delete on app.decision_lines to hoctap_admin;
