-- Whether the tenant is a ward, and of which wards it has taken the place. They run as their caller.
create or replace function app.is_ward() returns boolean
language sql stable parallel safe set search_path = ''
as $$
    select exists (select from app.tenants where tenants.id = app.current_tenant() and tenants.kind = 'ward')
$$;
comment on function app.is_ward() is 'Whether the transaction acts for a ward.';

create or replace function app.current_predecessors() returns uuid[]
language sql stable parallel safe set search_path = ''
as $$
    with recursive before (id) as (
        select tenant_successions.from_tenant_id
        from app.tenant_successions
        where tenant_successions.to_tenant_id = app.current_tenant()
            and tenant_successions.happened_on <= current_date
        union
        select tenant_successions.from_tenant_id
        from before
        join app.tenant_successions on tenant_successions.to_tenant_id = before.id
            and tenant_successions.happened_on <= current_date
    )
    select coalesce(array_agg(before.id), '{}') from before where before.id <> app.current_tenant()
$$;
comment on function app.current_predecessors() is
    'The wards that the tenant has taken the place of, with theirs: it reads what they kept.';

grant execute on function app.is_ward(), app.current_predecessors() to hoctap_server, hoctap_admin;

-- What an area became, following the decisions up to a day; itself where nothing became of it. Where it went to several, the
-- first by the key: somebody has to look at those anyhow.
create or replace function app.area_after(area uuid, happened_by date) returns uuid
language sql stable parallel safe set search_path = ''
as $$
    with recursive after (id, step) as (
        select $1, 0
        union all
        select (
            select area_successions.to_id
            from app.area_successions
            join app.areas on areas.id = area_successions.to_id
            where area_successions.from_id = after.id
                and area_successions.kind in ('merge', 'rename', 'recode', 'split')
                and area_successions.happened_on <= $2
            order by area_successions.happened_on, areas.key
            limit 1
        ), after.step + 1
        from after
        where after.id is not null and after.step < 20
    )
    select after.id from after where after.id is not null order by after.step desc limit 1
$$;
comment on function app.area_after(uuid, date) is 'What an area had become by a day.';
grant execute on function app.area_after(uuid, date) to hoctap_server, hoctap_admin;

-- How many households belong to clans of the own ward, by the households' ward: a clan over several wards is counted without
-- showing one ward's families to another. Only the owner can count all of them, hence a definer's function.
create or replace function app.clan_household_counts(clans uuid[])
returns table (clan_id uuid, ward_id uuid, households int)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select links.clan_id, links.tenant_id, count(*)::int
        from app.clan_households as links
        join app.subjects as households on households.tenant_id = links.tenant_id
            and households.id = links.subject_id
            and households.ended_on is null
        where links.clan_tenant_id = app.current_tenant()
            and links.clan_id = any ($1)
        group by links.clan_id, links.tenant_id;
end
$$;
comment on function app.clan_household_counts(uuid[]) is 'How many living households belong to clans of the own ward, by ward.';
revoke all on function app.clan_household_counts(uuid[]) from public;
grant execute on function app.clan_household_counts(uuid[]) to hoctap_server, hoctap_admin;

-- Clans to which households of any ward may be told to belong: what they are called and whose they are, for wards. Who leads one
-- and where, its own ward alone sees, hence a definer's function.
create or replace function app.clans_across_wards()
returns table (tenant_id uuid, id uuid, name text, sort_key text, is_living boolean)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select clans.tenant_id, clans.id, clans.name, clans.sort_key, clans.ended_on is null
        from app.subjects as clans
        where clans.across_wards
            and exists (
                select from app.tenant_names
                where tenant_names.id = app.current_tenant() and tenant_names.kind = 'ward'
            );
end
$$;
comment on function app.clans_across_wards() is 'The clans of all wards that have households in several, by name, for wards.';
revoke all on function app.clans_across_wards() from public;
grant execute on function app.clans_across_wards() to hoctap_server, hoctap_admin;

-- How the families of the own members stand: found by the token of the citizen ID, of the same key. It tells for each member
-- which ward keeps the family, and nothing else of it. Only the owner can look into all wards, hence a definer's function.
create or replace function app.households_of_members(members uuid[])
returns table (member_id uuid, ward_id uuid, household_id uuid)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select own.id, people.tenant_id, people.subject_id
        from app.members as own
        join app.household_people as people on people.person_token = own.person_token
            and people.token_epoch = own.token_epoch
        join app.subjects as households on households.tenant_id = people.tenant_id
            and households.id = people.subject_id
            and households.ended_on is null
        where own.tenant_id = app.current_tenant()
            and own.id = any ($1)
            and own.state not in ('merged', 'erased')
            -- of those alone whom the officer sees; the operator has no part
            and (
                app.current_officer() is null
                or app.sees_whole_tenant()
                or own.branch_id = any (app.visible_branches())
                or own.area_id = any (app.visible_areas())
            );
end
$$;
comment on function app.households_of_members(uuid[]) is
    'The households in which own members live; for functions of the owner, who tell how a family stands.';
revoke all on function app.households_of_members(uuid[]) from public;

create or replace function app.household_standing_of_members(members uuid[], year int)
returns table (member_id uuid, ward_id uuid, standing text)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select found.member_id, found.ward_id, (
                select r.state
                from app.registrations as r
                join app.title_types as t on t.id = r.title_type_id
                where r.tenant_id = found.ward_id
                    and r.subject_id = found.household_id
                    and r.year = $2
                    and t.subject_kind = 'household'
                order by t.ordinal
                limit 1
            )
        from app.households_of_members($1) as found;
end
$$;
comment on function app.household_standing_of_members(uuid[], int) is
    'Of own members who live in a household that a ward keeps: the ward, and how its title of the year stands.';
revoke all on function app.household_standing_of_members(uuid[], int) from public;
grant execute on function app.household_standing_of_members(uuid[], int) to hoctap_server, hoctap_admin;
