import Testing

/// A fault that a check must find, seeded beside a table that has none.
struct SchemaFault: Sendable, CustomTestStringConvertible {
    /// SQL run as the owner, after `clean`; `reset role` makes it the superuser.
    let sql: String
    /// What must be reported, as `check: object`, and nothing else.
    let reports: Set<String>

    init(_ sql: String, _ reports: String...) {
        self.sql = sql
        self.reports = Set(reports)
    }

    var testDescription: String { sql }

    /// A tenant table as it should be.
    static let clean = """
        create table app.seeded (
            tenant_id uuid not null constraint seeded_tenant_fkey references app.tenants on delete cascade,
            id uuid not null,
            other_id uuid,
            constraint seeded_pkey primary key (tenant_id, id)
        );
        alter table app.seeded enable row level security;
        alter table app.seeded force row level security;
        create policy server on app.seeded to hoctap_server
            using (tenant_id = (select app.current_tenant()))
            with check (tenant_id = (select app.current_tenant()));
        grant select, insert, update, delete on app.seeded to hoctap_server;
        comment on column app.seeded.tenant_id is 'private: the tenant';
        comment on column app.seeded.id is 'private: surrogate';
        comment on column app.seeded.other_id is 'public: another';
        """

    /// Changes that break no rule.
    static let harmless = [
        "create policy p on app.seeded for delete using (tenant_id = (select app.current_tenant()))",
        "create policy p on app.seeded for select using (true); comment on policy p on app.seeded is 'open: a reason'",
        "create policy p on app.seeded as restrictive for select using (true)",
        "create policy p on app.seeded for select using (id = (select app.current_tenant()) and lower('A') = 'a')",
        "create policy p on app.seeded for select using (id in (select id from app.tenants where now() > created_at))",
        "create policy p on app.seeded for select using (id = (select nullif(current_setting('a.b', true), '')::uuid))",
        "create unique index seeded_other_unique on app.seeded (tenant_id, other_id)",
        foreignKey("on delete cascade") + "create index seeded_other_index on app.seeded (tenant_id, other_id)",
        foreignKey("on delete cascade")
            + "create index i on app.seeded (tenant_id, other_id) where other_id is not null",
        areaKey + "create index seeded_other_index on app.seeded (tenant_id, other_id, id)",
        areaKey + "create index i on app.seeded (other_id); comment on index app.i is 'open: a reason'",
        "create view app.seeded_view with (security_invoker = true) as select id from app.seeded",
        "create function app.seeded() returns int language sql security definer set search_path = '' return 1",
        "create table public.other (id int)",
        "create domain app.seeded_domain as text",
        "create type app.seeded_range as range (subtype = int)",
        "reset role; alter role hoctap_server connection limit 5",
    ]

    static let all: [SchemaFault] = policies + keys + code + rights

    private static let policies = [
        SchemaFault(
            "alter table app.seeded no force row level security",
            "tenant_table_without_forced_rls: app.seeded"
        ),
        SchemaFault(
            "alter table app.seeded disable row level security",
            "tenant_table_without_forced_rls: app.seeded",
            "rls_without_policy: app.seeded"
        ),
        SchemaFault("drop policy server on app.seeded", "rls_without_policy: app.seeded"),
        SchemaFault(
            "create policy p on app.seeded for update using (tenant_id = (select app.current_tenant()))",
            "write_policy_without_check: p on app.seeded"
        ),
        SchemaFault(
            "create policy p on app.seeded using (tenant_id = (select app.current_tenant()))",
            "write_policy_without_check: p on app.seeded"
        ),
        SchemaFault(
            "create policy p on app.seeded for select using (tenant_id = app.current_tenant())",
            "policy_without_initplan: p on app.seeded"
        ),
        SchemaFault(
            "create policy p on app.seeded for insert with check (id = nullif(current_setting('a.b', true), '')::uuid)",
            "policy_without_initplan: p on app.seeded"
        ),
        SchemaFault(
            "create policy p on app.seeded for select using ((select '}{'::text) = '{' and current_user = '{SUBLINK')",
            "policy_without_initplan: p on app.seeded"
        ),
        SchemaFault(
            "create policy p on app.seeded for select "
                + "using (id = (select app.current_tenant()) and (id = app.current_tenant() or (select true)))",
            "policy_without_initplan: p on app.seeded"
        ),
        SchemaFault("create policy p on app.seeded for select using (true)", "policy_always_true: p on app.seeded"),
        SchemaFault("create policy p on app.seeded for select using (1 = 1)", "policy_always_true: p on app.seeded"),
        SchemaFault(
            "create policy p on app.seeded for insert with check (true); comment on policy p on app.seeded is 'open: '",
            "policy_always_true: p on app.seeded"
        ),
    ]

