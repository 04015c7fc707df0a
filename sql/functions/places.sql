-- By what things are counted: months, ages, areas, cells. These are small and met by every line, so the planner has to be able
-- to write them out where they are called: they set no search_path, and name everything with its schema.
create or replace function tally.sex_number(sex text) returns smallint
language sql immutable parallel safe
return case $1 when 'male' then 1 when 'female' then 2 else 0 end::smallint;
comment on function tally.sex_number(text) is 'A sex as totals keep it: 0 unknown, 1 male, 2 female.';

-- The month where it is known; January where only the year is; else the month in which it was recorded.
create or replace function tally.month_of(happened text, recorded timestamptz) returns date
language sql stable parallel safe
return case
    when length(rtrim($1, '~')) >= 7 then (left($1, 7) || '-01')::date
    when $1 is not null then (left($1, 4) || '-01-01')::date
    else date_trunc('month', $2 at time zone 'Asia/Ho_Chi_Minh')::date
end;
comment on function tally.month_of(text, timestamptz) is 'The month for which joining and leaving is counted.';

create or replace function tally.class_month(starts_on date, created_at timestamptz) returns date
language sql stable parallel safe
return date_trunc('month', coalesce($1::timestamp, $2 at time zone 'Asia/Ho_Chi_Minh'))::date;
comment on function tally.class_month(date, timestamptz) is
    'The month for which a class is counted: of its first day, or of its entry.';

create or replace function tally.record_month(ended_on date, started_on date, verified_on date) returns date
language sql immutable parallel safe
return date_trunc('month', coalesce($1, $2, $3, date '1900-01-01')::timestamp)::date;
comment on function tally.record_month(date, date, date) is
    'The month for which learning elsewhere is counted: of its end, of its beginning, or of its verification.';

-- The band is found in the array of first ages (tally.age_bands, in order), which the caller has read once.
create or replace function tally.age_of(birth_year smallint, month date, bands smallint[]) returns smallint
language sql immutable parallel safe
return case
    when $1 is null then -1::smallint
    when $2 = '0001-01-01' then $1
    else coalesce($3[width_bucket((extract(year from $2)::int - $1)::smallint, $3)], -1::smallint)
end;
comment on function tally.age_of(smallint, date, smallint[]) is
    'First age of the band that somebody is in that year, -1 unknown; of what is counted as it is now the year of birth.';

create or replace function tally.places(
    measure smallint, month date, area_id uuid, branch_id uuid, topic_id uuid, sex smallint, birth_year smallint,
    bands smallint[]
) returns table (cube smallint, period date, part_id uuid, sex smallint, age smallint)
language sql stable
as $$
    select 1::smallint, $2, $3, 0::smallint, -1::smallint
    where $1 < 20
    union all
    select 2::smallint, $2, $4, 0::smallint, -1::smallint
    where $1 < 20
    union all
    select 3::smallint, date_trunc('year', $2::timestamp)::date, $3, $6, tally.age_of($7, $2, $8)
    where $1 not in (4, 5) and $1 < 20
    union all
    select 4::smallint, $2, $5, 0::smallint, -1::smallint
    where $1 not in (1, 2, 3) and $1 < 20
    union all
    select 5::smallint, date_trunc('year', $2::timestamp)::date, $3, 0::smallint, -1::smallint
    where $1 < 20
    union all
    -- what is counted by kind has the kind there (tally_kinds.sql)
    select 7::smallint, date_trunc('year', $2::timestamp)::date, $3, 0::smallint, $7
    where $1 >= 20
$$;
comment on function tally.places(smallint, date, uuid, uuid, uuid, smallint, smallint, smallint[]) is
    'The cells in which something is counted, one in each cube that has its measure.';

-- The areas for which somebody counts who is recorded in one: itself, its wards, the city.
create or replace function tally.levels_of(area uuid, year smallint) returns table (area_id uuid)
language sql stable
as $$
    select '00000000-0000-0000-0000-000000000000'::uuid
    union
    select $1 where $1 is not null
    union
    select l.above_id from tally.area_levels as l
    where l.area_id = $1 and $2 between l.from_year and l.to_year
$$;
comment on function tally.levels_of(uuid, smallint) is 'The areas for which an area counts in a year (0: now).';

-- At the end of which years a member came to be counted (1), or no longer (-1): by the life that is recorded. A day that nobody
-- knows is the one of the recording, and no later than what came after. Who was erased was a member until then; what a record
-- that was merged into another tells, the other one tells.
create or replace function tally.stays_of(tenant_id uuid, member_id uuid, state text, updated_at timestamptz)
returns table (year smallint, n int)
language sql stable
as $$
    select change.year, sum(change.n)::int
    from (
        select life.year, life.is_in - coalesce(lag(life.is_in) over (order by life.ordinal), 0) as n
        from (
            select told.ordinal, told.is_in, min(told.year) over (order by told.ordinal desc)::smallint as year
            from (
                select e.ordinal, case when e.kind in ('joined', 'transferred') then 1 else 0 end as is_in,
                    extract(year from tally.month_of(e.happened_on, e.recorded_at)) as year
                from app.membership_events as e
                where e.tenant_id = $1 and e.member_id = $2 and $3 <> 'merged'
                union all
                select 2147483647, 0, extract(year from $4 at time zone 'Asia/Ho_Chi_Minh')
                where $3 = 'erased'
            ) as told
        ) as life
    ) as change
    group by 1
    having sum(change.n) <> 0
$$;
comment on function tally.stays_of(uuid, uuid, text, timestamptz) is
    'Years from whose end on a member counts (1), or no longer (-1).';
