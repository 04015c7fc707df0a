-- A security definer function that everybody may execute lends its owner's rights to every role, those made later
-- too. Mend it in sql/functions: revoke execute on function … from public, and grant it to the roles that need it.
select
    p.oid::regprocedure::text as object,
    'is security definer and PUBLIC may execute it' as violation
from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where n.nspname <> 'information_schema'
    and n.nspname !~ '^pg_'
    and p.prosecdef
    and exists (
        select
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
        where a.grantee = 0 and a.privilege_type = 'EXECUTE'
    )
order by 1
