-- Who keeps criteria, and who puts an archive back: both say so in a setting of the transaction.
create or replace function app.is_steward() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.steward', true) = 'on' and current_setting('app.access', true) = 'write', false);
comment on function app.is_steward() is 'Whether a steward of the city''s acts, in a transaction that is meant to change something.';

create or replace function app.is_restoring() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.restoring', true) = 'on', false) and current_user = 'hoctap_admin';
comment on function app.is_restoring() is 'Whether the operator puts back what was kept before, in whatever order it comes.';

-- What keeps a set from being used, as the program says it (CriteriaSet.defects): nothing for a set that may become active.
create or replace function app.criteria_defects(set_id uuid) returns table (defect text, code text)
language sql stable set search_path = ''
as $$
    with items as (
        select i.id, i.code, i.parent_id, i.measure, i.max_points, i.not_applicable, i.treatment,
            (select count(*) from app.criteria_items as part where part.set_id = i.set_id and part.parent_id = i.id) as parts,
            (
                select coalesce(sum(part.max_points), 0)
                from app.criteria_items as part
                where part.set_id = i.set_id and part.parent_id = i.id
            ) as sum_of_parts,
            (
                select bool_or(part.max_points is null and part.measure = 'points')
                from app.criteria_items as part
                where part.set_id = i.set_id and part.parent_id = i.id
            ) as is_part_unknown,
            (
                select bool_or(part.measure = 'points')
                from app.criteria_items as part
                where part.set_id = i.set_id and part.parent_id = i.id
            ) as has_points_below
        from app.criteria_items as i
        where i.set_id = $1
    ), whole as (
        select count(*) as items, count(*) filter (where items.measure = 'points') as points,
            coalesce(sum(items.max_points) filter (where items.parent_id is null), 0) as top,
            coalesce(bool_or(items.max_points is null) filter (where items.measure = 'points'), false) as is_unknown
        from items
    )
    select 'no_items', '' from whole where whole.items = 0
    union all
    select 'not_known', items.code from app.criteria_items as items where items.set_id = $1 and not items.is_known
    union all
    select 'maximum_unknown', items.code from items where items.measure = 'points' and items.max_points is null
    union all
    select 'maximum_unknown', ''
    from whole, app.criteria_sets as s
    where s.id = $1 and s.max_points is null and whole.points > 0
    union all
    select 'sum_of_parts', items.code
    from items
    where items.parts > 0 and items.measure = 'points' and not coalesce(items.is_part_unknown, false)
        and items.max_points is not null and items.sum_of_parts <> items.max_points
    union all
    select 'measures_mixed', items.code
    from items
    where items.measure = 'pass' and coalesce(items.has_points_below, false)
    union all
    select 'sum_of_whole', ''
    from whole, app.criteria_sets as s
    where s.id = $1 and s.max_points is not null and not whole.is_unknown and whole.top <> s.max_points
    union all
    select 'treatment_unknown', items.code
    from items
    where items.parts = 0 and items.not_applicable is not null and items.treatment is null
    union all
    select 'no_levels', ''
    where not exists (select from app.criteria_levels as l where l.set_id = $1)
    union all
    select 'pass_mark_unknown', l.ordinal::text
    from whole, app.criteria_levels as l
    join app.criteria_sets as s on s.id = l.set_id
    where l.set_id = $1
        and whole.points > 0
        and (
            l.pass_favourable is null and s.zone is distinct from 'difficult'
            or l.pass_difficult is null and s.zone is distinct from 'favourable'
        )
    union all
    select 'pass_mark_range', l.ordinal::text
    from app.criteria_levels as l
    join app.criteria_sets as s on s.id = l.set_id
    left join app.criteria_levels as below on below.set_id = l.set_id and below.ordinal = l.ordinal - 1
    where l.set_id = $1
        and (
            greatest(l.pass_favourable, l.pass_difficult) > s.max_points
            or l.pass_favourable < below.pass_favourable
            or l.pass_difficult < below.pass_difficult
        )
    union all
    select 'levels_gap', l.ordinal::text
    from app.criteria_levels as l
    where l.set_id = $1
        and l.ordinal > 1
        and not exists (select from app.criteria_levels as below where below.set_id = $1 and below.ordinal = l.ordinal - 1)
    union all
    select 'level_unknown', items.code
    from app.criteria_items as items
    where items.set_id = $1
        and items.from_level > 1
        and not exists (select from app.criteria_levels as l where l.set_id = $1 and l.ordinal = items.from_level)
$$;
comment on function app.criteria_defects(uuid) is 'What keeps a set of criteria from being used, with the criterion or the level.';

-- A step of a registration that there is; the program's TitleState says the same in words.
create or replace function app.title_step_allowed(state_before text, state_after text, has_set boolean) returns boolean
language sql immutable parallel safe
return case $1
    when 'registered' then $2 in ('scored', 'withdrawn') or $2 = 'reviewed' and not $3
    when 'scored' then $2 in ('reviewed', 'withdrawn')
    when 'reviewed' then $2 in ('proposed', 'withdrawn') or $2 = case when $3 then 'scored' else 'registered' end
    when 'proposed' then $2 in ('recognised', 'refused', 'reviewed')
    when 'recognised' then $2 in ('revoked', 'refused')
    when 'refused' then $2 in ('appealed', 'recognised')
    when 'appealed' then $2 in ('recognised', 'refused')
    when 'revoked' then $2 = 'recognised'
    when 'withdrawn' then $2 = 'registered'
    else false
end;
comment on function app.title_step_allowed(text, text, boolean) is 'Whether a registration may go from one state to another.';

grant execute on function app.is_steward(), app.is_restoring(), app.criteria_defects(uuid),
    app.title_step_allowed(text, text, boolean)
    to hoctap_server, hoctap_admin;
