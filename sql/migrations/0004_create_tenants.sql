-- Organisations and wards, their parts, and who works for them.
create table app.tenants (
    id uuid not null constraint tenants_pkey primary key,
    key text collate "C" not null constraint tenants_key_unique unique
        constraint tenants_key_shape check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
    kind text collate "C" not null constraint tenants_kind_known check (kind in ('organisation', 'ward')),
    name text not null constraint tenants_name_length check (length(name) between 1 and 200),
    area_id uuid constraint tenants_area_fkey references app.areas on delete restrict,
    state text collate "C" not null default 'active' constraint tenants_state_known check (
        state in ('active', 'suspended')
    ),
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint tenants_area_of_ward check ((kind = 'ward') = (area_id is not null))
);
create index tenants_area_index on app.tenants (area_id);
alter table app.tenants enable row level security;
alter table app.tenants force row level security;
comment on table app.tenants is 'An organisation or a ward that keeps its own records (đơn vị).';
comment on column app.tenants.id is 'public: surrogate (UUIDv7)';
comment on column app.tenants.key is 'public: names the tenant in commands; never used again';
comment on column app.tenants.kind is 'public: organisation or ward';
comment on column app.tenants.name is 'public: what it is called';
comment on column app.tenants.area_id is 'public: the area of a ward';
comment on column app.tenants.state is 'private: active, or suspended by the operator';
comment on column app.tenants.created_at is 'private: when it was set up';
comment on column app.tenants.version is 'private: rises by one with each change';

create table app.branches (
    tenant_id uuid not null constraint branches_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    parent_id uuid,
    name text not null constraint branches_name_length check (length(name) between 1 and 200),
    search_key text collate "C" not null,
    area_id uuid constraint branches_area_fkey references app.areas on delete restrict,
    closed_on date,
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint branches_pkey primary key (tenant_id, id),
    constraint branches_parent_fkey foreign key (tenant_id, parent_id)
        references app.branches (tenant_id, id) on delete restrict,
    constraint branches_parent_other check (parent_id <> id)
);
create index branches_parent_index on app.branches (tenant_id, parent_id);
create index branches_search_index on app.branches (tenant_id, search_key);
create index branches_area_index on app.branches (tenant_id, area_id);
alter table app.branches enable row level security;
alter table app.branches force row level security;
comment on table app.branches is 'A part of a tenant (chi hội, chi đoàn, công đoàn cơ sở), in a tree.';
comment on column app.branches.tenant_id is 'private: the tenant';
comment on column app.branches.id is 'private: surrogate (UUIDv7)';
comment on column app.branches.parent_id is 'private: the branch above; null at the top';
comment on column app.branches.name is 'private: what it is called';
comment on column app.branches.search_key is 'private: the name without marks and case';
comment on column app.branches.area_id is 'private: where it is now, if it belongs to a place';
comment on column app.branches.closed_on is 'private: since when it takes no members';
comment on column app.branches.created_at is 'private: when it was entered';
comment on column app.branches.version is 'private: rises by one with each change';

create table app.officers (
    tenant_id uuid not null constraint officers_tenant_fkey references app.tenants on delete cascade,
    id uuid not null,
    account_id uuid not null constraint officers_account_fkey references identity.accounts on delete restrict,
    display_name text not null constraint officers_display_name_length check (length(display_name) between 1 and 100),
    role text collate "C" not null constraint officers_role_known check (role in ('administrator', 'editor', 'viewer')),
    branch_id uuid,
    area_id uuid constraint officers_area_fkey references app.areas on delete restrict,
    state text collate "C" not null default 'active' constraint officers_state_known check (
        state in ('active', 'ended')
    ),
    created_at timestamptz not null default now(),
    version int not null default 1,
    constraint officers_pkey primary key (tenant_id, id),
    constraint officers_account_unique unique (tenant_id, account_id),
    constraint officers_branch_fkey foreign key (tenant_id, branch_id)
        references app.branches (tenant_id, id) on delete restrict,
    constraint officers_scope_single check (branch_id is null or area_id is null),
    constraint officers_administrator_whole check (role <> 'administrator' or (branch_id is null and area_id is null))
);
create index officers_account_index on app.officers (account_id, tenant_id);
create index officers_branch_index on app.officers (tenant_id, branch_id);
create index officers_area_index on app.officers (tenant_id, area_id);
comment on index app.officers_account_index is
    'open: hoctap_auth asks for an account''s own rows before a tenant is chosen';
alter table app.officers enable row level security;
alter table app.officers force row level security;
comment on table app.officers is
    'Somebody who signs in for a tenant (cán bộ phụ trách); one person may be so for several.';
comment on column app.officers.tenant_id is 'private: the tenant';
comment on column app.officers.id is 'private: surrogate (UUIDv7)';
comment on column app.officers.account_id is 'private: who signs in';
comment on column app.officers.display_name is 'private: as the tenant knows the person';
comment on column app.officers.role is 'private: administrator, editor or viewer';
comment on column app.officers.branch_id is 'private: works for this branch and those below only';
comment on column app.officers.area_id is 'private: works for members who live in this area only';
comment on column app.officers.state is 'private: active or ended';
comment on column app.officers.created_at is 'private: when the officer was added';
comment on column app.officers.version is 'private: rises by one with each change';
