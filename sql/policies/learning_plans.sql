-- Plans are seen with the member.
revoke all on app.learning_plans
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.learning_plans;
create policy server on app.learning_plans to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = learning_plans.tenant_id and members.id = learning_plans.member_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = learning_plans.tenant_id and members.id = learning_plans.member_id
            )
        )
    );

drop policy if exists server_insert on app.learning_plans;
create policy server_insert on app.learning_plans as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.learning_plans;
create policy server_update on app.learning_plans as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.learning_plans;
create policy server_delete on app.learning_plans as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.learning_plans;
create policy admin on app.learning_plans to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.learning_plans to hoctap_server;
grant select, insert, update, delete on app.learning_plans to hoctap_admin;
