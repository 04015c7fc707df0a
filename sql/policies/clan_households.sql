-- A ward says of its own households to which clans they belong: its own clans, or those of others that are over several wards.
revoke all on app.clan_households
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.clan_households;
create policy server on app.clan_households to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = clan_households.tenant_id and subjects.id = clan_households.subject_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = clan_households.tenant_id and subjects.id = clan_households.subject_id
            )
        )
    );

drop policy if exists server_insert on app.clan_households;
create policy server_insert on app.clan_households as restrictive for insert to hoctap_server
    with check (
        (select app.may_edit())
        and (
            exists (
                select from app.subjects
                where subjects.tenant_id = clan_households.clan_tenant_id
                    and subjects.id = clan_households.clan_id
                    and subjects.kind = 'clan'
            )
            or (clan_tenant_id, clan_id) in (
                select clans.tenant_id, clans.id from app.clans_across_wards() as clans
            )
        )
    );

drop policy if exists server_delete on app.clan_households;
create policy server_delete on app.clan_households as restrictive for delete to hoctap_server
    using ((select app.may_edit()));

drop policy if exists predecessor on app.clan_households;
create policy predecessor on app.clan_households for select to hoctap_server
    using (
        tenant_id = any ((select app.current_predecessors())::uuid[])
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.subjects
                where subjects.tenant_id = clan_households.tenant_id and subjects.id = clan_households.subject_id
            )
        )
    );

drop policy if exists admin on app.clan_households;
create policy admin on app.clan_households to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

drop policy if exists counting on app.clan_households;
create policy counting on app.clan_households for select to hoctap_owner
    using ((select app.is_counting()));

grant select, insert, delete on app.clan_households to hoctap_server;
grant select, insert, update, delete on app.clan_households to hoctap_admin;
