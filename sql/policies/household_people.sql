-- Who lives in a household is seen with it. The server writes person tokens and cannot read them.
revoke all on app.household_people
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.household_people;
create policy server on app.household_people to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = household_people.tenant_id and subjects.id = household_people.subject_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = household_people.tenant_id and subjects.id = household_people.subject_id
            )
        )
    );

drop policy if exists server_insert on app.household_people;
create policy server_insert on app.household_people as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.household_people;
create policy server_update on app.household_people as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.household_people;
create policy server_delete on app.household_people as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists predecessor on app.household_people;
create policy predecessor on app.household_people for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = household_people.tenant_id and subjects.id = household_people.subject_id
            )
        )
    );

drop policy if exists admin on app.household_people;
create policy admin on app.household_people to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.household_people;
create policy counting on app.household_people for select to hoctap_owner
    using ((select app.is_counting()));

grant select (tenant_id, subject_id, id, full_name, relation, birth_year, sex)
    on app.household_people to hoctap_server, hoctap_admin;
-- to copy a ward whole; the key that makes tokens is not the operator's
grant select (person_token, token_epoch) on app.household_people to hoctap_admin;
grant insert, update, delete on app.household_people to hoctap_server, hoctap_admin;
