-- A policy for writing that does not say WITH CHECK takes its USING for it, or nothing at all where it has none. Mend
-- it in sql/policies: say which rows may be written, even if they are the same.
select
    format('%I on %I.%I', p.polname, n.nspname, c.relname) as object,
    'has no WITH CHECK' as violation
from pg_catalog.pg_policy as p
join pg_catalog.pg_class as c on c.oid = p.polrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('app', 'identity')
    and p.polcmd in ('*', 'a', 'w')
    and p.polwithcheck is null
order by 1