    private static let keys = [
        SchemaFault("create index seeded_other on app.seeded (other_id)", "index_not_led_by_tenant: app.seeded_other"),
        SchemaFault(
            "create index seeded_other on app.seeded (other_id); comment on index app.seeded_other is 'open:'",
            "index_not_led_by_tenant: app.seeded_other"
        ),
        SchemaFault(
            """
            create unique index seeded_other on app.seeded (other_id);
            comment on index app.seeded_other is 'open: it seemed a good idea'
            """,
            "index_not_led_by_tenant: app.seeded_other"
        ),
        SchemaFault(
            foreignKey("on delete cascade") + "create index i on app.seeded (tenant_id, id) include (other_id)",
            "foreign_key_without_index: seeded_other_fkey on app.seeded"
        ),
        SchemaFault(
            "alter table app.seeded add constraint seeded_id_unique unique (id, tenant_id)",
            "index_not_led_by_tenant: app.seeded_id_unique"
        ),
        SchemaFault(
            "alter table app.seeded drop constraint seeded_pkey, add constraint seeded_pkey primary key (id)",
            "index_not_led_by_tenant: app.seeded_pkey",
            "foreign_key_without_index: seeded_tenant_fkey on app.seeded"
        ),
        SchemaFault(
            """
            alter table app.seeded add constraint seeded_other_fkey
                foreign key (other_id, tenant_id) references app.members (id, tenant_id) on delete cascade;
            create index seeded_other_index on app.seeded (tenant_id, other_id)
            """,
            "foreign_key_not_led_by_tenant: seeded_other_fkey on app.seeded"
        ),
        SchemaFault(
            foreignKey("on delete cascade"),
            "foreign_key_without_index: seeded_other_fkey on app.seeded"
        ),
        SchemaFault(
            foreignKey("on delete cascade") + "create index i on app.seeded (tenant_id, other_id) where id is not null",
            "foreign_key_without_index: seeded_other_fkey on app.seeded"
        ),
        SchemaFault(areaKey, "foreign_key_without_index: seeded_other_fkey on app.seeded"),
        SchemaFault(
            foreignKey("") + "create index seeded_other_index on app.seeded (tenant_id, other_id)",
            "foreign_key_without_on_delete: seeded_other_fkey on app.seeded"
        ),
        SchemaFault(
            """
            create index seeded_other on app.seeded (tenant_id, other_id);
            reset role;
            update pg_index set indisvalid = false where indexrelid = 'app.seeded_other'::regclass
            """,
            "index_not_valid: app.seeded_other"
        ),
        SchemaFault(
            "alter table app.seeded add constraint wrong check (id <> other_id)",
            "constraint_name: wrong on app.seeded"
        ),
        SchemaFault(
            "alter table app.seeded rename constraint seeded_pkey to seeded_",
            "constraint_name: seeded_ on app.seeded"
        ),
        SchemaFault(
            "comment on column app.seeded.other_id is null",
            "column_without_comment: app.seeded.other_id"
        ),
        SchemaFault(
            "comment on column app.seeded.other_id is 'secret: another'",
            "column_without_comment: app.seeded.other_id"
        ),
        SchemaFault(
            "comment on column app.seeded.other_id is 'private:'",
            "column_without_comment: app.seeded.other_id"
        ),
        SchemaFault("create sequence app.seeded_number", "sequence: app.seeded_number"),
        SchemaFault(
            "alter table app.seeded add column n int generated always as identity; "
                + "comment on column app.seeded.n is 'private: a number'",
            "sequence: app.seeded_n_seq"
        ),
    ]

