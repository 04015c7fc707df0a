-- What became of a subject is seen with it; it is taken back where the subject is re-opened.
revoke all on app.subject_successions
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.subject_successions;
create policy server on app.subject_successions to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = subject_successions.tenant_id and subjects.id = subject_successions.from_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = subject_successions.tenant_id and subjects.id = subject_successions.from_id
            )
        )
    );

drop policy if exists server_insert on app.subject_successions;
create policy server_insert on app.subject_successions as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.subject_successions;
create policy server_delete on app.subject_successions as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists predecessor on app.subject_successions;
create policy predecessor on app.subject_successions for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = subject_successions.tenant_id and subjects.id = subject_successions.from_id
            )
        )
    );

drop policy if exists admin on app.subject_successions;
create policy admin on app.subject_successions to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.subject_successions;
create policy counting on app.subject_successions for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.subject_successions to hoctap_server;
grant select, insert, update, delete on app.subject_successions to hoctap_admin;
