-- The two rooms of the database and the kinds of value that their tables share. Nobody may do anything in them that is
-- not granted.
create schema app;
comment on schema app is 'What tenants keep, and the areas that all share.';
create schema identity;
comment on schema identity is 'Who may sign in; nothing about members.';

-- the roles of this program start with no right that everybody has
do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format(
        'grant connect on database %I to hoctap_migrate, hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, '
            'hoctap_admin, hoctap_backup',
        current_database()
    );
    -- to take a list in, and to put an archive back: COPY fills no table under row security
    execute format('grant temporary on database %I to hoctap_server, hoctap_admin', current_database());
exception when insufficient_privilege then
    raise notice 'the database belongs to another role: its rights stay as they are';
end
$$;
alter default privileges in schema app revoke execute on functions from public;
alter default privileges in schema identity revoke execute on functions from public;
alter default privileges revoke execute on functions from public;

grant usage on schema app to hoctap_server, hoctap_auth, hoctap_worker, hoctap_admin;
grant usage on schema identity to hoctap_auth, hoctap_admin;

-- EDTF (ISO 8601-2): 1960, 1960-05, 1960-05-03, and ~ behind a date that is only about right. As text in this form
-- dates sort.
create domain app.partial_date as text collate "C"
    constraint partial_date_value_edtf check (value ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?~?$');
comment on domain app.partial_date is 'A day, a month or a year, as far as it is known (EDTF).';
