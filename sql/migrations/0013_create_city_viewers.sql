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

-- What is to be reached, as sql/seeds/targets.csv has it.
create table release.targets (
    ordinal smallint not null constraint targets_pkey primary key,
    legal_basis text not null constraint targets_legal_basis_length check (length(legal_basis) between 1 and 200),
    scope text collate "C" not null constraint targets_scope_known check (scope in ('national', 'city')),
    zone text collate "C" not null constraint targets_zone_known check (zone in ('all', 'difficult')),
    year smallint not null constraint targets_year_range check (year between 2000 and 2199),
    measure text collate "C" not null constraint targets_measure_shape check (measure ~ '^[a-z_]{1,60}$'),
    percent smallint not null constraint targets_percent_range check (percent between 1 and 100),
    is_confirmed boolean not null,
    constraint targets_subject_unique unique (legal_basis, scope, zone, year, measure)
);
comment on table release.targets is 'Shares that are to be reached until a year.';
comment on column release.targets.ordinal is 'public: the order in which they are written';
comment on column release.targets.legal_basis is 'public: the decision or plan that says so';
comment on column release.targets.scope is 'public: national or city';
comment on column release.targets.zone is 'public: all, or areas that are difficult';
comment on column release.targets.year is 'public: until when';
comment on column release.targets.measure is 'public: of what: family, clan, community, unit ...';
comment on column release.targets.percent is 'public: how much of a hundred';
comment on column release.targets.is_confirmed is 'public: whether the source was seen';
insert into release.targets (ordinal, legal_basis, scope, zone, year, measure, percent, is_confirmed) values
    (1, '281/QĐ-TTg', 'national', 'all', 2020, 'family', 70, true),
    (2, '281/QĐ-TTg', 'national', 'all', 2020, 'clan', 50, true),
    (3, '281/QĐ-TTg', 'national', 'all', 2020, 'community', 60, true),
    (4, '281/QĐ-TTg', 'national', 'all', 2020, 'unit', 50, true),
    (5, '281/QĐ-TTg', 'national', 'difficult', 2020, 'family', 60, true),
    (6, '281/QĐ-TTg', 'national', 'difficult', 2020, 'clan', 40, true),
    (7, '281/QĐ-TTg', 'national', 'difficult', 2020, 'community', 50, true),
    (8, '281/QĐ-TTg', 'national', 'difficult', 2020, 'unit', 50, true),
    (9, 'Pleiku plan 2014', 'city', 'all', 2020, 'family', 60, true),
    (10, 'Pleiku plan 2014', 'city', 'all', 2020, 'clan', 40, true),
    (11, 'Pleiku plan 2014', 'city', 'all', 2020, 'community', 50, true),
    (12, 'Pleiku plan 2014', 'city', 'all', 2020, 'unit', 50, true),
    (13, 'Pleiku plan 2014', 'city', 'all', 2020, 'association_officers_trained', 100, true),
    (14, '387/QĐ-TTg', 'national', 'all', 2025, 'family', 70, true),
    (15, '387/QĐ-TTg', 'national', 'all', 2025, 'clan', 65, true),
    (16, '387/QĐ-TTg', 'national', 'all', 2025, 'community', 65, true),
    (17, '387/QĐ-TTg', 'national', 'all', 2025, 'unit', 80, true),
    (18, '387/QĐ-TTg', 'national', 'all', 2030, 'family', 80, false),
    (19, '387/QĐ-TTg', 'national', 'all', 2030, 'clan', 75, false),
    (20, '387/QĐ-TTg', 'national', 'all', 2030, 'community', 75, false),
    (21, '387/QĐ-TTg', 'national', 'all', 2030, 'unit', 90, false);
