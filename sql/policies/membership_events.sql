-- The life of a membership is seen with the member. A line once written is not changed.
revoke all on app.membership_events
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.membership_events;
create policy server on app.membership_events to hoctap_server
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

drop policy if exists server_insert on app.membership_events;
create policy server_insert on app.membership_events as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.membership_events;
create policy server_delete on app.membership_events as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.membership_events;
create policy admin on app.membership_events to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.membership_events;
create policy counting on app.membership_events for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.membership_events to hoctap_server;
grant select, insert, update, delete on app.membership_events to hoctap_admin;
