-- When two records can be one person, as far as one field tells. These only propose: officers decide.
create or replace function app.may_be_one_birth_date(one text, other text, is_one_branch boolean) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    -- 1960 and 1960-05-03 can be one day; "about" makes no difference; without both dates the branch has to do
    select case
        when $1 is null or $2 is null then coalesce($3, false)
        else starts_with(rtrim($1, '~'), rtrim($2, '~')) or starts_with(rtrim($2, '~'), rtrim($1, '~'))
    end
$$;
comment on function app.may_be_one_birth_date(text, text, boolean) is 'Whether two birth dates can be one.';

create or replace function app.may_be_one_name(one text, other text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select split_part($1, ' ', -1) = split_part($2, ' ', -1)
        or string_to_array($1, ' ') @> string_to_array($2, ' ')
        or string_to_array($1, ' ') <@ string_to_array($2, ' ')
$$;
comment on function app.may_be_one_name(text, text) is 'Whether two search keys have the given name in common, or one holds the other.';

create or replace function app.are_other_persons(one text, other text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    -- the number of 12 digits is for life; of the old one a person has had several
    select coalesce(length($1) = 12 and length($2) = 12 and $1 <> $2, false)
$$;
comment on function app.are_other_persons(text, text) is 'Whether two citizen IDs are of two people.';

grant execute on function app.may_be_one_birth_date(text, text, boolean), app.may_be_one_name(text, text),
    app.are_other_persons(text, text)
    to hoctap_server, hoctap_admin;
