-- An enumeration type: its values can be added and never removed, comparing them is not leakproof, and what a
-- programme counts is data with dates. Mend it in a migration: text with a check, or a table.
select
    format('%I.%I', n.nspname, t.typname) as object,
    'is an enumeration type' as violation
from pg_catalog.pg_type as t
join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
where n.nspname in ('app', 'identity', 'release', 'tally') and t.typtype = 'e'
order by 1
