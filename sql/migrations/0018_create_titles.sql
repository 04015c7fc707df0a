-- Titles (danh hiệu), the criteria by which they are given, and a year's way from registration to decision. Titles and criteria
-- are data with dates, shared by all tenants; what a ward registers, scores and decides belongs to the ward. What is decided is
-- never changed: a later decision takes its place. Old code sees nothing of it.
alter table identity.city_viewers add column is_steward boolean not null default false;
comment on column identity.city_viewers.is_steward is 'private: may keep the criteria and the deadlines of the city';

create table app.title_types (
    id uuid not null constraint title_types_pkey primary key,
    key text collate "C" not null constraint title_types_key_unique unique
        constraint title_types_key_shape check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
    ordinal smallint not null,
    subject_kind text collate "C" not null constraint title_types_subject_kind_known check (
        subject_kind in ('household', 'clan', 'community', 'unit', 'citizen')
    ),
    name_vi text not null constraint title_types_name_vi_length check (length(name_vi) between 1 and 200),
    name_en text not null constraint title_types_name_en_length check (length(name_en) between 1 and 200),
    legal_basis text not null constraint title_types_legal_basis_length check (length(legal_basis) between 1 and 200),
    pilot_from date,
    valid_from date,
    valid_to date,
    validity_months smallint constraint title_types_validity_months_range check (validity_months between 1 and 600),
    wait_months smallint constraint title_types_wait_months_range check (wait_months between 1 and 600),
    constraint title_types_valid_order check (valid_to >= valid_from and pilot_from <= valid_from)
);
comment on table app.title_types is 'A title that can be given (danh hiệu), and when.';
comment on column app.title_types.id is 'public: surrogate, the same in every database';
comment on column app.title_types.key is 'public: names the title in files and commands';
comment on column app.title_types.ordinal is 'public: the order on the screen';
comment on column app.title_types.subject_kind is 'public: to whom: household, clan, community, unit or citizen';
comment on column app.title_types.name_vi is 'public: in Vietnamese';
comment on column app.title_types.name_en is 'public: in English';
comment on column app.title_types.legal_basis is 'public: the decision that made it';
comment on column app.title_types.pilot_from is 'public: since when it was tried in some wards';
comment on column app.title_types.valid_from is 'public: first day; null: since before anybody recorded';
comment on column app.title_types.valid_to is 'public: last day; null: until further notice';
comment on column app.title_types.validity_months is 'public: how long it holds after the year of the decision; null: not known';
comment on column app.title_types.wait_months is 'public: how long to wait for the next level; null: no such rule';

create table app.criteria_sets (
    id uuid not null constraint criteria_sets_pkey primary key,
    key text collate "C" not null constraint criteria_sets_key_shape check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
    version int not null constraint criteria_sets_version_range check (version between 1 and 10000),
    title_type_id uuid not null constraint criteria_sets_title_type_fkey references app.title_types on delete restrict,
    name text not null constraint criteria_sets_name_length check (length(name) between 1 and 200),
    legal_basis text not null constraint criteria_sets_legal_basis_length check (length(legal_basis) <= 200),
    jurisdiction text not null constraint criteria_sets_jurisdiction_length check (length(jurisdiction) between 1 and 200),
    zone text collate "C" constraint criteria_sets_zone_known check (zone in ('favourable', 'difficult')),
    valid_from date,
    valid_to date,
    max_points numeric(7, 2) constraint criteria_sets_max_points_range check (max_points > 0),
    is_demo boolean not null default false,
    status text collate "C" not null default 'draft' constraint criteria_sets_status_known check (
        status in ('draft', 'partial', 'active', 'retired')
    ),
    activated_at timestamptz,
    retired_at timestamptz,
    constraint criteria_sets_key_unique unique (key, version),
    constraint criteria_sets_valid_order check (valid_to >= valid_from),
    constraint criteria_sets_activated_known check ((activated_at is not null) = (status in ('active', 'retired'))),
    constraint criteria_sets_retired_known check ((retired_at is not null) = (status = 'retired'))
);
create index criteria_sets_title_type_index on app.criteria_sets (title_type_id);
alter table app.criteria_sets enable row level security;
comment on table app.criteria_sets is
    'Criteria for a title (bộ tiêu chí): of one decision, for one place and zone. Once it was active it never changes.';
comment on column app.criteria_sets.id is 'public: made of key and version, so that every database knows a set by the same';
comment on column app.criteria_sets.key is 'public: names it in files and commands';
comment on column app.criteria_sets.version is 'public: from 1; a change of an active set is a new version';
comment on column app.criteria_sets.title_type_id is 'public: for which title';
comment on column app.criteria_sets.name is 'public: what it is called';
comment on column app.criteria_sets.legal_basis is 'public: the decision that has it; empty for a set of nobody''s';
comment on column app.criteria_sets.jurisdiction is 'public: where it holds';
comment on column app.criteria_sets.zone is 'public: favourable or difficult areas only; null: all';
comment on column app.criteria_sets.valid_from is 'public: first day';
comment on column app.criteria_sets.valid_to is 'public: last day; null: until further notice';
comment on column app.criteria_sets.max_points is 'public: points in all; null where it has none or they are not known';
comment on column app.criteria_sets.is_demo is 'public: invented, to show how it works';
comment on column app.criteria_sets.status is 'public: draft, partial (not all is known), active or retired';
comment on column app.criteria_sets.activated_at is 'public: since when it is in use';
comment on column app.criteria_sets.retired_at is 'public: since when it is not used any more';

