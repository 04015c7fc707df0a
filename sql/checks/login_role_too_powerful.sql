-- A role that signs in and can pass by row security: it owns something here, is the owner's member, or has a right
-- that no login role of ours may have. Mend it with sql/roles/roles.sql, and alter … owner to hoctap_owner.
-- hoctap_migrate alone is a member of the owner, for its migrations.
with roles as (
    select oid, rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
    from pg_catalog.pg_roles
    where rolname ^@ 'hoctap_' and rolcanlogin
),
faults as (
    select rolname, 'is superuser' as violation from roles where rolsuper

    union all

    select rolname, 'has BYPASSRLS' from roles where rolbypassrls

    union all

    select rolname, 'has CREATEROLE' from roles where rolcreaterole

    union all

    select rolname, 'has CREATEDB' from roles where rolcreatedb

    union all

    select roles.rolname, format('is a member of %I', owner.rolname)
    from roles
    join pg_catalog.pg_auth_members as m on m.member = roles.oid
    join pg_catalog.pg_roles as owner on owner.oid = m.roleid
    where (owner.rolname = 'hoctap_owner' and roles.rolname <> 'hoctap_migrate')
        or owner.rolsuper or owner.rolbypassrls

    union all

    select roles.rolname, format('owns %s', pg_describe_object(d.classid, d.objid, d.objsubid))
    from roles
    join pg_catalog.pg_shdepend as d
        on d.refclassid = 'pg_authid'::regclass and d.refobjid = roles.oid and d.deptype = 'o'
    join pg_catalog.pg_database as here on here.datname = current_database()
    where d.dbid = here.oid or (d.classid = 'pg_database'::regclass and d.objid = here.oid)
)
select rolname::text as object, violation
from faults
order by 1, 2
