-- A foreign key from one tenant table to another whose first column is not tenant_id on both sides: checks of foreign
-- keys pass by row security, so it ties a row to another tenant's and tells that it exists. Mend it in a migration:
-- foreign key (tenant_id, x_id) references … (tenant_id, id). Where a row is meant to point to another tenant's, because a
-- policy has asked whether it may, say so: comment on constraint … is 'open: the reason'.
select
    format('%I on %I.%I', k.conname, n.nspname, c.relname) as object,
    format('its first column is not tenant_id here and in %I', r.relname) as violation
from pg_catalog.pg_constraint as k
join pg_catalog.pg_class as c on c.oid = k.conrelid
join pg_catalog.pg_class as r on r.oid = k.confrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
join pg_catalog.pg_namespace as rn on rn.oid = r.relnamespace
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
join pg_catalog.pg_attribute as ra on ra.attrelid = r.oid and ra.attname = 'tenant_id' and not ra.attisdropped
where k.contype = 'f'
    and n.nspname = 'app'
    and rn.nspname = 'app'
    and (k.conkey[1] <> a.attnum or k.confkey[1] <> ra.attnum)
    and coalesce(obj_description(k.oid, 'pg_constraint'), '') !~ '^open: \S'
order by 1
