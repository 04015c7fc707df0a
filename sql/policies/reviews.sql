-- Meetings are seen and entered in the own part of the ward.
revoke all on app.reviews from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.reviews;
create policy server on app.reviews to hoctap_server
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

drop policy if exists server_insert on app.reviews;
create policy server_insert on app.reviews as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.is_ward()));

drop policy if exists server_update on app.reviews;
create policy server_update on app.reviews as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists admin on app.reviews;
create policy admin on app.reviews to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update on app.reviews to hoctap_server;
grant select, insert, update, delete on app.reviews to hoctap_admin;
