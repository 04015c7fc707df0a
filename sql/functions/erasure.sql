-- Rows of an upload from which no member was made can be a person's all the same. They are told by the citizen ID, or by the
-- name and the birth date together.
create or replace function app.is_of_person(kept jsonb, citizen_ids text[], names text[], birth_dates text[])
returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select coalesce($1 ->> 'citizen_id' = any ($2), false)
        or exists (
            select from unnest($3, $4) as person (name, birth_date)
            where person.name = $1 ->> 'full_name' and person.birth_date is not distinct from $1 ->> 'birth_date'
        )
$$;
comment on function app.is_of_person(jsonb, text[], text[], text[]) is 'Whether values of an upload are a person''s.';

grant execute on function app.is_of_person(jsonb, text[], text[], text[]) to hoctap_server, hoctap_admin;
