-- What titles are given to: households with their people, clans, communities and units, as wards keep them; how many there are
-- of each; which ward came of which; and what organisations did for families of their members. Old code sees nothing of it.
create table app.subjects (
    tenant_id uuid not null constraint subjects_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    version int not null default 1,
    kind text collate "C" not null constraint subjects_kind_known check (
        kind in ('household', 'clan', 'community', 'unit')
    ),
    code text collate "C" constraint subjects_code_length check (length(code) between 1 and 100),
    name text not null constraint subjects_name_length check (length(name) between 1 and 200),
    head_name text constraint subjects_head_name_length check (length(head_name) between 1 and 100),
    area_id uuid not null constraint subjects_area_fkey references app.areas on delete restrict,
    address text constraint subjects_address_length check (length(address) <= 200),
    phone text collate "C" constraint subjects_phone_length check (length(phone) <= 15),
    unit_kind text collate "C" constraint subjects_unit_kind_known check (
        unit_kind in ('agency', 'school', 'enterprise', 'religious', 'association', 'other')
    ),
    descent text collate "C" constraint subjects_descent_known check (descent in ('paternal', 'maternal', 'both')),
    across_wards boolean not null default false,
    people_count int constraint subjects_people_range check (people_count between 0 and 1000000),
    children_count int constraint subjects_children_range check (children_count between 0 and 1000000),
    zone text collate "C" constraint subjects_zone_known check (zone in ('favourable', 'difficult')),
    started_on date,
    ended_on date,
    end_reason text collate "C" constraint subjects_end_reason_known check (
        end_reason in ('dissolved', 'moved', 'merged', 'split', 'duplicate', 'succeeded', 'other')
    ),
    remark text constraint subjects_remark_length check (length(remark) <= 1000),
    sort_key text collate "C" not null,
    search_key text collate "C" not null,
    officer_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint subjects_pkey primary key (tenant_id, id),
    constraint subjects_code_unique unique (tenant_id, kind, code),
    constraint subjects_unit_kind_unit check (kind = 'unit' or unit_kind is null),
    constraint subjects_descent_clan check (kind = 'clan' or descent is null),
    constraint subjects_across_clan check (kind = 'clan' or not across_wards),
    constraint subjects_ended_order check (ended_on >= started_on),
    constraint subjects_end_reason_ended check ((ended_on is null) = (end_reason is null))
);
create index subjects_sort_index on app.subjects (tenant_id, kind, sort_key, id);
create index subjects_area_index on app.subjects (tenant_id, area_id, kind, sort_key, id);
create index subjects_name_index on app.subjects (tenant_id, kind, search_key);
create index subjects_across_index on app.subjects (sort_key, id) where across_wards;
comment on index app.subjects_across_index is 'open: clans over several wards are looked for among those of all wards';
alter table app.subjects enable row level security;
alter table app.subjects force row level security;
comment on table app.subjects is
    'What a title is given to: household (hộ), clan (dòng họ), community (thôn, tổ), unit (cơ quan, trường, doanh nghiệp).';
comment on column app.subjects.tenant_id is 'private: the ward';
comment on column app.subjects.id is 'private: surrogate (UUIDv7)';
comment on column app.subjects.version is 'private: rises by one with each change';
comment on column app.subjects.kind is 'private: household, clan, community or unit';
comment on column app.subjects.code is 'private: the ward''s own number for it, if it has one';
comment on column app.subjects.name is 'private: of a household its head, else what it is called';
comment on column app.subjects.head_name is 'private: head of the clan, the hamlet or the unit';
comment on column app.subjects.area_id is 'private: the hamlet; the ward where the hamlet is not known';
comment on column app.subjects.address is 'private: house and street';
comment on column app.subjects.phone is 'private: telephone, digits';
comment on column app.subjects.unit_kind is 'private: agency, school, enterprise, religious, association or other';
comment on column app.subjects.descent is 'private: whose line a clan follows: paternal, maternal or both';
comment on column app.subjects.across_wards is 'private: a clan to which households of other wards belong';
comment on column app.subjects.people_count is 'private: people, as counted by the ward';
comment on column app.subjects.children_count is 'private: of school age; of a household without any, criteria about them do not apply';
comment on column app.subjects.zone is 'private: favourable or difficult; null for the ward''s';
comment on column app.subjects.started_on is 'private: first day; null since before anybody recorded';
comment on column app.subjects.ended_on is 'private: the day from which on it is no more';
comment on column app.subjects.end_reason is 'private: why it is no more; succeeded: another ward took it over';
comment on column app.subjects.remark is 'private: ghi chú';
comment on column app.subjects.sort_key is 'private: sorts by name as lists do, byte by byte';
comment on column app.subjects.search_key is 'private: the name without marks, for finding doubles';
comment on column app.subjects.officer_id is 'private: who entered it';
comment on column app.subjects.created_at is 'private: when it was entered';
comment on column app.subjects.updated_at is 'private: last change';

