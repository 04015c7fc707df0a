-- Centres are public. A ward keeps those of its own area; the operator keeps all, and says what became of them.
revoke all on app.centres, app.centre_successions
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists everyone on app.centres;
create policy everyone on app.centres for select to hoctap_server, hoctap_worker
    using (true);
comment on policy everyone on app.centres is 'open: the centres are shared by all tenants';

drop policy if exists server_insert on app.centres;
create policy server_insert on app.centres for insert to hoctap_server
    with check (
        area_id = (select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant()))
        and (select app.may_edit())
        and (select app.sees_whole_tenant())
    );

drop policy if exists server_update on app.centres;
create policy server_update on app.centres for update to hoctap_server
    using (
        area_id = (select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant()))
        and (select app.may_edit())
        and (select app.sees_whole_tenant())
    )
    with check (
        area_id = (select tenants.area_id from app.tenants where tenants.id = (select app.current_tenant()))
        and (select app.may_edit())
        and (select app.sees_whole_tenant())
    );

drop policy if exists admin on app.centres;
create policy admin on app.centres to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.centres is 'open: the operator keeps all centres';

grant select, insert on app.centres to hoctap_server;
grant update (name, address, phone, opened_on, closed_on, version) on app.centres to hoctap_server;
grant select on app.centres, app.centre_successions to hoctap_worker;
grant select on app.centre_successions to hoctap_server;
grant select, insert, update, delete on app.centres, app.centre_successions to hoctap_admin;
