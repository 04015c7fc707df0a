-- Triggers that keep what the program keeps too: sets of criteria that were active stay as they were, scores fit their criteria,
-- registrations go from state to state as there are ways, and nothing that was decided changes. Each refusal names a constraint,
-- which the program puts into words. They run as whoever writes and see what the policies show. The operator's rows may
-- come in any order while an archive is put back, and go in any order when a tenant is removed.
create or replace function app.refuse_title(rule text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
    raise exception using errcode = 'check_violation', constraint = $1, message = 'refused by ' || $1;
end
$$;
comment on function app.refuse_title(text) is 'Ends the statement, naming the rule that it breaks as a constraint.';
grant execute on function app.refuse_title(text) to hoctap_server, hoctap_admin;

create or replace function app.guard_criteria_sets() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        if new.status not in ('draft', 'partial') then perform app.refuse_title('criteria_sets_begun_draft'); end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        if old.status not in ('draft', 'partial') then perform app.refuse_title('criteria_sets_activated_fixed'); end if;
        return old;
    end if;
    if old is not distinct from new then return new; end if;
    if old.status in ('active', 'retired') then
        if old.status = 'retired' or new.status <> 'retired'
            or (to_jsonb(old) - array['status', 'retired_at', 'valid_to'])
                is distinct from (to_jsonb(new) - array['status', 'retired_at', 'valid_to'])
        then
            perform app.refuse_title('criteria_sets_activated_fixed');
        end if;
    elsif new.status = 'active' and exists (select from app.criteria_defects(new.id)) then
        perform app.refuse_title('criteria_sets_active_complete');
    elsif new.status = 'retired' then
        perform app.refuse_title('criteria_sets_begun_draft');
    end if;
    return new;
end
$$;
comment on function app.guard_criteria_sets() is 'A set becomes active when it is complete, and never changes after that but to be retired.';

create or replace function app.guard_criteria_parts() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    status text;
begin
    if tg_op = 'UPDATE' then
        if old is not distinct from new then return new; end if;
        if old.set_id <> new.set_id then perform app.refuse_title('criteria_sets_activated_fixed'); end if;
    end if;
    -- held until the transaction ends, so that the set does not become active meanwhile
    select s.status into status
    from app.criteria_sets as s
    where s.id = case tg_op when 'DELETE' then old.set_id else new.set_id end
    for update;
    if status in ('active', 'retired') then perform app.refuse_title('criteria_sets_activated_fixed'); end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function app.guard_criteria_parts() is 'The parts of a set change while it is neither active nor retired.';

create or replace function app.guard_registrations() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    outcome text;
begin
    if app.is_restoring() then return new; end if;
    if tg_op = 'INSERT' then
        if new.state <> 'registered' then perform app.refuse_title('registrations_state_step'); end if;
        return new;
    end if;
    if (old.subject_id, old.title_type_id, old.year, old.kind)
        is distinct from (new.subject_id, new.title_type_id, new.year, new.kind)
    then
        perform app.refuse_title('registrations_subject_fixed');
    end if;
    if old.state not in ('registered', 'scored', 'withdrawn')
        and (old.set_id, old.points, old.level, old.zone, old.area_id, old.registered_on)
            is distinct from (new.set_id, new.points, new.level, new.zone, new.area_id, new.registered_on)
    then
        perform app.refuse_title('registrations_decided_fixed');
    end if;
    if old.state = new.state then return new; end if;
    if not app.title_step_allowed(old.state, new.state, new.set_id is not null) then
        perform app.refuse_title('registrations_state_step');
    end if;
    if new.state in ('recognised', 'refused', 'revoked') then
        select l.outcome into outcome
        from app.decision_lines as l
        where l.tenant_id = new.tenant_id and l.registration_id = new.id
        order by l.ordinal desc
        limit 1;
        if outcome is distinct from new.state then perform app.refuse_title('registrations_decision_known'); end if;
    end if;
    return new;
end
$$;
comment on function app.guard_registrations() is 'A registration goes on by the ways there are, and is decided by a decision.';

create or replace function app.guard_scores() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    rule text;
begin
    if app.is_restoring() then return null; end if;
    select case
            when r.state not in ('registered', 'scored') then 'scores_registration_open'
            when r.set_id is distinct from i.set_id then 'scores_item_of_set'
            when s.status <> 'active' then 'scores_set_active'
            when exists (select from app.criteria_items as part where part.set_id = i.set_id and part.parent_id = i.id)
                then 'scores_item_leaf'
            when n.not_applicable and i.not_applicable is null then 'scores_not_applicable_rule'
            when not n.not_applicable and (n.points is null) <> (i.measure = 'pass') then 'scores_measure'
            when n.points > i.max_points then 'scores_points_most'
        end
    into rule
    from new_rows as n
    join app.registrations as r on r.tenant_id = n.tenant_id and r.id = n.registration_id
    join app.criteria_items as i on i.id = n.item_id
    join app.criteria_sets as s on s.id = i.set_id
    where r.state not in ('registered', 'scored')
        or r.set_id is distinct from i.set_id
        or s.status <> 'active'
        or exists (select from app.criteria_items as part where part.set_id = i.set_id and part.parent_id = i.id)
        or n.not_applicable and i.not_applicable is null
        or not n.not_applicable and (n.points is null) <> (i.measure = 'pass')
        or n.points > i.max_points
    limit 1;
    if rule is not null then perform app.refuse_title(rule); end if;
    return null;
end
$$;
comment on function app.guard_scores() is 'A score is of an active set''s criterion, within its bounds, and of a registration that is open.';

create or replace function app.guard_scores_removed() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    if current_user <> 'hoctap_admin' and exists (
        select
        from old_rows as o
        join app.registrations as r on r.tenant_id = o.tenant_id and r.id = o.registration_id
        where r.state not in ('registered', 'scored')
    ) then
        perform app.refuse_title('scores_registration_open');
    end if;
    return null;
end
$$;
comment on function app.guard_scores_removed() is 'A score is taken away while its registration is open.';

create or replace function app.guard_evidence() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    if current_user = 'hoctap_admin' and (tg_op = 'DELETE' or app.is_restoring()) then return null; end if;
    if exists (
        select
        from changed_rows as c
        join app.registrations as r on r.tenant_id = c.tenant_id and r.id = c.registration_id
        where r.state not in ('registered', 'scored', 'reviewed', 'appealed')
    ) then
        perform app.refuse_title('evidence_registration_open');
    end if;
    return null;
end
$$;
comment on function app.guard_evidence() is 'Evidence comes and goes until its registration is proposed, and while there is an appeal.';

create or replace function app.guard_reviews() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
    if exists (
        select
        from app.review_votes as v
        join app.registrations as r on r.tenant_id = v.tenant_id and r.id = v.registration_id
        where v.tenant_id = old.tenant_id
            and v.review_id = old.id
            and r.state in ('proposed', 'recognised', 'refused', 'appealed', 'revoked')
    ) or (old.title_type_id, old.year, old.present) is distinct from (new.title_type_id, new.year, new.present) then
        perform app.refuse_title('reviews_open');
    end if;
    return new;
end
$$;
comment on function app.guard_reviews() is 'The minutes of a meeting change until something is proposed after it.';

create or replace function app.guard_review_votes() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    rule text;
begin
    if app.is_restoring() then return null; end if;
    select case
            when (w.title_type_id, w.year) is distinct from (r.title_type_id, r.year) then 'review_votes_same_year'
            when n.votes_for + n.votes_against + n.abstained > w.present then 'review_votes_present'
            else 'registrations_state_step'
        end
    into rule
    from new_rows as n
    join app.reviews as w on w.tenant_id = n.tenant_id and w.id = n.review_id
    join app.registrations as r on r.tenant_id = n.tenant_id and r.id = n.registration_id
    where (w.title_type_id, w.year) is distinct from (r.title_type_id, r.year)
        or n.votes_for + n.votes_against + n.abstained > w.present
        or r.state not in ('scored', 'reviewed') and not (r.state = 'registered' and r.set_id is null)
    limit 1;
    if rule is not null then perform app.refuse_title(rule); end if;
    return null;
end
$$;
comment on function app.guard_review_votes() is 'A meeting votes on what is scored, with no more votes than people.';

create or replace function app.guard_proposal_lines() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    rule text;
begin
    if app.is_restoring() then return null; end if;
    select case
            when (p.title_type_id, p.year) is distinct from (r.title_type_id, r.year) then 'proposal_lines_same_year'
            when r.state <> 'reviewed' then 'registrations_state_step'
            else 'proposal_lines_review_passed'
        end
    into rule
    from new_rows as n
    join app.proposals as p on p.tenant_id = n.tenant_id and p.id = n.proposal_id
    join app.registrations as r on r.tenant_id = n.tenant_id and r.id = n.registration_id
    where (p.title_type_id, p.year) is distinct from (r.title_type_id, r.year)
        or r.state <> 'reviewed'
        or n.recommendation = 'recognise' and (
            select v.result
            from app.review_votes as v
            join app.reviews as w on w.tenant_id = v.tenant_id and w.id = v.review_id
            where v.tenant_id = r.tenant_id and v.registration_id = r.id
            order by w.held_on desc, w.id desc
            limit 1
        ) is distinct from 'passed'
    limit 1;
    if rule is not null then perform app.refuse_title(rule); end if;
    return null;
end
$$;
comment on function app.guard_proposal_lines() is 'What is proposed was reviewed; what is proposed to be recognised passed.';

create or replace function app.guard_decision_lines() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
    rule text;
begin
    if app.is_restoring() then return null; end if;
    select case
            when (d.title_type_id, d.year) is distinct from (r.title_type_id, r.year) then 'decision_lines_same_year'
            else 'decision_lines_state'
        end
    into rule
    from new_rows as n
    join app.decisions as d on d.tenant_id = n.tenant_id and d.id = n.decision_id
    join app.registrations as r on r.tenant_id = n.tenant_id and r.id = n.registration_id
    where (d.title_type_id, d.year) is distinct from (r.title_type_id, r.year)
        or not case d.kind
            when 'recognition' then n.outcome = 'recognised' and r.state in ('proposed', 'appealed')
            when 'refusal' then n.outcome = 'refused' and r.state in ('proposed', 'appealed')
            when 'revocation' then n.outcome = 'revoked' and r.state = 'recognised'
            else n.outcome = 'recognised' and r.state in ('recognised', 'refused', 'revoked')
                or n.outcome = 'refused' and r.state in ('recognised', 'refused')
        end
    limit 1;
    if rule is not null then perform app.refuse_title(rule); end if;
    return null;
end
$$;
comment on function app.guard_decision_lines() is 'A decision fits the state of what it decides.';

create or replace trigger guard before insert or update or delete on app.criteria_sets
    for each row execute function app.guard_criteria_sets();
create or replace trigger guard before insert or update or delete on app.criteria_items
    for each row execute function app.guard_criteria_parts();
create or replace trigger guard before insert or update or delete on app.criteria_levels
    for each row execute function app.guard_criteria_parts();
create or replace trigger guard before insert or update or delete on app.criteria_conditions
    for each row execute function app.guard_criteria_parts();
create or replace trigger guard before insert or update on app.registrations
    for each row execute function app.guard_registrations();
create or replace trigger guard_insert after insert on app.scores
    referencing new table as new_rows for each statement execute function app.guard_scores();
create or replace trigger guard_update after update on app.scores
    referencing new table as new_rows for each statement execute function app.guard_scores();
create or replace trigger guard_delete after delete on app.scores
    referencing old table as old_rows for each statement execute function app.guard_scores_removed();
create or replace trigger guard_insert after insert on app.evidence
    referencing new table as changed_rows for each statement execute function app.guard_evidence();
create or replace trigger guard_delete after delete on app.evidence
    referencing old table as changed_rows for each statement execute function app.guard_evidence();
create or replace trigger guard before update on app.reviews
    for each row execute function app.guard_reviews();
create or replace trigger guard_insert after insert on app.review_votes
    referencing new table as new_rows for each statement execute function app.guard_review_votes();
create or replace trigger guard_insert after insert on app.proposal_lines
    referencing new table as new_rows for each statement execute function app.guard_proposal_lines();
create or replace trigger guard_insert after insert on app.decision_lines
    referencing new table as new_rows for each statement execute function app.guard_decision_lines();
