-- Pairs known to be two people are seen with the first of them.
revoke all on app.distinct_members
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.distinct_members;
create policy server on app.distinct_members to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = distinct_members.tenant_id and members.id = distinct_members.one_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = distinct_members.tenant_id and members.id = distinct_members.one_id
            )
        )
    );

drop policy if exists server_insert on app.distinct_members;
create policy server_insert on app.distinct_members as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.distinct_members;
create policy server_delete on app.distinct_members as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.distinct_members;
create policy admin on app.distinct_members to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.distinct_members to hoctap_server;
grant select, insert, update, delete on app.distinct_members to hoctap_admin;
