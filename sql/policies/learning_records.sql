-- Learning done elsewhere is seen with the member.
revoke all on app.learning_records
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.learning_records;
create policy server on app.learning_records to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = learning_records.tenant_id and members.id = learning_records.member_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = learning_records.tenant_id and members.id = learning_records.member_id
            )
        )
    );

drop policy if exists server_insert on app.learning_records;
create policy server_insert on app.learning_records as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.learning_records;
create policy server_update on app.learning_records as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.learning_records;
create policy server_delete on app.learning_records as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.learning_records;
create policy admin on app.learning_records to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.learning_records;
create policy counting on app.learning_records for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update, delete on app.learning_records to hoctap_server;
grant select, insert, update, delete on app.learning_records to hoctap_admin;
