-- A view reads with the rights of its owner, past the policies that hold for the reader. Mend it in sql/views: create
-- view … with (security_invoker = true).
select
    format('%I.%I', n.nspname, c.relname) as object,
    'is a view without security_invoker' as violation
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('app', 'identity')
    and c.relkind = 'v'
    and not exists (
        select
        from pg_options_to_table(c.reloptions) as o
        where o.option_name = 'security_invoker' and o.option_value::boolean
    )
order by 1
