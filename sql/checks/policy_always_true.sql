-- A permissive policy that is true for every row opens the table to its role. Mend it in sql/policies: compare a
-- column with who is asking; or, where every row is meant, say so: comment on policy … is 'open: the reason'.
select
    format('%I on %I.%I', p.polname, n.nspname, c.relname) as object,
    format('%s names no column and asks nobody: %s', e.clause, pg_get_expr(e.tree, p.polrelid)) as violation
from pg_catalog.pg_policy as p
join pg_catalog.pg_class as c on c.oid = p.polrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
cross join lateral (
    values ('USING', p.polqual), ('WITH CHECK', p.polwithcheck)
) as e (clause, tree)
where n.nspname in ('app', 'identity')
    and p.polpermissive
    and e.tree is not null
    and e.tree::text !~ '\{(VAR|SUBLINK|SQLVALUEFUNCTION|FUNCEXPR) '
    and coalesce(obj_description(p.oid, 'pg_policy'), '') !~ '^open: \S'
order by 1, 2
