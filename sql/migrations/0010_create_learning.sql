-- Classes with their sessions, who is enrolled and who came, learning done elsewhere, certificates and plans. What counts a
-- person keeps where they lived, their branch, sex and year of birth as at the time: a later move changes no past total.
-- Old code sees nothing of it.
create table app.classes (
    tenant_id uuid not null constraint classes_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    version int not null default 1,
    state text collate "C" not null default 'planned' constraint classes_state_known check (
        state in ('planned', 'open', 'running', 'finished', 'cancelled')
    ),
    title text not null constraint classes_title_length check (length(title) between 1 and 200),
    topic_id uuid not null constraint classes_topic_fkey references app.topics on delete restrict,
    branch_id uuid,
    centre_id uuid constraint classes_centre_fkey references app.centres on delete restrict,
    area_id uuid constraint classes_area_fkey references app.areas on delete restrict,
    place text not null default '' constraint classes_place_length check (length(place) <= 200),
    teacher text not null default '' constraint classes_teacher_length check (length(teacher) <= 200),
    partner text not null default '' constraint classes_partner_length check (length(partner) <= 200),
    starts_on date not null,
    ends_on date not null,
    delivery text collate "C" not null default 'in_person' constraint classes_delivery_known check (
        delivery in ('in_person', 'online', 'video')
    ),
    enrolment text collate "C" not null default 'own' constraint classes_enrolment_known check (
        enrolment in ('own', 'open')
    ),
    capacity int constraint classes_capacity_range check (capacity between 1 and 10000),
    completion_percent smallint constraint classes_completion_percent_range check (completion_percent between 1 and 100),
    completion_minutes int constraint classes_completion_minutes_range check (completion_minutes between 1 and 600000),
    cost numeric(14, 0) constraint classes_cost_range check (cost >= 0),
    cost_source text collate "C" constraint classes_cost_source_known check (
        cost_source in ('state_budget', 'association_fund', 'sponsors', 'learners', 'other')
    ),
    remark text not null default '' constraint classes_remark_length check (length(remark) <= 1000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint classes_pkey primary key (tenant_id, id),
    constraint classes_branch_fkey foreign key (tenant_id, branch_id)
        references app.branches (tenant_id, id) on delete restrict,
    constraint classes_ends_order check (ends_on >= starts_on)
);
create index classes_starts_index on app.classes (tenant_id, starts_on, id);
create index classes_branch_index on app.classes (tenant_id, branch_id);
create index classes_area_index on app.classes (tenant_id, area_id);
create index classes_centre_index on app.classes (tenant_id, centre_id);
create index classes_topic_index on app.classes (tenant_id, topic_id);
create index classes_open_index on app.classes (starts_on, id)
    where enrolment = 'open' and state in ('open', 'running');
comment on index app.classes_open_index is 'open: what organisations offer to all is looked for among all of them';
alter table app.classes enable row level security;
alter table app.classes force row level security;
comment on table app.classes is 'A class or a talk that a tenant holds (lớp, chuyên đề).';
comment on column app.classes.tenant_id is 'private: the tenant that holds it';
comment on column app.classes.id is 'private: surrogate (UUIDv7)';
comment on column app.classes.version is 'private: rises by one with each change';
comment on column app.classes.state is 'private: planned, open to be enrolled in, running, finished or cancelled';
comment on column app.classes.title is 'private: what it is called';
comment on column app.classes.topic_id is 'private: the field';
comment on column app.classes.branch_id is 'private: the branch that holds it; null for the whole tenant';
comment on column app.classes.centre_id is 'private: the centre in which it is held';
comment on column app.classes.area_id is 'private: where it counts: the ward of the centre, else the area of the branch';
comment on column app.classes.place is 'private: where, if not in a centre';
comment on column app.classes.teacher is 'private: who teaches (báo cáo viên, giáo viên); shown to the own tenant alone';
comment on column app.classes.partner is 'private: with whom it is held (đơn vị phối hợp)';
comment on column app.classes.starts_on is 'private: first day';
comment on column app.classes.ends_on is 'private: last day';
comment on column app.classes.delivery is 'private: in_person, online or video';
comment on column app.classes.enrolment is 'private: own members alone, or open to those of other tenants';
comment on column app.classes.capacity is 'private: how many places there are; null without a bound';
comment on column app.classes.completion_percent is 'private: of the sessions held to complete it; null: no such rule';
comment on column app.classes.completion_minutes is 'private: minutes attended to complete it; null: no such rule';
comment on column app.classes.cost is 'private: đồng';
comment on column app.classes.cost_source is 'private: where the money comes from';
comment on column app.classes.remark is 'private: ghi chú; shown to the own tenant alone';
comment on column app.classes.officer_id is 'private: who entered it';
comment on column app.classes.created_at is 'private: when it was entered';
comment on column app.classes.updated_at is 'private: last change';

create table app.class_sessions (
    tenant_id uuid not null,
    id uuid not null,
    class_id uuid not null,
    ordinal int not null,
    held_on date not null,
    starts_at time,
    ends_at time,
    minutes smallint not null constraint class_sessions_minutes_range check (minutes between 1 and 1440),
    room_id uuid constraint class_sessions_room_fkey references app.centre_rooms on delete restrict,
    place text not null default '' constraint class_sessions_place_length check (length(place) <= 200),
    teacher text not null default '' constraint class_sessions_teacher_length check (length(teacher) <= 200),
    state text collate "C" not null default 'planned' constraint class_sessions_state_known check (
        state in ('planned', 'held', 'cancelled')
    ),
    door_code text collate "C" constraint class_sessions_door_code_shape check (door_code ~ '^[0-9]{6}$'),
    door_until timestamptz,
    constraint class_sessions_pkey primary key (tenant_id, id),
    constraint class_sessions_ordinal_unique unique (tenant_id, class_id, ordinal),
    constraint class_sessions_class_fkey foreign key (tenant_id, class_id)
        references app.classes (tenant_id, id) on delete cascade,
    constraint class_sessions_ends_order check (ends_at > starts_at),
    constraint class_sessions_door_until_known check ((door_code is null) = (door_until is null))
);
create index class_sessions_held_index on app.class_sessions (tenant_id, held_on);
create index class_sessions_room_index on app.class_sessions (tenant_id, room_id) where room_id is not null;
alter table app.class_sessions enable row level security;
alter table app.class_sessions force row level security;
comment on table app.class_sessions is 'One meeting of a class (buổi học).';
comment on column app.class_sessions.tenant_id is 'private: the tenant that holds the class';
comment on column app.class_sessions.id is 'private: surrogate (UUIDv7)';
comment on column app.class_sessions.class_id is 'private: the class';
comment on column app.class_sessions.ordinal is 'private: its number in the class, from 1; never used again';
comment on column app.class_sessions.held_on is 'private: the day';
comment on column app.class_sessions.starts_at is 'private: from when';
comment on column app.class_sessions.ends_at is 'private: until when';
comment on column app.class_sessions.minutes is 'private: what attending the whole of it counts';
comment on column app.class_sessions.room_id is 'private: the room of a centre';
comment on column app.class_sessions.place is 'private: where, if it is not the class''s place';
comment on column app.class_sessions.teacher is 'private: who teaches, if it is not the class''s teacher';
comment on column app.class_sessions.state is 'private: planned, held or cancelled';
comment on column app.class_sessions.door_code is 'private: shown at the door, to be typed by who comes in';
comment on column app.class_sessions.door_until is 'private: how long the code is good';

create table app.enrolments (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    host_id uuid not null,
    class_id uuid not null,
    topic_id uuid not null,
    seat int not null constraint enrolments_seat_range check (seat >= 1),
    state text collate "C" not null constraint enrolments_state_known check (
        state in ('enrolled', 'waiting', 'cancelled')
    ),
    enrolled_on date not null,
    area_id uuid constraint enrolments_area_fkey references app.areas on delete restrict,
    branch_id uuid,
    sex text collate "C",
    birth_year smallint,
    outcome text collate "C" constraint enrolments_outcome_known check (outcome in ('completed', 'not_completed')),
    completed_on date,
    version int not null default 1,
    officer_id uuid,
    constraint enrolments_pkey primary key (tenant_id, id),
    constraint enrolments_member_unique unique (tenant_id, member_id, host_id, class_id),
    constraint enrolments_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint enrolments_class_fkey foreign key (host_id, class_id)
        references app.classes (tenant_id, id) on delete restrict,
    constraint enrolments_completed_outcome check ((completed_on is not null) = (outcome is not distinct from 'completed'))
);
create index enrolments_seat_index on app.enrolments (host_id, class_id, seat);
create index enrolments_area_index on app.enrolments (tenant_id, area_id);
comment on index app.enrolments_seat_index is 'open: the list of a class has its guests in it';
comment on constraint enrolments_class_fkey on app.enrolments is
    'open: a guest''s class is another tenant''s; the policy for inserts asks first whether it may be entered';
alter table app.enrolments enable row level security;
alter table app.enrolments force row level security;
comment on table app.enrolments is
    'A member in a class (ghi danh). It belongs to the member''s tenant; the class may be another''s.';
comment on column app.enrolments.tenant_id is 'private: the member''s tenant';
comment on column app.enrolments.id is 'private: surrogate (UUIDv7)';
comment on column app.enrolments.member_id is 'private: who';
comment on column app.enrolments.host_id is 'private: the tenant that holds the class';
comment on column app.enrolments.class_id is 'private: the class';
comment on column app.enrolments.topic_id is 'private: the class''s topic; changes with it';
comment on column app.enrolments.seat is 'private: number in the class, by which its host knows a guest';
comment on column app.enrolments.state is 'private: enrolled, waiting for a place, or cancelled';
comment on column app.enrolments.enrolled_on is 'private: when';
comment on column app.enrolments.area_id is 'private: where the member lived then; no key is checked for the others below';
comment on column app.enrolments.branch_id is 'private: the member''s branch then';
comment on column app.enrolments.sex is 'private: the member''s; a correction is carried here';
comment on column app.enrolments.birth_year is 'private: the member''s; a correction is carried here';
comment on column app.enrolments.outcome is 'private: completed or not_completed; null until the class is judged';
comment on column app.enrolments.completed_on is 'private: when it was completed';
comment on column app.enrolments.version is 'private: rises by one with each change';
comment on column app.enrolments.officer_id is 'private: who enrolled the member';

-- there are ten millions of these: no column more than it takes
create table app.attendances (
    tenant_id uuid not null,
    enrolment_id uuid not null,
    session_id uuid not null,
    host_id uuid not null,
    minutes smallint not null constraint attendances_minutes_range check (minutes between 1 and 1440),
    constraint attendances_pkey primary key (tenant_id, enrolment_id, session_id),
    constraint attendances_enrolment_fkey foreign key (tenant_id, enrolment_id)
        references app.enrolments (tenant_id, id) on delete restrict,
    constraint attendances_session_fkey foreign key (host_id, session_id)
        references app.class_sessions (tenant_id, id) on delete restrict
);
create index attendances_session_index on app.attendances (host_id, session_id);
comment on index app.attendances_session_index is 'open: the register of a session has its guests in it';
comment on constraint attendances_session_fkey on app.attendances is
    'open: a guest''s session is another tenant''s; the policy asks first for the enrolment in its class';
alter table app.attendances enable row level security;
alter table app.attendances force row level security;
comment on table app.attendances is 'That somebody enrolled came to a session (lượt người học).';
comment on column app.attendances.tenant_id is 'private: the member''s tenant';
comment on column app.attendances.enrolment_id is 'private: who, in which class';
comment on column app.attendances.session_id is 'private: the session';
comment on column app.attendances.host_id is 'private: the tenant that holds the class';
comment on column app.attendances.minutes is 'private: for how long';

create table app.learning_records (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    title text not null constraint learning_records_title_length check (length(title) between 1 and 200),
    provider text not null default '' constraint learning_records_provider_length check (length(provider) <= 200),
    topic_id uuid not null constraint learning_records_topic_fkey references app.topics on delete restrict,
    started_on date,
    ended_on date not null,
    minutes int not null constraint learning_records_minutes_range check (minutes between 1 and 600000),
    state text collate "C" not null default 'declared' constraint learning_records_state_known check (
        state in ('declared', 'verified', 'refused')
    ),
    verified_on date,
    officer_id uuid,
    evidence text not null default '' constraint learning_records_evidence_length check (length(evidence) <= 500),
    area_id uuid constraint learning_records_area_fkey references app.areas on delete restrict,
    branch_id uuid,
    sex text collate "C",
    birth_year smallint,
    version int not null default 1,
    recorded_at timestamptz not null default now(),
    constraint learning_records_pkey primary key (tenant_id, id),
    constraint learning_records_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint learning_records_ended_order check (ended_on >= started_on),
    constraint learning_records_verified_state check ((verified_on is not null) = (state = 'verified'))
);
create index learning_records_member_index on app.learning_records (tenant_id, member_id, ended_on);
create index learning_records_topic_index on app.learning_records (tenant_id, topic_id);
create index learning_records_area_index on app.learning_records (tenant_id, area_id);
alter table app.learning_records enable row level security;
alter table app.learning_records force row level security;
comment on table app.learning_records is 'Learning done elsewhere: declared by the member, verified by an officer.';
comment on column app.learning_records.tenant_id is 'private: the tenant';
comment on column app.learning_records.id is 'private: surrogate (UUIDv7)';
comment on column app.learning_records.member_id is 'private: who learned';
comment on column app.learning_records.title is 'private: what';
comment on column app.learning_records.provider is 'private: with whom';
comment on column app.learning_records.topic_id is 'private: the field';
comment on column app.learning_records.started_on is 'private: first day, if known';
comment on column app.learning_records.ended_on is 'private: last day';
comment on column app.learning_records.minutes is 'private: for how long in all';
comment on column app.learning_records.state is 'private: declared, verified or refused';
comment on column app.learning_records.verified_on is 'private: when it was verified';
comment on column app.learning_records.officer_id is 'private: who declared it for the member, or verified or refused it';
comment on column app.learning_records.evidence is 'private: where the proof is kept';
comment on column app.learning_records.area_id is 'private: where the member lived then';
comment on column app.learning_records.branch_id is 'private: the member''s branch then';
comment on column app.learning_records.sex is 'private: the member''s; a correction is carried here';
comment on column app.learning_records.birth_year is 'private: the member''s; a correction is carried here';
comment on column app.learning_records.version is 'private: rises by one with each change';
comment on column app.learning_records.recorded_at is 'private: when it was entered';

create table app.certificates (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    enrolment_id uuid,
    learning_record_id uuid,
    number text collate "C" not null constraint certificates_number_length check (length(number) between 1 and 60),
    title text not null constraint certificates_title_length check (length(title) between 1 and 200),
    holder_name text not null constraint certificates_holder_name_length check (length(holder_name) between 1 and 100),
    issuer text not null constraint certificates_issuer_length check (length(issuer) between 1 and 200),
    issued_on date not null,
    signatory text not null constraint certificates_signatory_length check (length(signatory) between 1 and 100),
    code text collate "C" not null constraint certificates_code_shape check (code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
    revoked_on date,
    revoked_reason text not null default '' constraint certificates_revoked_reason_length check (
        length(revoked_reason) <= 200
    ),
    topic_id uuid,
    area_id uuid constraint certificates_area_fkey references app.areas on delete restrict,
    branch_id uuid,
    sex text collate "C",
    birth_year smallint,
    officer_id uuid,
    version int not null default 1,
    constraint certificates_pkey primary key (tenant_id, id),
    constraint certificates_number_unique unique (tenant_id, number),
    constraint certificates_code_unique unique (tenant_id, code),
    constraint certificates_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint certificates_enrolment_fkey foreign key (tenant_id, enrolment_id)
        references app.enrolments (tenant_id, id) on delete cascade,
    constraint certificates_learning_record_fkey foreign key (tenant_id, learning_record_id)
        references app.learning_records (tenant_id, id) on delete cascade,
    constraint certificates_subject_single check (enrolment_id is null or learning_record_id is null),
    constraint certificates_revoked_order check (revoked_on >= issued_on)
);
create index certificates_member_index on app.certificates (tenant_id, member_id);
create index certificates_enrolment_index on app.certificates (tenant_id, enrolment_id) where enrolment_id is not null;
create index certificates_record_index on app.certificates (tenant_id, learning_record_id)
    where learning_record_id is not null;
create index certificates_area_index on app.certificates (tenant_id, area_id);
create index certificates_code_index on app.certificates (code);
comment on index app.certificates_code_index is 'open: who verifies a certificate has its code and knows no tenant';
alter table app.certificates enable row level security;
alter table app.certificates force row level security;
comment on table app.certificates is 'A certificate of learning (giấy chứng nhận).';
comment on column app.certificates.tenant_id is 'private: the tenant that issued it';
comment on column app.certificates.id is 'private: surrogate (UUIDv7)';
comment on column app.certificates.member_id is 'private: whose';
comment on column app.certificates.enrolment_id is 'private: for which class';
comment on column app.certificates.learning_record_id is 'private: for which learning done elsewhere';
comment on column app.certificates.number is 'private: as it is printed';
comment on column app.certificates.title is 'private: for what';
comment on column app.certificates.holder_name is 'private: the name as printed';
comment on column app.certificates.issuer is 'private: the tenant''s name as printed';
comment on column app.certificates.issued_on is 'private: when';
comment on column app.certificates.signatory is 'private: who signed it';
comment on column app.certificates.code is 'private: 130 random bits (Crockford''s base 32), with which anybody may verify it';
comment on column app.certificates.revoked_on is 'private: when it was revoked';
comment on column app.certificates.revoked_reason is 'private: why';
comment on column app.certificates.topic_id is 'private: the topic of what was learned';
comment on column app.certificates.area_id is 'private: where the member lived then';
comment on column app.certificates.branch_id is 'private: the member''s branch then';
comment on column app.certificates.sex is 'private: the member''s; a correction is carried here';
comment on column app.certificates.birth_year is 'private: the member''s; a correction is carried here';
comment on column app.certificates.officer_id is 'private: who issued it';
comment on column app.certificates.version is 'private: rises by one with each change';

create table app.certificate_serials (
    tenant_id uuid not null constraint certificate_serials_tenant_fkey references app.tenants on delete cascade,
    year smallint not null,
    last int not null constraint certificate_serials_last_range check (last >= 0),
    constraint certificate_serials_pkey primary key (tenant_id, year)
);
alter table app.certificate_serials enable row level security;
alter table app.certificate_serials force row level security;
comment on table app.certificate_serials is 'How many certificates a tenant has numbered in a year; no number is given twice.';
comment on column app.certificate_serials.tenant_id is 'private: the tenant';
comment on column app.certificate_serials.year is 'private: the year';
comment on column app.certificate_serials.last is 'private: the last number given';

create table app.learning_plans (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    year smallint not null constraint learning_plans_year_range check (year between 2000 and 2200),
    topic_id uuid constraint learning_plans_topic_fkey references app.topics on delete restrict,
    goal text not null default '' constraint learning_plans_goal_length check (length(goal) <= 500),
    registered_on date not null,
    done_on date,
    officer_id uuid,
    version int not null default 1,
    constraint learning_plans_pkey primary key (tenant_id, id),
    constraint learning_plans_topic_unique unique nulls not distinct (tenant_id, member_id, year, topic_id),
    constraint learning_plans_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade
);
create index learning_plans_year_index on app.learning_plans (tenant_id, year);
create index learning_plans_topic_index on app.learning_plans (tenant_id, topic_id);
alter table app.learning_plans enable row level security;
alter table app.learning_plans force row level security;
comment on table app.learning_plans is 'What a member means to learn in a year (đăng ký học tập).';
comment on column app.learning_plans.tenant_id is 'private: the tenant';
comment on column app.learning_plans.id is 'private: surrogate (UUIDv7)';
comment on column app.learning_plans.member_id is 'private: whose';
comment on column app.learning_plans.year is 'private: for which year';
comment on column app.learning_plans.topic_id is 'private: the field, if one is named';
comment on column app.learning_plans.goal is 'private: what is to be learned';
comment on column app.learning_plans.registered_on is 'private: when it was registered';
comment on column app.learning_plans.done_on is 'private: when it was done';
comment on column app.learning_plans.officer_id is 'private: who registered it';
comment on column app.learning_plans.version is 'private: rises by one with each change';
