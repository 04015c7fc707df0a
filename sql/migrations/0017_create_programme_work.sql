-- The programme's work: plans and their tasks, what makes it known, trainings and who is to be trained, gatherings, inspections,
-- funds and awards, and returns. Each is a tenant's; a task may be for another tenant, and a return goes to the association that
-- leads. Which one that is, and which wards tried the models out first, all tenants share. Old code sees nothing of it.
create table app.associations (
    association_id uuid not null constraint associations_tenant_fkey references app.tenants on delete cascade,
    from_on date not null,
    to_on date,
    constraint associations_pkey primary key (association_id, from_on),
    constraint associations_to_order check (to_on >= from_on)
);
create unique index associations_open_unique on app.associations ((to_on is null)) where to_on is null;
comment on table app.associations is 'The association that leads the programme (Hội Khuyến học thành phố), one at a time.';
comment on column app.associations.association_id is 'public: its tenant';
comment on column app.associations.from_on is 'public: since when';
comment on column app.associations.to_on is 'public: until when; null until further notice';

create table app.pilot_areas (
    area_id uuid not null constraint pilot_areas_area_fkey references app.areas on delete restrict,
    subject_kind text collate "C" not null constraint pilot_areas_subject_kind_known check (
        subject_kind in ('household', 'clan', 'community', 'unit')
    ),
    from_year smallint not null constraint pilot_areas_from_year_range check (from_year between 2000 and 2199),
    legal_basis text not null constraint pilot_areas_legal_basis_length check (length(legal_basis) between 1 and 200),
    constraint pilot_areas_pkey primary key (area_id, subject_kind)
);
comment on table app.pilot_areas is 'Wards that try a model out before it is for all (thí điểm).';
comment on column app.pilot_areas.area_id is 'public: the ward';
comment on column app.pilot_areas.subject_kind is 'public: which model: of households, clans, communities or units';
comment on column app.pilot_areas.from_year is 'public: since which year';
comment on column app.pilot_areas.legal_basis is 'public: the decision';

create table app.plans (
    tenant_id uuid not null constraint plans_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    year smallint not null constraint plans_year_range check (year between 2000 and 2199),
    title text not null constraint plans_title_length check (length(title) between 1 and 300),
    number text not null default '' constraint plans_number_length check (length(number) <= 60),
    issued_on date,
    starts_on date not null,
    ends_on date not null,
    content text not null default '' constraint plans_content_length check (length(content) <= 4000),
    state text collate "C" not null default 'draft' constraint plans_state_known check (
        state in ('draft', 'issued', 'closed')
    ),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint plans_pkey primary key (tenant_id, id),
    constraint plans_ends_order check (ends_on >= starts_on),
    constraint plans_issued_state check (state = 'draft' or issued_on is not null)
);
create index plans_year_index on app.plans (tenant_id, year, id);
alter table app.plans enable row level security;
alter table app.plans force row level security;
comment on table app.plans is 'A plan of a tenant for the programme (kế hoạch).';
comment on column app.plans.tenant_id is 'private: the tenant';
comment on column app.plans.id is 'private: surrogate (UUIDv7)';
comment on column app.plans.year is 'private: for which year';
comment on column app.plans.title is 'private: what it is called';
comment on column app.plans.number is 'private: number of the document, such as 12/KH-UBND';
comment on column app.plans.issued_on is 'private: when it was signed';
comment on column app.plans.starts_on is 'private: first day';
comment on column app.plans.ends_on is 'private: last day';
comment on column app.plans.content is 'private: what is to be reached';
comment on column app.plans.state is 'private: draft, issued or closed';
comment on column app.plans.officer_id is 'private: who wrote it last';
comment on column app.plans.created_at is 'private: when it was entered';
comment on column app.plans.version is 'private: rises by one with each change';

