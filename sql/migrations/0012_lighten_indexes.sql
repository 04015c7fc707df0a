-- Indexes are most of what a list of 100,000 members costs to take in. Those by branch and by area need no order, because
-- the members of a part are read whole and then sorted; without it, and without members who have neither, an entry goes to
-- the end of its branch. Names are compared for a whole tenant or a whole list, which hashes them. Old code sees no
-- difference.
drop index app.members_branch_index;
create index members_branch_index on app.members (tenant_id, branch_id) where branch_id is not null;
drop index app.members_area_index;
create index members_area_index on app.members (tenant_id, area_id) where area_id is not null;
drop index app.members_name_index;
drop index app.membership_events_branch_index;
create index membership_events_branch_index on app.membership_events (tenant_id, branch_id)
    where branch_id is not null;
