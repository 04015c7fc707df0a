-- Who is on a list is seen with the registration, and stays.
revoke all on app.proposal_lines
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.proposal_lines;
create policy server on app.proposal_lines to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = proposal_lines.tenant_id
                    and registrations.id = proposal_lines.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = proposal_lines.tenant_id
                    and registrations.id = proposal_lines.registration_id
            )
        )
    );

drop policy if exists server_insert on app.proposal_lines;
create policy server_insert on app.proposal_lines as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists admin on app.proposal_lines;
create policy admin on app.proposal_lines to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.proposal_lines to hoctap_server;
grant select, insert, delete on app.proposal_lines to hoctap_admin;
