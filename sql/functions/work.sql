-- Who leads the programme, what others may change in a task or a return, and the counts of a return.
create or replace function app.leads_programme() returns boolean
language sql stable parallel safe set search_path = ''
return exists (
    select from app.associations
    where associations.association_id = app.current_tenant() and associations.to_on is null
);
comment on function app.leads_programme() is 'Whether the tenant is the association that leads the programme.';

-- Whose task it is says what is to be done and until when; who does it says how far it is.
create or replace function app.keep_task() returns trigger
language plpgsql set search_path = ''
as $$
begin
    if app.current_tenant() is distinct from old.assigned_id or old.assigned_id = old.tenant_id then
        return new;
    end if;
    if (new.title, new.content, new.due_on) is distinct from (old.title, old.content, old.due_on)
        or new.state <> old.state and 'cancelled' in (new.state, old.state)
    then
        raise exception 'row-level security policy: the task is another tenant''s'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function app.keep_task() is 'Keeps who does a task for another tenant from changing what the task is.';
create or replace trigger plan_tasks_keep before update on app.plan_tasks
    for each row execute function app.keep_task();

-- A return goes from its tenant to the association that leads:
--
--     draft --> submitted --> approved --> locked
--                  |  ^          |
--                  v  +--------+ |
--               returned <-------+
--
-- The tenant sends it, from draft and from returned; the rest is the association's. What it says changes in draft and in
-- returned alone, and of one that is locked nothing does, whoever asks.
create or replace function app.keep_return() returns trigger
language plpgsql set search_path = ''
as $$
declare
    is_own boolean := app.current_tenant() = old.tenant_id;
    step text := old.state || ' ' || new.state;
begin
    if new is not distinct from old then
        return new;
    end if;
    if old.state = 'locked' then
        raise exception 'the return is locked' using errcode = 'check_violation', constraint = 'returns_state_step';
    end if;
    if (new.figures, new.counted_at, new.remark, new.submitted_at)
        is distinct from (old.figures, old.counted_at, old.remark, old.submitted_at)
        and not (is_own and old.state in ('draft', 'returned'))
        or new.state <> old.state and not (
            is_own and step in ('draft submitted', 'returned submitted')
            or app.leads_programme() and step in (
                'submitted approved', 'submitted returned', 'approved returned', 'approved locked'
            )
        )
    then
        raise exception 'the return is at another step'
            using errcode = 'check_violation', constraint = 'returns_state_step';
    end if;
    return new;
end
$$;
comment on function app.keep_return() is 'Says who may do which step of a return, and keeps what was sent as it was sent.';
create or replace trigger returns_keep before update on app.returns
    for each row execute function app.keep_return();

-- The city is told how far returns are that were sent, and nothing of what they say. The owner alone writes what is published,
-- hence a definer's function.
create or replace function tally.publish_return() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
    if tg_op <> 'INSERT' then
        delete from release.return_states
        where tenant_id = old.tenant_id and year = old.year and period = old.period;
    end if;
    if tg_op <> 'DELETE' and new.state <> 'draft' then
        insert into release.return_states (tenant_id, year, period, state, submitted_on, decided_on)
        values (
            new.tenant_id, new.year, new.period, new.state, (new.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date,
            (new.decided_at at time zone 'Asia/Ho_Chi_Minh')::date
        );
    end if;
    return null;
end
$$;
comment on function tally.publish_return() is 'Keeps release.return_states.';
revoke all on function tally.publish_return() from public;
create or replace trigger returns_publish after insert or update or delete on app.returns
    for each row execute function tally.publish_return();

-- The fingerprint of a return: the same figures give the same, whoever computes it.
create or replace function app.return_hash(
    tenant uuid, year int, period text, figures jsonb, remark text
) returns bytea
language sql immutable parallel safe set search_path = ''
return sha256(convert_to(concat_ws(E'\n', $1, $2, $3, $4, $5), 'UTF8'));
comment on function app.return_hash(uuid, int, text, jsonb, text) is 'The sha256 that a return is locked under.';

grant execute on function app.leads_programme() to hoctap_server, hoctap_admin;
grant execute on function app.return_hash(uuid, int, text, jsonb, text) to hoctap_server, hoctap_admin;
