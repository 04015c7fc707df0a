-- Scores are seen and given with the registration, until it is reviewed; a trigger sees to that.
revoke all on app.scores from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.scores;
create policy server on app.scores to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = scores.tenant_id
                    and registrations.id = scores.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = scores.tenant_id
                    and registrations.id = scores.registration_id
            )
        )
    );

drop policy if exists server_insert on app.scores;
create policy server_insert on app.scores as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.scores;
create policy server_update on app.scores as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.scores;
create policy server_delete on app.scores as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.scores;
create policy admin on app.scores to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert, update, delete on app.scores to hoctap_server;
grant select, insert, update, delete on app.scores to hoctap_admin;
