-- Who is asking, as the transaction said when it began. A setting that is local to a transaction reads '' and not NULL
-- after it, hence nullif: with nothing set every function answers null or false, and every policy then shows nothing.
--
-- Their names were looked up when they were made, so that a search_path of their own would change nothing but keep the
-- planner from putting their expressions in their places, which makes each of them cost fifty times as much.
create or replace function app.current_tenant() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.tenant_id', true), '')::uuid;
comment on function app.current_tenant() is 'The tenant for which the transaction acts.';

create or replace function app.current_officer() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.officer_id', true), '')::uuid;
comment on function app.current_officer() is 'The officer who acts; null for the operator.';

create or replace function app.current_account() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.account_id', true), '')::uuid;
comment on function app.current_account() is 'The account that signs in.';

create or replace function app.may_edit() returns boolean
language sql stable parallel safe
return coalesce(
    current_setting('app.role', true) in ('administrator', 'editor') and current_setting('app.access', true) = 'write',
    false
);
comment on function app.may_edit() is 'Whether the officer may change records, in a transaction that is meant to.';

create or replace function app.may_administer() returns boolean
language sql stable parallel safe
return coalesce(
    current_setting('app.role', true) = 'administrator' and current_setting('app.access', true) = 'write',
    false
);
comment on function app.may_administer() is
    'Whether the officer may change officers and branches, in a transaction that is meant to.';

create or replace function app.is_administrator() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.role', true) = 'administrator', false);
comment on function app.is_administrator() is 'Whether the officer is an administrator of the tenant.';

create or replace function app.sees_whole_tenant() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.scope', true) = '*', false);
comment on function app.sees_whole_tenant() is 'Whether the officer works for the whole tenant.';

create or replace function app.visible_branches() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('app.branches', true), ''), '{}')::uuid[];
comment on function app.visible_branches() is
    'The branches for which an officer of a part works, those below included.';

create or replace function app.visible_areas() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('app.areas', true), ''), '{}')::uuid[];
comment on function app.visible_areas() is 'The areas for which an officer of a part works, those below included.';

create or replace function app.is_counting() returns boolean
language sql stable parallel safe set search_path = ''
return coalesce(current_setting('app.counting', true) = 'on', false);
comment on function app.is_counting() is
    'Whether a function of the owner''s that counts is at work: the policies named counting show it all tenants'' rows.';

grant execute on function app.current_tenant(), app.current_officer(), app.may_edit(), app.may_administer(),
    app.is_administrator(), app.sees_whole_tenant(), app.visible_branches(), app.visible_areas()
    to hoctap_server, hoctap_worker, hoctap_admin;
grant execute on function app.current_tenant(), app.current_account() to hoctap_auth;
