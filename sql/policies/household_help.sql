-- Help is seen with the member.
revoke all on app.household_help
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.household_help;
create policy server on app.household_help to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = household_help.tenant_id and members.id = household_help.member_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = household_help.tenant_id and members.id = household_help.member_id
            )
        )
    );

drop policy if exists server_insert on app.household_help;
create policy server_insert on app.household_help as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.household_help;
create policy server_update on app.household_help as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.household_help;
create policy server_delete on app.household_help as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.household_help;
create policy admin on app.household_help to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.household_help to hoctap_server;
grant select, insert, update, delete on app.household_help to hoctap_admin;