create table app.criteria_items (
    set_id uuid not null constraint criteria_items_set_fkey references app.criteria_sets on delete cascade,
    id uuid not null constraint criteria_items_pkey primary key,
    code text collate "C" not null constraint criteria_items_code_shape check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$'),
    parent_id uuid,
    ordinal smallint not null constraint criteria_items_ordinal_range check (ordinal >= 0),
    name text not null constraint criteria_items_name_length check (length(name) between 1 and 1000),
    measure text collate "C" not null constraint criteria_items_measure_known check (measure in ('points', 'pass')),
    max_points numeric(7, 2) constraint criteria_items_max_points_range check (max_points > 0),
    from_level smallint not null default 1 constraint criteria_items_from_level_range check (from_level between 1 and 20),
    not_applicable text collate "C" constraint criteria_items_not_applicable_known check (
        not_applicable in ('no_children', 'declared')
    ),
    treatment text collate "C" constraint criteria_items_treatment_known check (treatment in ('full', 'left_out')),
    is_known boolean not null default true,
    share_of uuid constraint criteria_items_share_of_fkey references app.title_types on delete restrict,
    constraint criteria_items_code_unique unique (set_id, code),
    constraint criteria_items_id_unique unique (set_id, id),
    constraint criteria_items_parent_fkey foreign key (set_id, parent_id)
        references app.criteria_items (set_id, id) on delete cascade,
    constraint criteria_items_parent_other check (parent_id <> id),
    constraint criteria_items_pass_points check (measure = 'points' or max_points is null),
    constraint criteria_items_from_level_pass check (measure = 'pass' or from_level = 1),
    constraint criteria_items_treatment_rule check (treatment is null or not_applicable is not null)
);
create index criteria_items_parent_index on app.criteria_items (set_id, parent_id);
create index criteria_items_share_of_index on app.criteria_items (share_of) where share_of is not null;
alter table app.criteria_items enable row level security;
comment on table app.criteria_items is 'A criterion or a part of one (tiêu chí, nội dung, chỉ tiêu). What has parts is not scored itself.';
comment on column app.criteria_items.set_id is 'public: the set';
comment on column app.criteria_items.id is 'public: made of the set and the code';
comment on column app.criteria_items.code is 'public: as the decision numbers it';
comment on column app.criteria_items.parent_id is 'public: of what it is a part; null at the top';
comment on column app.criteria_items.ordinal is 'public: the order among its like';
comment on column app.criteria_items.name is 'public: what is asked';
comment on column app.criteria_items.measure is 'public: points, or passed and not passed';
comment on column app.criteria_items.max_points is 'public: points at most; null where they are not known, or none are given';
comment on column app.criteria_items.from_level is 'public: asked for this level of the title and those above';
comment on column app.criteria_items.not_applicable is 'public: when it does not apply: no_children, or when so declared; null: never';
comment on column app.criteria_items.treatment is 'public: what then: full points, or left out of the sum; null: not known';
comment on column app.criteria_items.is_known is 'public: false: its text or its parts are not known, and the set cannot be used';
comment on column app.criteria_items.share_of is 'public: it is about the share of those below who hold this title, which is computed';

create table app.criteria_levels (
    set_id uuid not null constraint criteria_levels_set_fkey references app.criteria_sets on delete cascade,
    ordinal smallint not null constraint criteria_levels_ordinal_range check (ordinal between 1 and 20),
    name text not null constraint criteria_levels_name_length check (length(name) between 1 and 100),
    pass_favourable numeric(7, 2) constraint criteria_levels_pass_favourable_range check (pass_favourable > 0),
    pass_difficult numeric(7, 2) constraint criteria_levels_pass_difficult_range check (pass_difficult > 0),
    wait_months smallint constraint criteria_levels_wait_months_range check (wait_months between 1 and 600),
    validity_months smallint constraint criteria_levels_validity_months_range check (validity_months between 1 and 600),
    constraint criteria_levels_pkey primary key (set_id, ordinal)
);
alter table app.criteria_levels enable row level security;
comment on table app.criteria_levels is 'A level of a title that a set can give (mức độ); the only one, where there is one.';
comment on column app.criteria_levels.set_id is 'public: the set';
comment on column app.criteria_levels.ordinal is 'public: from 1, the lowest';
comment on column app.criteria_levels.name is 'public: what it is called';
comment on column app.criteria_levels.pass_favourable is 'public: points for it in a favourable area; null: not known, or none are given';
comment on column app.criteria_levels.pass_difficult is 'public: points for it in a difficult area';
comment on column app.criteria_levels.wait_months is 'public: months after the decision on the level below; null: no such rule';
comment on column app.criteria_levels.validity_months is 'public: how long it holds after the year of the decision; null: as the title''s';

create table app.criteria_conditions (
    set_id uuid not null,
    level smallint not null,
    title_type_id uuid not null constraint criteria_conditions_title_type_fkey references app.title_types on delete restrict,
    percent numeric(5, 2) not null constraint criteria_conditions_percent_range check (percent > 0 and percent <= 100),
    constraint criteria_conditions_pkey primary key (set_id, level, title_type_id),
    constraint criteria_conditions_level_fkey foreign key (set_id, level)
        references app.criteria_levels (set_id, ordinal) on delete cascade
);
create index criteria_conditions_title_type_index on app.criteria_conditions (title_type_id);
alter table app.criteria_conditions enable row level security;
comment on table app.criteria_conditions is 'How many of those below must hold a title for a level; computed, never typed.';
comment on column app.criteria_conditions.set_id is 'public: the set';
comment on column app.criteria_conditions.level is 'public: for which level';
comment on column app.criteria_conditions.title_type_id is 'public: which title those below hold';
comment on column app.criteria_conditions.percent is 'public: of a hundred of them';

create table app.criteria_changes (
    id uuid not null constraint criteria_changes_pkey primary key,
    set_key text collate "C" not null,
    set_version int not null,
    account_id uuid,
    action text collate "C" not null constraint criteria_changes_action_known check (
        action in ('load', 'remove', 'activate', 'retire')
    ),
    happened_at timestamptz not null default now()
);
create index criteria_changes_set_index on app.criteria_changes (set_key, set_version);
alter table app.criteria_changes enable row level security;
comment on table app.criteria_changes is 'Who changed which set of criteria, and when; nothing is taken out of it.';
comment on column app.criteria_changes.id is 'private: surrogate (UUIDv7)';
comment on column app.criteria_changes.set_key is 'private: which set';
comment on column app.criteria_changes.set_version is 'private: of which version';
comment on column app.criteria_changes.account_id is 'private: which steward of the city''s; null: the operator';
comment on column app.criteria_changes.action is 'private: load, remove, activate or retire';
comment on column app.criteria_changes.happened_at is 'private: when';

