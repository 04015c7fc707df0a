-- Who may sign in. An account is a person at the keyboard and belongs to no tenant; what it may do where stands in
-- app.officers.
create table identity.accounts (
    id uuid not null constraint accounts_pkey primary key,
    login text collate "C" not null constraint accounts_login_unique unique
        constraint accounts_login_shape check (login ~ '^[a-z0-9][a-z0-9._@+-]{2,63}$'),
    display_name text not null constraint accounts_display_name_length check (length(display_name) between 1 and 100),
    language text collate "C" not null default 'vi' constraint accounts_language_known check (language in ('vi', 'en')),
    password_hash text constraint accounts_password_hash_length check (length(password_hash) <= 256),
    password_changed_at timestamptz,
    totp_secret bytea constraint accounts_totp_secret_length check (length(totp_secret) <= 256),
    totp_confirmed_at timestamptz,
    totp_last_step bigint,
    disabled_at timestamptz,
    created_at timestamptz not null default now()
);
comment on table identity.accounts is 'A person who may sign in.';
comment on column identity.accounts.id is 'private: surrogate (UUIDv7)';
comment on column identity.accounts.login is 'private: what is typed to sign in, lower case';
comment on column identity.accounts.display_name is 'private: how pages address the person';
comment on column identity.accounts.language is 'private: language of the pages';
comment on column identity.accounts.password_hash is 'private: argon2id string; null until an invitation is used';
comment on column identity.accounts.password_changed_at is 'private: when the password was last set';
comment on column identity.accounts.totp_secret is
    'private: sealed with the server''s key, the account as associated data';
comment on column identity.accounts.totp_confirmed_at is 'private: when the first code was right; null while enrolling';
comment on column identity.accounts.totp_last_step is 'private: the last time step accepted, so that a code works once';
comment on column identity.accounts.disabled_at is 'private: since when nobody signs in with it';
comment on column identity.accounts.created_at is 'private: when it was made';

create table identity.recovery_codes (
    account_id uuid not null constraint recovery_codes_account_fkey references identity.accounts on delete cascade,
    code_hash bytea not null constraint recovery_codes_code_hash_length check (length(code_hash) = 32),
    used_at timestamptz,
    constraint recovery_codes_pkey primary key (account_id, code_hash)
);
comment on table identity.recovery_codes is 'Codes for one who lost the second factor.';
comment on column identity.recovery_codes.account_id is 'private: whose';
comment on column identity.recovery_codes.code_hash is 'private: SHA-256 of the code';
comment on column identity.recovery_codes.used_at is 'private: when it was used up';

create table identity.invitations (
    token_hash bytea not null constraint invitations_pkey primary key
        constraint invitations_token_hash_length check (length(token_hash) = 32),
    account_id uuid not null constraint invitations_account_fkey references identity.accounts on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
);
create index invitations_account_index on identity.invitations (account_id);
comment on table identity.invitations is 'Links by which a person sets the first password, or a new one.';
comment on column identity.invitations.token_hash is 'private: SHA-256 of the token in the link';
comment on column identity.invitations.account_id is 'private: whose password may be set';
comment on column identity.invitations.created_at is 'private: when the link was made';
comment on column identity.invitations.expires_at is 'private: until when it works';
comment on column identity.invitations.used_at is 'private: when it was used up';

create table identity.sessions (
    id uuid not null constraint sessions_pkey primary key,
    token_hash bytea not null constraint sessions_token_hash_unique unique
        constraint sessions_token_hash_length check (length(token_hash) = 32),
    account_id uuid not null constraint sessions_account_fkey references identity.accounts on delete cascade,
    tenant_id uuid,
    officer_id uuid,
    is_second_factor_passed boolean not null default false,
    device text not null default '' constraint sessions_device_length check (length(device) <= 200),
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index sessions_account_index on identity.sessions (account_id);
create index sessions_expires_index on identity.sessions (expires_at);
comment on table identity.sessions is 'Browsers that are signed in.';
comment on column identity.sessions.id is 'private: names the session in its owner''s list';
comment on column identity.sessions.token_hash is 'private: SHA-256 of the cookie''s token';
comment on column identity.sessions.account_id is 'private: who';
comment on column identity.sessions.tenant_id is 'private: for which tenant the officer acts now; null until chosen';
comment on column identity.sessions.officer_id is 'private: as which officer';
comment on column identity.sessions.is_second_factor_passed is 'private: whether a one-time code was given';
comment on column identity.sessions.device is 'private: browser and system in words, for the owner''s list';
comment on column identity.sessions.created_at is 'private: when it was signed in';
comment on column identity.sessions.last_seen_at is 'private: last use, to the minute';
comment on column identity.sessions.expires_at is 'private: when it ends in any case';
comment on column identity.sessions.ended_at is 'private: when it was signed out or revoked';

create table identity.api_tokens (
    id uuid not null constraint api_tokens_pkey primary key,
    token_hash bytea not null constraint api_tokens_token_hash_unique unique
        constraint api_tokens_token_hash_length check (length(token_hash) = 32),
    account_id uuid not null constraint api_tokens_account_fkey references identity.accounts on delete cascade,
    tenant_id uuid not null,
    officer_id uuid not null,
    name text not null constraint api_tokens_name_length check (length(name) between 1 and 100),
    scopes text[] collate "C" not null constraint api_tokens_scopes_known check (
        scopes <@ array['read', 'write'] and cardinality(scopes) > 0
    ),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index api_tokens_account_index on identity.api_tokens (account_id);
comment on table identity.api_tokens is 'Keys for programs that act as an officer.';
comment on column identity.api_tokens.id is 'private: names the token in its owner''s list';
comment on column identity.api_tokens.token_hash is 'private: SHA-256 of the token';
comment on column identity.api_tokens.account_id is 'private: who made it';
comment on column identity.api_tokens.tenant_id is 'private: for which tenant it works';
comment on column identity.api_tokens.officer_id is 'private: as which officer it works';
comment on column identity.api_tokens.name is 'private: what its owner calls it';
comment on column identity.api_tokens.scopes is 'private: read, write';
comment on column identity.api_tokens.created_at is 'private: when it was made';
comment on column identity.api_tokens.expires_at is 'private: when it ends';
comment on column identity.api_tokens.last_used_at is 'private: last use, to the minute';
comment on column identity.api_tokens.revoked_at is 'private: when its owner ended it';

create table identity.sign_in_attempts (
    subject_hash bytea not null constraint sign_in_attempts_pkey primary key
        constraint sign_in_attempts_subject_hash_length check (length(subject_hash) = 32),
    failures int not null constraint sign_in_attempts_failures_positive check (failures > 0),
    last_failed_at timestamptz not null,
    blocked_until timestamptz not null
);
create index sign_in_attempts_last_failed_index on identity.sign_in_attempts (last_failed_at);
comment on table identity.sign_in_attempts is 'Failed sign-ins in a row, by account and by source.';
comment on column identity.sign_in_attempts.subject_hash is 'private: SHA-256 of the kind and the login or the address';
comment on column identity.sign_in_attempts.failures is 'private: since the last success';
comment on column identity.sign_in_attempts.last_failed_at is 'private: the last of them';
comment on column identity.sign_in_attempts.blocked_until is 'private: until when the next attempt is refused';
