-- People as one tenant knows them, the words by which they are found, and the life of their membership.
create table app.members (
    tenant_id uuid not null constraint members_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    version int not null default 1,
    state text collate "C" not null constraint members_state_known check (
        state in ('active', 'left', 'died', 'merged', 'erased')
    ),
    full_name text not null constraint members_full_name_length check (length(full_name) between 1 and 100),
    family_name text not null default '',
    middle_name text not null default '',
    given_name text not null default '',
    sort_key text collate "C" not null,
    search_key text collate "C" not null,
    sex text collate "C" constraint members_sex_known check (sex in ('male', 'female')),
    birth_date app.partial_date,
    citizen_id text collate "C" constraint members_citizen_id_shape check (citizen_id ~ '^(\d{9}|\d{12})$'),
    phone text collate "C" constraint members_phone_length check (length(phone) <= 15),
    ethnicity text constraint members_ethnicity_length check (length(ethnicity) <= 100),
    religion text constraint members_religion_length check (length(religion) <= 100),
    native_place text constraint members_native_place_length check (length(native_place) <= 200),
    area_id uuid constraint members_area_fkey references app.areas on delete restrict,
    hamlet text constraint members_hamlet_length check (length(hamlet) <= 100),
    address text constraint members_address_length check (length(address) <= 200),
    occupation text constraint members_occupation_length check (length(occupation) <= 200),
    workplace text constraint members_workplace_length check (length(workplace) <= 200),
    schooling text constraint members_schooling_shape check (schooling ~ '^\d{1,2}/\d{1,2}$'),
    qualification text constraint members_qualification_length check (length(qualification) <= 100),
    political_theory text constraint members_political_theory_length check (length(political_theory) <= 100),
    party_member boolean,
    circumstance text constraint members_circumstance_length check (length(circumstance) <= 100),
    joined_on app.partial_date,
    joined_at text constraint members_joined_at_length check (length(joined_at) <= 200),
    card_number text constraint members_card_number_length check (length(card_number) <= 100),
    position text constraint members_position_length check (length(position) <= 100),
    branch_id uuid,
    group_name text constraint members_group_name_length check (length(group_name) <= 100),
    standing text constraint members_standing_length check (length(standing) <= 100),
    left_on app.partial_date,
    leaving_reason text constraint members_leaving_reason_length check (length(leaving_reason) <= 100),
    died_on app.partial_date,
    remark text constraint members_remark_length check (length(remark) <= 1000),
    person_token bytea constraint members_person_token_length check (length(person_token) = 16),
    token_epoch int,
    merged_into uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint members_pkey primary key (tenant_id, id),
    constraint members_branch_fkey foreign key (tenant_id, branch_id)
        references app.branches (tenant_id, id) on delete restrict,
    constraint members_merged_fkey foreign key (tenant_id, merged_into)
        references app.members (tenant_id, id) on delete restrict,
    constraint members_merged_state check ((state = 'merged') = (merged_into is not null)),
    constraint members_token_epoch_known check ((person_token is null) = (token_epoch is null))
);
create index members_sort_index on app.members (tenant_id, sort_key, id);
create index members_branch_index on app.members (tenant_id, branch_id, sort_key, id);
create index members_area_index on app.members (tenant_id, area_id, sort_key, id);
create index members_citizen_index on app.members (tenant_id, citizen_id) where citizen_id is not null;
create index members_phone_index on app.members (tenant_id, phone) where phone is not null;
create index members_card_index on app.members (tenant_id, card_number) where card_number is not null;
create index members_name_index on app.members (tenant_id, search_key, birth_date);
create index members_merged_index on app.members (tenant_id, merged_into) where merged_into is not null;
alter table app.members enable row level security;
alter table app.members force row level security;
comment on table app.members is 'A person as one tenant knows them (hội viên, đoàn viên).';
comment on column app.members.tenant_id is 'private: the tenant';
comment on column app.members.id is 'private: surrogate (UUIDv7)';
comment on column app.members.version is 'private: rises by one with each change';
comment on column app.members.state is 'private: active, left, died, merged into another record, or erased';
comment on column app.members.full_name is 'private: as typed, NFC';
comment on column app.members.family_name is 'private: họ';
comment on column app.members.middle_name is 'private: tên đệm';
comment on column app.members.given_name is 'private: tên';
comment on column app.members.sort_key is 'private: sorts by given, family and middle name, byte by byte';
comment on column app.members.search_key is 'private: the whole name without marks, for finding doubles';
comment on column app.members.sex is 'private: male or female';
comment on column app.members.birth_date is 'private: ngày sinh, as far as it is known';
comment on column app.members.citizen_id is 'private: số CCCD (12 digits) or CMND (9)';
comment on column app.members.phone is 'private: điện thoại, digits';
comment on column app.members.ethnicity is 'private: sensitive: dân tộc';
comment on column app.members.religion is 'private: sensitive: tôn giáo';
comment on column app.members.native_place is 'private: quê quán';
comment on column app.members.area_id is 'private: the smallest area known in which the member lives';
comment on column app.members.hamlet is 'private: thôn, tổ as typed, where it is no area known';
comment on column app.members.address is 'private: house and street';
comment on column app.members.occupation is 'private: nghề nghiệp';
comment on column app.members.workplace is 'private: nơi làm việc';
comment on column app.members.schooling is 'private: trình độ văn hoá, such as 12/12';
comment on column app.members.qualification is 'private: trình độ chuyên môn';
comment on column app.members.political_theory is 'private: sensitive: trình độ lý luận chính trị';
comment on column app.members.party_member is 'private: sensitive: đảng viên; null is not no';
comment on column app.members.circumstance is 'private: sensitive: hoàn cảnh';
comment on column app.members.joined_on is 'private: ngày vào hội; the last joining';
comment on column app.members.joined_at is 'private: nơi vào hội';
comment on column app.members.card_number is 'private: số thẻ';
comment on column app.members.position is 'private: chức vụ';
comment on column app.members.branch_id is 'private: the branch now, or the last one';
comment on column app.members.group_name is 'private: tổ, phân hội';
comment on column app.members.standing is 'private: nòng cốt, danh dự';
comment on column app.members.left_on is 'private: ngày ra khỏi hội';
comment on column app.members.leaving_reason is 'private: lý do ra';
comment on column app.members.died_on is 'private: ngày mất';
comment on column app.members.remark is 'private: ghi chú';
comment on column app.members.person_token is 'private: keyed hash of the citizen ID; only the worker may compare it';
comment on column app.members.token_epoch is 'private: which key made the token';
comment on column app.members.merged_into is 'private: the record that took this one in';
comment on column app.members.created_at is 'private: when it was entered';
comment on column app.members.updated_at is 'private: last change';

