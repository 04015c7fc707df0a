-- Official reports: asked for or scheduled, made as a draft, signed. What was signed never changes: its content, its hash and its
-- files stay as they are, whatever becomes of the rows that they were made of. Old code sees nothing of it.
create table app.reports (
    tenant_id uuid not null constraint reports_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    form text collate "C" not null constraint reports_form_known check (
        form in ('association', 'ward', 'organisation', 'title_decision', 'centre_activity', 'learning_record')
    ),
    year smallint constraint reports_year_range check (year between 2000 and 2199),
    period text collate "C" constraint reports_period_known check (period in ('first_half', 'year')),
    about_id uuid,
    state text collate "C" not null default 'asked' constraint reports_state_known check (
        state in ('asked', 'making', 'made', 'signing', 'signed', 'failed')
    ),
    is_scheduled boolean not null default false,
    attempts smallint not null default 0 constraint reports_attempts_range check (attempts between 0 and 100),
    held_until timestamptz,
    rows_done int not null default 0 constraint reports_rows_done_range check (rows_done >= 0),
    problem text collate "C" constraint reports_problem_length check (length(problem) between 1 and 60),
    title text not null default '' constraint reports_title_length check (length(title) <= 500),
    issuer text not null default '' constraint reports_issuer_length check (length(issuer) <= 200),
    hash bytea constraint reports_hash_length check (octet_length(hash) = 32),
    number text constraint reports_number_length check (length(number) between 1 and 60),
    signed_on date,
    place text constraint reports_place_length check (length(place) between 1 and 60),
    office text constraint reports_office_length check (length(office) between 1 and 100),
    signatory text constraint reports_signatory_length check (length(signatory) between 1 and 100),
    code text collate "C" constraint reports_code_shape check (code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
    officer_id uuid,
    created_at timestamptz not null default now(),
    made_at timestamptz,
    frozen_at timestamptz,
    version int not null default 1,
    constraint reports_pkey primary key (tenant_id, id),
    constraint reports_period_year check ((year is null) = (period is null)),
    constraint reports_signed_state check (
        num_nonnulls(number, signed_on, place, office, signatory, code)
            = case when state in ('signing', 'signed') then 6 else 0 end
    ),
    constraint reports_frozen_state check ((state = 'signed') = (frozen_at is not null)),
    constraint reports_hash_state check (state not in ('made', 'signing', 'signed') or hash is not null),
    constraint reports_problem_state check (
        (state <> 'failed' or problem is not null) and (problem is null or state in ('failed', 'made'))
    )
);
create index reports_list_index on app.reports (tenant_id, created_at, id);
create index reports_waiting_index on app.reports (tenant_id, id) where state in ('asked', 'making', 'signing');
create index reports_code_index on app.reports (code) where code is not null;
comment on index app.reports_code_index is 'open: who verifies a report has its code and knows no tenant';
create unique index reports_number_unique on app.reports (tenant_id, number, (extract(year from signed_on)))
    where number is not null;
alter table app.reports enable row level security;
alter table app.reports force row level security;
comment on table app.reports is 'An official report (báo cáo). One that is signed never changes.';
comment on column app.reports.tenant_id is 'private: the tenant';
comment on column app.reports.id is 'private: surrogate (UUIDv7)';
comment on column app.reports.form is 'private: which official form';
comment on column app.reports.year is 'private: for which year; null for a form without a time';
comment on column app.reports.period is 'private: first_half or year; null for a form without a time';
comment on column app.reports.about_id is 'private: the decision, centre or member it is about; null: the whole tenant';
comment on column app.reports.state is 'private: asked, making, made, signing, signed or failed';
comment on column app.reports.is_scheduled is 'private: whether it was asked for by a schedule';
comment on column app.reports.attempts is 'private: how often it was begun since it was asked for';
comment on column app.reports.held_until is 'private: until when whoever makes it is taken to be alive';
comment on column app.reports.rows_done is 'private: how many rows are written so far';
comment on column app.reports.problem is 'private: why it could not be made, or not be signed';
comment on column app.reports.title is 'private: what stands above it';
comment on column app.reports.issuer is 'private: the tenant''s name as printed';
comment on column app.reports.hash is 'private: sha256 of its content';
comment on column app.reports.number is 'private: of the document, such as 12/BC-HKH';
comment on column app.reports.signed_on is 'private: the day of the signature';
comment on column app.reports.place is 'private: where it was signed';
comment on column app.reports.office is 'private: as what it was signed';
comment on column app.reports.signatory is 'private: who signed';
comment on column app.reports.code is 'private: with which anybody may verify it';
comment on column app.reports.officer_id is 'private: who asked for it';
comment on column app.reports.created_at is 'private: when it was asked for';
comment on column app.reports.made_at is 'private: when its content was taken';
comment on column app.reports.frozen_at is 'private: when its files were frozen';
comment on column app.reports.version is 'private: rises by one with each change of an officer''s';

create table app.report_files (
    tenant_id uuid not null,
    report_id uuid not null,
    kind text collate "C" not null constraint report_files_kind_known check (kind in ('jsonl', 'xlsx', 'pdf', 'csv')),
    size_bytes int not null constraint report_files_size_bytes_range check (size_bytes between 1 and 268435456),
    sha256 bytea not null constraint report_files_sha256_length check (octet_length(sha256) = 32),
    constraint report_files_pkey primary key (tenant_id, report_id, kind),
    constraint report_files_report_fkey foreign key (tenant_id, report_id)
        references app.reports (tenant_id, id) on delete cascade
);
alter table app.report_files enable row level security;
alter table app.report_files force row level security;
comment on table app.report_files is 'A report in one of its forms.';
comment on column app.report_files.tenant_id is 'private: the tenant';
comment on column app.report_files.report_id is 'private: the report';
comment on column app.report_files.kind is 'private: jsonl (its content), xlsx, pdf or csv';
comment on column app.report_files.size_bytes is 'private: how large it is';
comment on column app.report_files.sha256 is 'private: of its bytes';

create table app.report_parts (
    tenant_id uuid not null,
    report_id uuid not null,
    kind text collate "C" not null,
    ordinal int not null constraint report_parts_ordinal_range check (ordinal between 0 and 1023),
    content bytea not null constraint report_parts_content_length check (octet_length(content) between 1 and 1048576),
    constraint report_parts_pkey primary key (tenant_id, report_id, kind, ordinal),
    constraint report_parts_file_fkey foreign key (tenant_id, report_id, kind)
        references app.report_files (tenant_id, report_id, kind) on delete cascade
);
alter table app.report_parts alter column content set storage external;
alter table app.report_parts enable row level security;
alter table app.report_parts force row level security;
comment on table app.report_parts is 'The bytes of a report''s file, in pieces.';
comment on column app.report_parts.tenant_id is 'private: the tenant';
comment on column app.report_parts.report_id is 'private: the report';
comment on column app.report_parts.kind is 'private: of which file';
comment on column app.report_parts.ordinal is 'private: place of the piece, from 0';
comment on column app.report_parts.content is 'private: the bytes, at most 1 MiB';

create table app.report_schedules (
    tenant_id uuid not null constraint report_schedules_tenant_fkey references app.tenants on delete cascade,
    form text collate "C" not null constraint report_schedules_form_known check (
        form in ('association', 'ward', 'organisation')
    ),
    period text collate "C" not null constraint report_schedules_period_known check (period in ('first_half', 'year')),
    next_year smallint not null constraint report_schedules_next_year_range check (next_year between 2000 and 2199),
    next_on date not null,
    officer_id uuid,
    constraint report_schedules_pkey primary key (tenant_id, form, period)
);
alter table app.report_schedules enable row level security;
alter table app.report_schedules force row level security;
comment on table app.report_schedules is 'Which reports are made as drafts when their time is over.';
comment on column app.report_schedules.tenant_id is 'private: the tenant';
comment on column app.report_schedules.form is 'private: which official form';
comment on column app.report_schedules.period is 'private: first_half or year';
comment on column app.report_schedules.next_year is 'private: the year of which the next one is';
comment on column app.report_schedules.next_on is 'private: the day from which the next one is made';
comment on column app.report_schedules.officer_id is 'private: who set it';
