-- Persons across organisations, who was a member at the end of a year, and years that take no more writes. Code that does not
-- know of this goes on as before: it writes no tokens, and its members count as ones that nobody can link.
create table tally.person_key (
    id smallint not null default 1 constraint person_key_pkey primary key constraint person_key_id_single check (id = 1),
    epoch int not null,
    used_since timestamptz not null default now()
);
comment on table tally.person_key is 'Which key''s tokens are compared. One line, or none: then nobody can be linked.';
comment on column tally.person_key.id is 'public: 1';
comment on column tally.person_key.epoch is 'public: fingerprint of the key, which stands in members.token_epoch too';
comment on column tally.person_key.used_since is 'public: since when';

create table tally.closed_years (
    year smallint not null constraint closed_years_pkey primary key,
    closed_at timestamptz not null default now()
);
comment on table tally.closed_years is 'Years that take no more writes: they are frozen, or about to be.';
comment on column tally.closed_years.year is 'public: the year';
comment on column tally.closed_years.closed_at is 'public: since when';
insert into tally.closed_years (year, closed_at) select f.year, f.frozen_at from tally.frozen_years as f;

alter table tally.presence
    drop constraint presence_kind_known,
    add constraint presence_kind_known check (kind in (1, 2, 3));
comment on column tally.presence.kind is
    'private: 1 member now, 2 learner in a year, 3 came to be counted at the ends of years, or no longer';
comment on column tally.presence.year is 'private: the year; 0 for members now';
comment on column tally.presence.area_id is
    'private: area recorded, the wards it lies in, or zeros for the city; of kind 3 the area recorded, zeros where it is not known';
comment on column tally.presence.n is
    'private: how many reasons: active membership, attendances and records; of kind 3 1 from this year''s end on, -1 no longer';

alter table tally.cells
    drop constraint cells_cube_known,
    add constraint cells_cube_known check (cube between 1 and 6);
comment on column tally.cells.cube is
    'public: 1 area and month, 2 branch and month, 3 area, sex, age and year, 4 topic and month, 5 area and year, 6 area and '
    'year: how many members more or fewer at its end than at the end of the year before';
comment on column tally.frozen_cells.cube is 'public: as in cells; 6 area and year: members at its end';

-- presence and cells lack the ends of years: the worker builds them when it starts
update tally.worker set levels_of = null;
