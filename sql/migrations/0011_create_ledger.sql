-- Totals: what writers leave behind of each change (the ledger), and what the worker makes of it. Nobody writes the ledger but
-- triggers, and nobody reads what is in tally but the worker's functions; what may be seen outside is in release. Code that
-- does not know of all this goes on as before: its writes are counted without its help.
create schema tally;
comment on schema tally is 'The ledger of differences and the totals made of it.';
create schema release;
comment on schema release is 'Totals that are published; names no person.';
grant usage on schema tally to hoctap_worker;
grant usage on schema release to hoctap_city, hoctap_server, hoctap_worker, hoctap_admin;
alter default privileges in schema tally revoke execute on functions from public;
alter default privileges in schema release revoke execute on functions from public;

create table tally.measures (
    id smallint not null constraint measures_pkey primary key,
    key text collate "C" not null constraint measures_key_unique unique,
    name_vi text not null,
    name_en text not null,
    unit text collate "C" not null constraint measures_unit_known check (
        unit in ('memberships', 'classes', 'sessions', 'enrolments', 'attendances', 'minutes', 'certificates', 'records')
    )
);
comment on table tally.measures is 'What is counted. None of these counts persons: for those there are distinct_cells.';
comment on column tally.measures.id is 'public: short for the key';
comment on column tally.measures.key is 'public: names the measure in commands and addresses';
comment on column tally.measures.name_vi is 'public: on screen, in Vietnamese';
comment on column tally.measures.name_en is 'public: on screen, in English';
comment on column tally.measures.unit is 'public: what one of it is';
insert into tally.measures (id, key, name_vi, name_en, unit) values
    (1, 'members', 'Hội viên hiện có', 'Members now', 'memberships'),
    (2, 'joined', 'Hội viên vào', 'Joined', 'memberships'),
    (3, 'left', 'Hội viên ra', 'Left', 'memberships'),
    (4, 'classes', 'Lớp, chuyên đề', 'Classes', 'classes'),
    (5, 'sessions', 'Buổi học', 'Sessions held', 'sessions'),
    (6, 'enrolments', 'Lượt ghi danh', 'Enrolments', 'enrolments'),
    (7, 'attendances', 'Lượt người học', 'Attendances', 'attendances'),
    (8, 'minutes', 'Thời lượng học', 'Time learned', 'minutes'),
    (9, 'completions', 'Lượt hoàn thành', 'Completions', 'enrolments'),
    (10, 'certificates', 'Giấy chứng nhận', 'Certificates', 'certificates'),
    (11, 'records', 'Học tập nơi khác đã xác nhận', 'Verified learning elsewhere', 'records');

create table tally.age_bands (
    from_age smallint not null constraint age_bands_pkey primary key
        constraint age_bands_from_age_range check (from_age between 0 and 120),
    name_vi text not null,
    name_en text not null
);
comment on table tally.age_bands is 'Age bands of published totals; after a change the totals are to be rebuilt.';
comment on column tally.age_bands.from_age is 'public: first age of the band, in whole years reached in the year counted';
comment on column tally.age_bands.name_vi is 'public: on screen, in Vietnamese';
comment on column tally.age_bands.name_en is 'public: on screen, in English';
insert into tally.age_bands (from_age, name_vi, name_en) values
    (0, 'dưới 15', 'under 15'), (15, '15-25', '15-25'), (26, '26-35', '26-35'), (36, '36-45', '36-45'),
    (46, '46-60', '46-60'), (61, 'trên 60', 'over 60');

-- A heap without a key: lines are written by many, and taken out by one, whole. Differences can be added in any order.
create table tally.ledger (
    measure smallint not null,
    tenant_id uuid not null,
    month date not null,
    area_id uuid,
    branch_id uuid,
    topic_id uuid,
    member_id uuid,
    sex smallint not null default 0,
    birth_year smallint,
    amount bigint not null,
    minutes bigint not null default 0,
    written_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_threshold = 1000000000);
comment on table tally.ledger is
    'Differences that the worker has still to add. One line counts a kind of thing up or down, or tells (amount 0) that a '
    'member is to be looked at again.';
comment on column tally.ledger.measure is 'public: what is counted';
comment on column tally.ledger.tenant_id is 'public: whose';
comment on column tally.ledger.month is 'public: first day of the month; 0001-01-01 for what is counted as it is now';
comment on column tally.ledger.area_id is 'public: where the person lived then, or where the class is';
comment on column tally.ledger.branch_id is 'private: the branch';
comment on column tally.ledger.topic_id is 'public: what was learned';
comment on column tally.ledger.member_id is 'private: whose presence it bears on';
comment on column tally.ledger.sex is 'private: 0 unknown, 1 male, 2 female';
comment on column tally.ledger.birth_year is 'private: for the age band';
comment on column tally.ledger.amount is 'private: how many more or fewer';
comment on column tally.ledger.minutes is 'private: how many minutes of learning more or fewer';
comment on column tally.ledger.written_at is 'public: start of the writer''s transaction';