create table app.title_deadlines (
    year smallint not null constraint title_deadlines_year_range check (year between 2000 and 2199),
    step text collate "C" not null constraint title_deadlines_step_known check (
        step in ('registered', 'scored', 'reviewed', 'proposed', 'decided')
    ),
    due_on date not null,
    constraint title_deadlines_pkey primary key (year, step)
);
alter table app.title_deadlines enable row level security;
comment on table app.title_deadlines is 'Until when a step of a year is to be done, in the whole city.';
comment on column app.title_deadlines.year is 'public: the year';
comment on column app.title_deadlines.step is 'public: the step';
comment on column app.title_deadlines.due_on is 'public: the last day';

create table app.ward_deadlines (
    tenant_id uuid not null constraint ward_deadlines_tenant_fkey references app.tenants on delete cascade,
    year smallint not null constraint ward_deadlines_year_range check (year between 2000 and 2199),
    step text collate "C" not null constraint ward_deadlines_step_known check (
        step in ('registered', 'scored', 'reviewed', 'proposed', 'decided')
    ),
    due_on date not null,
    constraint ward_deadlines_pkey primary key (tenant_id, year, step)
);
alter table app.ward_deadlines enable row level security;
alter table app.ward_deadlines force row level security;
comment on table app.ward_deadlines is 'Until when a step is to be done in a ward that has a day of its own for it.';
comment on column app.ward_deadlines.tenant_id is 'private: the ward';
comment on column app.ward_deadlines.year is 'private: the year';
comment on column app.ward_deadlines.step is 'private: the step';
comment on column app.ward_deadlines.due_on is 'private: the last day';

