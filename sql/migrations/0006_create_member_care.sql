-- What belongs to a member beside the record: consents, merges of doubles, and pairs that are known to be two people.
create table app.consents (
    tenant_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    purpose text collate "C" not null constraint consents_purpose_length check (length(purpose) between 1 and 100),
    legal_basis text collate "C" not null constraint consents_legal_basis_known check (
        legal_basis in ('consent', 'law', 'contract', 'emergency')
    ),
    text_version text not null default '' constraint consents_text_version_length check (length(text_version) <= 100),
    method text collate "C" not null constraint consents_method_known check (
        method in ('paper', 'sms', 'click', 'spoken')
    ),
    given_on date not null,
    withdrawn_on date,
    evidence text not null default '' constraint consents_evidence_length check (length(evidence) <= 200),
    officer_id uuid,
    recorded_at timestamptz not null default now(),
    constraint consents_pkey primary key (tenant_id, id),
    constraint consents_member_fkey foreign key (tenant_id, member_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint consents_withdrawn_order check (withdrawn_on >= given_on)
);
create index consents_member_index on app.consents (tenant_id, member_id);
alter table app.consents enable row level security;
alter table app.consents force row level security;
comment on table app.consents is
    'A person''s agreement to one use of their data, or the law that makes it unnecessary.';
comment on column app.consents.tenant_id is 'private: the tenant';
comment on column app.consents.id is 'private: surrogate (UUIDv7)';
comment on column app.consents.member_id is 'private: whose';
comment on column app.consents.purpose is 'private: for what';
comment on column app.consents.legal_basis is 'private: consent, law, contract or emergency';
comment on column app.consents.text_version is 'private: which text was agreed to';
comment on column app.consents.method is 'private: paper, sms, click or spoken';
comment on column app.consents.given_on is 'private: when';
comment on column app.consents.withdrawn_on is 'private: when it was taken back';
comment on column app.consents.evidence is 'private: where the proof is kept';
comment on column app.consents.officer_id is 'private: who recorded it';
comment on column app.consents.recorded_at is 'private: when it was recorded';

create table app.member_merges (
    tenant_id uuid not null,
    id uuid not null,
    kept_id uuid not null,
    absorbed_id uuid not null,
    kept_before jsonb not null,
    absorbed_before jsonb not null,
    kept_version int not null,
    officer_id uuid,
    merged_at timestamptz not null default now(),
    undone_at timestamptz,
    constraint member_merges_pkey primary key (tenant_id, id),
    constraint member_merges_kept_fkey foreign key (tenant_id, kept_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint member_merges_absorbed_fkey foreign key (tenant_id, absorbed_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint member_merges_absorbed_other check (absorbed_id <> kept_id)
);
create index member_merges_kept_index on app.member_merges (tenant_id, kept_id);
create index member_merges_absorbed_index on app.member_merges (tenant_id, absorbed_id);
alter table app.member_merges enable row level security;
alter table app.member_merges force row level security;
comment on table app.member_merges is 'Two records found to be one person; enough to take it back.';
comment on column app.member_merges.tenant_id is 'private: the tenant';
comment on column app.member_merges.id is 'private: surrogate (UUIDv7)';
comment on column app.member_merges.kept_id is 'private: the record that stays';
comment on column app.member_merges.absorbed_id is 'private: the record that was taken in';
comment on column app.member_merges.kept_before is 'private: the values of the kept record that changed, as they were';
comment on column app.member_merges.absorbed_before is 'private: what moved from the absorbed record';
comment on column app.member_merges.kept_version is 'private: version of the kept record after the merge';
comment on column app.member_merges.officer_id is 'private: who did it';
comment on column app.member_merges.merged_at is 'private: when';
comment on column app.member_merges.undone_at is 'private: when it was taken back';

create table app.distinct_members (
    tenant_id uuid not null,
    one_id uuid not null,
    other_id uuid not null,
    officer_id uuid,
    decided_at timestamptz not null default now(),
    constraint distinct_members_pkey primary key (tenant_id, one_id, other_id),
    constraint distinct_members_one_fkey foreign key (tenant_id, one_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint distinct_members_other_fkey foreign key (tenant_id, other_id)
        references app.members (tenant_id, id) on delete cascade,
    constraint distinct_members_order check (one_id < other_id)
);
create index distinct_members_other_index on app.distinct_members (tenant_id, other_id);
alter table app.distinct_members enable row level security;
alter table app.distinct_members force row level security;
comment on table app.distinct_members is 'Two records that look like one person and are known to be two.';
comment on column app.distinct_members.tenant_id is 'private: the tenant';
comment on column app.distinct_members.one_id is 'private: the lower identity of the two';
comment on column app.distinct_members.other_id is 'private: the higher identity';
comment on column app.distinct_members.officer_id is 'private: who decided it';
comment on column app.distinct_members.decided_at is 'private: when';