create table tally.cells (
    cube smallint not null constraint cells_cube_known check (cube between 1 and 5),
    period date not null,
    measure smallint not null,
    tenant_id uuid not null,
    part_id uuid not null,
    sex smallint not null,
    age smallint not null,
    amount bigint not null,
    constraint cells_pkey primary key (cube, period, measure, tenant_id, part_id, sex, age)
) with (fillfactor = 80);
comment on table tally.cells is 'Sums: one line for each combination of a cube''s dimensions that has ever had something.';
comment on column tally.cells.cube is
    'public: 1 area and month, 2 branch and month, 3 area, sex, age and year, 4 topic and month, 5 area and year';
comment on column tally.cells.period is 'public: first day of the month or year; 0001-01-01: as it is now';
comment on column tally.cells.measure is 'public: what is counted';
comment on column tally.cells.tenant_id is 'public: whose';
comment on column tally.cells.part_id is 'public: area, branch or topic, as the cube has it; zeros where it is not known';
comment on column tally.cells.sex is 'private: 0 unknown or not told apart, 1 male, 2 female';
comment on column tally.cells.age is
    'private: first age of the band; of what is counted as it is now the year of birth; -1 unknown or not told apart';
comment on column tally.cells.amount is 'private: how many';

create table tally.presence (
    tenant_id uuid not null,
    member_id uuid not null,
    kind smallint not null constraint presence_kind_known check (kind in (1, 2)),
    year smallint not null,
    area_id uuid not null,
    token bytea,
    n int not null,
    constraint presence_pkey primary key (tenant_id, member_id, kind, year, area_id)
) with (fillfactor = 90);
comment on table tally.presence is
    'Who is to be counted where, and how many reasons there are for it. Reasons can come out of order, so n can pass below 0.';
comment on column tally.presence.tenant_id is 'private: whose member';
comment on column tally.presence.member_id is 'private: who';
comment on column tally.presence.kind is 'private: 1 member now, 2 learner in a year';
comment on column tally.presence.year is 'private: the year; 0 for members now';
comment on column tally.presence.area_id is 'private: area recorded, the wards it lies in, or zeros for the city';
comment on column tally.presence.token is 'private: the person, as counted; null where no citizen ID tells';
comment on column tally.presence.n is 'private: how many reasons: active membership, attendances and records';

create table tally.person_cells (
    kind smallint not null,
    year smallint not null,
    area_id uuid not null,
    token bytea not null,
    n int not null,
    constraint person_cells_pkey primary key (kind, year, area_id, token)
) with (fillfactor = 90);
comment on table tally.person_cells is 'In how many memberships a person is counted, so that the last one takes the person along.';
comment on column tally.person_cells.kind is 'private: 1 member now, 2 learner in a year';
comment on column tally.person_cells.year is 'private: the year; 0 for members now';
comment on column tally.person_cells.area_id is 'private: area, ward, or zeros for the city';
comment on column tally.person_cells.token is 'private: the person';
comment on column tally.person_cells.n is 'private: how many memberships';

create table tally.distinct_cells (
    kind smallint not null,
    year smallint not null,
    area_id uuid not null,
    persons bigint not null,
    memberships bigint not null,
    unlinkable bigint not null,
    constraint distinct_cells_pkey primary key (kind, year, area_id)
) with (fillfactor = 50);
comment on table tally.distinct_cells is 'Persons across organisations, exact, beside the memberships that they are counted from.';
comment on column tally.distinct_cells.kind is 'public: 1 members now, 2 learners of a year';
comment on column tally.distinct_cells.year is 'public: the year; 0 for members now';
comment on column tally.distinct_cells.area_id is 'public: area, ward, or zeros for the city';
comment on column tally.distinct_cells.persons is 'public: persons, each once';
comment on column tally.distinct_cells.memberships is 'public: memberships, a person as often as there are';
comment on column tally.distinct_cells.unlinkable is 'public: memberships of which nobody knows whose they are';

create table tally.area_levels (
    area_id uuid not null,
    from_year smallint not null,
    to_year smallint not null,
    above_id uuid not null,
    constraint area_levels_pkey primary key (area_id, from_year, to_year, above_id)
);
comment on table tally.area_levels is 'Which wards an area counts for: at the end of the year, and on the boundaries of today.';
comment on column tally.area_levels.area_id is 'public: the area recorded';
comment on column tally.area_levels.from_year is 'public: first year; 0 with to_year 0 for what is counted as it is now';
comment on column tally.area_levels.to_year is 'public: last year';
comment on column tally.area_levels.above_id is 'public: the ward, itself perhaps';

