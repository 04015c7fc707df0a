-- Those who were trained are persons: whoever works for the whole tenant sees them, and its editors change them.
revoke all on app.training_people
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.training_people;
create policy server on app.training_people to hoctap_server
    using (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()))
    with check (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()));

drop policy if exists server_insert on app.training_people;
create policy server_insert on app.training_people as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.training_people;
create policy server_delete on app.training_people as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.training_people;
create policy admin on app.training_people to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.training_people;
create policy counting on app.training_people for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.training_people to hoctap_server;
grant select, insert, update, delete on app.training_people to hoctap_admin;
