-- Whoever stands at a door types its code and does not say whose class it is of. Only the owner can look for it among all
-- tenants, hence a definer's function; it tells whose session it is, and of nobody in it.
create or replace function app.find_door(code text)
returns table (tenant_id uuid, session_id uuid, officer_id uuid)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select sessions.tenant_id, sessions.id, sessions.door_officer_id
        from app.class_sessions as sessions
        where sessions.door_code = $1
            and sessions.door_until > now()
            and sessions.door_officer_id is not null
            and sessions.state <> 'cancelled'
        limit 10;
end
$$;
comment on function app.find_door(text) is 'The sessions whose code at the door this is now, and who opened it.';
revoke all on function app.find_door(text) from public;
grant execute on function app.find_door(text) to hoctap_server;
