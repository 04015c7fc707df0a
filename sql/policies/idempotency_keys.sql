-- An officer meets only the own keys. An administrator who erases a person erases the answers kept for others, too.
revoke all on app.idempotency_keys
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.idempotency_keys;
create policy server on app.idempotency_keys to hoctap_server
    using (tenant_id = (select app.current_tenant()) and officer_id = (select app.current_officer()))
    with check (tenant_id = (select app.current_tenant()) and officer_id = (select app.current_officer()));

drop policy if exists server_erase_read on app.idempotency_keys;
create policy server_erase_read on app.idempotency_keys for select to hoctap_server
    using (
        tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()) and (select app.may_administer())
    );

drop policy if exists server_erase on app.idempotency_keys;
create policy server_erase on app.idempotency_keys for delete to hoctap_server
    using (
        tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()) and (select app.may_administer())
    );

drop policy if exists admin on app.idempotency_keys;
create policy admin on app.idempotency_keys to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.idempotency_keys to hoctap_server;
grant select, insert, update, delete on app.idempotency_keys to hoctap_admin;
