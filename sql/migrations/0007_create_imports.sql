-- One upload and what became of each of its rows, so that it can be looked at, mended and undone.
create table app.imports (
    tenant_id uuid not null constraint imports_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    state text collate "C" not null default 'uploaded' constraint imports_state_known check (
        state in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'discarded')
    ),
    file_name text not null constraint imports_file_name_length check (length(file_name) between 1 and 255),
    file_bytes int not null constraint imports_file_bytes_range check (file_bytes between 0 and 104857600),
    file_hash bytea not null constraint imports_file_hash_length check (length(file_hash) = 32),
    settings jsonb not null default '{}',
    summary jsonb not null default '{}',
    failure text collate "C" constraint imports_failure_length check (length(failure) <= 200),
    officer_id uuid not null,
    created_at timestamptz not null default now(),
    committed_at timestamptz,
    undone_at timestamptz,
    version int not null default 1,
    constraint imports_pkey primary key (tenant_id, id),
    constraint imports_officer_fkey foreign key (tenant_id, officer_id)
        references app.officers (tenant_id, id) on delete restrict
);
create index imports_officer_index on app.imports (tenant_id, officer_id);
create index imports_created_index on app.imports (tenant_id, created_at);
alter table app.imports enable row level security;
alter table app.imports force row level security;
comment on table app.imports is 'One upload and what became of it (đợt nhập).';
comment on column app.imports.tenant_id is 'private: the tenant';
comment on column app.imports.id is 'private: surrogate (UUIDv7)';
comment on column app.imports.state is 'private: where it stands';
comment on column app.imports.file_name is 'private: as the officer''s computer called it';
comment on column app.imports.file_bytes is 'private: size of the upload';
comment on column app.imports.file_hash is 'private: SHA-256 of the upload';
comment on column app.imports.settings is 'private: sheet, columns, how dates are read, what to do with bad rows';
comment on column app.imports.summary is 'private: rows by outcome, skipped rows by reason, problems by code';
comment on column app.imports.failure is 'private: code of what ended it, if anything did';
comment on column app.imports.officer_id is 'private: who uploaded it';
comment on column app.imports.created_at is 'private: when';
comment on column app.imports.committed_at is 'private: when its rows were taken over';
comment on column app.imports.undone_at is 'private: when that was taken back';
comment on column app.imports.version is 'private: rises by one with each change';

create table app.import_parts (
    tenant_id uuid not null,
    import_id uuid not null,
    ordinal int not null,
    bytes bytea not null constraint import_parts_bytes_length check (length(bytes) <= 1048576),
    constraint import_parts_pkey primary key (tenant_id, import_id, ordinal),
    constraint import_parts_import_fkey foreign key (tenant_id, import_id)
        references app.imports (tenant_id, id) on delete cascade
);
-- workbooks are packed already
alter table app.import_parts alter column bytes set storage external;
alter table app.import_parts enable row level security;
alter table app.import_parts force row level security;
comment on table app.import_parts is 'The uploaded file, in pieces of 1 MiB.';
comment on column app.import_parts.tenant_id is 'private: the tenant';
comment on column app.import_parts.import_id is 'private: the import';
comment on column app.import_parts.ordinal is 'private: order, from 0';
comment on column app.import_parts.bytes is 'private: the piece';

create table app.import_progress (
    tenant_id uuid not null,
    import_id uuid not null,
    phase text collate "C" not null constraint import_progress_phase_length check (length(phase) <= 40),
    rows_done int not null default 0,
    rows_expected int,
    changed_at timestamptz not null default now(),
    constraint import_progress_pkey primary key (tenant_id, import_id),
    constraint import_progress_import_fkey foreign key (tenant_id, import_id)
        references app.imports (tenant_id, id) on delete cascade
);
alter table app.import_progress enable row level security;
alter table app.import_progress force row level security;
comment on table app.import_progress is
    'How far a running import is; written beside its transaction, so that others see it.';
comment on column app.import_progress.tenant_id is 'private: the tenant';
comment on column app.import_progress.import_id is 'private: the import';
comment on column app.import_progress.phase is 'private: what is being done';
comment on column app.import_progress.rows_done is 'private: rows behind';
comment on column app.import_progress.rows_expected is 'private: rows in all, if known';
comment on column app.import_progress.changed_at is 'private: when this was written';

create table app.import_rows (
    tenant_id uuid not null,
    import_id uuid not null,
    row_number int not null,
    outcome text collate "C" not null constraint import_rows_outcome_known check (
        outcome in ('new', 'changed', 'same', 'problem', 'repeated')
    ),
    member_id uuid,
    member_version int,
    values_before jsonb,
    values_after jsonb,
    problems jsonb,
    constraint import_rows_pkey primary key (tenant_id, import_id, row_number),
    constraint import_rows_import_fkey foreign key (tenant_id, import_id)
        references app.imports (tenant_id, id) on delete cascade
);
create index import_rows_member_index on app.import_rows (tenant_id, member_id) where member_id is not null;
alter table app.import_rows enable row level security;
alter table app.import_rows force row level security;
comment on table app.import_rows is 'What became of each row of an upload.';
comment on column app.import_rows.tenant_id is 'private: the tenant';
comment on column app.import_rows.import_id is 'private: the import';
comment on column app.import_rows.row_number is 'private: as the workbook counts, from 1';
comment on column app.import_rows.outcome is 'private: new, changed, same, problem, or repeated further up';
comment on column app.import_rows.member_id is 'private: the member made or found';
comment on column app.import_rows.member_version is
    'private: the member''s version after it, so that an undo sees later changes';
comment on column app.import_rows.values_before is 'private: the fields that changed, as they were';
comment on column app.import_rows.values_after is 'private: the fields that changed, as the upload has them';
comment on column app.import_rows.problems is 'private: what there is to mend';

create table app.import_mappings (
    tenant_id uuid not null constraint import_mappings_tenant_fkey references app.tenants on delete cascade,
    signature bytea not null constraint import_mappings_signature_length check (length(signature) = 32),
    mapping jsonb not null,
    officer_id uuid,
    saved_at timestamptz not null default now(),
    constraint import_mappings_pkey primary key (tenant_id, signature)
);
alter table app.import_mappings enable row level security;
alter table app.import_mappings force row level security;
comment on table app.import_mappings is 'Which column is which field, remembered for headings seen before.';
comment on column app.import_mappings.tenant_id is 'private: the tenant';
comment on column app.import_mappings.signature is 'private: SHA-256 of the headings';
comment on column app.import_mappings.mapping is 'private: columns and fields';
comment on column app.import_mappings.officer_id is 'private: who put it right';
comment on column app.import_mappings.saved_at is 'private: when';
