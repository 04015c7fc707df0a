-- A key or an index of a tenant table whose first column is not tenant_id: as a key it tells one tenant what another
-- has (an error, or its absence), as an index it mixes tenants. Mend it in a migration: tenant_id first. Where a role
-- looks through all tenants, as the sign-in does, an index that is no key may say so: comment on index … is 'open: the
-- reason'.
select
    format('%I.%I', n.nspname, i.relname) as object,
    format(
        '%s of %I does not begin with tenant_id',
        case when x.indisprimary then 'primary key' when x.indisunique then 'unique index' else 'index' end,
        c.relname
    ) as violation
from pg_catalog.pg_index as x
join pg_catalog.pg_class as i on i.oid = x.indexrelid
join pg_catalog.pg_class as c on c.oid = x.indrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where n.nspname = 'app'
    and c.relkind in ('r', 'p')
    and x.indkey[0] <> a.attnum
    and (x.indisunique or coalesce(obj_description(i.oid, 'pg_class'), '') !~ '^open: \S')
order by 1
