-- Titles and deadlines of the city are public. The operator keeps the titles; stewards of the city set its days.
revoke all on app.title_types, app.title_deadlines
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

grant select on app.title_types to hoctap_server;
grant select, insert, update, delete on app.title_types to hoctap_admin;

drop policy if exists everyone on app.title_deadlines;
create policy everyone on app.title_deadlines for select to hoctap_server
    using (true);
comment on policy everyone on app.title_deadlines is 'open: all tenants share them';

drop policy if exists steward_insert on app.title_deadlines;
create policy steward_insert on app.title_deadlines for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists steward_update on app.title_deadlines;
create policy steward_update on app.title_deadlines for update to hoctap_server
    using ((select app.is_steward()))
    with check ((select app.is_steward()));

drop policy if exists steward_delete on app.title_deadlines;
create policy steward_delete on app.title_deadlines for delete to hoctap_server
    using ((select app.is_steward()));

drop policy if exists admin on app.title_deadlines;
create policy admin on app.title_deadlines to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.title_deadlines is 'open: the operator keeps them';

grant select, insert, update, delete on app.title_deadlines to hoctap_server;
grant select, insert, update, delete on app.title_deadlines to hoctap_admin;
