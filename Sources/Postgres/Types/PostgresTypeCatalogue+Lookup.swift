extension PostgresTypeCatalogue {
    /// The query that brings what is to know of `ids` and of every type they are made of. Its rows are
    /// `PostgresTypeRow`, column by column; types that do not exist have no row.
    package static func lookup(ids: [UInt32]) -> PostgresQuery {
        let list = ids.map { PostgresTypeID($0) }
        return lookup(
            wanted: """
                select null::text as requested, given.oid from unnest(\(list)::oid[]) as given (oid)
                """
        )
    }

    /// The same by names, as `::regtype` reads them under the connection's `search_path`.
    package static func lookup(names: [String]) -> PostgresQuery {
        lookup(
            wanted: """
                select given.name as requested, to_regtype(given.name)::oid as oid
                from unnest(\(names)::text[]) as given (name)
                """
        )
    }

    /// Identifiers from 10,000 on are given out by initdb and by users; what lies below is built in or a row of the
    /// system catalogue, which nothing is made of.
    private static func lookup(wanted: PostgresQuery) -> PostgresQuery {
        PostgresQuery(
            sql: """
                -- PostgresTypeCatalogue.lookup
                with recursive wanted as materialized (
                    \(wanted.sql)
                ), needed (oid) as (
                    select oid from wanted where oid is not null
                    union
                    select part.oid
                    from needed
                    join pg_catalog.pg_type t on t.oid = needed.oid
                    cross join lateral (
                        select t.typarray
                        union all select t.typelem
                        union all select t.typbasetype
                        union all
                        select a.atttypid from pg_catalog.pg_attribute a
                        where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
                        union all
                        select unnest(array[r.rngtypid, r.rngsubtype, r.rngmultitypid]) from pg_catalog.pg_range r
                        where t.oid in (r.rngtypid, r.rngmultitypid)
                    ) as part (oid)
                    where part.oid >= 10000
                )
                select w.requested, t.oid, t.typname::text, n.nspname::text, t.typtype::text,
                    case when t.typcategory = 'A' then t.typelem else 0::oid end, t.typbasetype, t.typarray,
                    coalesce(
                        (select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid),
                        (select r.rngtypid from pg_catalog.pg_range r where r.rngmultitypid = t.oid), 0::oid),
                    coalesce(f.names, '{}'), coalesce(f.types, '{}')
                from needed
                join pg_catalog.pg_type t on t.oid = needed.oid
                join pg_catalog.pg_namespace n on n.oid = t.typnamespace
                left join wanted w on w.oid = t.oid
                left join lateral (
                    select array_agg(a.attname::text order by a.attnum) as names,
                        array_agg(a.atttypid order by a.attnum) as types
                    from pg_catalog.pg_attribute a
                    where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
                ) as f on true
                """,
            binds: wanted.binds
        )
    }
}
