-- Where the members of a part of a tenant are looked for: below the branch that is asked for, or else in the area, or else
-- in the part for which the officer works. What may be seen of them the policies decide.
create or replace function app.part_branches(tenant uuid, branch uuid, area uuid) returns uuid[]
language sql stable parallel safe set search_path = ''
as $$
    select case
        when $2 is not null then app.branches_below($1, $2)
        when $3 is not null then '{}'
        else app.visible_branches()
    end
$$;
comment on function app.part_branches(uuid, uuid, uuid) is 'The branches among whose members a list looks.';

create or replace function app.part_areas(branch uuid, area uuid) returns uuid[]
language sql stable parallel safe set search_path = ''
as $$
    select case
        when $1 is not null then '{}'
        when $2 is not null then app.areas_below($2)
        else app.visible_areas()
    end
$$;
comment on function app.part_areas(uuid, uuid) is 'The areas among whose members a list looks.';

grant execute on function app.part_branches(uuid, uuid, uuid), app.part_areas(uuid, uuid)
    to hoctap_server, hoctap_admin;

-- Only officers of a part are asked this, row by row: a subquery in a policy is set up with every statement, also for those
-- who see the whole tenant, which takes longer than reading the rows of a member.
create or replace function app.sees_member(tenant uuid, member uuid) returns boolean
language sql stable parallel safe set search_path = ''
return exists (select from app.members where members.tenant_id = $1 and members.id = $2);
comment on function app.sees_member(uuid, uuid) is 'Whether the officer sees this member, by the policy of members.';

grant execute on function app.sees_member(uuid, uuid) to hoctap_server;