-- as app.member_words: who changes a name changes the words
create table app.subject_words (
    tenant_id uuid not null,
    word text collate "C" not null,
    subject_id uuid not null,
    constraint subject_words_pkey primary key (tenant_id, word, subject_id)
);
alter table app.subject_words enable row level security;
alter table app.subject_words force row level security;
comment on table app.subject_words is 'The words of a subject''s name without marks, and the initials.';
comment on column app.subject_words.tenant_id is 'private: the ward';
comment on column app.subject_words.word is 'private: one word';
comment on column app.subject_words.subject_id is 'private: in whose name it is';

create table app.household_people (
    tenant_id uuid not null,
    subject_id uuid not null,
    id uuid not null,
    full_name text not null constraint household_people_full_name_length check (length(full_name) between 1 and 100),
    relation text not null default '' constraint household_people_relation_length check (length(relation) <= 50),
    birth_year smallint constraint household_people_birth_year_range check (birth_year between 1880 and 2200),
    sex text collate "C" constraint household_people_sex_known check (sex in ('male', 'female')),
    person_token bytea constraint household_people_person_token_length check (length(person_token) = 16),
    token_epoch int,
    constraint household_people_pkey primary key (tenant_id, id),
    constraint household_people_subject_fkey foreign key (tenant_id, subject_id)
        references app.subjects (tenant_id, id) on delete cascade,
    constraint household_people_token_epoch_known check ((person_token is null) = (token_epoch is null))
);
create index household_people_subject_index on app.household_people (tenant_id, subject_id);
create index household_people_token_index on app.household_people (person_token) where person_token is not null;
comment on index app.household_people_token_index is
    'open: how the families of an organisation''s members stand is asked of all wards, by a function that tells no more';
alter table app.household_people enable row level security;
alter table app.household_people force row level security;
comment on table app.household_people is 'Who lives in a household.';
comment on column app.household_people.tenant_id is 'private: the ward';
comment on column app.household_people.subject_id is 'private: the household';
comment on column app.household_people.id is 'private: surrogate (UUIDv7)';
comment on column app.household_people.full_name is 'private: as typed, NFC';
comment on column app.household_people.relation is 'private: to the head: chủ hộ, vợ, con';
comment on column app.household_people.birth_year is 'private: năm sinh';
comment on column app.household_people.sex is 'private: male or female';
comment on column app.household_people.person_token is 'private: keyed hash of the citizen ID, which is not kept itself';
comment on column app.household_people.token_epoch is 'private: which key made the token';

create table app.clan_households (
    tenant_id uuid not null,
    subject_id uuid not null,
    clan_tenant_id uuid not null,
    clan_id uuid not null,
    constraint clan_households_pkey primary key (tenant_id, subject_id, clan_tenant_id, clan_id),
    constraint clan_households_subject_fkey foreign key (tenant_id, subject_id)
        references app.subjects (tenant_id, id) on delete cascade
);
create index clan_households_clan_index on app.clan_households (clan_tenant_id, clan_id);
comment on index app.clan_households_clan_index is
    'open: the households of a clan over several wards are counted, by a function that tells no more';
alter table app.clan_households enable row level security;
alter table app.clan_households force row level security;
comment on table app.clan_households is
    'Which household belongs to which clan, perhaps of another ward''s; a clan that is gone counts for nothing.';
comment on column app.clan_households.tenant_id is 'private: the household''s ward';
comment on column app.clan_households.subject_id is 'private: the household';
comment on column app.clan_households.clan_tenant_id is 'private: the clan''s ward';
comment on column app.clan_households.clan_id is 'private: the clan';

create table app.subject_successions (
    tenant_id uuid not null,
    from_id uuid not null,
    to_tenant_id uuid not null,
    to_id uuid not null,
    kind text collate "C" not null constraint subject_successions_kind_known check (
        kind in ('merge', 'split', 'transfer', 'adopt')
    ),
    happened_on date not null,
    legal_basis text not null default '' constraint subject_successions_legal_basis_length check (
        length(legal_basis) <= 500
    ),
    constraint subject_successions_pkey primary key (tenant_id, from_id, to_tenant_id, to_id),
    constraint subject_successions_from_fkey foreign key (tenant_id, from_id)
        references app.subjects (tenant_id, id) on delete cascade
);
create index subject_successions_to_index on app.subject_successions (tenant_id, to_tenant_id, to_id);
alter table app.subject_successions enable row level security;
alter table app.subject_successions force row level security;
comment on table app.subject_successions is 'What became of subjects: merged, split, moved to another ward, taken over by its successor.';
comment on column app.subject_successions.tenant_id is 'private: the ward before';
comment on column app.subject_successions.from_id is 'private: the subject before';
comment on column app.subject_successions.to_tenant_id is 'private: the ward after';
comment on column app.subject_successions.to_id is 'private: the subject after';
comment on column app.subject_successions.kind is 'private: merge, split, transfer, or adopt by the ward''s successor';
comment on column app.subject_successions.happened_on is 'private: the first day of the new state';
comment on column app.subject_successions.legal_basis is 'private: the decision, if there is one';