-- Only leakproof operators may use an index under row security, so names are found by the beginning of a word. There are
-- several words a member, and lists of 100,000 members come at once: a foreign key and a second index would take two
-- thirds of the time of writing them. Who removes a member or changes a name removes the words.
create table app.member_words (
    tenant_id uuid not null,
    word text collate "C" not null,
    member_id uuid not null,
    constraint member_words_pkey primary key (tenant_id, word, member_id)
);
alter table app.member_words enable row level security;
alter table app.member_words force row level security;
comment on table app.member_words is 'The words of a member''s name without marks, and the initials.';
comment on column app.member_words.tenant_id is 'private: the tenant';
comment on column app.member_words.word is 'private: one word';
comment on column app.member_words.member_id is 'private: whose name it is in';

create table app.membership_events (
    tenant_id uuid not null,
    member_id uuid not null,
    ordinal int not null,
    kind text collate "C" not null constraint membership_events_kind_known check (
        kind in ('joined', 'transferred', 'left', 'died')
    ),
    happened_on app.partial_date,
    branch_id uuid,
    reason text constraint membership_events_reason_length check (length(reason) <= 100),
    officer_id uuid,
    import_id uuid,
    recorded_at timestamptz not null default now(),
    constraint membership_events_pkey primary key (tenant_id, member_id, ordinal),
    constraint membership_events_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint membership_events_branch_fkey foreign key (tenant_id, branch_id)
        references app.branches (tenant_id, id) on delete restrict
);
create index membership_events_branch_index on app.membership_events (tenant_id, branch_id);
alter table app.membership_events enable row level security;
alter table app.membership_events force row level security;
comment on table app.membership_events is 'The life of a membership: joined, transferred, left, died.';
comment on column app.membership_events.tenant_id is 'private: the tenant';
comment on column app.membership_events.member_id is 'private: whose membership';
comment on column app.membership_events.ordinal is 'private: order, from 1';
comment on column app.membership_events.kind is 'private: what happened';
comment on column app.membership_events.happened_on is 'private: when, as far as it is known';
comment on column app.membership_events.branch_id is 'private: the branch joined or transferred to';
comment on column app.membership_events.reason is 'private: why somebody left';
comment on column app.membership_events.officer_id is 'private: who recorded it';
comment on column app.membership_events.import_id is 'private: the import that brought it';
comment on column app.membership_events.recorded_at is 'private: when it was recorded';
