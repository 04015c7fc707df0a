#!/usr/bin/env bash
# Makes the roles and the database of hoctap, and gives each role the password that stands in its secret. PostgreSQL's image runs it at
# the first start; to be run again, in the container, after a secret was rotated or sql/roles has changed. Changes nothing
# that is as it should be.
#
# Signs in as the superuser, over the Unix socket.
set -euo pipefail

readonly secrets="${HOCTAP_SECRETS:-/run/secrets}"
readonly roles="${HOCTAP_ROLES:-/usr/local/share/hoctap/roles.sql}"
readonly database="${HOCTAP_DATABASE_NAME:-hoctap}"
readonly sql=(psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1
    --username "${POSTGRES_USER:-postgres}" --dbname postgres)

# The statement that sets a password holds it in clear: it must reach no log, and no list of running statements outlives it.
# A role without a secret gets no password, so that nobody can sign in as it.
set_password() {
    local role="$1" file="$secrets/$1_password"
    if [ ! -e "$file" ]; then
        printf 'alter role :"role" password null;\n' | "${sql[@]}" --set role="$role"
        return
    fi
    local secret
    secret="$(cat "$file")"
    [ -n "$secret" ] || {
        echo "10-roles.sh: $file is empty" >&2
        exit 1
    }
    HOCTAP_ROLE_PASSWORD="$secret" "${sql[@]}" --set role="$role" <<'SQL'
\getenv secret HOCTAP_ROLE_PASSWORD
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';
set password_encryption = 'scram-sha-256';
alter role :"role" password :'secret';
SQL
}

PGOPTIONS='--client-min-messages=warning' "${sql[@]}" --file "$roles"

# Roles that may sign in, but for the superuser: those that the file has made.
while read -r role; do
    set_password "$role"
done < <("${sql[@]}" --tuples-only --no-align --command "
    select rolname from pg_roles where rolname like 'hoctap\_%' and rolcanlogin order by rolname")

"${sql[@]}" --set database="$database" <<'SQL'
select format('create database %I owner hoctap_owner template template0 encoding ''UTF8'' locale ''C.UTF-8''', :'database')
where not exists (select from pg_database where datname = :'database')
\gexec
-- whoever else may connect is said by the migrations
revoke all on database :"database", postgres, template1 from public;
grant connect on database :"database" to hoctap_migrate;
SQL
