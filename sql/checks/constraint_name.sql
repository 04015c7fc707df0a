-- A constraint whose name does not begin with its table's name and go on with the rule, as in
-- members_birth_date_shape: errors name the constraint alone, and the program turns names into what it tells people.
-- Mend it in a migration: alter table … rename constraint … to ….
select
    format('%I on %I.%I', k.conname, n.nspname, c.relname) as object,
    format('its name does not begin with %s_', c.relname) as violation
from pg_catalog.pg_constraint as k
join pg_catalog.pg_class as c on c.oid = k.conrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('app', 'identity', 'release', 'tally', 'schema_history')
    and k.contype in ('p', 'u', 'f', 'c', 'x')
    and k.conislocal
    and k.conparentid = 0
    and not (k.conname::text ^@ (c.relname || '_') and length(k.conname::text) > length(c.relname || '_'))
order by 1
