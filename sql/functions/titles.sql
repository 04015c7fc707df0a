-- How many of those below hold a title: the households of a community's area, of its clans and other kinds likewise, or those of
-- a clan, perhaps in several wards. It tells numbers and nothing else. Only the owner can look into all wards, hence a
-- definer's function.
create or replace function app.title_shares(subjects uuid[], title uuid, year int)
returns table (subject_id uuid, total int, recognised int)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select own.id, count(*)::int,
            count(*) filter (
                where exists (
                    select from app.registrations as r
                    where r.tenant_id = below.tenant_id
                        and r.subject_id = below.id
                        and r.title_type_id = $2
                        and r.year = $3
                        and r.state = 'recognised'
                )
            )::int
        from app.subjects as own
        join app.title_types as t on t.id = $2
        cross join lateral (
            select s.tenant_id, s.id
            from app.subjects as s
            where own.kind = 'community'
                and s.tenant_id = own.tenant_id
                and s.kind = t.subject_kind
                and s.id <> own.id
                and s.area_id = any (app.areas_below(own.area_id))
                and coalesce(s.ended_on > least(current_date, make_date($3, 12, 31)), true)
            union all
            select s.tenant_id, s.id
            from app.clan_households as link
            join app.subjects as s on s.tenant_id = link.tenant_id and s.id = link.subject_id
            where own.kind = 'clan'
                and link.clan_tenant_id = own.tenant_id
                and link.clan_id = own.id
                and s.kind = t.subject_kind
                and coalesce(s.ended_on > least(current_date, make_date($3, 12, 31)), true)
        ) as below
        where own.tenant_id = app.current_tenant()
            and own.id = any ($1)
        group by own.id;
end
$$;
comment on function app.title_shares(uuid[], uuid, int) is
    'Of those below communities and clans of the own ward: how many there are, and how many hold a title of a year.';
revoke all on function app.title_shares(uuid[], uuid, int) from public;

-- A family is recognised once in a year. It is the same if one person is in both, by the token of the citizen ID; or if one
-- household became the other. It tells in which ward, and not who.
create or replace function app.titles_elsewhere(registrations uuid[])
returns table (registration_id uuid, ward_id uuid, basis text)
language plpgsql stable security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select own.id, other.tenant_id, 'person'
        from app.registrations as own
        join app.household_people as person on person.tenant_id = own.tenant_id and person.subject_id = own.subject_id
        join app.household_people as twin on twin.person_token = person.person_token
            and twin.token_epoch = person.token_epoch
            and (twin.tenant_id, twin.subject_id) <> (person.tenant_id, person.subject_id)
        join app.registrations as other on other.tenant_id = twin.tenant_id
            and other.subject_id = twin.subject_id
            and other.title_type_id = own.title_type_id
            and other.year = own.year
            and other.state = 'recognised'
        where own.tenant_id = app.current_tenant()
            and own.id = any ($1)
        union
        select own.id, other.tenant_id, 'predecessor'
        from app.registrations as own
        join app.subject_successions as link on link.to_tenant_id = own.tenant_id and link.to_id = own.subject_id
        join app.registrations as other on other.tenant_id = link.tenant_id
            and other.subject_id = link.from_id
            and other.title_type_id = own.title_type_id
            and other.year = own.year
            and other.state = 'recognised'
        where own.tenant_id = app.current_tenant()
            and own.id = any ($1);
end
$$;
comment on function app.titles_elsewhere(uuid[]) is
    'Which own registrations are of a family that another household of it, perhaps in another ward, was recognised for.';
revoke all on function app.titles_elsewhere(uuid[]) from public;

-- Anybody with the code of a title's certificate is told what is printed on it, and whether it holds. Runs as its caller: a
-- policy shows the lines that have the code, the last of which holds.
create or replace function app.verify_title(code text)
returns table (
    certificate_number text, title_name text, level_name text, holder_name text, issuer text, decision_number text,
    decided_on date, signatory text, valid_until date, ended_on date
)
language plpgsql volatile set search_path = ''
as $$
begin
    perform set_config('app.certificate_code', coalesce($1, ''), true);
    return query
        select given.certificate_number, given.title_name, given.level_name, given.holder_name, given.issuer,
            given.decision_number, given.decided_on, given.signatory, given.valid_until,
            case when later.outcome <> 'recognised' then later.decided_on end
        from (
            select l.* from app.decision_lines as l
            where l.code = $1 and l.outcome = 'recognised'
            order by l.ordinal desc
            limit 1
        ) as given
        cross join (
            select l.* from app.decision_lines as l
            where l.code = $1
            order by l.ordinal desc
            limit 1
        ) as later;
    perform set_config('app.certificate_code', '', true);
end
$$;
comment on function app.verify_title(text) is 'What is printed on the certificate of a title with a code.';

grant execute on function app.title_shares(uuid[], uuid, int), app.titles_elsewhere(uuid[])
    to hoctap_server, hoctap_admin;
grant execute on function app.verify_title(text) to hoctap_server;
