-- An officer sees and changes the members of the own tenant, and of the own part of it. What the law calls sensitive
-- has its own line of grants. The server writes person tokens and cannot read them.
revoke all on app.members from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.members;
create policy server on app.members to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or branch_id = any ((select app.visible_branches())::uuid[])
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or branch_id = any ((select app.visible_branches())::uuid[])
            or area_id = any ((select app.visible_areas())::uuid[])
        )
    );

drop policy if exists server_insert on app.members;
create policy server_insert on app.members as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists server_update on app.members;
create policy server_update on app.members as restrictive for update to hoctap_server
    using ((select app.may_edit()))
    with check ((select app.may_edit()));

drop policy if exists server_delete on app.members;
create policy server_delete on app.members as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists admin on app.members;
create policy admin on app.members to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.members;
create policy counting on app.members for select to hoctap_owner
    using ((select app.is_counting()));

grant select (
    tenant_id, id, version, state, full_name, family_name, middle_name, given_name, sort_key, search_key, sex,
    birth_date, citizen_id, phone, native_place, area_id, hamlet, address, occupation, workplace, schooling,
    qualification, joined_on, joined_at, card_number, position, branch_id, group_name, standing, left_on,
    leaving_reason, died_on, remark, merged_into, created_at, updated_at
) on app.members to hoctap_server, hoctap_admin;
-- sensitive (Decree 356/2025/NĐ-CP, art. 4)
grant select (ethnicity, religion, political_theory, party_member, circumstance)
    on app.members to hoctap_server, hoctap_admin;
-- which tokens are to be made anew
grant select (token_epoch) on app.members to hoctap_admin;
grant insert, update, delete on app.members to hoctap_server, hoctap_admin;