    private static let code = [
        SchemaFault(
            "create function public.seeded() returns int language sql security definer return 1",
            "definer_function_without_search_path: seeded()"
        ),
        SchemaFault(
            "create function public.seeded() returns int language sql security definer set search_path = '' return 1; "
                + "grant execute on function public.seeded() to public",
            "definer_function_for_public: seeded()"
        ),
        SchemaFault(
            "create view app.seeded_view as select id from app.seeded",
            "view_without_security_invoker: app.seeded_view"
        ),
        SchemaFault(
            "create view app.seeded_view with (security_invoker = false) as select id from app.seeded",
            "view_without_security_invoker: app.seeded_view"
        ),
        SchemaFault(
            "create materialized view app.seeded_view as select id from app.seeded",
            "materialized_view: app.seeded_view"
        ),
        SchemaFault("create type app.seeded_kind as enum ('a')", "enum_type: app.seeded_kind"),
        SchemaFault(
            """
            create function app.seeded() returns int language sql return 1;
            reset role;
            alter function app.seeded() leakproof
            """,
            "leakproof_function: app.seeded()"
        ),
    ]

    private static let rights = [
        SchemaFault("reset role; alter table app.seeded owner to postgres", "object_of_another_owner: app.seeded"),
        SchemaFault("reset role; create domain app.d as text", "object_of_another_owner: type app.d"),
        SchemaFault("reset role; alter schema app owner to postgres", "object_of_another_owner: schema app"),
        SchemaFault(
            "create function app.seeded() returns int language sql return 1; "
                + "reset role; alter function app.seeded() owner to postgres",
            "object_of_another_owner: app.seeded()"
        ),
        SchemaFault(
            "reset role; alter table app.seeded owner to hoctap_server",
            "object_of_another_owner: app.seeded",
            "login_role_too_powerful: hoctap_server"
        ),
        SchemaFault("reset role; alter role hoctap_city superuser", "login_role_too_powerful: hoctap_city"),
        SchemaFault("reset role; alter role hoctap_worker bypassrls", "login_role_too_powerful: hoctap_worker"),
        SchemaFault("reset role; alter role hoctap_auth createrole", "login_role_too_powerful: hoctap_auth"),
        SchemaFault("reset role; alter role hoctap_admin createdb", "login_role_too_powerful: hoctap_admin"),
        SchemaFault("reset role; grant hoctap_owner to hoctap_server", "login_role_too_powerful: hoctap_server"),
        SchemaFault("reset role; create role hoctap_new login bypassrls", "login_role_too_powerful: hoctap_new"),
        SchemaFault("grant select on app.seeded to public", "privilege_for_public: app.seeded"),
        SchemaFault("grant update (id) on app.seeded to public", "privilege_for_public: app.seeded.id"),
        SchemaFault("grant usage on schema identity to public", "privilege_for_public: schema identity"),
        SchemaFault(
            "create function app.seeded() returns int language sql return 1; "
                + "grant execute on function app.seeded() to public",
            "privilege_for_public: app.seeded()"
        ),
        SchemaFault("grant truncate on app.seeded to hoctap_server", "table_privilege_too_wide: app.seeded"),
        SchemaFault("grant references on app.seeded to hoctap_admin", "table_privilege_too_wide: app.seeded"),
        SchemaFault("grant all on app.seeded to hoctap_worker", "table_privilege_too_wide: app.seeded"),
    ]

    private static func foreignKey(_ action: String) -> String {
        """
        alter table app.seeded add constraint seeded_other_fkey
            foreign key (tenant_id, other_id) references app.members (tenant_id, id) \(action);

        """
    }

    private static let areaKey =
        "alter table app.seeded add constraint seeded_other_fkey "
        + "foreign key (other_id) references app.areas on delete cascade; "
}
