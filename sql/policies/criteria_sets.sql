-- Sets of criteria are public: all tenants are scored by them. Stewards of the city and the operator keep them; what was active
-- once a trigger keeps as it was. Who changed what is added to, and never taken from.
revoke all on app.criteria_sets, app.criteria_items, app.criteria_levels, app.criteria_conditions, app.criteria_changes
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists everyone on app.criteria_sets;
create policy everyone on app.criteria_sets for select to hoctap_server
    using (true);
comment on policy everyone on app.criteria_sets is 'open: all tenants share them';

drop policy if exists steward_insert on app.criteria_sets;
create policy steward_insert on app.criteria_sets for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists steward_update on app.criteria_sets;
create policy steward_update on app.criteria_sets for update to hoctap_server
    using ((select app.is_steward()))
    with check ((select app.is_steward()));

drop policy if exists steward_delete on app.criteria_sets;
create policy steward_delete on app.criteria_sets for delete to hoctap_server
    using ((select app.is_steward()));

drop policy if exists admin on app.criteria_sets;
create policy admin on app.criteria_sets to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.criteria_sets is 'open: the operator keeps them';

grant select, insert, update, delete on app.criteria_sets to hoctap_server;
grant select, insert, update, delete on app.criteria_sets to hoctap_admin;

drop policy if exists everyone on app.criteria_items;
create policy everyone on app.criteria_items for select to hoctap_server
    using (true);
comment on policy everyone on app.criteria_items is 'open: all tenants share them';

drop policy if exists steward_insert on app.criteria_items;
create policy steward_insert on app.criteria_items for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists steward_update on app.criteria_items;
create policy steward_update on app.criteria_items for update to hoctap_server
    using ((select app.is_steward()))
    with check ((select app.is_steward()));

drop policy if exists steward_delete on app.criteria_items;
create policy steward_delete on app.criteria_items for delete to hoctap_server
    using ((select app.is_steward()));

drop policy if exists admin on app.criteria_items;
create policy admin on app.criteria_items to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.criteria_items is 'open: the operator keeps them';

grant select, insert, update, delete on app.criteria_items to hoctap_server;
grant select, insert, update, delete on app.criteria_items to hoctap_admin;

drop policy if exists everyone on app.criteria_levels;
create policy everyone on app.criteria_levels for select to hoctap_server
    using (true);
comment on policy everyone on app.criteria_levels is 'open: all tenants share them';

drop policy if exists steward_insert on app.criteria_levels;
create policy steward_insert on app.criteria_levels for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists steward_update on app.criteria_levels;
create policy steward_update on app.criteria_levels for update to hoctap_server
    using ((select app.is_steward()))
    with check ((select app.is_steward()));

drop policy if exists steward_delete on app.criteria_levels;
create policy steward_delete on app.criteria_levels for delete to hoctap_server
    using ((select app.is_steward()));

drop policy if exists admin on app.criteria_levels;
create policy admin on app.criteria_levels to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.criteria_levels is 'open: the operator keeps them';

grant select, insert, update, delete on app.criteria_levels to hoctap_server;
grant select, insert, update, delete on app.criteria_levels to hoctap_admin;

drop policy if exists everyone on app.criteria_conditions;
create policy everyone on app.criteria_conditions for select to hoctap_server
    using (true);
comment on policy everyone on app.criteria_conditions is 'open: all tenants share them';

drop policy if exists steward_insert on app.criteria_conditions;
create policy steward_insert on app.criteria_conditions for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists steward_update on app.criteria_conditions;
create policy steward_update on app.criteria_conditions for update to hoctap_server
    using ((select app.is_steward()))
    with check ((select app.is_steward()));

drop policy if exists steward_delete on app.criteria_conditions;
create policy steward_delete on app.criteria_conditions for delete to hoctap_server
    using ((select app.is_steward()));

drop policy if exists admin on app.criteria_conditions;
create policy admin on app.criteria_conditions to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.criteria_conditions is 'open: the operator keeps them';

grant select, insert, update, delete on app.criteria_conditions to hoctap_server;
grant select, insert, update, delete on app.criteria_conditions to hoctap_admin;

drop policy if exists steward on app.criteria_changes;
create policy steward on app.criteria_changes for select to hoctap_server
    using ((select app.is_steward()));

drop policy if exists steward_insert on app.criteria_changes;
create policy steward_insert on app.criteria_changes for insert to hoctap_server
    with check ((select app.is_steward()));

drop policy if exists admin on app.criteria_changes;
create policy admin on app.criteria_changes to hoctap_admin
    using (true)
    with check (true);
comment on policy admin on app.criteria_changes is 'open: the operator keeps them';

grant select, insert on app.criteria_changes to hoctap_server, hoctap_admin;
