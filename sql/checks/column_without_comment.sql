-- A column of which nobody has said whether it may become public. Mend it in a migration: comment on column … is
-- 'private: what it is', or 'public: …' for what may be published as it is.
select
    format('%I.%I.%I', n.nspname, c.relname, a.attname) as object,
    'has no comment that begins with public: or private:' as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
    and c.relkind in ('r', 'p')
    and not c.relispartition
    and coalesce(col_description(c.oid, a.attnum), '') !~ '^(public|private): \S'
order by 1
