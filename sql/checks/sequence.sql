-- A sequence counts for all tenants at once: its numbers tell each how much the others write. Mend it in a migration:
-- UUIDs, or numbers counted a tenant.
select
    format('%I.%I', n.nspname, c.relname) as object,
    'is a sequence' as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname = 'app' and c.relkind = 'S'
order by 1