create table app.registrations (
    tenant_id uuid not null constraint registrations_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    version int not null default 1,
    subject_id uuid not null,
    title_type_id uuid not null constraint registrations_title_type_fkey references app.title_types on delete restrict,
    year smallint not null constraint registrations_year_range check (year between 2000 and 2199),
    kind text collate "C" not null constraint registrations_kind_known check (kind in ('new', 'renewed')),
    registered_on date not null,
    state text collate "C" not null default 'registered' constraint registrations_state_known check (
        state in (
            'registered', 'scored', 'reviewed', 'proposed', 'recognised', 'refused', 'appealed', 'revoked', 'withdrawn'
        )
    ),
    area_id uuid not null constraint registrations_area_fkey references app.areas on delete restrict,
    zone text collate "C" not null default 'favourable' constraint registrations_zone_known check (
        zone in ('favourable', 'difficult')
    ),
    set_id uuid constraint registrations_set_fkey references app.criteria_sets on delete restrict,
    points numeric(7, 2) constraint registrations_points_range check (points >= 0),
    level smallint constraint registrations_level_range check (level between 0 and 20),
    remark text not null default '' constraint registrations_remark_length check (length(remark) <= 1000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint registrations_pkey primary key (tenant_id, id),
    constraint registrations_subject_unique unique (tenant_id, subject_id, title_type_id, year),
    constraint registrations_subject_fkey foreign key (tenant_id, subject_id)
        references app.subjects (tenant_id, id) on delete restrict,
    constraint registrations_score_set check (set_id is not null or (points is null and level is null))
);
create index registrations_year_index on app.registrations (tenant_id, title_type_id, year, area_id, id);
create index registrations_area_index on app.registrations (tenant_id, area_id);
create index registrations_set_index on app.registrations (tenant_id, set_id);
alter table app.registrations enable row level security;
alter table app.registrations force row level security;
comment on table app.registrations is 'A subject''s registration for a title in a year (đăng ký, tái đăng ký), and how far it has come.';
comment on column app.registrations.tenant_id is 'private: the ward';
comment on column app.registrations.id is 'private: surrogate (UUIDv7)';
comment on column app.registrations.version is 'private: rises by one with each change';
comment on column app.registrations.subject_id is 'private: who registers';
comment on column app.registrations.title_type_id is 'private: for which title';
comment on column app.registrations.year is 'private: for which year';
comment on column app.registrations.kind is 'private: renewed where it was recognised in the year before, else new';
comment on column app.registrations.registered_on is 'private: when';
comment on column app.registrations.state is 'private: how far it has come';
comment on column app.registrations.area_id is 'private: where the subject was then';
comment on column app.registrations.zone is 'private: favourable or difficult, by which points for a level are read';
comment on column app.registrations.set_id is 'private: by which criteria it was scored; null: by none';
comment on column app.registrations.points is 'private: sum of the score; null: not scored, or a score without points';
comment on column app.registrations.level is 'private: level that the score reaches, 0 none; null: not scored';
comment on column app.registrations.remark is 'private: ghi chú';
comment on column app.registrations.officer_id is 'private: who registered it';
comment on column app.registrations.created_at is 'private: when it was entered';
comment on column app.registrations.updated_at is 'private: last change';

create table app.scores (
    tenant_id uuid not null,
    registration_id uuid not null,
    item_id uuid not null constraint scores_item_fkey references app.criteria_items on delete restrict,
    points numeric(7, 2) constraint scores_points_least check (points >= 0),
    passed boolean,
    not_applicable boolean not null default false,
    remark text not null default '' constraint scores_remark_length check (length(remark) <= 500),
    constraint scores_pkey primary key (tenant_id, registration_id, item_id),
    constraint scores_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete cascade,
    constraint scores_value_single check (num_nonnulls(points, passed) = case when not_applicable then 0 else 1 end)
);
create index scores_item_index on app.scores (tenant_id, item_id);
alter table app.scores enable row level security;
alter table app.scores force row level security;
comment on table app.scores is 'What a registration scores for one criterion (phiếu tự chấm điểm).';
comment on column app.scores.tenant_id is 'private: the ward';
comment on column app.scores.registration_id is 'private: the registration';
comment on column app.scores.item_id is 'private: the criterion';
comment on column app.scores.points is 'private: the points';
comment on column app.scores.passed is 'private: passed or not, where no points are given';
comment on column app.scores.not_applicable is 'private: does not apply';
comment on column app.scores.remark is 'private: why';

create table app.evidence (
    tenant_id uuid not null,
    id uuid not null,
    registration_id uuid not null,
    item_id uuid constraint evidence_item_fkey references app.criteria_items on delete restrict,
    file_name text not null constraint evidence_file_name_length check (length(file_name) between 1 and 200),
    kind text collate "C" not null constraint evidence_kind_known check (kind in ('pdf', 'jpeg', 'png')),
    size_bytes int not null constraint evidence_size_bytes_range check (size_bytes between 1 and 10485760),
    sha256 bytea not null constraint evidence_sha256_length check (length(sha256) = 32),
    officer_id uuid,
    added_at timestamptz not null default now(),
    constraint evidence_pkey primary key (tenant_id, id),
    constraint evidence_sha256_unique unique (tenant_id, registration_id, sha256),
    constraint evidence_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete cascade
);
create index evidence_item_index on app.evidence (tenant_id, item_id);
alter table app.evidence enable row level security;
alter table app.evidence force row level security;
comment on table app.evidence is 'A file that proves something of a score (minh chứng).';
comment on column app.evidence.tenant_id is 'private: the ward';
comment on column app.evidence.id is 'private: surrogate (UUIDv7)';
comment on column app.evidence.registration_id is 'private: the registration';
comment on column app.evidence.item_id is 'private: the criterion; null: of the whole';
comment on column app.evidence.file_name is 'private: as it was uploaded';
comment on column app.evidence.kind is 'private: pdf, jpeg or png, by its content';
comment on column app.evidence.size_bytes is 'private: its size as kept';
comment on column app.evidence.sha256 is 'private: of its content as kept';
comment on column app.evidence.officer_id is 'private: who added it';
comment on column app.evidence.added_at is 'private: when';

create table app.evidence_contents (
    tenant_id uuid not null,
    evidence_id uuid not null,
    content bytea not null constraint evidence_contents_content_length check (length(content) between 1 and 10485760)
        constraint evidence_contents_content_known check (
            substr(content, 1, 5) = '\x255044462d' or substr(content, 1, 3) = '\xffd8ff'
            or substr(content, 1, 8) = '\x89504e470d0a1a0a'
        ),
    constraint evidence_contents_pkey primary key (tenant_id, evidence_id),
    constraint evidence_contents_evidence_fkey foreign key (tenant_id, evidence_id)
        references app.evidence (tenant_id, id) on delete cascade
);
alter table app.evidence_contents enable row level security;
alter table app.evidence_contents force row level security;
comment on table app.evidence_contents is 'The files themselves, apart, so that lists of them do not read them.';
comment on column app.evidence_contents.tenant_id is 'private: the ward';
comment on column app.evidence_contents.evidence_id is 'private: of which';
comment on column app.evidence_contents.content is 'private: the file';

create table app.reviews (
    tenant_id uuid not null constraint reviews_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    version int not null default 1,
    title_type_id uuid not null constraint reviews_title_type_fkey references app.title_types on delete restrict,
    year smallint not null constraint reviews_year_range check (year between 2000 and 2199),
    area_id uuid not null constraint reviews_area_fkey references app.areas on delete restrict,
    held_on date not null,
    place text not null default '' constraint reviews_place_length check (length(place) <= 200),
    chair text not null constraint reviews_chair_length check (length(chair) between 1 and 100),
    clerk text not null constraint reviews_clerk_length check (length(clerk) between 1 and 100),
    present int not null constraint reviews_present_range check (present between 1 and 100000),
    minutes text not null default '' constraint reviews_minutes_length check (length(minutes) <= 20000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    constraint reviews_pkey primary key (tenant_id, id)
);
create index reviews_year_index on app.reviews (tenant_id, title_type_id, year, area_id);
create index reviews_area_index on app.reviews (tenant_id, area_id);
alter table app.reviews enable row level security;
alter table app.reviews force row level security;
comment on table app.reviews is 'A meeting that reviews registrations (họp bình xét), with its minutes (biên bản).';
comment on column app.reviews.tenant_id is 'private: the ward';
comment on column app.reviews.id is 'private: surrogate (UUIDv7)';
comment on column app.reviews.version is 'private: rises by one with each change';
comment on column app.reviews.title_type_id is 'private: for which title';
comment on column app.reviews.year is 'private: of which year';
comment on column app.reviews.area_id is 'private: of which hamlet, or the ward';
comment on column app.reviews.held_on is 'private: when';
comment on column app.reviews.place is 'private: where';
comment on column app.reviews.chair is 'private: who led it (chủ toạ)';
comment on column app.reviews.clerk is 'private: who wrote the minutes (thư ký)';
comment on column app.reviews.present is 'private: how many were there';
comment on column app.reviews.minutes is 'private: what was said';
comment on column app.reviews.officer_id is 'private: who entered it';
comment on column app.reviews.created_at is 'private: when it was entered';

create table app.review_votes (
    tenant_id uuid not null,
    review_id uuid not null,
    registration_id uuid not null,
    votes_for int not null constraint review_votes_votes_for_range check (votes_for >= 0),
    votes_against int not null constraint review_votes_votes_against_range check (votes_against >= 0),
    abstained int not null constraint review_votes_abstained_range check (abstained >= 0),
    result text collate "C" not null constraint review_votes_result_known check (result in ('passed', 'failed')),
    remark text not null default '' constraint review_votes_remark_length check (length(remark) <= 500),
    constraint review_votes_pkey primary key (tenant_id, review_id, registration_id),
    constraint review_votes_review_fkey foreign key (tenant_id, review_id)
        references app.reviews (tenant_id, id) on delete restrict,
    constraint review_votes_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete restrict,
    constraint review_votes_result_majority check (result = 'failed' or votes_for > votes_against)
);
create index review_votes_registration_index on app.review_votes (tenant_id, registration_id);
alter table app.review_votes enable row level security;
alter table app.review_votes force row level security;
comment on table app.review_votes is 'How a meeting voted on one registration; a later meeting takes the place of an earlier.';
comment on column app.review_votes.tenant_id is 'private: the ward';
comment on column app.review_votes.review_id is 'private: the meeting';
comment on column app.review_votes.registration_id is 'private: the registration';
comment on column app.review_votes.votes_for is 'private: how many for it';
comment on column app.review_votes.votes_against is 'private: how many against it';
comment on column app.review_votes.abstained is 'private: how many neither';
comment on column app.review_votes.result is 'private: passed or failed';
comment on column app.review_votes.remark is 'private: what was said';

create table app.proposals (
    tenant_id uuid not null constraint proposals_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    number text not null constraint proposals_number_length check (length(number) between 1 and 60),
    title_type_id uuid not null constraint proposals_title_type_fkey references app.title_types on delete restrict,
    year smallint not null constraint proposals_year_range check (year between 2000 and 2199),
    proposed_on date not null,
    proposer text not null constraint proposals_proposer_length check (length(proposer) between 1 and 200),
    officer_id uuid,
    created_at timestamptz not null default now(),
    constraint proposals_pkey primary key (tenant_id, id)
);
create unique index proposals_number_unique on app.proposals (tenant_id, extract(year from proposed_on), lower(number));
create index proposals_title_type_index on app.proposals (tenant_id, title_type_id, year);
alter table app.proposals enable row level security;
alter table app.proposals force row level security;
comment on table app.proposals is 'A list sent up for a decision (tờ trình, danh sách đề nghị).';
comment on column app.proposals.tenant_id is 'private: the ward';
comment on column app.proposals.id is 'private: surrogate (UUIDv7)';
comment on column app.proposals.number is 'private: as it is printed';
comment on column app.proposals.title_type_id is 'private: for which title';
comment on column app.proposals.year is 'private: of which year';
comment on column app.proposals.proposed_on is 'private: when';
comment on column app.proposals.proposer is 'private: who proposes';
comment on column app.proposals.officer_id is 'private: who entered it';
comment on column app.proposals.created_at is 'private: when it was entered';

create table app.proposal_lines (
    tenant_id uuid not null,
    proposal_id uuid not null,
    registration_id uuid not null,
    recommendation text collate "C" not null constraint proposal_lines_recommendation_known check (
        recommendation in ('recognise', 'refuse')
    ),
    reason text not null default '' constraint proposal_lines_reason_length check (length(reason) <= 500),
    constraint proposal_lines_pkey primary key (tenant_id, proposal_id, registration_id),
    constraint proposal_lines_proposal_fkey foreign key (tenant_id, proposal_id)
        references app.proposals (tenant_id, id) on delete restrict,
    constraint proposal_lines_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete restrict,
    constraint proposal_lines_reason_given check (recommendation = 'recognise' or reason <> '')
);
create index proposal_lines_registration_index on app.proposal_lines (tenant_id, registration_id);
alter table app.proposal_lines enable row level security;
alter table app.proposal_lines force row level security;
comment on table app.proposal_lines is 'One registration on a list that was sent up.';
comment on column app.proposal_lines.tenant_id is 'private: the ward';
comment on column app.proposal_lines.proposal_id is 'private: the list';
comment on column app.proposal_lines.registration_id is 'private: the registration';
comment on column app.proposal_lines.recommendation is 'private: to recognise or to refuse it';
comment on column app.proposal_lines.reason is 'private: why it is to be refused';

create table app.decisions (
    tenant_id uuid not null constraint decisions_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    kind text collate "C" not null constraint decisions_kind_known check (
        kind in ('recognition', 'refusal', 'revocation', 'correction')
    ),
    number text not null constraint decisions_number_length check (length(btrim(number)) between 1 and 60),
    decided_on date not null,
    signatory text not null constraint decisions_signatory_length check (length(btrim(signatory)) between 1 and 100),
    signatory_title text not null constraint decisions_signatory_title_length check (
        length(btrim(signatory_title)) between 1 and 100
    ),
    issuer text not null constraint decisions_issuer_length check (length(issuer) between 1 and 200),
    title_type_id uuid not null constraint decisions_title_type_fkey references app.title_types on delete restrict,
    year smallint not null constraint decisions_year_range check (year between 2000 and 2199),
    supersedes uuid,
    officer_id uuid,
    created_at timestamptz not null default now(),
    constraint decisions_pkey primary key (tenant_id, id),
    constraint decisions_supersedes_fkey foreign key (tenant_id, supersedes)
        references app.decisions (tenant_id, id) on delete restrict,
    constraint decisions_supersedes_known check ((supersedes is not null) = (kind = 'correction'))
);
create unique index decisions_number_unique on app.decisions (tenant_id, extract(year from decided_on), lower(btrim(number)));
create index decisions_title_type_index on app.decisions (tenant_id, title_type_id, year);
create index decisions_supersedes_index on app.decisions (tenant_id, supersedes) where supersedes is not null;
alter table app.decisions enable row level security;
alter table app.decisions force row level security;
comment on table app.decisions is 'A decision with its number (quyết định). It is never changed and never removed.';
comment on column app.decisions.tenant_id is 'private: the ward';
comment on column app.decisions.id is 'private: surrogate (UUIDv7)';
comment on column app.decisions.kind is 'private: of recognition, refusal, revocation, or the correction of another';
comment on column app.decisions.number is 'private: as it is printed; once in a year';
comment on column app.decisions.decided_on is 'private: its date';
comment on column app.decisions.signatory is 'private: who signed it';
comment on column app.decisions.signatory_title is 'private: as what';
comment on column app.decisions.issuer is 'private: the ward''s name as printed';
comment on column app.decisions.title_type_id is 'private: about which title';
comment on column app.decisions.year is 'private: of which year';
comment on column app.decisions.supersedes is 'private: which decision it corrects';
comment on column app.decisions.officer_id is 'private: who entered it';
comment on column app.decisions.created_at is 'private: when it was entered';

create table app.decision_lines (
    tenant_id uuid not null,
    decision_id uuid not null,
    registration_id uuid not null,
    ordinal smallint not null constraint decision_lines_ordinal_range check (ordinal >= 1),
    outcome text collate "C" not null constraint decision_lines_outcome_known check (
        outcome in ('recognised', 'refused', 'revoked')
    ),
    reason text not null default '' constraint decision_lines_reason_length check (length(reason) <= 500),
    level smallint constraint decision_lines_level_range check (level between 1 and 20),
    level_name text not null default '' constraint decision_lines_level_name_length check (length(level_name) <= 100),
    valid_from date,
    valid_until date,
    certificate_number text collate "C" constraint decision_lines_certificate_number_length check (
        length(certificate_number) between 1 and 60
    ),
    code text collate "C" constraint decision_lines_code_shape check (code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
    holder_name text not null constraint decision_lines_holder_name_length check (length(holder_name) between 1 and 200),
    title_name text not null constraint decision_lines_title_name_length check (length(title_name) between 1 and 200),
    issuer text not null constraint decision_lines_issuer_length check (length(issuer) between 1 and 200),
    decision_number text not null,
    decided_on date not null,
    signatory text not null,
    constraint decision_lines_pkey primary key (tenant_id, decision_id, registration_id),
    constraint decision_lines_registration_unique unique (tenant_id, registration_id, ordinal),
    constraint decision_lines_decision_fkey foreign key (tenant_id, decision_id)
        references app.decisions (tenant_id, id) on delete restrict,
    constraint decision_lines_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete restrict,
    constraint decision_lines_reason_given check (outcome = 'recognised' or reason <> ''),
    constraint decision_lines_certificate_known check (
        (certificate_number is null) = (code is null)
        and (outcome <> 'recognised' or (code is not null and valid_from is not null))
    ),
    constraint decision_lines_valid_order check (valid_until >= valid_from)
);
create index decision_lines_code_index on app.decision_lines (code) where code is not null;
comment on index app.decision_lines_code_index is 'open: who verifies a certificate has its code and knows no tenant';
alter table app.decision_lines enable row level security;
alter table app.decision_lines force row level security;
comment on table app.decision_lines is
    'What a decision says of one registration. The last of a registration holds; none is ever changed or removed.';
comment on column app.decision_lines.tenant_id is 'private: the ward';
comment on column app.decision_lines.decision_id is 'private: the decision';
comment on column app.decision_lines.registration_id is 'private: the registration';
comment on column app.decision_lines.ordinal is 'private: its number among those of the registration, from 1';
comment on column app.decision_lines.outcome is 'private: recognised, refused or revoked';
comment on column app.decision_lines.reason is 'private: why, unless it is recognised';
comment on column app.decision_lines.level is 'private: at which level';
comment on column app.decision_lines.level_name is 'private: what that was called';
comment on column app.decision_lines.valid_from is 'private: since when the title holds';
comment on column app.decision_lines.valid_until is 'private: until when; null: until it is revoked';
comment on column app.decision_lines.certificate_number is 'private: as it is printed on the certificate';
comment on column app.decision_lines.code is 'private: with which anybody may verify the certificate; a revocation has the same';
comment on column app.decision_lines.holder_name is 'private: the name as printed';
comment on column app.decision_lines.title_name is 'private: the title as printed';
comment on column app.decision_lines.issuer is 'private: the ward''s name as printed';
comment on column app.decision_lines.decision_number is 'private: the decision''s, as printed';
comment on column app.decision_lines.decided_on is 'private: the decision''s date';
comment on column app.decision_lines.signatory is 'private: who signed it';

create table app.appeals (
    tenant_id uuid not null,
    id uuid not null,
    version int not null default 1,
    registration_id uuid not null,
    filed_on date not null,
    appellant text not null constraint appeals_appellant_length check (length(appellant) between 1 and 100),
    grounds text not null constraint appeals_grounds_length check (length(grounds) between 1 and 2000),
    state text collate "C" not null default 'open' constraint appeals_state_known check (
        state in ('open', 'upheld', 'dismissed')
    ),
    decision_id uuid,
    officer_id uuid,
    created_at timestamptz not null default now(),
    constraint appeals_pkey primary key (tenant_id, id),
    constraint appeals_registration_fkey foreign key (tenant_id, registration_id)
        references app.registrations (tenant_id, id) on delete cascade,
    constraint appeals_decision_fkey foreign key (tenant_id, decision_id)
        references app.decisions (tenant_id, id) on delete restrict,
    constraint appeals_decision_known check ((decision_id is null) = (state = 'open'))
);
create index appeals_registration_index on app.appeals (tenant_id, registration_id);
create index appeals_decision_index on app.appeals (tenant_id, decision_id) where decision_id is not null;
alter table app.appeals enable row level security;
alter table app.appeals force row level security;
comment on table app.appeals is 'An appeal against a refusal (khiếu nại, kiến nghị).';
comment on column app.appeals.tenant_id is 'private: the ward';
comment on column app.appeals.id is 'private: surrogate (UUIDv7)';
comment on column app.appeals.version is 'private: rises by one with each change';
comment on column app.appeals.registration_id is 'private: which registration was refused';
comment on column app.appeals.filed_on is 'private: when';
comment on column app.appeals.appellant is 'private: by whom';
comment on column app.appeals.grounds is 'private: why';
comment on column app.appeals.state is 'private: open, upheld or dismissed';
comment on column app.appeals.decision_id is 'private: the decision that answers it';
comment on column app.appeals.officer_id is 'private: who entered it';
comment on column app.appeals.created_at is 'private: when it was entered';

-- Titles of the grass roots and of the commune, as the decisions name them; how long one holds is not known but where it stands.
insert into app.title_types (
    id, key, ordinal, subject_kind, name_vi, name_en, legal_basis, pilot_from, valid_from, valid_to, validity_months, wait_months
) values
    ('0198c0de-0001-7000-8000-000000000001', 'gia-dinh-hieu-hoc', 11, 'household', 'Gia đình hiếu học', 'Studious family',
        'Hội Khuyến học Việt Nam', null, null, '2015-12-31', null, null),
    ('0198c0de-0001-7000-8000-000000000002', 'dong-ho-hieu-hoc', 12, 'clan', 'Dòng họ hiếu học', 'Studious clan',
        'Hội Khuyến học Việt Nam', null, null, '2015-12-31', null, null),
    ('0198c0de-0001-7000-8000-000000000003', 'cong-dong-khuyen-hoc', 13, 'community', 'Cộng đồng khuyến học',
        'Community that promotes learning', 'Hội Khuyến học Việt Nam', null, null, '2015-12-31', null, null),
    ('0198c0de-0001-7000-8000-000000000004', 'gia-dinh-hoc-tap', 1, 'household', 'Gia đình học tập', 'Learning family',
        '281/QĐ-TTg', '2014-02-20', '2016-01-01', null, null, null),
    ('0198c0de-0001-7000-8000-000000000005', 'dong-ho-hoc-tap', 2, 'clan', 'Dòng họ học tập', 'Learning clan',
        '281/QĐ-TTg', '2014-02-20', '2016-01-01', null, null, null),
    ('0198c0de-0001-7000-8000-000000000006', 'cong-dong-hoc-tap', 3, 'community', 'Cộng đồng học tập (thôn, tổ dân phố)',
        'Learning community (hamlet)', '281/QĐ-TTg', '2014-02-20', '2016-01-01', null, null, null),
    ('0198c0de-0001-7000-8000-000000000007', 'don-vi-hoc-tap', 4, 'unit', 'Đơn vị học tập', 'Learning unit',
        '281/QĐ-TTg', '2014-02-20', '2016-01-01', null, null, null),
    ('0198c0de-0001-7000-8000-000000000008', 'cong-dong-hoc-tap-cap-xa', 5, 'community', 'Cộng đồng học tập cấp xã',
        'Learning community (commune)', '25/2023/TT-BGDĐT', null, '2024-02-12', null, 36, 12),
    ('0198c0de-0001-7000-8000-000000000009', 'cong-dan-hoc-tap', 6, 'citizen', 'Công dân học tập', 'Learning citizen',
        '677/QĐ-TTg', null, '2022-06-03', null, null, null);

-- Two sets as far as they could be read, which cannot be used; and invented ones, to show how it works.
insert into app.criteria_sets (
    id, key, version, title_type_id, name, legal_basis, jurisdiction, valid_from, valid_to, max_points, is_demo, status,
    activated_at
)
select md5('criteria:' || made.key || ':1')::uuid, made.key, 1, t.id, made.name, made.basis, 'Toàn quốc', made.valid_from,
    made.valid_to, made.max_points, made.is_demo, case when made.is_demo then 'active' else 'partial' end,
    case when made.is_demo then now() end
from (
    values
        ('gdht-448', 'gia-dinh-hoc-tap', 'Gia đình học tập 2016-2020', '448/QĐ-KHVN', date '2016-01-01', date '2020-12-31', 100,
            false),
        ('cdht-xa-25', 'cong-dong-hoc-tap-cap-xa', 'Cộng đồng học tập cấp xã', '25/2023/TT-BGDĐT', '2024-02-12', null, null,
            false),
        ('trinh-dien-gia-dinh', 'gia-dinh-hoc-tap', 'Bộ tiêu chí trình diễn (không chính thức): gia đình', '', '2016-01-01',
            null, 100, true),
        ('trinh-dien-dong-ho', 'dong-ho-hoc-tap', 'Bộ tiêu chí trình diễn (không chính thức): dòng họ', '', '2016-01-01', null,
            100, true),
        ('trinh-dien-cong-dong', 'cong-dong-hoc-tap', 'Bộ tiêu chí trình diễn (không chính thức): cộng đồng', '', '2016-01-01',
            null, 100, true),
        ('trinh-dien-don-vi', 'don-vi-hoc-tap', 'Bộ tiêu chí trình diễn (không chính thức): đơn vị', '', '2016-01-01', null,
            100, true)
) as made (key, title, name, basis, valid_from, valid_to, max_points, is_demo)
join app.title_types as t on t.key = made.title;

insert into app.criteria_items (
    set_id, id, code, parent_id, ordinal, name, measure, max_points, not_applicable, treatment, is_known, share_of
)
select s.id, md5('criteria:' || made.key || ':1:' || made.code)::uuid, made.code,
    case when made.parent <> '' then md5('criteria:' || made.key || ':1:' || made.parent)::uuid end, made.ordinal, made.name,
    case when made.key = 'cdht-xa-25' then 'pass' else 'points' end, made.max_points, made.not_applicable, made.treatment,
    made.is_known, t.id
from (
    values
        ('gdht-448', 'GD.1', '', 1, 'Học tập của trẻ em trong gia đình', 30, null, null, true, null),
        ('gdht-448', 'GD.1.1', 'GD.1', 1, 'Trẻ em ở độ tuổi phổ cập đều được đến trường, hoàn thành phổ cập giáo dục theo quy định',
            10, 'no_children', null, true, null),
        ('gdht-448', 'GD.1.2', 'GD.1', 2, 'Kết quả học tập đạt từ trung bình trở lên; hạnh kiểm từ khá trở lên', 10, 'no_children',
            null, true, null),
        ('gdht-448', 'GD.1.3', 'GD.1', 3, 'Lễ phép với mọi người trong gia đình …', 10, 'no_children', null, false, null),
        ('gdht-448', 'GD.2', '', 2, 'Học tập của người lớn trong gia đình', null, null, null, false, null),
        ('gdht-448', 'GD.3', '', 3, 'Điều kiện học tập của gia đình', null, null, null, false, null),
        ('gdht-448', 'GD.4', '', 4, 'Tác động, hiệu quả học tập của các thành viên trong gia đình', null, null, null, false, null),
        ('cdht-xa-25', '1', '', 1, 'Lãnh đạo, chỉ đạo', null, null, null, true, null),
        ('cdht-xa-25', '1.1', '1', 1, 'Tuyên truyền về học tập suốt đời', null, null, null, true, null),
        ('cdht-xa-25', '1.2', '1', 2, 'Chương trình, kế hoạch hằng năm xây dựng xã hội học tập, được thực hiện đầy đủ', null, null,
            null, true, null),
        ('cdht-xa-25', '1.3', '1', 3, 'Kế hoạch, hoạt động và báo cáo Tuần lễ hưởng ứng học tập suốt đời', null, null, null, true,
            null),
        ('cdht-xa-25', '2', '', 2, 'Nguồn lực, môi trường', null, null, null, true, null),
        ('cdht-xa-25', '2.1', '2', 1, 'Kinh phí hằng năm theo quy định', null, null, null, true, null),
        ('cdht-xa-25', '2.2', '2', 2, 'Huy động nguồn lực xã hội', null, null, null, true, null),
        ('cdht-xa-25', '2.3', '2', 3, 'Cơ chế phối hợp giữa Hội Khuyến học, tổ chức chính trị - xã hội, nhà trường, thiết chế văn hóa',
            null, null, null, true, null),
        ('cdht-xa-25', '3', '', 3, 'Hiệu quả của trung tâm học tập cộng đồng, thư viện, trung tâm văn hóa - thể thao', null, null,
            null, false, null),
        ('cdht-xa-25', '4', '', 4, 'Kết quả phổ cập giáo dục, xóa mù chữ', null, null, null, false, null),
        ('cdht-xa-25', '5', '', 5, 'Tác dụng', null, null, null, false, null),
        ('trinh-dien-gia-dinh', '1', '', 1, 'Việc học của trẻ em', 30, null, null, true, null),
        ('trinh-dien-gia-dinh', '1.1', '1', 1, 'Trẻ em được đến trường đúng độ tuổi', 20, 'no_children', 'full', true, null),
        ('trinh-dien-gia-dinh', '1.2', '1', 2, 'Kết quả học tập và rèn luyện của trẻ em', 10, 'no_children', 'full', true, null),
        ('trinh-dien-gia-dinh', '2', '', 2, 'Việc học của người lớn', 40, null, null, true, null),
        ('trinh-dien-gia-dinh', '2.1', '2', 1, 'Người lớn tham gia lớp học, chuyên đề trong năm', 25, null, null, true, null),
        ('trinh-dien-gia-dinh', '2.2', '2', 2, 'Người lớn tự học, đọc sách báo', 15, null, null, true, null),
        ('trinh-dien-gia-dinh', '3', '', 3, 'Điều kiện học tập trong nhà', 15, null, null, true, null),
        ('trinh-dien-gia-dinh', '4', '', 4, 'Hiệu quả của việc học', 15, null, null, true, null),
        ('trinh-dien-dong-ho', '1', '', 1, 'Tỷ lệ gia đình học tập trong dòng họ', 50, null, null, true, 'gia-dinh-hoc-tap'),
        ('trinh-dien-dong-ho', '2', '', 2, 'Ban khuyến học, quỹ khuyến học của dòng họ', 30, null, null, true, null),
        ('trinh-dien-dong-ho', '3', '', 3, 'Không có trẻ em bỏ học', 20, 'declared', 'left_out', true, null),
        ('trinh-dien-cong-dong', '1', '', 1, 'Tỷ lệ gia đình học tập trong cộng đồng', 50, null, null, true, 'gia-dinh-hoc-tap'),
        ('trinh-dien-cong-dong', '2', '', 2, 'Tỷ lệ dòng họ học tập', 20, 'declared', 'left_out', true, 'dong-ho-hoc-tap'),
        ('trinh-dien-cong-dong', '3', '', 3, 'Chi hội khuyến học, nhà văn hóa, tủ sách', 30, null, null, true, null),
        ('trinh-dien-don-vi', '1', '', 1, 'Kế hoạch, kinh phí học tập hằng năm', 40, null, null, true, null),
        ('trinh-dien-don-vi', '2', '', 2, 'Kết quả học tập của thành viên', 40, null, null, true, null),
        ('trinh-dien-don-vi', '3', '', 3, 'Hiệu quả công việc của đơn vị', 20, null, null, true, null)
) as made (key, code, parent, ordinal, name, max_points, not_applicable, treatment, is_known, share_of)
join app.criteria_sets as s on s.key = made.key
left join app.title_types as t on t.key = made.share_of;

insert into app.criteria_levels (set_id, ordinal, name, pass_favourable, pass_difficult, wait_months, validity_months)
select s.id, made.ordinal, made.name, made.favourable, made.difficult, made.wait, made.validity
from (
    values
        ('gdht-448', 1, 'Đạt', null, null, null, null),
        ('cdht-xa-25', 1, 'Mức độ 1', null, null, null, 36),
        ('cdht-xa-25', 2, 'Mức độ 2', null, null, 12, 36),
        ('trinh-dien-gia-dinh', 1, 'Đạt', 80, 70, null, 12),
        ('trinh-dien-dong-ho', 1, 'Đạt', 80, 70, null, 12),
        ('trinh-dien-cong-dong', 1, 'Đạt', 80, 70, null, 12),
        ('trinh-dien-don-vi', 1, 'Đạt', 80, 70, null, 12)
) as made (key, ordinal, name, favourable, difficult, wait, validity)
join app.criteria_sets as s on s.key = made.key;

insert into app.criteria_conditions (set_id, level, title_type_id, percent)
select s.id, 1, t.id, made.percent
from (values ('trinh-dien-dong-ho', 50), ('trinh-dien-cong-dong', 50)) as made (key, percent)
join app.criteria_sets as s on s.key = made.key
join app.title_types as t on t.key = 'gia-dinh-hoc-tap';
