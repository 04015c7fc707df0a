-- Every officer of a tenant sees its returns, which are counts; editors of the whole tenant make them and send them. The
-- association that leads sees those of all that were sent, and approves, returns and locks them; a trigger says who may do
-- which step, and keeps one that is locked as it is. Only what was not sent, or came back, is removed.
revoke all on app.returns from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.returns;
create policy server on app.returns to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.returns;
create policy server_insert on app.returns as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()) and state = 'draft');

drop policy if exists server_update on app.returns;
create policy server_update on app.returns as restrictive for update to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()))
    with check ((select app.may_edit()) and (select app.sees_whole_tenant()));

drop policy if exists server_delete on app.returns;
create policy server_delete on app.returns as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and (select app.sees_whole_tenant()) and state in ('draft', 'returned'));

drop policy if exists server_lead on app.returns;
create policy server_lead on app.returns for select to hoctap_server
    using (state <> 'draft' and (select app.leads_programme()));

drop policy if exists server_lead_update on app.returns;
create policy server_lead_update on app.returns for update to hoctap_server
    using (state <> 'draft' and (select app.leads_programme()))
    with check ((select app.leads_programme()));

drop policy if exists admin on app.returns;
create policy admin on app.returns to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.returns to hoctap_server;
grant update (
    state, figures, counted_at, remark, reply, submitted_at, decided_at, locked_at, hash, officer_id, version
) on app.returns to hoctap_server;
grant select, insert, update, delete on app.returns to hoctap_admin;
