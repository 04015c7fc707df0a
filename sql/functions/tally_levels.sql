-- Where an area counts besides itself: for the ward it lies in, on the boundaries of a day. An area that ended goes on in the
-- one that took it in whole; of land that was divided nobody recorded where the people are, and it stays what it was.
create or replace function tally.ward_on(area uuid, day date) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
    place uuid := area;
    next uuid;
begin
    for step in 1..10 loop
        exit when exists (
            select from app.areas as a where a.id = place and a.kind in ('ward', 'commune', 'township', 'province')
        );
        -- the parent on that day, else the last one before it, else the first
        select p.parent_id into next
        from app.area_parents as p
        where p.area_id = place
        order by coalesce(p.valid_from <= day, true) desc,
            case when coalesce(p.valid_from <= day, true) then p.valid_from end desc nulls last, p.valid_from
        limit 1;
        if not found then
            return null;
        end if;
        place := next;
    end loop;
    for step in 1..20 loop
        select min(s.to_id::text)::uuid into next
        from app.area_successions as s
        join app.areas as a on a.id = s.from_id and a.valid_to < day
        where s.from_id = place and s.kind in ('merge', 'rename', 'recode') and s.happened_on <= day
        having count(distinct s.to_id) = 1;
        exit when next is null;
        place := next;
    end loop;
    return place;
end
$$;
comment on function tally.ward_on(uuid, date) is 'The ward or commune in which an area lies on a day.';

create or replace function tally.true_levels(today date) returns setof tally.area_levels
language sql stable set search_path = ''
as $$
    with years as (
        select 1900 as year
        union
        select extract(year from d.day)::int
        from (
            select valid_from as day from app.areas union all
            select valid_to from app.areas union all
            select valid_from from app.area_parents union all
            select happened_on from app.area_successions
        ) as d
        where extract(year from d.day) between 1901 and 2199
        union
        -- what ended on the last day of a year is another from the next one on
        select extract(year from valid_to)::int + 1 from app.areas
        where extract(year from valid_to) between 1901 and 2198
    ),
    spans as (
        select year as from_year, coalesce(lead(year) over (order by year) - 1, 2199) as to_year from years
    )
    select a.id, 0::smallint, 0::smallint, w.ward
    from app.areas as a
    cross join lateral (select tally.ward_on(a.id, $1) as ward) as w
    where w.ward is not null and w.ward <> a.id
    union
    select a.id, s.from_year::smallint, s.to_year::smallint, w.ward
    from app.areas as a
    cross join spans as s
    cross join lateral (
        select tally.ward_on(a.id, make_date(s.to_year, 12, 31)) as ward
        union
        select tally.ward_on(a.id, $1)
    ) as w
    where w.ward is not null and w.ward <> a.id
$$;
comment on function tally.true_levels(date) is 'What area_levels has to be on a day.';
