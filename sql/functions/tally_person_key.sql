-- Which key's tokens are compared. Tokens of two keys are never: whatever another key made is as good as none.

-- Whoever has a key says so when it starts. The first one to do so decides.
create or replace function tally.note_person_key(epoch int) returns int
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
declare
    used int := (select k.epoch from tally.person_key as k);
begin
    if used is not null then
        return used;
    end if;
    insert into tally.person_key (epoch) values ($1) on conflict do nothing;
    if found then
        -- tokens that were there before are looked at again
        insert into tally.ledger (measure, tenant_id, month, member_id, amount)
        select 1, m.tenant_id, date '0001-01-01', m.id, 0
        from app.members as m
        where m.token_epoch = $1;
    end if;
    return (select k.epoch from tally.person_key as k);
end
$$;
comment on function tally.note_person_key(int) is
    'Which key''s tokens are compared; the caller''s, if none was before.';

-- Every membership whose token another key made is one that nobody can link from here on, at once.
create or replace function tally.use_person_key(epoch int) returns void
language plpgsql volatile security definer set search_path = '' set app.counting = 'on' set work_mem = '128MB'
as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'persons are looked at after the last fold' using errcode = 'invalid_transaction_state';
    end if;
    perform pg_advisory_xact_lock(tally.fold_key());
    insert into tally.person_key (epoch) values ($1)
    on conflict (id) do update set epoch = excluded.epoch, used_since = now();
    update tally.presence as p
    set token = case when m.token_epoch = $1 then m.person_token end
    from app.members as m
    where m.tenant_id = p.tenant_id and m.id = p.member_id and p.kind <> 3
        and p.token is distinct from case when m.token_epoch = $1 then m.person_token end;
    if found then
        perform tally.rebuild_persons();
    end if;
end
$$;
comment on function tally.use_person_key(int) is 'Compares the tokens of another key, and those of no other.';
