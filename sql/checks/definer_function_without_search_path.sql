-- A security definer function whose search_path is the caller's: whoever calls it chooses which tables and operators
-- its names mean. Mend it in sql/functions: security definer set search_path = '', and names with their schema.
select
    p.oid::regprocedure::text as object,
    'is security definer and does not set search_path' as violation
from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where n.nspname <> 'information_schema'
    and n.nspname !~ '^pg_'
    and p.prosecdef
    and not exists (select from unnest(p.proconfig) as setting where setting ^@ 'search_path=')
order by 1
