-- What is published. These views are all that hoctap_city can read. They name areas, organisations and topics, and no person,
-- branch or officer; what tells people apart is summed over all organisations, rounded, and left out where it would tell too
-- much. A year that is frozen comes from its copy.
create or replace view tally.published_cells as
select c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age, c.amount, false as is_frozen
from tally.cells as c
where c.amount <> 0 and c.cube not in (6, 8) and extract(year from c.period) not in (select f.year from tally.frozen_years as f)
union all
select c.cube, c.period, c.measure, c.tenant_id, c.part_id, c.sex, c.age, c.amount, true
from tally.frozen_cells as c
where c.cube not in (6, 8);
comment on view tally.published_cells is 'Cells as they are published: of frozen years the copy, else as they are.';

create or replace view release.measures as
select m.id, m.key, m.name_vi, m.name_en, m.unit from tally.measures as m where not m.is_by_kind;
comment on view release.measures is 'What is counted, and what one of it is. None counts persons: those stand in release.persons.';

create or replace view release.age_bands as
select b.from_age, b.name_vi, b.name_en from tally.age_bands as b;
comment on view release.age_bands is 'The age bands of release.people_totals.';

create or replace view release.organisations as
select t.id, t.kind, t.name from app.tenant_names as t;
comment on view release.organisations is 'The organisations and wards that totals are of.';

create or replace view release.topics as
select t.id, t.key, t.name_vi, t.name_en, t.ordinal from app.topics as t;
comment on view release.topics is 'Fields of learning.';

create or replace view release.areas as
select a.id, a.key, a.kind, n.name, a.valid_from, a.valid_to
from app.areas as a
left join lateral (
    select n.name from app.area_names as n where n.area_id = a.id order by n.ordinal desc limit 1
) as n on true;
comment on view release.areas is 'Areas with their last names, those that ended too.';

create or replace view release.area_levels as
select l.area_id, l.from_year, l.to_year, l.above_id from tally.area_levels as l;
comment on view release.area_levels is
    'For which ward an area counts in a year, besides itself: on the boundaries of the end of that year, and on those of today.';

create or replace view release.monthly_totals as
select c.period as month, c.measure, c.tenant_id, nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id,
    c.amount, c.is_frozen
from tally.published_cells as c
where c.cube = 1 and c.period > '0001-01-01';
comment on view release.monthly_totals is
    'By organisation, area as recorded (null: not known) and month; units as in release.measures, never persons.';

create or replace view release.yearly_totals as
select extract(year from c.period)::int as year, c.period, c.measure, c.tenant_id,
    nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id, c.amount, c.is_frozen
from tally.published_cells as c
where c.cube = 5 and c.period > '0001-01-01';
comment on view release.yearly_totals is
    'By organisation, area as recorded (null: not known) and year; ask by period, the first day of the year.';

create or replace view release.current_totals as
select c.measure, c.tenant_id, nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id, c.amount
from tally.published_cells as c
where c.cube = 5 and c.period = '0001-01-01';
comment on view release.current_totals is 'What is counted as it is now (members, as memberships), by organisation and area.';

-- A member is counted from the year of joining on, for as long as the life of the membership tells, wherever the member is
-- recorded now: a move recorded after the end of a year moves the member in it too, until the year is frozen.
create or replace view release.year_end_members as
select y.year, c.tenant_id, nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id,
    sum(c.amount)::bigint as amount, false as is_frozen
from generate_series(
    (select extract(year from min(f.period))::int from tally.cells as f where f.cube = 6),
    extract(year from now() at time zone 'Asia/Ho_Chi_Minh')::int - 1
) as y (year)
join tally.cells as c on c.cube = 6 and c.period <= make_date(y.year, 1, 1)
where y.year not in (select f.year from tally.frozen_years as f)
group by 1, 2, 3
having sum(c.amount) <> 0
union all
select extract(year from c.period)::int, c.tenant_id, nullif(c.part_id, '00000000-0000-0000-0000-000000000000'), c.amount,
    true
from tally.frozen_cells as c
where c.cube = 6;
comment on view release.year_end_members is
    'Members (as memberships) at 31 December of years that are over, by organisation and area recorded (null: not known).';

create or replace view release.topic_totals as
select c.period as month, c.measure, c.tenant_id, nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as topic_id,
    c.amount, c.is_frozen
from tally.published_cells as c
where c.cube = 4;
comment on view release.topic_totals is 'By organisation, topic (null: not known) and month.';

-- Under 10 nothing but that; the rest to the nearest 5. Left out where fewer than three organisations have a share, or one has
-- more than 85 of 100: each knows its own and would know the others'.
create or replace view release.people_totals with (security_barrier = true) as
select s.year, s.measure, s.area_id, s.sex, s.from_age,
    case
        when s.amount < 10 then '<10'
        when s.organisations < 3 or s.largest > 0.85 * s.amount then '-'
        else (round(s.amount / 5.0) * 5)::bigint::text
    end as amount
from (
    select t.year, t.measure, t.area_id, t.sex, t.from_age, sum(t.amount) as amount, count(*) as organisations,
        max(t.amount) as largest
    from (
        select case when c.period > '0001-01-01' then extract(year from c.period)::int end as year, c.measure,
            nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id,
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
        group by 1, 2, 3, 4, 5, 6
    ) as t
    where t.amount > 0
    group by 1, 2, 3, 4, 5
) as s;
comment on view release.people_totals is
    'By year (null: now), area, sex and age band over all organisations; memberships or attendances, protected.';

create or replace view release.persons as
select case d.kind when 1 then 'members' else 'learners' end as kind, nullif(d.year, 0) as year,
    nullif(d.area_id, '00000000-0000-0000-0000-000000000000') as area_id, d.persons, d.memberships, d.unlinkable,
    d.memberships - d.unlinkable - d.persons as overlap, false as is_frozen
from tally.distinct_cells as d
where d.kind = 1 or d.year not in (select f.year from tally.frozen_years as f)
union all
select 'learners', d.year, nullif(d.area_id, '00000000-0000-0000-0000-000000000000'), d.persons, d.memberships,
    d.unlinkable, d.memberships - d.unlinkable - d.persons, true
from tally.frozen_distinct_cells as d;
comment on view release.persons is
    'Persons, each once across organisations: members now (year null) and learners of a year, by area recorded, ward, and city '
    '(null). Beside them the memberships they are counted from, those that nobody can link, and what is counted twice.';

create or replace view release.frozen_years as
select f.year, f.frozen_at, f.as_of, f.hash from tally.frozen_years as f;
comment on view release.frozen_years is 'Years that are published as they were signed.';

create or replace view release.status as
select w.as_of, w.folded_at, w.looked_at, w.pending, w.lag_milliseconds,
    coalesce(w.looked_at > now() - interval '15 seconds', false) as is_worked,
    (select k.epoch from tally.person_key as k) as person_key
from tally.worker as w;
comment on view release.status is
    'As of when the totals are, how many lines of the ledger wait, and how old the oldest was. Without a worker at work '
    '(is_worked) the totals stand still; without a key (person_key, a fingerprint) no two memberships are one person''s.';

create or replace view release.own_cells with (security_barrier = true) as
select c.cube, c.period, c.measure, c.part_id, c.sex, c.age, c.amount, c.is_frozen
from tally.published_cells as c
where c.tenant_id = (select app.current_tenant());
comment on view release.own_cells is
    'The totals of the tenant that asks, its branches too; cubes, periods and ages as in tally.cells.';
