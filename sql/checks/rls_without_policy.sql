-- Row security without a policy lets nobody see or write anything, which is never what a table is for; a policy
-- without row security does nothing at all. Mend it in sql/policies, or enable row security in a migration.
select
    format('%I.%I', n.nspname, c.relname) as object,
    case
        when c.relrowsecurity then 'row security has no policy'
        else 'has policies, and row security is off'
    end as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('app', 'identity')
    and c.relkind in ('r', 'p')
    and c.relrowsecurity <> exists (select from pg_catalog.pg_policy as p where p.polrelid = c.oid)
order by 1