create table app.plan_tasks (
    tenant_id uuid not null constraint plan_tasks_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    plan_id uuid not null,
    assigned_id uuid not null,
    title text not null constraint plan_tasks_title_length check (length(title) between 1 and 300),
    content text not null default '' constraint plan_tasks_content_length check (length(content) <= 2000),
    due_on date not null,
    state text collate "C" not null default 'open' constraint plan_tasks_state_known check (
        state in ('open', 'started', 'done', 'cancelled')
    ),
    progress smallint not null default 0 constraint plan_tasks_progress_range check (progress between 0 and 100),
    report text not null default '' constraint plan_tasks_report_length check (length(report) <= 2000),
    evidence text not null default '' constraint plan_tasks_evidence_length check (length(evidence) <= 500),
    done_on date,
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint plan_tasks_pkey primary key (tenant_id, id),
    constraint plan_tasks_plan_fkey foreign key (tenant_id, plan_id)
        references app.plans (tenant_id, id) on delete restrict,
    constraint plan_tasks_done_state check ((done_on is not null) = (state = 'done')),
    constraint plan_tasks_progress_state check (state <> 'done' or progress = 100)
);
create index plan_tasks_plan_index on app.plan_tasks (tenant_id, plan_id);
create index plan_tasks_due_index on app.plan_tasks (tenant_id, due_on);
create index plan_tasks_assigned_index on app.plan_tasks (assigned_id, due_on);
comment on index app.plan_tasks_assigned_index is 'open: who is to do a task of another tenant''s looks for it';
alter table app.plan_tasks enable row level security;
alter table app.plan_tasks force row level security;
comment on table app.plan_tasks is
    'A task of a plan (nhiệm vụ), for the tenant itself or for another one, which sees this task alone.';
comment on column app.plan_tasks.tenant_id is 'private: the tenant';
comment on column app.plan_tasks.id is 'private: surrogate (UUIDv7)';
comment on column app.plan_tasks.plan_id is 'private: the plan';
comment on column app.plan_tasks.assigned_id is 'private: the tenant that is to do it; no key, since it may be gone';
comment on column app.plan_tasks.title is 'private: what is to be done';
comment on column app.plan_tasks.content is 'private: how';
comment on column app.plan_tasks.due_on is 'private: until when';
comment on column app.plan_tasks.state is 'private: open, started, done or cancelled';
comment on column app.plan_tasks.progress is 'private: of a hundred';
comment on column app.plan_tasks.report is 'private: what was done, as who does it says';
comment on column app.plan_tasks.evidence is 'private: where the proof is kept';
comment on column app.plan_tasks.done_on is 'private: when it was done';
comment on column app.plan_tasks.officer_id is 'private: who wrote it last';
comment on column app.plan_tasks.created_at is 'private: when it was entered';
comment on column app.plan_tasks.version is 'private: rises by one with each change';

