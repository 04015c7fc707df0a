import Postgres

/// The tables of `schema_history`, and who may read them.
extension SchemaHistory {
    /// Makes the tables. To be run as the role that shall own them, with the right to create schemas in the database.
    static let creation = """
        create schema if not exists schema_history;
        comment on schema schema_history is 'What has been applied to this database; written by the migrator alone.';

        create table schema_history.migrations (
            number int not null
                constraint migrations_pkey primary key
                constraint migrations_number_positive check (number > 0),
            name text not null,
            hash text not null constraint migrations_hash_shape check (hash ~ '^[0-9a-f]{64}$'),
            applied_at timestamptz not null default clock_timestamp(),
            applied_by text not null default session_user,
            duration_milliseconds bigint not null,
            binary_version text not null
        );
        comment on table schema_history.migrations is 'Each migration that has been applied.';
        comment on column schema_history.migrations.number is 'public: number of the file, from 1 without gaps';
        comment on column schema_history.migrations.name is 'public: name of the file without number and ending';
        comment on column schema_history.migrations.hash is 'public: SHA-256 of the file';
        comment on column schema_history.migrations.applied_at is 'public: when';
        comment on column schema_history.migrations.applied_by is 'public: the login role';
        comment on column schema_history.migrations.duration_milliseconds is 'public: how long it took';
        comment on column schema_history.migrations.binary_version is 'public: version of the program';

        create table schema_history.present (
            path text not null constraint present_pkey primary key,
            hash text not null constraint present_hash_shape check (hash ~ '^[0-9a-f]{64}$'),
            applied_at timestamptz not null default clock_timestamp(),
            applied_by text not null default session_user,
            binary_version text not null
        );
        comment on table schema_history.present is 'Each function, view and policy file as it was last applied.';
        comment on column schema_history.present.path is 'public: folder and name of the file';
        comment on column schema_history.present.hash is 'public: SHA-256 of the file';
        comment on column schema_history.present.applied_at is 'public: when';
        comment on column schema_history.present.applied_by is 'public: the login role';
        comment on column schema_history.present.binary_version is 'public: version of the program';
        """

    /// Roles named `hoctap_…` that cannot read the tables yet.
    static let rolesWithoutSight: PostgresQuery = """
        -- SchemaHistory.rolesWithoutSight
        select distinct r.rolname::text
        from pg_catalog.pg_roles as r
        cross join pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where r.rolname ^@ 'hoctap_'
            and n.nspname = 'schema_history'
            and c.relkind = 'r'
            and not (has_schema_privilege(r.oid, n.oid, 'usage') and has_table_privilege(r.oid, c.oid, 'select'))
        order by 1
        """

    /// Lets `role` read the tables.
    static func grants(to role: String) -> [PostgresQuery] {
        [
            "grant usage on schema schema_history to \(identifier: role)",
            "grant select on all tables in schema schema_history to \(identifier: role)",
        ]
    }

    static func record(_ migration: SchemaMigration, milliseconds: Int, binaryVersion: String) -> PostgresQuery {
        """
        -- SchemaHistory.record migration
        insert into schema_history.migrations (number, name, hash, duration_milliseconds, binary_version)
        values (
            \(Int32(clamping: migration.number)), \(migration.name), \(migration.hash), \(Int64(milliseconds)),
            \(binaryVersion)
        )
        """
    }

    static func record(_ file: SchemaPresentFile, binaryVersion: String) -> PostgresQuery {
        """
        -- SchemaHistory.record present
        insert into schema_history.present (path, hash, binary_version)
        values (\(file.path), \(file.hash), \(binaryVersion))
        on conflict (path) do update set
            hash = excluded.hash,
            applied_at = excluded.applied_at,
            applied_by = excluded.applied_by,
            binary_version = excluded.binary_version
        """
    }

    static func forget(_ paths: [String]) -> PostgresQuery {
        """
        -- SchemaHistory.forget
        delete from schema_history.present
        where path = any (\(paths))
        """
    }
}
