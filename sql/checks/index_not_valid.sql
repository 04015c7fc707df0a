-- An index that was given up in the middle of its making (create index concurrently): it costs every write and serves no
-- read, and as a key it guards nothing. Mend it: drop index concurrently …, and run hoctap migrate again.
select
    format('%I.%I', n.nspname, i.relname) as object,
    format('is not valid, on %I', c.relname) as violation
from pg_catalog.pg_index as x
join pg_catalog.pg_class as i on i.oid = x.indexrelid
join pg_catalog.pg_class as c on c.oid = x.indrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('app', 'identity', 'release', 'tally') and not x.indisvalid
order by 1
