-- Wards, communes and the hamlets below, through time. Shared by all tenants; an area is known by its surrogate,
-- because names and codes have been given again to others.
create table app.areas (
    id uuid not null constraint areas_pkey primary key,
    key text collate "C" not null constraint areas_key_unique unique,
    kind text collate "C" not null constraint areas_kind_known check (
        kind in ('province', 'ward', 'commune', 'township', 'hamlet', 'village', 'residential_group', 'quarter')
    ),
    valid_from date,
    valid_to date,
    note text not null default '' constraint areas_note_length check (length(note) <= 500),
    constraint areas_valid_order check (valid_to >= valid_from)
);
comment on table app.areas is 'A piece of the land with a life (địa bàn).';
comment on column app.areas.id is 'public: surrogate (UUIDv7)';
comment on column app.areas.key is 'public: names the area in seeds and commands; never used again';
comment on column app.areas.kind is 'public: what it is in law; another kind is another area';
comment on column app.areas.valid_from is 'public: first day; null since before anybody recorded';
comment on column app.areas.valid_to is 'public: last day; null until further notice';
comment on column app.areas.note is 'public: what an operator should know, such as a day that is not confirmed';

create table app.area_names (
    area_id uuid not null constraint area_names_area_fkey references app.areas on delete cascade,
    ordinal int not null,
    name text not null constraint area_names_name_length check (length(name) between 1 and 100),
    valid_from date,
    valid_to date,
    constraint area_names_pkey primary key (area_id, ordinal),
    constraint area_names_valid_order check (valid_to >= valid_from)
);
comment on table app.area_names is 'Names of areas by date, without the word for the kind.';
comment on column app.area_names.area_id is 'public: the area';
comment on column app.area_names.ordinal is 'public: place in the area''s series, from 0';
comment on column app.area_names.name is 'public: the name';
comment on column app.area_names.valid_from is 'public: first day';
comment on column app.area_names.valid_to is 'public: last day';

create table app.area_codes (
    area_id uuid not null constraint area_codes_area_fkey references app.areas on delete cascade,
    ordinal int not null,
    code text collate "C" not null constraint area_codes_code_shape check (code ~ '^\d{2,5}$'),
    valid_from date,
    valid_to date,
    constraint area_codes_pkey primary key (area_id, ordinal),
    constraint area_codes_valid_order check (valid_to >= valid_from)
);
comment on table app.area_codes is 'National codes of areas by date; hamlets have none.';
comment on column app.area_codes.area_id is 'public: the area';
comment on column app.area_codes.ordinal is 'public: place in the area''s series, from 0';
comment on column app.area_codes.code is 'public: the code, with its leading zeros';
comment on column app.area_codes.valid_from is 'public: first day';
comment on column app.area_codes.valid_to is 'public: last day';

create table app.area_parents (
    area_id uuid not null constraint area_parents_area_fkey references app.areas on delete cascade,
    ordinal int not null,
    parent_id uuid not null constraint area_parents_parent_fkey references app.areas on delete restrict,
    valid_from date,
    valid_to date,
    constraint area_parents_pkey primary key (area_id, ordinal),
    constraint area_parents_valid_order check (valid_to >= valid_from),
    constraint area_parents_parent_other check (parent_id <> area_id)
);
create index area_parents_parent_index on app.area_parents (parent_id);
comment on table app.area_parents is 'What lies in what, by date.';
comment on column app.area_parents.area_id is 'public: the area below';
comment on column app.area_parents.ordinal is 'public: place in the area''s series, from 0';
comment on column app.area_parents.parent_id is 'public: the area above';
comment on column app.area_parents.valid_from is 'public: first day';
comment on column app.area_parents.valid_to is 'public: last day';

create table app.area_successions (
    from_id uuid not null constraint area_successions_from_fkey references app.areas on delete restrict,
    to_id uuid not null constraint area_successions_to_fkey references app.areas on delete restrict,
    kind text collate "C" not null constraint area_successions_kind_known check (
        kind in ('merge', 'split', 'transfer', 'rename', 'recode')
    ),
    happened_on date not null,
    legal_basis text not null constraint area_successions_legal_basis_length check (length(legal_basis) <= 500),
    constraint area_successions_pkey primary key (from_id, to_id, happened_on),
    constraint area_successions_to_other check (to_id <> from_id)
);
create index area_successions_to_index on app.area_successions (to_id);
comment on table app.area_successions is 'What became of areas (sáp nhập, chia tách).';
comment on column app.area_successions.from_id is 'public: where land came from';
comment on column app.area_successions.to_id is 'public: where it went';
comment on column app.area_successions.kind is 'public: merge, split, transfer, rename or recode';
comment on column app.area_successions.happened_on is 'public: the first day of the new state';
comment on column app.area_successions.legal_basis is 'public: the decision';

create table app.area_editions (
    number int not null constraint area_editions_pkey primary key,
    loaded_at timestamptz not null default now(),
    areas int not null
);
comment on table app.area_editions is 'Each load of areas; the highest number tells whether a copy in memory is right.';
comment on column app.area_editions.number is 'public: rises by one with each load';
comment on column app.area_editions.loaded_at is 'public: when';
comment on column app.area_editions.areas is 'public: how many areas there were after it';
