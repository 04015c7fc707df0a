-- Sessions are seen with their class, and changed by those who may change it.
revoke all on app.class_sessions
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.class_sessions;
create policy server on app.class_sessions to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.class_sessions;
create policy server_insert on app.class_sessions as restrictive for insert to hoctap_server
    with check (
        (select app.may_edit())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(tenant_id, class_id)))
    );

drop policy if exists server_update on app.class_sessions;
create policy server_update on app.class_sessions as restrictive for update to hoctap_server
    using (
        (select app.may_edit())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(tenant_id, class_id)))
    )
    with check (
        (select app.may_edit())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(tenant_id, class_id)))
    );

drop policy if exists server_delete on app.class_sessions;
create policy server_delete on app.class_sessions as restrictive for delete to hoctap_server
    using (
        (select app.may_edit())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(tenant_id, class_id)))
    );

drop policy if exists visit on app.class_sessions;
create policy visit on app.class_sessions for select to hoctap_server, hoctap_admin
    using (
        tenant_id <> (select app.current_tenant())
        and exists (
            select from app.classes
            where classes.tenant_id = class_sessions.tenant_id and classes.id = class_sessions.class_id
        )
    );

drop policy if exists admin on app.class_sessions;
create policy admin on app.class_sessions to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.class_sessions;
create policy counting on app.class_sessions for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update, delete on app.class_sessions to hoctap_server;
grant select, insert, update, delete on app.class_sessions to hoctap_admin;
