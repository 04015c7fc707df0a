-- An officer of a ward sees and changes what lies in the own part of it, and ends what is no more: nothing is removed. The
-- ward that took another's place reads what that one kept, and changes nothing of it. Which clans of
-- other wards have households in several, app.clans_across_wards() tells by name.
revoke all on app.subjects from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.subjects;
create policy server on app.subjects to hoctap_server
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

drop policy if exists server_insert on app.subjects;
create policy server_insert on app.subjects as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.is_ward()));

drop policy if exists server_update on app.subjects;
create policy server_update on app.subjects as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists predecessor on app.subjects;
create policy predecessor on app.subjects for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists across on app.subjects;

drop policy if exists admin on app.subjects;
create policy admin on app.subjects to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.subjects;
create policy counting on app.subjects for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update on app.subjects to hoctap_server;
grant select, insert, update, delete on app.subjects to hoctap_admin;
