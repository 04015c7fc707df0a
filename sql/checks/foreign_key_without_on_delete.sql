-- A foreign key that does not say what becomes of its rows when the row that it points to goes. Mend it in a
-- migration: on delete restrict, cascade or set null.
select
    format('%I on %I.%I', k.conname, n.nspname, c.relname) as object,
    'does not say on delete' as violation
from pg_catalog.pg_constraint as k
join pg_catalog.pg_class as c on c.oid = k.conrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where k.contype = 'f'
    and k.conparentid = 0
    and k.confdeltype = 'a'
    and n.nspname in ('app', 'identity', 'release', 'tally')
order by 1
