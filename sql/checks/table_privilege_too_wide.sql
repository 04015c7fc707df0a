-- A login role that may TRUNCATE a table (row security does not ask), point foreign keys at it (they tell what
-- exists) or hang triggers on it (they run with the rights of others). Mend it in sql/policies: grant select, insert,
-- update, delete by name, never all.
select
    format('%I.%I', n.nspname, c.relname) as object,
    format('%I has %s', r.rolname, string_agg(a.privilege_type, ', ' order by a.privilege_type)) as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
cross join lateral aclexplode(c.relacl) as a
join pg_catalog.pg_roles as r on r.oid = a.grantee and r.rolcanlogin
where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
    and r.oid <> c.relowner
group by n.nspname, c.relname, r.rolname
order by 1, 2
