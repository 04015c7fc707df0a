-- What is due stands in many tenants, and whoever sends acts for one at a time. Only the owner can look in all of them, hence
-- definer's functions; they tell whose turn it is, and how much there is to do.
create or replace function app.due_webhooks(at_most int)
returns table (tenant_id uuid, delivery_id uuid)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select d.tenant_id, d.id
        from app.webhook_deliveries as d
        where d.state = 'pending'
            and d.due_at <= now()
        order by d.due_at
        limit least(greatest(at_most, 0), 100);
end
$$;
comment on function app.due_webhooks(int) is 'What is to be sent to programs now, the longest due first.';
revoke all on function app.due_webhooks(int) from public;
grant execute on function app.due_webhooks(int) to hoctap_server;

create or replace function app.webhook_queue(out pending bigint, out failed bigint, out oldest timestamptz)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    select count(*) filter (where d.state = 'pending'), count(*) filter (where d.state = 'failed'),
        min(d.occurred_at) filter (where d.state = 'pending')
    into pending, failed, oldest
    from app.webhook_deliveries as d
    where d.state = 'pending'
        or (d.state = 'failed' and d.ended_at > now() - interval '1 day');
end
$$;
comment on function app.webhook_queue() is
    'How many deliveries wait, how many were given up within a day, and since when the oldest waits.';
revoke all on function app.webhook_queue() from public;
grant execute on function app.webhook_queue() to hoctap_admin;
