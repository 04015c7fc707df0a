-- Words are seen with the member whose name they are in.
revoke all on app.member_words from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.member_words;
create policy server on app.member_words to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or app.sees_member(tenant_id, member_id)
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or app.sees_member(tenant_id, member_id)
        )
    );

drop policy if exists server_insert on app.member_words;
create policy server_insert on app.member_words as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.member_words;
create policy server_delete on app.member_words as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.member_words;
create policy admin on app.member_words to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.member_words to hoctap_server;
grant select, insert, update, delete on app.member_words to hoctap_admin;
