-- An enrolment is seen with the member. The host of a class sees who is in it, guests too, without their names; it judges and
-- orders them, and a trigger keeps it from anything else. Nobody removes one: it is cancelled.
revoke all on app.enrolments from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.enrolments;
create policy server on app.enrolments to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = enrolments.tenant_id and members.id = enrolments.member_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.members
                where members.tenant_id = enrolments.tenant_id and members.id = enrolments.member_id
            )
        )
    );

drop policy if exists server_host on app.enrolments;
create policy server_host on app.enrolments for select to hoctap_server
    using (
        host_id = (select app.current_tenant())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(host_id, class_id)))
    );

drop policy if exists server_host_update on app.enrolments;
create policy server_host_update on app.enrolments for update to hoctap_server
    using (
        host_id = (select app.current_tenant())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(host_id, class_id)))
    )
    with check (
        host_id = (select app.current_tenant())
        and ((select app.sees_whole_tenant()) or (select app.keeps_class(host_id, class_id)))
    );

drop policy if exists server_insert on app.enrolments;
create policy server_insert on app.enrolments as restrictive for insert to hoctap_server
    with check ((select app.may_edit()) and (select app.may_enrol(host_id, class_id)));

drop policy if exists server_update on app.enrolments;
create policy server_update on app.enrolments as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists admin on app.enrolments;
create policy admin on app.enrolments to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.enrolments;
create policy counting on app.enrolments for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert on app.enrolments to hoctap_server;
grant update (
    member_id, topic_id, seat, state, enrolled_on, area_id, branch_id, sex, birth_year, outcome, completed_on, version,
    officer_id
) on app.enrolments to hoctap_server;
grant select, insert, update, delete on app.enrolments to hoctap_admin;
