-- A policy that calls a function as it stands calls it for every row: three to eight times slower. Mend it in
-- sql/policies: write (select app.current_tenant()), which is evaluated once a statement. Functions that are
-- immutable may stand bare, and app.sees_member, which is asked of the row itself, and only for officers of a part.
--
-- Reads the stored expression, whose nodes are {KIND … {KIND …} …}: a call is bare if no SUBLINK is open around it.
select distinct
    format('%I on %I.%I', p.polname, n.nspname, c.relname) as object,
    format('%s calls %s for every row', e.clause, coalesce(f.oid::regprocedure::text, 'current_user, or its like,'))
        as violation
from pg_catalog.pg_policy as p
join pg_catalog.pg_class as c on c.oid = p.polrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
cross join lateral (
    values ('USING', p.polqual::text), ('WITH CHECK', p.polwithcheck::text)
) as e (clause, tree)
cross join lateral (
    with tokens as (
        select
            token.at,
            token.found[1] as text,
            sum(case when token.found[1] = '}' then -1 else 1 end) over (order by token.at) as depth
        from regexp_matches(
            e.tree,
            '(?<!\\)(\{(?:SUBLINK|SQLVALUEFUNCTION|FUNCEXPR :funcid \d+)?|\})',
            'g'
        ) with ordinality as token (found, at)
    )
    select substring(call.text from 'funcid (\d+)')::oid as function
    from tokens as call
    where (call.text like '{FUNCEXPR%' or call.text = '{SQLVALUEFUNCTION')
        and not exists (
            select
            from tokens as opened
            where opened.text = '{SUBLINK'
                and opened.at < call.at
                and not exists (
                    select
                    from tokens as closed
                    where closed.at > opened.at and closed.at < call.at and closed.depth < opened.depth
                )
        )
) as bare
left join pg_catalog.pg_proc as f on f.oid = bare.function
where n.nspname in ('app', 'identity')
    and e.tree is not null
    and f.provolatile is distinct from 'i'
    and f.oid is distinct from to_regprocedure('app.sees_member(uuid, uuid)')
order by 1, 2
