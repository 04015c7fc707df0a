-- Something in app or identity that every role may use, those made later too. Mend it: revoke … from public, and
-- grant to the roles that need it. New functions are open to all unless the owner's default privileges say otherwise
-- (the first migration).
with privileges as (
    select format('schema %I', n.nspname) as object, a.grantee, a.privilege_type
    from pg_catalog.pg_namespace as n
    cross join lateral aclexplode(n.nspacl) as a
    where n.nspname in ('app', 'identity', 'release', 'tally')

    union all

    select format('%I.%I', n.nspname, c.relname), a.grantee, a.privilege_type
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) as a
    where n.nspname in ('app', 'identity', 'release', 'tally')

    union all

    select format('%I.%I.%I', n.nspname, c.relname, t.attname), a.grantee, a.privilege_type
    from pg_catalog.pg_attribute as t
    join pg_catalog.pg_class as c on c.oid = t.attrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    cross join lateral aclexplode(t.attacl) as a
    where n.nspname in ('app', 'identity', 'release', 'tally') and not t.attisdropped

    union all

    select p.oid::regprocedure::text, a.grantee, a.privilege_type
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
    where n.nspname in ('app', 'identity', 'release', 'tally')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
        )
)
select object, format('PUBLIC has %s', string_agg(privilege_type, ', ' order by privilege_type)) as violation
from privileges
where grantee = 0
group by object
order by 1
