-- The roles of hoctap, made by the cluster's superuser before anything else; running it again changes nothing.
-- Passwords are set by whoever deploys (deploy/README.md): none stands here. A login role owns nothing and inherits
-- nothing.
do $$
declare
    role_name text;
begin
    if not exists (select from pg_roles where rolname = 'hoctap_owner') then
        create role hoctap_owner nologin;
    end if;
    foreach role_name in array array[
        'hoctap_migrate', 'hoctap_server', 'hoctap_auth', 'hoctap_worker', 'hoctap_city', 'hoctap_admin',
        'hoctap_backup'
    ] loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I login', role_name);
        end if;
        execute format(
            'alter role %I noinherit nosuperuser nobypassrls nocreatedb nocreaterole noreplication', role_name
        );
    end loop;
end
$$;

alter role hoctap_owner nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
-- physical backups only: it reads the files of the cluster, and no table
alter role hoctap_backup replication;

-- migrates by `set role hoctap_owner` in each of its transactions
grant hoctap_owner to hoctap_migrate;

-- what the owner's functions that count say of themselves (app.is_counting); a function may not set what it was not granted
grant set on parameter app.counting to hoctap_owner;

-- statements and idle transactions end by themselves, should a client forget to end them
alter role hoctap_server set statement_timeout = '60s';
alter role hoctap_server set idle_in_transaction_session_timeout = '60s';
alter role hoctap_auth set statement_timeout = '10s';
alter role hoctap_auth set idle_in_transaction_session_timeout = '10s';
alter role hoctap_city set statement_timeout = '60s';
alter role hoctap_city set idle_in_transaction_session_timeout = '60s';

-- the plans of small questions look dear under row security, and compiling them costs more than they do (30 ms and more)
alter role hoctap_server set jit = off;
alter role hoctap_auth set jit = off;
alter role hoctap_admin set jit = off;

comment on role hoctap_owner is 'Owns everything of hoctap; nobody signs in as it.';
comment on role hoctap_migrate is 'Changes the schema, as hoctap_owner.';
comment on role hoctap_server is 'The pages and the API: tenant tables under row security.';
comment on role hoctap_auth is 'Who signs in: accounts, sessions, tokens; of tenants only what the account belongs to.';
comment on role hoctap_worker is 'Adds up the ledger, by functions; reads totals, and no row of a tenant.';
comment on role hoctap_city is 'Published totals only; no person.';
comment on role hoctap_admin is 'The operator''s commands.';
comment on role hoctap_backup is 'Copies the cluster; reads no table.';
