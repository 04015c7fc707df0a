-- Titles, all that there are, plans, tasks and trainings, by kind and year. No person: those on a roll are counted.
create or replace view release.kinds as
select k.id, coalesce(k.key, t.key) as key, coalesce(k.key, t.subject_kind) as subject_kind, t.id is not null as is_title,
    t.name_vi, t.name_en, t.legal_basis, t.valid_from, t.valid_to, t.ordinal, g.measure as target
from tally.kinds as k
left join app.title_types as t on t.id = k.title_type_id
left join release.target_kinds as g on g.kind = k.id;
comment on view release.kinds is
    'Of what something is counted: a title, or a subject or an audience by its key; with the target that it is counted for.';

create or replace view release.kind_measures as
select m.id, m.key, m.name_vi, m.name_en, m.unit from tally.measures as m where m.is_by_kind;
comment on view release.kind_measures is 'What is counted by kind and year.';

create or replace view release.kind_totals as
select extract(year from c.period)::int as year, c.period, c.measure, c.age as kind, c.tenant_id,
    nullif(c.part_id, '00000000-0000-0000-0000-000000000000') as area_id, c.amount, c.is_frozen
from tally.published_cells as c
where c.cube = 7;
comment on view release.kind_totals is
    'By tenant, area as recorded (null: of the tenant and no place), kind (0: of none) and year; ask by period, the first day of '
    'the year.';

-- A count of the ward stands before those of its hamlets, and one of a ward before those of the wards that it took the place of.
create or replace view release.wholes as
select t.year, t.period, t.kind, t.tenant_id, t.area_id, t.amount as total, n.counted_on, n.source, t.is_frozen
from release.kind_totals as t
left join release.denominators as n on n.tenant_id = t.tenant_id and n.area_id = t.area_id and n.kind = t.kind
    and n.year = t.year and n.total = t.amount
where t.measure = 20
    and not exists (
        select
        from tally.area_levels as l
        join tally.published_cells as above on above.cube = 7 and above.period = t.period and above.measure = 20
            and above.part_id = l.above_id and above.age = t.kind
        where l.area_id = t.area_id and t.year between l.from_year and l.to_year and l.to_year > 0
    );
comment on view release.wholes is
    'All that there are, as it counts: no hamlet beside its ward. With day and source, unless these were corrected since.';

create or replace view release.rolls as
select y.year, c.measure, c.age as kind, c.tenant_id, n.area_id, sum(c.amount)::bigint as amount, false as is_frozen
from generate_series(
    (select extract(year from min(f.period))::int from tally.cells as f where f.cube = 8),
    extract(year from now() at time zone 'Asia/Ho_Chi_Minh')::int
) as y (year)
join tally.cells as c on c.cube = 8 and c.period <= make_date(y.year, 1, 1)
left join app.tenant_names as n on n.id = c.tenant_id
where y.year not in (select f.year from tally.frozen_years as f)
group by 1, 2, 3, 4, 5
having sum(c.amount) <> 0
union all
select extract(year from c.period)::int, c.measure, c.age, c.tenant_id, n.area_id, c.amount, true
from tally.frozen_cells as c
left join app.tenant_names as n on n.id = c.tenant_id
where c.cube = 8;
comment on view release.rolls is
    'People on the rolls, and of these the trained ones, at the end of each year (this year''s as far as it is known), by tenant '
    'and, of a ward, its area.';

create or replace view release.pilots as
select p.area_id, p.subject_kind, p.from_year::int as from_year, p.legal_basis from app.pilot_areas as p;
comment on view release.pilots is 'Wards that tried a model out before it was for all.';
