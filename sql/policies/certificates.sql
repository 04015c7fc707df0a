-- Certificates are seen with the member, and each by whoever has its code. Nobody removes one: it is revoked.
revoke all on app.certificates from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.certificates;
create policy server on app.certificates to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = certificates.tenant_id and members.id = certificates.member_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = certificates.tenant_id and members.id = certificates.member_id
            )
        )
    );

drop policy if exists server_insert on app.certificates;
create policy server_insert on app.certificates as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.certificates;
create policy server_update on app.certificates as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_verify on app.certificates;
create policy server_verify on app.certificates for select to hoctap_server
    using (code = (select app.asked_certificate()));

drop policy if exists admin on app.certificates;
create policy admin on app.certificates to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.certificates;
create policy counting on app.certificates for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update on app.certificates to hoctap_server;
grant select, insert, update, delete on app.certificates to hoctap_admin;
