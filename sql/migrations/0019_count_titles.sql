-- Titles, plans and trainings in the totals. They are counted by kind: the title of a registration, what a number of all that
-- there are is of, the audience of a training. Code that does not know of this goes on as before: triggers count its writes, and
-- the lists of what was counted until now do not have the new measures.
alter table tally.measures
    add column is_by_kind boolean not null default false,
    drop constraint measures_unit_known,
    add constraint measures_unit_known check (
        unit in (
            'memberships', 'classes', 'sessions', 'enrolments', 'attendances', 'minutes', 'certificates', 'records',
            'subjects', 'registrations', 'titles', 'plans', 'tasks', 'trainings', 'persons'
        )
    );
comment on table tally.measures is
    'What is counted. Persons across organisations stand in distinct_cells; people of a roll are counted by their ward alone.';
comment on column tally.measures.is_by_kind is 'public: counted by kind and year (cubes 7 and 8), not by month, sex or topic';
insert into tally.measures (id, key, name_vi, name_en, unit, is_by_kind) values
    (20, 'counted', 'Tổng số (mẫu số)', 'All that there are', 'subjects', true),
    (21, 'registered_new', 'Đăng ký mới', 'Registered for the first time', 'registrations', true),
    (22, 'registered_renewed', 'Tái đăng ký', 'Registered again', 'registrations', true),
    (23, 'recognised', 'Được công nhận', 'Recognised', 'titles', true),
    (24, 'refused', 'Không công nhận', 'Refused', 'registrations', true),
    (25, 'revoked', 'Bị thu hồi', 'Revoked', 'titles', true),
    (26, 'title_certificates', 'Giấy công nhận đã cấp', 'Certificates of titles given', 'certificates', true),
    (30, 'plans', 'Kế hoạch đã ban hành', 'Plans issued', 'plans', true),
    (31, 'tasks', 'Nhiệm vụ được giao', 'Tasks to be done', 'tasks', true),
    (32, 'tasks_done', 'Nhiệm vụ đã xong', 'Tasks done', 'tasks', true),
    (33, 'tasks_late', 'Nhiệm vụ xong trễ hạn', 'Tasks done late', 'tasks', true),
    (34, 'trainings', 'Lớp tập huấn', 'Trainings', 'trainings', true),
    (35, 'training_attendances', 'Lượt người được tập huấn', 'Attendances of trainings', 'attendances', true),
    (40, 'on_roll', 'Người trong danh sách cần bồi dưỡng', 'People on the roll', 'persons', true),
    (41, 'trained', 'Người đã được bồi dưỡng', 'People of the roll who were trained', 'persons', true);

create table tally.kinds (
    id smallint not null constraint kinds_pkey primary key,
    key text collate "C" constraint kinds_key_unique unique,
    title_type_id uuid constraint kinds_title_type_fkey references app.title_types on delete cascade
        constraint kinds_title_type_unique unique,
    constraint kinds_title_type_single check (num_nonnulls(key, title_type_id) = 1)
);
comment on table tally.kinds is 'Of what something is counted: of a title, of what titles are given to, of an audience. 0 is of none.';
comment on column tally.kinds.id is 'public: short for it; of one database alone';
comment on column tally.kinds.key is 'public: as denominators and trainings name it; null for a title';
comment on column tally.kinds.title_type_id is 'public: the title; null for another kind';
insert into tally.kinds (id, key) values
    (1, 'household'), (2, 'clan'), (3, 'community'), (4, 'unit'), (5, 'association_officer'), (6, 'centre_manager');
insert into tally.kinds (id, title_type_id)
select 100 + row_number() over (order by t.ordinal, t.key), t.id from app.title_types as t;

alter table tally.cells
    drop constraint cells_cube_known,
    add constraint cells_cube_known check (cube between 1 and 8);
comment on column tally.cells.cube is
    'public: 1 area and month, 2 branch and month, 3 area, sex, age and year, 4 topic and month, 5 area and year, 6 area and '
    'year: how many members more or fewer at its end than at the end of the year before, 7 area, kind and year, 8 kind and '
    'year: how many people of a roll more or fewer at its end';
