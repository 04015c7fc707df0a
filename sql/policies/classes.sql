-- Every officer of a tenant sees its classes, which are no persons; editors change those of their part. Other tenants see what is
-- open to all while it is open, and for ever where they have members enrolled. What they see of it the program decides: it
-- leaves out the teacher, the cost and the remark.
revoke all on app.classes from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.classes;
create policy server on app.classes to hoctap_server
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists server_insert on app.classes;
create policy server_insert on app.classes as restrictive for insert to hoctap_server
    with check (
        (select app.may_edit())
        and (
            (select app.sees_whole_tenant())
            or branch_id = any ((select app.visible_branches())::uuid[])
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists server_update on app.classes;
create policy server_update on app.classes as restrictive for update to hoctap_server
    using (
        (select app.may_edit())
        and (
            (select app.sees_whole_tenant())
            or branch_id = any ((select app.visible_branches())::uuid[])
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    )
    with check (
        (select app.may_edit())
        and (
            (select app.sees_whole_tenant())
            or branch_id = any ((select app.visible_branches())::uuid[])
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists server_open on app.classes;
create policy server_open on app.classes for select to hoctap_server
    using (enrolment = 'open' and state in ('open', 'running') and (select exists (select from app.tenants)));

drop policy if exists visit on app.classes;
create policy visit on app.classes for select to hoctap_server, hoctap_admin
    using (
        -- first of all: who is in an own class is seen by who may see the class
        tenant_id <> (select app.current_tenant())
        and exists (
            select from app.enrolments
            where enrolments.tenant_id = (select app.current_tenant())
                and enrolments.host_id = classes.tenant_id
                and enrolments.class_id = classes.id
        )
    );

drop policy if exists admin on app.classes;
create policy admin on app.classes to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.classes;
create policy counting on app.classes for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, update on app.classes to hoctap_server;
grant select, insert, update, delete on app.classes to hoctap_admin;
