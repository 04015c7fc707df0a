-- A foreign key whose columns no index begins with: each delete of a row that it points to reads the whole table. Mend
-- it in a migration: an index on these columns; in a tenant table (tenant_id, these columns) serves as well. A partial
-- index serves if it leaves out nothing but null.
select
    format('%I on %I.%I', k.conname, n.nspname, c.relname) as object,
    'no index begins with its columns' as violation
from pg_catalog.pg_constraint as k
join pg_catalog.pg_class as c on c.oid = k.conrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute as t
    on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped and n.nspname = 'app'
where k.contype = 'f'
    and n.nspname in ('app', 'identity', 'release', 'tally')
    and not exists (
        select
        from pg_catalog.pg_index as x
        where x.indrelid = c.oid
            and x.indisvalid
            and (
                (x.indkey::int2[])[0:least(x.indnkeyatts, cardinality(k.conkey)) - 1] @> k.conkey
                or x.indkey[0] = t.attnum
                and (x.indkey::int2[])[0:least(x.indnkeyatts - 1, cardinality(k.conkey))] @> k.conkey
            )
            and (
                x.indpred is null
                or pg_get_expr(x.indpred, c.oid) in (
                    select format('(%I IS NOT NULL)', a.attname)
                    from pg_catalog.pg_attribute as a
                    where a.attrelid = c.oid and a.attnum = any (k.conkey)
                )
            )
    )
order by 1