comment on column tally.cells.age is
    'private: first age of the band; of what is counted as it is now the year of birth; -1 unknown or not told apart; in cubes 7 '
    'and 8 the kind (tally.kinds)';
comment on column tally.frozen_cells.cube is 'public: as in cells; 6 area and year, 8 kind and year: at its end';
comment on column tally.ledger.birth_year is 'private: for the age band; of what is counted by kind the kind (tally.kinds)';
comment on column tally.ledger.member_id is 'private: whose presence it bears on: a member, or one of a roll';

alter table tally.presence
    drop constraint presence_kind_known,
    add constraint presence_kind_known check (kind between 1 and 5);
comment on column tally.presence.member_id is 'private: who: a member, of kinds 4 and 5 one of a roll';
comment on column tally.presence.kind is
    'private: 1 member now, 2 learner in a year, 3 came to be counted at the ends of years, or no longer; 4 on a roll and 5 '
    'trained likewise';
comment on column tally.presence.area_id is
    'private: area recorded, the wards it lies in, or zeros for the city; of kind 3 the area recorded, zeros where it is not known; '
    'of kinds 4 and 5 the audience: zeros and its number (tally.kinds)';

-- How many there are in all, as it holds: the day and the source, beside the number that the totals have.
create table release.denominators (
    tenant_id uuid not null,
    area_id uuid not null,
    kind smallint not null,
    year smallint not null,
    total int not null,
    counted_on date not null,
    source text not null,
    constraint denominators_pkey primary key (tenant_id, area_id, kind, year)
);
create index denominators_year_index on release.denominators (year, kind);
comment on table release.denominators is
    'The counts of all that there are (mẫu số) that hold, with day and source; a trigger of app.denominators keeps it.';
comment on column release.denominators.tenant_id is 'public: the ward that counted';
comment on column release.denominators.area_id is 'public: where: a ward or a hamlet';
comment on column release.denominators.kind is 'public: of what (release.kinds)';
comment on column release.denominators.year is 'public: for which year';
comment on column release.denominators.total is 'public: how many';
comment on column release.denominators.counted_on is 'public: the day of which the count is';
comment on column release.denominators.source is 'public: who counted, or which list it is from';

-- Which target is of what is counted.
create table release.target_kinds (
    measure text collate "C" not null constraint target_kinds_pkey primary key,
    kind smallint not null constraint target_kinds_kind_fkey references tally.kinds on delete cascade
        constraint target_kinds_kind_unique unique
);
comment on table release.target_kinds is 'By what the targets are reached: a title, or the training of an audience.';
comment on column release.target_kinds.measure is 'public: as release.targets names it';
comment on column release.target_kinds.kind is 'public: the title or the audience (release.kinds)';
insert into release.target_kinds (measure, kind)
select made.measure, k.id
from (
    values ('family', 'gia-dinh-hoc-tap'), ('clan', 'dong-ho-hoc-tap'), ('community', 'cong-dong-hoc-tap'), ('unit', 'don-vi-hoc-tap')
) as made (measure, title)
join app.title_types as t on t.key = made.title
join tally.kinds as k on k.title_type_id = t.id
union all
select 'association_officers_trained', k.id from tally.kinds as k where k.key = 'association_officer';

-- Where a ward is, so that what is its and of no place can be shown there.
alter table app.tenant_names add column area_id uuid;
comment on column app.tenant_names.area_id is 'public: the area of a ward';
alter table app.tenants no force row level security;
update app.tenant_names as n set area_id = t.area_id from app.tenants as t where t.id = n.id and t.area_id is not null;
alter table app.tenants force row level security;

-- what was counted before; the owner is shown no tenant's rows otherwise
alter table app.denominators no force row level security;
insert into release.denominators (tenant_id, area_id, kind, year, total, counted_on, source)
select d.tenant_id, d.area_id, k.id, d.year, d.total, d.counted_on, d.source
from app.denominators as d
join tally.kinds as k on k.key = d.kind
where not exists (
    select from app.denominators as later where later.tenant_id = d.tenant_id and later.supersedes = d.id
);
alter table app.denominators force row level security;

-- cells and presence lack what was recorded before: the worker builds them when it starts
update tally.worker set levels_of = null;
