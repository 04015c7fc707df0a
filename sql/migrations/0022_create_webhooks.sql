-- Webhooks: what happens in a tenant is told to programs of its own. A delivery is written by the transaction that makes what it
-- tells of, and sent afterwards, again and again until the receiver has taken it or time is up. Tokens get scopes for a part
-- of the work, and backups are noted. Old code writes no deliveries, and reads of a token the scopes that it knows.
create table app.webhooks (
    tenant_id uuid not null constraint webhooks_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    url text not null constraint webhooks_url_length check (length(url) between 8 and 500),
    events text[] collate "C" not null constraint webhooks_events_known check (
        events <@ array['import.finished', 'decision.made', 'report.frozen'] and cardinality(events) > 0
    ),
    sealed_key bytea not null constraint webhooks_sealed_key_length check (length(sealed_key) between 1 and 200),
    officer_id uuid,
    created_at timestamptz not null default now(),
    disabled_at timestamptz,
    version int not null default 1,
    constraint webhooks_pkey primary key (tenant_id, id)
);
alter table app.webhooks enable row level security;
alter table app.webhooks force row level security;
comment on table app.webhooks is 'A program of the tenant''s that is told what happens.';
comment on column app.webhooks.tenant_id is 'private: the tenant';
comment on column app.webhooks.id is 'private: surrogate (UUIDv7)';
comment on column app.webhooks.url is 'private: where it is told';
comment on column app.webhooks.events is 'private: of what it is told';
comment on column app.webhooks.sealed_key is 'private: what signs, sealed with the server''s key';
comment on column app.webhooks.officer_id is 'private: who set it up';
comment on column app.webhooks.created_at is 'private: when it was set up';
comment on column app.webhooks.disabled_at is 'private: when it was stopped; null while it works';
comment on column app.webhooks.version is 'private: rises by one with each change';

create table app.webhook_deliveries (
    tenant_id uuid not null constraint webhook_deliveries_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    webhook_id uuid not null,
    event text collate "C" not null constraint webhook_deliveries_event_known check (
        event in ('import.finished', 'decision.made', 'report.frozen', 'webhook.test')
    ),
    subject_id uuid not null,
    occurred_at timestamptz not null default now(),
    state text collate "C" not null default 'pending' constraint webhook_deliveries_state_known check (
        state in ('pending', 'delivered', 'failed')
    ),
    attempts smallint not null default 0 constraint webhook_deliveries_attempts_range check (attempts between 0 and 1000),
    due_at timestamptz not null default now(),
    status smallint constraint webhook_deliveries_status_range check (status between 100 and 599),
    failure text collate "C" constraint webhook_deliveries_failure_length check (length(failure) between 1 and 100),
    ended_at timestamptz,
    constraint webhook_deliveries_pkey primary key (tenant_id, id),
    constraint webhook_deliveries_webhook_fkey foreign key (tenant_id, webhook_id)
        references app.webhooks (tenant_id, id) on delete cascade,
    constraint webhook_deliveries_ended_state check ((ended_at is null) = (state = 'pending'))
);
create index webhook_deliveries_webhook_index on app.webhook_deliveries (tenant_id, webhook_id, id);
create index webhook_deliveries_due_index on app.webhook_deliveries (due_at) where state = 'pending';
comment on index app.webhook_deliveries_due_index is 'open: who sends looks for what is due in all tenants';
alter table app.webhook_deliveries enable row level security;
alter table app.webhook_deliveries force row level security;
comment on table app.webhook_deliveries is 'What a program of the tenant''s is told: identities, and nothing of anybody.';
comment on column app.webhook_deliveries.tenant_id is 'private: the tenant';
comment on column app.webhook_deliveries.id is 'private: surrogate (UUIDv7); the receiver knows a repetition by it';
comment on column app.webhook_deliveries.webhook_id is 'private: which program';
comment on column app.webhook_deliveries.event is 'private: what happened';
comment on column app.webhook_deliveries.subject_id is 'private: to which record';
comment on column app.webhook_deliveries.occurred_at is 'private: when';
comment on column app.webhook_deliveries.state is 'private: pending, delivered or failed';
comment on column app.webhook_deliveries.attempts is 'private: how often it was tried';
comment on column app.webhook_deliveries.due_at is 'private: when it is tried next';
comment on column app.webhook_deliveries.status is 'private: what the receiver answered last; null for no answer';
comment on column app.webhook_deliveries.failure is 'private: why the last try was in vain';
comment on column app.webhook_deliveries.ended_at is 'private: when it was taken, or given up';

alter table identity.api_tokens
    drop constraint api_tokens_scopes_known,
    add constraint api_tokens_scopes_known check (
        scopes <@ array[
            'read', 'write', 'members:read', 'members:write', 'import', 'learning:read', 'learning:write', 'titles:read',
            'titles:write', 'programme:read', 'programme:write', 'office:read', 'office:write', 'totals:read'
        ] and cardinality(scopes) > 0
    );
comment on column identity.api_tokens.scopes is 'private: what it may do, such as read, write or members:read';

create table app.backups (
    finished_at timestamptz not null constraint backups_pkey primary key,
    kind text collate "C" not null constraint backups_kind_known check (kind in ('cluster', 'dump')),
    bytes bigint constraint backups_bytes_positive check (bytes > 0),
    noted_at timestamptz not null default now()
);
comment on table app.backups is 'When a backup of the database was taken, as whoever takes it says.';
comment on column app.backups.finished_at is 'public: when it was complete';
comment on column app.backups.kind is 'public: cluster for its files, dump for its tables';
comment on column app.backups.bytes is 'public: how large it is';
comment on column app.backups.noted_at is 'public: when it was noted';
