-- What the policies of classes and enrolments ask. They run as their caller, so they tell no more than the caller may see; as
-- functions, because a policy of classes looks at enrolments and one of enrolments at classes.
create or replace function app.may_enrol(host uuid, class uuid) returns boolean
language sql stable parallel safe set search_path = ''
as $$
    select exists (
        select from app.classes
        where classes.tenant_id = $1
            and classes.id = $2
            and (
                classes.tenant_id = app.current_tenant()
                or classes.enrolment = 'open' and classes.state in ('open', 'running')
            )
    )
$$;
comment on function app.may_enrol(uuid, uuid) is 'Whether the tenant may enrol its members in a class: its own, or one open to all.';

create or replace function app.keeps_class(host uuid, class uuid) returns boolean
language sql stable parallel safe set search_path = ''
as $$
    select exists (
        select from app.classes
        where classes.tenant_id = $1
            and classes.id = $2
            and classes.tenant_id = app.current_tenant()
            and (
                app.sees_whole_tenant()
                or classes.branch_id = any (app.visible_branches())
                or classes.area_id = any (app.visible_areas())
            )
    )
$$;
comment on function app.keeps_class(uuid, uuid) is 'Whether a class of the own tenant is in the officer''s part of it.';

-- Who enrols somebody has to know whether there is a place, and may not see who has the others. Only the owner can count all
-- of them, hence a definer's function.
create or replace function app.class_places(hosts uuid[], classes uuid[])
returns table (host_id uuid, class_id uuid, taken int, waiting int[], last_seat int)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select asked.host_id, asked.class_id, counted.taken, counted.waiting, counted.last_seat
        from unnest($1, $2) as asked (host_id, class_id)
        cross join lateral (
            select count(*) filter (where enrolments.state = 'enrolled')::int as taken,
                coalesce(array_agg(enrolments.seat order by enrolments.seat) filter (where enrolments.state = 'waiting'), '{}')
                    as waiting,
                coalesce(max(enrolments.seat), 0) as last_seat
            from app.enrolments
            where enrolments.host_id = asked.host_id and enrolments.class_id = asked.class_id
        ) as counted;
end
$$;
comment on function app.class_places(uuid[], uuid[]) is 'How many places of classes are taken, which numbers wait, and the last number.';
revoke all on function app.class_places(uuid[], uuid[]) from public;

create or replace function app.asked_certificate() returns text
language sql stable parallel safe set search_path = ''
return nullif(current_setting('app.certificate_code', true), '');
comment on function app.asked_certificate() is 'The code of the certificate that is being verified.';

-- Anybody with the code of a certificate is told what is printed on it, and whether it holds. Runs as its caller: a policy
-- shows the one certificate that has the code.
create or replace function app.verify_certificate(code text)
returns table (number text, title text, holder_name text, issuer text, issued_on date, revoked_on date)
language plpgsql volatile set search_path = ''
as $$
begin
    perform set_config('app.certificate_code', coalesce($1, ''), true);
    return query
        select certificates.number, certificates.title, certificates.holder_name, certificates.issuer,
            certificates.issued_on, certificates.revoked_on
        from app.certificates
        where certificates.code = $1;
    perform set_config('app.certificate_code', '', true);
end
$$;
comment on function app.verify_certificate(text) is 'What is printed on the certificate with a code.';

grant execute on function app.may_enrol(uuid, uuid), app.keeps_class(uuid, uuid), app.class_places(uuid[], uuid[]),
    app.asked_certificate()
    to hoctap_server, hoctap_admin;
grant execute on function app.verify_certificate(text) to hoctap_server;
