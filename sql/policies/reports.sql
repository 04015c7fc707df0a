-- Reports may name anybody of the tenant, so that officers of the whole tenant alone see them; its editors ask for them, sign
-- them and remove drafts. Whoever has the code of one that is signed is told what it is, and the runner which ones wait.
revoke all on app.reports from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.reports;
create policy server on app.reports to hoctap_server
    using (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()))
    with check (tenant_id = (select app.current_tenant()) and (select app.sees_whole_tenant()));

drop policy if exists server_insert on app.reports;
create policy server_insert on app.reports as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and state = 'asked');

drop policy if exists server_update on app.reports;
create policy server_update on app.reports as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.reports;
create policy server_delete on app.reports as restrictive for delete to hoctap_server
    using ((select app.may_edit()) and state not in ('signing', 'signed'));

drop policy if exists server_verify on app.reports;
create policy server_verify on app.reports for select to hoctap_server
    using (state = 'signed' and code = (select app.asked_certificate()));

drop policy if exists counting on app.reports;
create policy counting on app.reports for select to hoctap_owner
    using ((select app.is_counting()));

drop policy if exists admin on app.reports;
create policy admin on app.reports to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, delete on app.reports to hoctap_server;
grant update (
    state, attempts, held_until, rows_done, problem, title, issuer, hash, number, signed_on, place, office, signatory, code,
    officer_id, made_at, frozen_at, version
) on app.reports to hoctap_server;
grant select, insert, update, delete on app.reports to hoctap_admin;