create table tally.worker (
    id smallint not null default 1 constraint worker_pkey primary key constraint worker_id_single check (id = 1),
    epoch bigint not null default 0,
    holder text not null default '' constraint worker_holder_length check (length(holder) <= 200),
    taken_at timestamptz,
    looked_at timestamptz,
    folded_at timestamptz,
    as_of timestamptz,
    pending bigint not null default 0,
    lag_milliseconds bigint not null default 0,
    folds bigint not null default 0,
    lines bigint not null default 0,
    area_edition int not null default 0,
    levels_of date
) with (fillfactor = 20);
insert into tally.worker default values;
comment on table tally.worker is 'Who adds up, and how far that is. One line.';
comment on column tally.worker.id is 'public: 1';
comment on column tally.worker.epoch is 'public: rises with each leader; a fold of an earlier one is refused';
comment on column tally.worker.holder is 'public: the leader''s own name';
comment on column tally.worker.taken_at is 'public: since when it leads';
comment on column tally.worker.looked_at is 'public: when it last looked for lines';
comment on column tally.worker.folded_at is 'public: when it last added some';
comment on column tally.worker.as_of is 'public: whatever was committed before this is in the totals';
comment on column tally.worker.pending is 'public: lines left then, counted up to 100000';
comment on column tally.worker.lag_milliseconds is 'public: age of the oldest line added or left then';
comment on column tally.worker.folds is 'public: batches added in all';
comment on column tally.worker.lines is 'public: lines added in all';
comment on column tally.worker.area_edition is 'public: the load of areas that area_levels was made from';
comment on column tally.worker.levels_of is 'public: the day that area_levels takes for today';

create table tally.frozen_years (
    year smallint not null constraint frozen_years_pkey primary key,
    frozen_at timestamptz not null default now(),
    as_of timestamptz not null,
    hash bytea not null constraint frozen_years_hash_length check (length(hash) = 32),
    content text not null
);
comment on table tally.frozen_years is 'Totals of a year as they were signed. Never changed, never removed.';
comment on column tally.frozen_years.year is 'public: the year';
comment on column tally.frozen_years.frozen_at is 'public: when';
comment on column tally.frozen_years.as_of is 'public: as of when the totals were counted';
comment on column tally.frozen_years.hash is 'public: SHA-256 of the content in UTF-8';
comment on column tally.frozen_years.content is 'public: one line a cell, sorted, as text';

create table tally.frozen_cells (
    like tally.cells,
    constraint frozen_cells_pkey primary key (cube, period, measure, tenant_id, part_id, sex, age)
);
comment on table tally.frozen_cells is 'The cells of frozen years, for what is published.';
comment on column tally.frozen_cells.cube is 'public: as in cells';
comment on column tally.frozen_cells.period is 'public: as in cells';
comment on column tally.frozen_cells.measure is 'public: as in cells';
comment on column tally.frozen_cells.tenant_id is 'public: as in cells';
comment on column tally.frozen_cells.part_id is 'public: as in cells';
comment on column tally.frozen_cells.sex is 'private: as in cells';
comment on column tally.frozen_cells.age is 'private: as in cells';
comment on column tally.frozen_cells.amount is 'private: as in cells';

create table tally.frozen_distinct_cells (
    like tally.distinct_cells,
    constraint frozen_distinct_cells_pkey primary key (kind, year, area_id)
);
comment on table tally.frozen_distinct_cells is 'The persons of frozen years, for what is published.';
comment on column tally.frozen_distinct_cells.kind is 'public: as in distinct_cells';
comment on column tally.frozen_distinct_cells.year is 'public: as in distinct_cells';
comment on column tally.frozen_distinct_cells.area_id is 'public: as in distinct_cells';
comment on column tally.frozen_distinct_cells.persons is 'public: as in distinct_cells';
comment on column tally.frozen_distinct_cells.memberships is 'public: as in distinct_cells';
comment on column tally.frozen_distinct_cells.unlinkable is 'public: as in distinct_cells';

-- Joining and leaving is counted where the member lived when it was recorded.
alter table app.membership_events
    add column area_id uuid,
    add column counted_branch_id uuid,
    add column sex text collate "C" constraint membership_events_sex_known check (sex in ('male', 'female')),
    add column birth_year smallint;
comment on column app.membership_events.area_id is
    'private: where the member lived when it was recorded; as it was then, so no foreign key';
comment on column app.membership_events.counted_branch_id is
    'private: the branch joined, or the one that was left; as it was then, so no foreign key';
comment on column app.membership_events.sex is 'private: of the member then';
comment on column app.membership_events.birth_year is 'private: of the member then';
-- what was recorded before: the owner is shown no tenant's rows otherwise
alter table app.members no force row level security;
alter table app.membership_events no force row level security;
update app.membership_events as e
set area_id = m.area_id, counted_branch_id = coalesce(e.branch_id, m.branch_id), sex = m.sex,
    birth_year = left(m.birth_date, 4)::smallint
from app.members as m
where m.tenant_id = e.tenant_id and m.id = e.member_id;
alter table app.members force row level security;
alter table app.membership_events force row level security;
