-- A policy that calls a function as it stands calls it for every row: three to eight times slower. Mend it in
-- sql/policies: write (select app.current_tenant()), which is evaluated once a statement. Functions that are
-- immutable may stand bare.
--
-- Reads the stored expression, whose nodes are {KIND … {KIND …} …}: a call is bare if no SUBLINK is open around it.
with expressions as (
    select
        p.oid as policy,
        format('%I on %I.%I', p.polname, n.nspname, c.relname) as object,
        e.clause,
        e.tree
    from pg_catalog.pg_policy as p
    join pg_catalog.pg_class as c on c.oid = p.polrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    cross join lateral (
        values ('USING', p.polqual::text), ('WITH CHECK', p.polwithcheck::text)
    ) as e (clause, tree)
    where n.nspname in ('app', 'identity') and e.tree is not null
),
tokens as (
    select policy, object, clause, token.at, token.found[1] as text
    from expressions
    cross join lateral regexp_matches(
        tree,
        '(?<!\\)(\{(?:SUBLINK|SQLVALUEFUNCTION|FUNCEXPR :funcid \d+)?|\})',
        'g'
    ) with ordinality as token (found, at)
),
depths as (
    select *, sum(case when text = '}' then -1 else 1 end) over (partition by policy, clause order by at) as depth
    from tokens
),
calls as (
    select *, substring(text from 'funcid (\d+)')::oid as function
    from depths
    where text like '{FUNCEXPR%' or text = '{SQLVALUEFUNCTION'
)
select distinct
    object,
    format('%s calls %s for every row', clause, coalesce(p.oid::regprocedure::text, 'current_user, or a relative of it,'))
        as violation
from calls
left join pg_catalog.pg_proc as p on p.oid = calls.function
where p.provolatile is distinct from 'i'
    and not exists (
        select
        from depths as opened
        where opened.policy = calls.policy
            and opened.clause = calls.clause
            and opened.text = '{SUBLINK'
            and opened.at < calls.at
            and not exists (
                select
                from depths as closed
                where closed.policy = opened.policy
                    and closed.clause = opened.clause
                    and closed.at > opened.at
                    and closed.at < calls.at
                    and closed.depth < opened.depth
            )
    )
order by 1, 2
