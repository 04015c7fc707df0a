-- What learning has in common for all tenants: topics, the centres of wards with their rooms and their history, and the
-- names of the organisations, which one needs to know who invites and whose guest somebody is. Old code sees nothing of it.
create table app.topics (
    id uuid not null constraint topics_pkey primary key,
    key text collate "C" not null constraint topics_key_unique unique
        constraint topics_key_shape check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
    name_vi text not null constraint topics_name_vi_length check (length(name_vi) between 1 and 100),
    name_en text not null constraint topics_name_en_length check (length(name_en) between 1 and 100),
    ordinal int not null,
    valid_from date,
    valid_to date,
    constraint topics_valid_order check (valid_to >= valid_from)
);
comment on table app.topics is 'A field of learning (lĩnh vực).';
comment on column app.topics.id is 'public: surrogate (UUIDv7); the same in every database';
comment on column app.topics.key is 'public: names the topic in commands and files; never used again';
comment on column app.topics.name_vi is 'public: what the screen shows';
comment on column app.topics.name_en is 'public: what the screen shows in English';
comment on column app.topics.ordinal is 'public: order on the screen';
comment on column app.topics.valid_from is 'public: first day on which it may be chosen';
comment on column app.topics.valid_to is 'public: last day';
insert into app.topics (id, key, name_vi, name_en, ordinal) values
    ('0198c0de-0000-7000-8000-000000000001', 'law', 'Pháp luật', 'Law', 1),
    ('0198c0de-0000-7000-8000-000000000002', 'farming', 'Nông nghiệp', 'Farming', 2),
    ('0198c0de-0000-7000-8000-000000000003', 'health', 'Sức khoẻ', 'Health', 3),
    ('0198c0de-0000-7000-8000-000000000004', 'computing', 'Tin học', 'Computing', 4),
    ('0198c0de-0000-7000-8000-000000000005', 'trade', 'Nghề', 'Trades', 5),
    ('0198c0de-0000-7000-8000-000000000006', 'literacy', 'Xoá mù chữ', 'Literacy', 6),
    ('0198c0de-0000-7000-8000-000000000007', 'life-skills', 'Kỹ năng sống', 'Life skills', 7),
    ('0198c0de-0000-7000-8000-000000000008', 'digital-change', 'Chuyển đổi số', 'Digital change', 8),
    ('0198c0de-0000-7000-8000-000000000009', 'culture', 'Văn hoá', 'Culture', 9),
    ('0198c0de-0000-7000-8000-00000000000a', 'other', 'Khác', 'Other', 99);

create table app.centres (
    id uuid not null constraint centres_pkey primary key,
    key text collate "C" not null constraint centres_key_unique unique
        constraint centres_key_shape check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
    area_id uuid not null constraint centres_area_fkey references app.areas on delete restrict,
    name text not null constraint centres_name_length check (length(name) between 1 and 200),
    address text not null default '' constraint centres_address_length check (length(address) <= 200),
    phone text collate "C" constraint centres_phone_length check (length(phone) <= 15),
    opened_on date,
    closed_on date,
    version int not null default 1,
    constraint centres_closed_order check (closed_on >= opened_on)
);
create index centres_area_index on app.centres (area_id);
alter table app.centres enable row level security;
comment on table app.centres is 'A community learning centre (trung tâm học tập cộng đồng), shared by all tenants.';
comment on column app.centres.id is 'public: surrogate (UUIDv7)';
comment on column app.centres.key is 'public: names the centre in commands; never used again';
comment on column app.centres.area_id is 'public: the ward that it is of';
comment on column app.centres.name is 'public: what it is called';
comment on column app.centres.address is 'public: house and street';
comment on column app.centres.phone is 'public: telephone, digits';
comment on column app.centres.opened_on is 'public: first day; null since before anybody recorded';
comment on column app.centres.closed_on is 'public: the day from which on nothing is held in it; null until further notice';
comment on column app.centres.version is 'public: rises by one with each change';

