-- Rooms are public, and kept like their centre.
revoke all on app.centre_rooms from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists everyone on app.centre_rooms;
create policy everyone on app.centre_rooms for select to hoctap_server
    using (true);
comment on policy everyone on app.centre_rooms is 'open: the centres are shared by all tenants';

drop policy if exists server_insert on app.centre_rooms;
create policy server_insert on app.centre_rooms for insert to hoctap_server
    with check (
        (select app.may_edit())
        and (select app.sees_whole_tenant())
        and exists (
            select from app.centres
            where centres.id = centre_rooms.centre_id
                and centres.area_id = (
                    select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant())
                )
        )
    );

drop policy if exists server_update on app.centre_rooms;
create policy server_update on app.centre_rooms for update to hoctap_server
    using (
        (select app.may_edit())
        and (select app.sees_whole_tenant())
        and exists (
            select from app.centres
            where centres.id = centre_rooms.centre_id
                and centres.area_id = (
                    select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant())
                )
        )
    )
    with check (
        (select app.may_edit())
        and (select app.sees_whole_tenant())
        and exists (
            select from app.centres
            where centres.id = centre_rooms.centre_id
                and centres.area_id = (
                    select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant())
                )
        )
    );

drop policy if exists server_delete on app.centre_rooms;
create policy server_delete on app.centre_rooms for delete to hoctap_server
    using (
        (select app.may_edit())
        and (select app.sees_whole_tenant())
        and exists (
            select from app.centres
            where centres.id = centre_rooms.centre_id
                and centres.area_id = (
                    select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant())
                )
        )
    );

drop policy if exists admin on app.centre_rooms;
create policy admin on app.centre_rooms to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.centre_rooms is 'open: the operator keeps all centres';

grant select, insert, delete on app.centre_rooms to hoctap_server;
grant update (name, seats) on app.centre_rooms to hoctap_server;
grant select, insert, update, delete on app.centre_rooms to hoctap_admin;
