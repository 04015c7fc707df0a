-- Who learns and who is a member in the whole city, by sex and age, protected as release.people_totals is: under 10 nothing but
-- that, the rest to the nearest 5, and nothing where one organisation could tell another's.
create or replace view release.people_city_totals with (security_barrier = true) as
select case when s.period > '0001-01-01' then extract(year from s.period)::int end as year, s.period, s.measure, s.sex,
    s.from_age,
    case
        when s.amount < 10 then '<10'
        when s.organisations < 3 or s.largest > 0.85 * s.amount then '-'
        else (round(s.amount / 5.0) * 5)::bigint::text
    end as amount
from (
    select t.period, t.measure, t.sex, t.from_age, sum(t.amount) as amount, count(*) as organisations,
        max(t.amount) as largest
    from (
        select c.period, c.measure,
            case c.sex when 1 then 'male' when 2 then 'female' end as sex,
            nullif(
                case
                    when c.period > '0001-01-01' or c.age = -1 then c.age
                    else tally.age_of(c.age, (now() at time zone 'Asia/Ho_Chi_Minh')::date, b.ages)
                end,
                -1::smallint
            ) as from_age,
            c.tenant_id, sum(c.amount) as amount
        from tally.published_cells as c
        cross join (select array_agg(b.from_age order by b.from_age) as ages from tally.age_bands as b) as b
        where c.cube = 3
        group by 1, 2, 3, 4, 5
    ) as t
    where t.amount > 0
    group by 1, 2, 3, 4
) as s;
comment on view release.people_city_totals is
    'By year (null: now), sex and age band over all organisations and areas; memberships or attendances, protected. Ask by '
    'period, the first day of the year; 0001-01-01 for what is counted as it is now.';
