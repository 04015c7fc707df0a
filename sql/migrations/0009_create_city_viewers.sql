-- Who may look at the city's totals: officers of the city association sign in like others and belong to no tenant. A session
-- or a token acts for a tenant or for the city, never for both. Code that does not know of this finds sessions and tokens
-- without a tenant, which open nothing.
create table identity.city_viewers (
    account_id uuid not null constraint city_viewers_account_fkey references identity.accounts on delete restrict,
    granted_at timestamptz not null default now(),
    ended_at timestamptz,
    constraint city_viewers_pkey primary key (account_id, granted_at),
    constraint city_viewers_ended_order check (ended_at >= granted_at)
);
create unique index city_viewers_open_unique on identity.city_viewers (account_id) where ended_at is null;
comment on table identity.city_viewers is 'Who may look at the published totals of the city, and from when until when.';
comment on column identity.city_viewers.account_id is 'private: who';
comment on column identity.city_viewers.granted_at is 'private: since when';
comment on column identity.city_viewers.ended_at is 'private: until when; null until further notice';

alter table identity.sessions
    add column is_for_city boolean not null default false,
    add constraint sessions_scope_single check (not is_for_city or (tenant_id is null and officer_id is null));
comment on column identity.sessions.is_for_city is 'private: acts for the city, and for no tenant';

alter table identity.api_tokens
    alter column tenant_id drop not null,
    alter column officer_id drop not null,
    add column is_for_city boolean not null default false,
    add constraint api_tokens_scope_single check (
        is_for_city = (tenant_id is null) and is_for_city = (officer_id is null)
    ),
    add constraint api_tokens_city_reads check (not is_for_city or scopes = '{read}');
comment on column identity.api_tokens.tenant_id is 'private: for which tenant it works; null for the city';
comment on column identity.api_tokens.officer_id is 'private: as which officer it works; null for the city';
comment on column identity.api_tokens.is_for_city is 'private: reads the city''s totals, and works for no tenant';
