-- Who did what to which record, reads of persons included, and the answers kept so that a retry does nothing twice. A
-- line takes who acts, and in which request, from the transaction, so that no statement can forget or mistake it.
create table app.audit_entries (
    tenant_id uuid not null constraint audit_entries_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    happened_at timestamptz not null default now(),
    officer_id uuid default nullif(current_setting('app.officer_id', true), '')::uuid,
    actor text collate "C" not null default coalesce(nullif(current_setting('app.actor', true), ''), 'operator')
        constraint audit_entries_actor_known check (actor in ('officer', 'operator', 'program')),
    action text collate "C" not null constraint audit_entries_action_shape check (action ~ '^[a-z_]+\.[a-z_]+$'),
    subjects uuid[] not null default '{}',
    fields text[] collate "C" not null default '{}',
    details jsonb not null default '{}',
    request_id text collate "C" default nullif(current_setting('app.request_id', true), '')
        constraint audit_entries_request_id_length check (length(request_id) <= 64),
    constraint audit_entries_pkey primary key (tenant_id, id)
);
create index audit_entries_happened_index on app.audit_entries (tenant_id, happened_at);
alter table app.audit_entries enable row level security;
alter table app.audit_entries force row level security;
comment on table app.audit_entries is 'Who did what (nhật ký thao tác). Nobody may change or remove a line.';
comment on column app.audit_entries.tenant_id is 'private: the tenant';
comment on column app.audit_entries.id is 'private: surrogate (UUIDv7)';
comment on column app.audit_entries.happened_at is 'private: when';
comment on column app.audit_entries.officer_id is 'private: which officer';
comment on column app.audit_entries.actor is 'private: officer, operator or program';
comment on column app.audit_entries.action is 'private: what was done, such as member.update or member.read';
comment on column app.audit_entries.subjects is 'private: to which records';
comment on column app.audit_entries.fields is 'private: which fields, never their values';
comment on column app.audit_entries.details is 'private: counts and codes, never values of persons';
comment on column app.audit_entries.request_id is 'private: the request it came with';

create table app.idempotency_keys (
    tenant_id uuid not null constraint idempotency_keys_tenant_fkey references app.tenants on delete cascade,
    officer_id uuid not null,
    key text collate "C" not null constraint idempotency_keys_key_length check (length(key) between 1 and 128),
    request_hash bytea not null constraint idempotency_keys_request_hash_length check (length(request_hash) = 32),
    status int not null constraint idempotency_keys_status_range check (status between 200 and 599),
    headers jsonb not null default '{}',
    body bytea not null constraint idempotency_keys_body_length check (length(body) <= 1048576),
    created_at timestamptz not null default now(),
    constraint idempotency_keys_pkey primary key (tenant_id, officer_id, key)
);
create index idempotency_keys_created_index on app.idempotency_keys (tenant_id, created_at);
alter table app.idempotency_keys enable row level security;
alter table app.idempotency_keys force row level security;
comment on table app.idempotency_keys is
    'Answers given, so that the same request sent again gets the same answer and does nothing.';
comment on column app.idempotency_keys.tenant_id is 'private: the tenant';
comment on column app.idempotency_keys.officer_id is 'private: whose key';
comment on column app.idempotency_keys.key is 'private: as the client chose it';
comment on column app.idempotency_keys.request_hash is 'private: SHA-256 of what was asked';
comment on column app.idempotency_keys.status is 'private: HTTP status given';
comment on column app.idempotency_keys.headers is 'private: ETag and Location given';
comment on column app.idempotency_keys.body is 'private: body given';
comment on column app.idempotency_keys.created_at is 'private: when';
