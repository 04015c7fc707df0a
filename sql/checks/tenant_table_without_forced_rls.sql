-- A table with tenant_id shows every tenant's rows to whoever may read it, or all of them to its owner. Mend it in
-- the migration that makes it: alter table … enable row level security; alter table … force row level security.
select
    format('%I.%I', n.nspname, c.relname) as object,
    case
        when not c.relrowsecurity and not c.relforcerowsecurity then 'row security is neither enabled nor forced'
        when not c.relrowsecurity then 'row security is not enabled'
        else 'row security is not forced'
    end as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where n.nspname = 'app'
    and c.relkind in ('r', 'p')
    and not (c.relrowsecurity and c.relforcerowsecurity)
order by 1
