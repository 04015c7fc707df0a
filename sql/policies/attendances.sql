-- Who came is seen with the enrolment, by the member's tenant and by the host, and written by either.
revoke all on app.attendances from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.attendances;
create policy server on app.attendances to hoctap_server
    using (
        (tenant_id = (select app.current_tenant()) or host_id = (select app.current_tenant()))
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.enrolments
                where enrolments.tenant_id = attendances.tenant_id
                    and enrolments.id = attendances.enrolment_id
            )
        )
    )
    with check (
        (tenant_id = (select app.current_tenant()) or host_id = (select app.current_tenant()))
        and (
            (tenant_id = host_id and (select app.sees_whole_tenant()))
            or exists (
                select from app.enrolments
                where enrolments.tenant_id = attendances.tenant_id
                    and enrolments.id = attendances.enrolment_id
                    and enrolments.host_id = attendances.host_id
            )
        )
    );

drop policy if exists server_insert on app.attendances;
create policy server_insert on app.attendances as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.attendances;
create policy server_update on app.attendances as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.attendances;
create policy server_delete on app.attendances as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.attendances;
create policy admin on app.attendances to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.attendances;
create policy counting on app.attendances for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.attendances to hoctap_server;
grant update (enrolment_id, minutes) on app.attendances to hoctap_server;
grant select, insert, update, delete on app.attendances to hoctap_admin;
