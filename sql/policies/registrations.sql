-- An officer of a ward sees and moves on the registrations of the own part of it; none is removed. The ward that took another's
-- place reads what that one kept. Which steps there are a trigger says.
revoke all on app.registrations
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.registrations;
create policy server on app.registrations to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists server_insert on app.registrations;
create policy server_insert on app.registrations as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.is_ward()));

drop policy if exists server_update on app.registrations;
create policy server_update on app.registrations as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists predecessor on app.registrations;
create policy predecessor on app.registrations for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists admin on app.registrations;
create policy admin on app.registrations to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.registrations;
create policy counting on app.registrations for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert on app.registrations to hoctap_server;
grant update (version, registered_on, state, area_id, zone, set_id, points, level, remark, officer_id, updated_at)
    on app.registrations to hoctap_server;
grant select, insert, update, delete on app.registrations to hoctap_admin;