create table app.centre_successions (
    from_id uuid not null constraint centre_successions_from_fkey references app.centres on delete restrict,
    to_id uuid not null constraint centre_successions_to_fkey references app.centres on delete restrict,
    kind text collate "C" not null constraint centre_successions_kind_known check (
        kind in ('merge', 'split', 'rename', 'refound')
    ),
    happened_on date not null,
    legal_basis text not null constraint centre_successions_legal_basis_length check (length(legal_basis) <= 500),
    constraint centre_successions_pkey primary key (from_id, to_id, happened_on),
    constraint centre_successions_to_other check (to_id <> from_id)
);
create index centre_successions_to_index on app.centre_successions (to_id);
comment on table app.centre_successions is 'What became of centres (sáp nhập, thành lập lại).';
comment on column app.centre_successions.from_id is 'public: the centre before';
comment on column app.centre_successions.to_id is 'public: the centre after';
comment on column app.centre_successions.kind is 'public: merge, split, rename or refound';
comment on column app.centre_successions.happened_on is 'public: the first day of the new state';
comment on column app.centre_successions.legal_basis is 'public: the decision';

create table app.centre_rooms (
    centre_id uuid not null constraint centre_rooms_centre_fkey references app.centres on delete cascade,
    id uuid not null constraint centre_rooms_pkey primary key,
    name text not null constraint centre_rooms_name_length check (length(name) between 1 and 100),
    seats int constraint centre_rooms_seats_range check (seats between 1 and 100000)
);
create index centre_rooms_centre_index on app.centre_rooms (centre_id);
alter table app.centre_rooms enable row level security;
comment on table app.centre_rooms is 'A room of a centre (phòng học).';
comment on column app.centre_rooms.centre_id is 'public: the centre';
comment on column app.centre_rooms.id is 'public: surrogate (UUIDv7)';
comment on column app.centre_rooms.name is 'public: what it is called';
comment on column app.centre_rooms.seats is 'public: how many people it seats';

create table app.centre_staff (
    tenant_id uuid not null constraint centre_staff_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    centre_id uuid not null constraint centre_staff_centre_fkey references app.centres on delete restrict,
    full_name text not null constraint centre_staff_full_name_length check (length(full_name) between 1 and 100),
    position text not null constraint centre_staff_position_length check (length(position) between 1 and 100),
    from_on date,
    to_on date,
    version int not null default 1,
    constraint centre_staff_pkey primary key (tenant_id, id),
    constraint centre_staff_to_order check (to_on >= from_on)
);
create index centre_staff_centre_index on app.centre_staff (tenant_id, centre_id);
alter table app.centre_staff enable row level security;
alter table app.centre_staff force row level security;
comment on table app.centre_staff is 'Who runs a centre (ban giám đốc), as the ward keeps it.';
comment on column app.centre_staff.tenant_id is 'private: the ward';
comment on column app.centre_staff.id is 'private: surrogate (UUIDv7)';
comment on column app.centre_staff.centre_id is 'private: the centre';
comment on column app.centre_staff.full_name is 'private: as typed, NFC';
comment on column app.centre_staff.position is 'private: director, teacher and so on';
comment on column app.centre_staff.from_on is 'private: first day';
comment on column app.centre_staff.to_on is 'private: last day';
comment on column app.centre_staff.version is 'private: rises by one with each change';

-- of app.tenants an organisation sees its own row alone; a trigger there keeps these
create table app.tenant_names (
    id uuid not null constraint tenant_names_pkey primary key
        constraint tenant_names_tenant_fkey references app.tenants on delete cascade,
    kind text collate "C" not null,
    name text not null
);
comment on table app.tenant_names is 'What the organisations and wards are called: everybody may know.';
comment on column app.tenant_names.id is 'public: the tenant';
comment on column app.tenant_names.kind is 'public: organisation or ward';
comment on column app.tenant_names.name is 'public: what it is called';
-- the owner sees no row of a tenant, and copies them this once
alter table app.tenants no force row level security;
insert into app.tenant_names (id, kind, name) select tenants.id, tenants.kind, tenants.name from app.tenants;
alter table app.tenants force row level security;
