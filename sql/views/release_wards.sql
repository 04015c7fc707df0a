-- As which ward an area is shown: itself where it is a ward on that day, else the one for which it counts, else itself. Reads as
-- its caller, from what is published.
create or replace function release.wards_on(year int, day date) returns table (area_id uuid, ward_id uuid)
language sql stable parallel safe set search_path = ''
as $$
    select areas.id, coalesce(
        case
            when areas.kind in ('ward', 'commune', 'township')
                and coalesce(areas.valid_from <= $2, true) and coalesce(areas.valid_to >= $2, true)
            then areas.id
        end,
        (
            select levels.above_id
            from release.area_levels levels
            join release.areas wards on wards.id = levels.above_id
            where levels.area_id = areas.id and $1 between levels.from_year and levels.to_year
            order by coalesce(wards.valid_from <= $2, true) and coalesce(wards.valid_to >= $2, true) desc, wards.id
            limit 1
        ),
        areas.id
    )
    from release.areas
$$;
comment on function release.wards_on(int, date) is
    'As which ward each area is shown, in a year and on the boundaries of a day.';

grant execute on function release.wards_on(int, date) to hoctap_city;

-- One measure by organisation, area and month: what a published number is made of. What is counted as it is now has no month.
create or replace function release.cells_of(measure smallint, first date, last date, year int, day date)
returns table (tenant_id uuid, area_id uuid, ward_id uuid, month date, amount bigint)
language sql stable parallel safe set search_path = ''
as $$
    select monthly.tenant_id, monthly.area_id, wards.ward_id, monthly.month, monthly.amount
    from release.monthly_totals monthly
    left join release.wards_on($4, $5) wards on wards.area_id = monthly.area_id
    where monthly.measure = $1 and monthly.month between $2 and $3
    union all
    select totals.tenant_id, totals.area_id, wards.ward_id, null, totals.amount
    from release.current_totals totals
    left join release.wards_on($4, $5) wards on wards.area_id = totals.area_id
    where totals.measure = $1
$$;
comment on function release.cells_of(smallint, date, date, int, date) is
    'The cells of a measure from one month to another, each with the ward as which its area is shown.';

grant execute on function release.cells_of(smallint, date, date, int, date) to hoctap_city;