-- A correction is a new row that names the one it corrects, so there is one series for an area, a kind and a year.
create table app.denominators (
    tenant_id uuid not null constraint denominators_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    area_id uuid not null constraint denominators_area_fkey references app.areas on delete restrict,
    kind text collate "C" not null constraint denominators_kind_known check (
        kind in ('household', 'clan', 'community', 'unit', 'association_officer', 'centre_manager')
    ),
    year smallint not null constraint denominators_year_range check (year between 2000 and 2200),
    counted_on date not null,
    total int not null constraint denominators_total_range check (total between 0 and 10000000),
    source text not null constraint denominators_source_length check (length(source) between 1 and 200),
    note text not null default '' constraint denominators_note_length check (length(note) <= 500),
    supersedes uuid,
    officer_id uuid,
    recorded_at timestamptz not null default now(),
    constraint denominators_pkey primary key (tenant_id, id),
    constraint denominators_series_unique unique nulls not distinct (tenant_id, area_id, kind, year, supersedes),
    constraint denominators_supersedes_unique unique (tenant_id, supersedes),
    constraint denominators_supersedes_fkey foreign key (tenant_id, supersedes)
        references app.denominators (tenant_id, id) on delete restrict,
    constraint denominators_supersedes_other check (supersedes <> id)
);
create index denominators_year_index on app.denominators (tenant_id, year, kind);
alter table app.denominators enable row level security;
alter table app.denominators force row level security;
comment on table app.denominators is 'How many households, clans and so on there are in all (mẫu số), as somebody counted them.';
comment on column app.denominators.tenant_id is 'private: the ward';
comment on column app.denominators.id is 'private: surrogate (UUIDv7)';
comment on column app.denominators.area_id is 'private: where: the ward or a hamlet';
comment on column app.denominators.kind is 'private: what was counted';
comment on column app.denominators.year is 'private: for which year it is used';
comment on column app.denominators.counted_on is 'private: the day of which the count is';
comment on column app.denominators.total is 'private: how many';
comment on column app.denominators.source is 'private: who counted, or which list it is from';
comment on column app.denominators.note is 'private: what one should know of it';
comment on column app.denominators.supersedes is 'private: the count that it corrects';
comment on column app.denominators.officer_id is 'private: who entered it';
comment on column app.denominators.recorded_at is 'private: when it was entered';

create table app.household_help (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    year smallint not null constraint household_help_year_range check (year between 2000 and 2200),
    done_on date not null,
    what text not null constraint household_help_what_length check (length(what) between 1 and 500),
    officer_id uuid,
    version int not null default 1,
    recorded_at timestamptz not null default now(),
    constraint household_help_pkey primary key (tenant_id, id),
    constraint household_help_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade
);
create index household_help_member_index on app.household_help (tenant_id, member_id, done_on);
create index household_help_year_index on app.household_help (tenant_id, year, done_on, id);
alter table app.household_help enable row level security;
alter table app.household_help force row level security;
comment on table app.household_help is 'What an organisation did so that a member''s family could earn its title.';
comment on column app.household_help.tenant_id is 'private: the organisation';
comment on column app.household_help.id is 'private: surrogate (UUIDv7)';
comment on column app.household_help.member_id is 'private: the member whose family it is';
comment on column app.household_help.year is 'private: for the title of which year';
comment on column app.household_help.done_on is 'private: when';
comment on column app.household_help.what is 'private: what was done';
comment on column app.household_help.officer_id is 'private: who entered it';
comment on column app.household_help.version is 'private: rises by one with each change';
comment on column app.household_help.recorded_at is 'private: when it was entered';

-- Which ward came of which is law and no secret; the operator enters it.
create table app.tenant_successions (
    from_tenant_id uuid not null constraint tenant_successions_from_fkey references app.tenants on delete cascade,
    to_tenant_id uuid not null constraint tenant_successions_to_fkey references app.tenants on delete cascade,
    happened_on date not null,
    legal_basis text not null constraint tenant_successions_legal_basis_length check (length(legal_basis) <= 500),
    constraint tenant_successions_pkey primary key (from_tenant_id, to_tenant_id),
    constraint tenant_successions_to_other check (to_tenant_id <> from_tenant_id)
);
create index tenant_successions_to_index on app.tenant_successions (to_tenant_id);
comment on table app.tenant_successions is 'Which wards another ward has taken the place of (sáp nhập).';
comment on column app.tenant_successions.from_tenant_id is 'public: the ward before';
comment on column app.tenant_successions.to_tenant_id is 'public: the ward after';
comment on column app.tenant_successions.happened_on is 'public: the first day of the new state';
comment on column app.tenant_successions.legal_basis is 'public: the decision';
