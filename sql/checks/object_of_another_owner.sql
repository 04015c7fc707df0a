-- An object that does not belong to hoctap_owner: its owner may change it, and passes by what is granted. It was made
-- by hand. Mend it: alter … owner to hoctap_owner, and put what was done into a migration.
with objects as (
    select format('schema %I', n.nspname) as object, n.nspowner as owner
    from pg_catalog.pg_namespace as n
    where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')

    union all

    select format('%I.%I', n.nspname, c.relname), c.relowner
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
        and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
        )

    union all

    -- what makes ranges belongs to the cluster's first superuser, and goes with its type
    select p.oid::regprocedure::text, p.proowner
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
        )

    union all

    -- the types of tables and arrays go with what they are of
    select format('type %I.%I', n.nspname, t.typname), t.typowner
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
        and t.typtype in ('b', 'd', 'e', 'r')
        and t.typelem = 0
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'
        )
)
select object, format('belongs to %I', pg_get_userbyid(owner)) as violation
from objects
where pg_get_userbyid(owner) <> 'hoctap_owner'
order by 1
