-- The parts for which an officer works, with everything below written out: what policies compare members with. Both run as
-- their caller, so they tell no more than the caller may see.
create or replace function app.branches_below(tenant uuid, branch uuid) returns uuid[]
language sql stable parallel safe set search_path = ''
as $$
    with recursive below (id) as (
        select branches.id
        from app.branches
        where branches.tenant_id = $1 and branches.id = $2
        union
        select branches.id
        from below
        join app.branches on branches.tenant_id = $1 and branches.parent_id = below.id
    )
    select coalesce(array_agg(below.id), '{}') from below
$$;
comment on function app.branches_below(uuid, uuid) is 'A branch and those below it.';

-- What lies in an area today; what ended there; and the areas that became part of it as a whole, with what had ended in
-- them: members stay where they were entered until somebody moves them.
create or replace function app.areas_below(area uuid) returns uuid[]
language sql stable parallel safe set search_path = ''
as $$
    with recursive below (id) as (
        select $1
        union
        select next.id
        from below
        cross join lateral (
            select area_parents.area_id as id
            from app.area_parents
            join app.areas on areas.id = area_parents.area_id
            where area_parents.parent_id = below.id
                and coalesce(area_parents.valid_from <= current_date, true)
                and coalesce(area_parents.valid_to >= current_date or area_parents.valid_to = areas.valid_to, true)
            union all
            select area_successions.from_id
            from app.area_successions
            where area_successions.to_id = below.id
                and area_successions.kind in ('merge', 'rename', 'recode')
                and area_successions.happened_on <= current_date
        ) next
    )
    select array_agg(below.id) from below
$$;
comment on function app.areas_below(uuid) is 'An area and those below it or taken in by it.';

grant execute on function app.branches_below(uuid, uuid), app.areas_below(uuid)
    to hoctap_server, hoctap_auth, hoctap_worker, hoctap_admin;