create table app.communications (
    tenant_id uuid not null constraint communications_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    kind text collate "C" not null constraint communications_kind_known check (
        kind in ('talk', 'campaign', 'article', 'broadcast', 'material', 'event', 'other')
    ),
    medium text collate "C" not null constraint communications_medium_known check (
        medium in ('meeting', 'loudspeaker', 'radio', 'television', 'press', 'online', 'print', 'other')
    ),
    title text not null constraint communications_title_length check (length(title) between 1 and 300),
    audience text not null default '' constraint communications_audience_length check (length(audience) <= 200),
    partner text not null default '' constraint communications_partner_length check (length(partner) <= 200),
    held_on date not null,
    occasions int not null default 1 constraint communications_occasions_range check (occasions between 1 and 100000),
    turns int constraint communications_turns_range check (turns between 0 and 10000000),
    copies int constraint communications_copies_range check (copies between 0 and 10000000),
    materials text not null default '' constraint communications_materials_length check (length(materials) <= 1000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint communications_pkey primary key (tenant_id, id)
);
create index communications_day_index on app.communications (tenant_id, held_on, id);
alter table app.communications enable row level security;
alter table app.communications force row level security;
comment on table app.communications is 'What was done to make the programme known (hoạt động tuyên truyền).';
comment on column app.communications.tenant_id is 'private: the tenant';
comment on column app.communications.id is 'private: surrogate (UUIDv7)';
comment on column app.communications.kind is 'private: talk, campaign, article, broadcast, material, event or other';
comment on column app.communications.medium is 'private: through which it went: meeting, loudspeaker, radio ...';
comment on column app.communications.title is 'private: about what';
comment on column app.communications.audience is 'private: for whom';
comment on column app.communications.partner is 'private: with whom';
comment on column app.communications.held_on is 'private: when';
comment on column app.communications.occasions is 'private: how many times (số cuộc)';
comment on column app.communications.turns is 'private: who came, counted each time (lượt người); null if nobody counted';
comment on column app.communications.copies is 'private: copies handed out or articles printed; null if none';
comment on column app.communications.materials is 'private: what was handed out, or where it can be read';
comment on column app.communications.officer_id is 'private: who wrote it last';
comment on column app.communications.created_at is 'private: when it was entered';
comment on column app.communications.version is 'private: rises by one with each change';

create table app.trainings (
    tenant_id uuid not null constraint trainings_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    audience text collate "C" not null constraint trainings_audience_known check (
        audience in ('association_officer', 'centre_manager')
    ),
    title text not null constraint trainings_title_length check (length(title) between 1 and 300),
    is_computing boolean not null default false,
    host text not null default '' constraint trainings_host_length check (length(host) <= 200),
    place text not null default '' constraint trainings_place_length check (length(place) <= 200),
    held_on date not null,
    ends_on date not null,
    hours smallint not null constraint trainings_hours_range check (hours between 1 and 1000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint trainings_pkey primary key (tenant_id, id),
    constraint trainings_ends_order check (ends_on >= held_on)
);
create index trainings_day_index on app.trainings (tenant_id, held_on, id);
alter table app.trainings enable row level security;
alter table app.trainings force row level security;
comment on table app.trainings is
    'A training (lớp tập huấn) of officers of the Association or of those who run learning centres.';
comment on column app.trainings.tenant_id is 'private: the tenant';
comment on column app.trainings.id is 'private: surrogate (UUIDv7)';
comment on column app.trainings.audience is 'private: association_officer or centre_manager';
comment on column app.trainings.title is 'private: about what';
comment on column app.trainings.is_computing is 'private: whether it is about computers in running a centre';
comment on column app.trainings.host is 'private: who holds it';
comment on column app.trainings.place is 'private: where';
comment on column app.trainings.held_on is 'private: first day';
comment on column app.trainings.ends_on is 'private: last day';
comment on column app.trainings.hours is 'private: for how long';
comment on column app.trainings.officer_id is 'private: who wrote it last';
comment on column app.trainings.created_at is 'private: when it was entered';
comment on column app.trainings.version is 'private: rises by one with each change';

create table app.roll_people (
    tenant_id uuid not null constraint roll_people_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    audience text collate "C" not null constraint roll_people_audience_known check (
        audience in ('association_officer', 'centre_manager')
    ),
    full_name text not null constraint roll_people_full_name_length check (length(full_name) between 1 and 100),
    position text not null default '' constraint roll_people_position_length check (length(position) <= 100),
    from_on date,
    to_on date,
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint roll_people_pkey primary key (tenant_id, id),
    constraint roll_people_to_order check (to_on >= from_on)
);
create index roll_people_audience_index on app.roll_people (tenant_id, audience, id);
alter table app.roll_people enable row level security;
alter table app.roll_people force row level security;
comment on table app.roll_people is
    'The roll of those who are to be trained: officers of the Association, and those who run learning centres.';
comment on column app.roll_people.tenant_id is 'private: the tenant';
comment on column app.roll_people.id is 'private: surrogate (UUIDv7)';
comment on column app.roll_people.audience is 'private: association_officer or centre_manager';
comment on column app.roll_people.full_name is 'private: as the roll has it';
comment on column app.roll_people.position is 'private: what the person is there';
comment on column app.roll_people.from_on is 'private: first day; null since before anybody recorded';
comment on column app.roll_people.to_on is 'private: last day; null until further notice';
comment on column app.roll_people.officer_id is 'private: who wrote it last';
comment on column app.roll_people.created_at is 'private: when it was entered';
comment on column app.roll_people.version is 'private: rises by one with each change';

create table app.training_people (
    tenant_id uuid not null,
    training_id uuid not null,
    person_id uuid not null,
    officer_id uuid,
    constraint training_people_pkey primary key (tenant_id, training_id, person_id),
    constraint training_people_training_fkey foreign key (tenant_id, training_id)
        references app.trainings (tenant_id, id) on delete cascade,
    constraint training_people_person_fkey foreign key (tenant_id, person_id)
        references app.roll_people (tenant_id, id) on delete restrict
);
create index training_people_person_index on app.training_people (tenant_id, person_id);
alter table app.training_people enable row level security;
alter table app.training_people force row level security;
comment on table app.training_people is 'Who of the roll was trained.';
comment on column app.training_people.tenant_id is 'private: the tenant';
comment on column app.training_people.training_id is 'private: the training';
comment on column app.training_people.person_id is 'private: who';
comment on column app.training_people.officer_id is 'private: who wrote it last';

create table app.gatherings (
    tenant_id uuid not null constraint gatherings_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    kind text collate "C" not null constraint gatherings_kind_known check (
        kind in ('workshop', 'consultation', 'study_visit', 'review', 'launch')
    ),
    title text not null constraint gatherings_title_length check (length(title) between 1 and 300),
    place text not null default '' constraint gatherings_place_length check (length(place) <= 200),
    partner text not null default '' constraint gatherings_partner_length check (length(partner) <= 200),
    held_on date not null,
    participants int constraint gatherings_participants_range check (participants between 0 and 1000000),
    contributions int constraint gatherings_contributions_range check (contributions between 0 and 1000000),
    conclusions text not null default '' constraint gatherings_conclusions_length check (length(conclusions) <= 4000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint gatherings_pkey primary key (tenant_id, id)
);
create index gatherings_day_index on app.gatherings (tenant_id, held_on, id);
alter table app.gatherings enable row level security;
alter table app.gatherings force row level security;
comment on table app.gatherings is
    'A workshop, a consultation, a study visit, a review or a launch (hội thảo, lấy ý kiến, tham quan, tổng kết, phát động).';
comment on column app.gatherings.tenant_id is 'private: the tenant';
comment on column app.gatherings.id is 'private: surrogate (UUIDv7)';
comment on column app.gatherings.kind is 'private: workshop, consultation, study_visit, review or launch';
comment on column app.gatherings.title is 'private: about what';
comment on column app.gatherings.place is 'private: where';
comment on column app.gatherings.partner is 'private: with whom';
comment on column app.gatherings.held_on is 'private: when';
comment on column app.gatherings.participants is 'private: who came; null if nobody counted';
comment on column app.gatherings.contributions is 'private: opinions given (ý kiến góp ý); null if not counted';
comment on column app.gatherings.conclusions is 'private: what came of it';
comment on column app.gatherings.officer_id is 'private: who wrote it last';
comment on column app.gatherings.created_at is 'private: when it was entered';
comment on column app.gatherings.version is 'private: rises by one with each change';

create table app.inspections (
    tenant_id uuid not null constraint inspections_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    title text not null constraint inspections_title_length check (length(title) between 1 and 300),
    inspected text not null constraint inspections_inspected_length check (length(inspected) between 1 and 200),
    leader text not null default '' constraint inspections_leader_length check (length(leader) <= 100),
    held_on date not null,
    conclusions text not null default '' constraint inspections_conclusions_length check (length(conclusions) <= 4000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint inspections_pkey primary key (tenant_id, id)
);
create index inspections_day_index on app.inspections (tenant_id, held_on, id);
alter table app.inspections enable row level security;
alter table app.inspections force row level security;
comment on table app.inspections is 'An inspection (kiểm tra, giám sát).';
comment on column app.inspections.tenant_id is 'private: the tenant';
comment on column app.inspections.id is 'private: surrogate (UUIDv7)';
comment on column app.inspections.title is 'private: of what';
comment on column app.inspections.inspected is 'private: who was inspected';
comment on column app.inspections.leader is 'private: who led it';
comment on column app.inspections.held_on is 'private: when';
comment on column app.inspections.conclusions is 'private: what was found in all';
comment on column app.inspections.officer_id is 'private: who wrote it last';
comment on column app.inspections.created_at is 'private: when it was entered';
comment on column app.inspections.version is 'private: rises by one with each change';

create table app.findings (
    tenant_id uuid not null,
    id uuid not null,
    inspection_id uuid not null,
    finding text not null constraint findings_finding_length check (length(finding) between 1 and 1000),
    measure text not null default '' constraint findings_measure_length check (length(measure) <= 1000),
    due_on date,
    done_on date,
    outcome text not null default '' constraint findings_outcome_length check (length(outcome) <= 1000),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint findings_pkey primary key (tenant_id, id),
    constraint findings_inspection_fkey foreign key (tenant_id, inspection_id)
        references app.inspections (tenant_id, id) on delete cascade
);
create index findings_inspection_index on app.findings (tenant_id, inspection_id);
create index findings_due_index on app.findings (tenant_id, due_on) where done_on is null;
alter table app.findings enable row level security;
alter table app.findings force row level security;
comment on table app.findings is 'What an inspection found, and what follows (kiến nghị).';
comment on column app.findings.tenant_id is 'private: the tenant';
comment on column app.findings.id is 'private: surrogate (UUIDv7)';
comment on column app.findings.inspection_id is 'private: the inspection';
comment on column app.findings.finding is 'private: what is wrong';
comment on column app.findings.measure is 'private: what is to be done';
comment on column app.findings.due_on is 'private: until when; null if nothing is to be done';
comment on column app.findings.done_on is 'private: when it was mended';
comment on column app.findings.outcome is 'private: how it was mended';
comment on column app.findings.officer_id is 'private: who wrote it last';
comment on column app.findings.created_at is 'private: when it was entered';
comment on column app.findings.version is 'private: rises by one with each change';

create table app.funds (
    tenant_id uuid not null constraint funds_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    name text not null constraint funds_name_length check (length(name) between 1 and 200),
    opened_on date,
    closed_on date,
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint funds_pkey primary key (tenant_id, id),
    constraint funds_closed_order check (closed_on >= opened_on),
    constraint funds_name_unique unique (tenant_id, name)
);
alter table app.funds enable row level security;
alter table app.funds force row level security;
comment on table app.funds is 'A fund for learning (quỹ khuyến học).';
comment on column app.funds.tenant_id is 'private: the tenant';
comment on column app.funds.id is 'private: surrogate (UUIDv7)';
comment on column app.funds.name is 'private: what it is called';
comment on column app.funds.opened_on is 'private: first day; null since before anybody recorded';
comment on column app.funds.closed_on is 'private: last day; null until further notice';
comment on column app.funds.officer_id is 'private: who wrote it last';
comment on column app.funds.created_at is 'private: when it was entered';
comment on column app.funds.version is 'private: rises by one with each change';

create table app.fund_entries (
    tenant_id uuid not null,
    id uuid not null,
    fund_id uuid not null,
    direction text collate "C" not null constraint fund_entries_direction_known check (
        direction in ('income', 'spending')
    ),
    kind text collate "C" not null constraint fund_entries_kind_known check (
        kind in (
            'contribution', 'sponsor', 'budget', 'interest', 'scholarship', 'reward', 'hardship', 'activity',
            'other'
        )
    ),
    amount bigint not null constraint fund_entries_amount_range check (amount between 1 and 1000000000000),
    entered_on date not null,
    document text not null default '' constraint fund_entries_document_length check (length(document) <= 60),
    note text not null default '' constraint fund_entries_note_length check (length(note) <= 500),
    reverses_id uuid,
    officer_id uuid,
    created_at timestamptz not null default now(),
    constraint fund_entries_pkey primary key (tenant_id, id),
    constraint fund_entries_fund_fkey foreign key (tenant_id, fund_id)
        references app.funds (tenant_id, id) on delete restrict,
    constraint fund_entries_reverses_fkey foreign key (tenant_id, reverses_id)
        references app.fund_entries (tenant_id, id) on delete restrict,
    constraint fund_entries_reverses_unique unique (tenant_id, reverses_id)
);
create index fund_entries_fund_index on app.fund_entries (tenant_id, fund_id, entered_on, id);
alter table app.fund_entries enable row level security;
alter table app.fund_entries force row level security;
comment on table app.fund_entries is
    'Money that came into a fund or left it. Nothing is changed: what was wrong is reversed by another entry.';
comment on column app.fund_entries.tenant_id is 'private: the tenant';
comment on column app.fund_entries.id is 'private: surrogate (UUIDv7)';
comment on column app.fund_entries.fund_id is 'private: the fund';
comment on column app.fund_entries.direction is 'private: income or spending';
comment on column app.fund_entries.kind is 'private: for what, or from where';
comment on column app.fund_entries.amount is 'private: in đồng';
comment on column app.fund_entries.entered_on is 'private: when';
comment on column app.fund_entries.document is 'private: number of the receipt';
comment on column app.fund_entries.note is 'private: about what';
comment on column app.fund_entries.reverses_id is 'private: the entry that this one takes back';
comment on column app.fund_entries.officer_id is 'private: who wrote it last';
comment on column app.fund_entries.created_at is 'private: when it was entered';

create table app.awards (
    tenant_id uuid not null constraint awards_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    kind text collate "C" not null constraint awards_kind_known check (kind in ('scholarship', 'reward', 'hardship')),
    recipient_kind text collate "C" not null constraint awards_recipient_kind_known check (
        recipient_kind in ('pupil', 'teacher', 'other')
    ),
    recipient_name text not null constraint awards_recipient_name_length check (
        length(recipient_name) between 1 and 100
    ),
    reason text not null default '' constraint awards_reason_length check (length(reason) <= 500),
    amount bigint not null constraint awards_amount_range check (amount between 0 and 1000000000000),
    awarded_on date not null,
    entry_id uuid,
    cancelled_on date,
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint awards_pkey primary key (tenant_id, id),
    constraint awards_entry_fkey foreign key (tenant_id, entry_id)
        references app.fund_entries (tenant_id, id) on delete restrict,
    constraint awards_cancelled_order check (cancelled_on >= awarded_on)
);
create index awards_day_index on app.awards (tenant_id, awarded_on, id);
create index awards_entry_index on app.awards (tenant_id, entry_id) where entry_id is not null;
alter table app.awards enable row level security;
alter table app.awards force row level security;
comment on table app.awards is 'A scholarship, a reward or help in hardship (học bổng, khen thưởng, hỗ trợ).';
comment on column app.awards.tenant_id is 'private: the tenant';
comment on column app.awards.id is 'private: surrogate (UUIDv7)';
comment on column app.awards.kind is 'private: scholarship, reward or hardship';
comment on column app.awards.recipient_kind is 'private: pupil, teacher or other';
comment on column app.awards.recipient_name is 'private: to whom';
comment on column app.awards.reason is 'private: for what';
comment on column app.awards.amount is 'private: in đồng; 0 for what is no money';
comment on column app.awards.awarded_on is 'private: when';
comment on column app.awards.entry_id is 'private: the spending of a fund; null if no fund paid it';
comment on column app.awards.cancelled_on is 'private: when it was taken back; the spending is reversed then';
comment on column app.awards.officer_id is 'private: who wrote it last';
comment on column app.awards.created_at is 'private: when it was entered';
comment on column app.awards.version is 'private: rises by one with each change';

create table app.returns (
    tenant_id uuid not null constraint returns_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    year smallint not null constraint returns_year_range check (year between 2000 and 2199),
    period text collate "C" not null constraint returns_period_known check (period in ('first_half', 'year')),
    state text collate "C" not null default 'draft' constraint returns_state_known check (
        state in ('draft', 'submitted', 'returned', 'approved', 'locked')
    ),
    figures jsonb not null default '{}' constraint returns_figures_object check (jsonb_typeof(figures) = 'object'),
    counted_at timestamptz not null default now(),
    remark text not null default '' constraint returns_remark_length check (length(remark) <= 4000),
    reply text not null default '' constraint returns_reply_length check (length(reply) <= 2000),
    submitted_at timestamptz,
    decided_at timestamptz,
    locked_at timestamptz,
    hash bytea constraint returns_hash_length check (octet_length(hash) = 32),
    officer_id uuid,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint returns_pkey primary key (tenant_id, id),
    constraint returns_period_unique unique (tenant_id, year, period),
    constraint returns_locked_state check ((state = 'locked') = (locked_at is not null)),
    constraint returns_hash_state check ((state = 'locked') = (hash is not null))
);
alter table app.returns enable row level security;
alter table app.returns force row level security;
comment on table app.returns is
    'A return of a tenant for half a year or a year (báo cáo). One that is locked never changes.';
comment on column app.returns.tenant_id is 'private: the tenant';
comment on column app.returns.id is 'private: surrogate (UUIDv7)';
comment on column app.returns.year is 'private: the year';
comment on column app.returns.period is 'private: first_half or year';
comment on column app.returns.state is 'private: draft, submitted, returned, approved or locked';
comment on column app.returns.figures is 'private: counts by name, as the system had them when they were taken';
comment on column app.returns.counted_at is 'private: when they were taken';
comment on column app.returns.remark is 'private: what the tenant says to it';
comment on column app.returns.reply is 'private: what the association says to it';
comment on column app.returns.submitted_at is 'private: when it was sent last';
comment on column app.returns.decided_at is 'private: when the association decided last';
comment on column app.returns.locked_at is 'private: when it was locked';
comment on column app.returns.hash is 'private: sha256 of tenant, year, period, figures and remark as they were locked';
comment on column app.returns.officer_id is 'private: who wrote it last';
comment on column app.returns.created_at is 'private: when it was entered';
comment on column app.returns.version is 'private: rises by one with each change';

-- How far returns are, for the city, which reads nothing else of them.
create table release.return_states (
    tenant_id uuid not null,
    year smallint not null,
    period text collate "C" not null,
    state text collate "C" not null,
    submitted_on date,
    decided_on date,
    constraint return_states_pkey primary key (tenant_id, year, period)
);
create index return_states_year_index on release.return_states (year, period);
comment on table release.return_states is 'How far returns are that were sent to the association; a trigger of app.returns keeps it.';
comment on column release.return_states.tenant_id is 'public: whose return it is';
comment on column release.return_states.year is 'public: for which year';
comment on column release.return_states.period is 'public: first_half or year';
comment on column release.return_states.state is 'public: submitted, returned, approved or locked';
comment on column release.return_states.submitted_on is 'public: when it was sent last';
comment on column release.return_states.decided_on is 'public: when the association decided last';
