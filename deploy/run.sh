# shellcheck shell=bash
# shellcheck disable=SC2154 # root, say, fail and what installs packages are those of deploy/local
# deploy/local run and clean: PostgreSQL, the schema, the server and the worker on one machine, until Ctrl-C. Sourced by deploy/local.
#
# Everything is under .local: the cluster, the secrets, the logs. PostgreSQL, the server and the worker are children of this script in sessions of
# their own, so that Ctrl-C reaches the script alone and it stops them in order. Should the script be killed, the kernel tells them to
# stop (setpriv --pdeathsig). PostgreSQL listens on a Unix socket and on no port.

readonly state="$root/.local"
readonly secrets="$state/secrets"
readonly logs="$state/log"
readonly first_port=8080
# Beyond these many neighbours something else is wrong.
readonly ports_tried=50
readonly start_patience_seconds=60
readonly stop_patience_seconds=30

postgres_process=
server_process=
worker_process=
step_process=
socket_folder=

run_usage() {
    cat <<'TEXT'
deploy/local run [--port PORT]
    Builds for release, starts a private PostgreSQL cluster under .local, brings its schema up to date and starts the
    server and the worker. The address is printed when it answers. Ctrl-C stops all of it; the data stay for the next run.
    PORT is the first port tried, 8080 when left out; one that is taken leads to the next.

deploy/local clean [--yes]
    Removes .local: the cluster with all its data, the secrets, the logs. Asks first, but for --yes.
TEXT
}

run_hoctap() {
    local port="$first_port"
    while [ $# -gt 0 ]; do
        case "$1" in
            --port) port="${2:-}"; shift ;;
            --port=*) port="${1#--port=}" ;;
            *) run_usage >&2; exit 64 ;;
        esac
        shift
    done
    case "$port" in
        *[!0-9]* | '') fail "--port wants a number, and this is \"$port\"" ;;
    esac

    trap stop_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    take_lock
    prepare_machine
    install_packages util-linux
    say "Building for release"
    step swift build --package-path "$root" --configuration release --product hoctap
    program="$(swift build --package-path "$root" --configuration release --show-bin-path)/hoctap"
    "$root/deploy/secrets" "$secrets"
    make_cluster
    start_postgres
    step env PGHOST="$socket_folder" HOCTAP_SECRETS="$secrets" HOCTAP_ROLES="$root/sql/roles/roles.sql" \
        PATH="$binaries:$PATH" "$root/deploy/postgres/10-roles.sh"
    port="$(free_port "$port")"
    write_settings "$port"
    step "$program" migrate --config "$state/hoctap.conf"
    fill_city
    serve_until_stopped
}

# One run at a time. The lock goes with this process, however it ends; the children are not given it.
take_lock() {
    # The server of the cluster is another user where this one is root.
    mkdir -p "$state" "$logs"
    chmod 755 "$state"
    exec 9>"$state/lock"
    flock --nonblock 9 || fail "another deploy/local run or clean is at work here (.local/lock)"
}

# Runs a command so that a signal to this script ends both at once: bash would wait for a command in the foreground.
step() {
    "$@" 9>&- &
    step_process=$!
    local status=0
    wait "$step_process" || status=$?
    step_process=
    [ "$status" -eq 0 ] || exit "$status"
}

# Runs a command as the user that owns the cluster: PostgreSQL refuses to be root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Sets `cluster`, the folder of the data: under .local, or where its owner can get at it. .local/cluster leads there.
find_cluster() {
    cluster="$state/data"
    if [ "$(id -u)" -eq 0 ] && ! as_owner test -x "$state"; then
        cluster="/var/lib/hoctap-local/$(printf '%s' "$root" | sha256sum | cut -c 1-12)"
    fi
}

make_cluster() {
    find_cluster
    local newest
    newest="$(dirname "$(find /usr/lib/postgresql -path '*/bin/postgres' | sort -V | tail -n 1)")"
    binaries="$newest"
    if [ -s "$cluster/PG_VERSION" ]; then
        binaries="/usr/lib/postgresql/$(cat "$cluster/PG_VERSION")/bin"
        [ -x "$binaries/postgres" ] || fail "the cluster in .local is of PostgreSQL $(cat "$cluster/PG_VERSION"), \
which is not installed; install it, or begin anew with deploy/local clean"
        return
    fi
    say "Making a PostgreSQL cluster in ${cluster#"$root/"}"
    mkdir -p "$(dirname "$cluster")"
    # Renamed when complete: an initdb that was killed leaves nothing that looks like a cluster.
    rm -rf "$cluster.new"
    mkdir "$cluster.new"
    if [ "$(id -u)" -eq 0 ]; then chown postgres: "$cluster.new"; fi
    as_owner "$binaries/initdb" --pgdata="$cluster.new" --username=postgres --auth=reject --data-checksums \
        --encoding=UTF8 --locale=C.UTF-8 --no-instructions >"$logs/initdb.log" 2>&1 ||
        fail "initdb failed: $(tail -n 3 "$logs/initdb.log")"
    mv "$cluster.new" "$cluster"
}

# Who may come in: whoever runs this script is the superuser, over the socket; the roles of hoctap by their passwords.
write_access_rules() {
    local owner
    owner="$(id -un)"
    printf '%s\n' 'local all postgres peer map=operator' 'local hoctap all scram-sha-256' |
        as_owner tee "$cluster/pg_hba.conf" >/dev/null
    printf 'operator %s postgres\n' "$owner" | as_owner tee "$cluster/pg_ident.conf" >/dev/null
}

# A postmaster of an earlier run that was killed: the kernel has told it to stop, and it may be at that still.
stop_orphan() {
    local process
    [ -s "$cluster/postmaster.pid" ] || return 0
    process="$(head -n 1 "$cluster/postmaster.pid")"
    if [ "$(readlink "/proc/$process/cwd" 2>/dev/null)" = "$(realpath "$cluster")" ]; then
        say "Stopping PostgreSQL of an earlier run"
        stop_process "$process" INT
    fi
    # Not ours, or gone: the number of a process that was killed may be another's by now.
    rm -f "$cluster/postmaster.pid"
}

start_postgres() {
    stop_orphan
    write_access_rules
    # The path of a Unix socket has 107 bytes at most, and that of .local may have more.
    rm -rf "$(readlink "$state/socket" 2>/dev/null || echo "$state/socket")"
    socket_folder="$(mktemp -d /tmp/hoctap-run.XXXXXX)"
    chmod 755 "$socket_folder"
    ln -sfn "$socket_folder" "$state/socket"
    local become=()
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$socket_folder"
        become=(--reuid=postgres --regid=postgres --init-groups)
    fi
    say "Starting PostgreSQL"
    (cd / && exec setsid setpriv --pdeathsig=INT "${become[@]}" "$binaries/postgres" -D "$cluster" \
        -c listen_addresses= -c unix_socket_directories="$socket_folder" -c port=5432 -c max_connections=80 \
        -c password_encryption=scram-sha-256 -c jit=off -c timezone=UTC -c log_timezone=UTC \
        -c log_line_prefix='%m [%p] %u@%d ' -c log_error_verbosity=terse -c log_parameter_max_length=0 \
        -c log_parameter_max_length_on_error=0) >>"$logs/postgres.log" 2>&1 9>&- &
    postgres_process=$!
    local deadline=$((SECONDS + start_patience_seconds))
    until "$binaries/pg_isready" --quiet --host="$socket_folder" --username=postgres --dbname=postgres --timeout=1; do
        kill -0 "$postgres_process" 2>/dev/null ||
            fail "PostgreSQL did not start: $(tail -n 3 "$logs/postgres.log")"
        [ "$SECONDS" -lt "$deadline" ] || fail "PostgreSQL was not ready within $start_patience_seconds s"
        sleep 0.1
    done
}

# Prints the first port from the given one on that nobody listens on.
free_port() {
    local port
    for ((port = $1; port < $1 + ports_tried && port < 65536; port++)); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            [ "$port" = "$1" ] || say "Port $1 is taken; taking $port"
            printf '%s\n' "$port"
            return
        fi
    done
    fail "no free port from $1 on"
}

# The settings of this installation, for the server and for commands in another terminal: hoctap ... --config .local/hoctap.conf
write_settings() {
    server_port="$1"
    {
        echo "# Written by deploy/local run."
        echo "HOCTAP_DATABASE = host=$socket_folder dbname=hoctap"
        local role
        for role in migrate server auth city admin worker; do
            echo "HOCTAP_PASSWORD_${role^^}_FILE = $secrets/hoctap_${role}_password"
        done
        echo "HOCTAP_SERVER_KEY_FILE = $secrets/hoctap_server_key"
        echo "HOCTAP_PERSON_KEY_FILE = $secrets/hoctap_person_key"
        echo "HOCTAP_LISTEN = 127.0.0.1:$server_port"
        echo "HOCTAP_BASE_URL = http://localhost:$server_port"
        echo "HOCTAP_SQL = $root/sql"
        echo "# The people of the demo have no app for codes."
        echo "HOCTAP_NO_SECOND_FACTOR = true"
    } >"$state/hoctap.conf"
}

# The first run fills the database with areas and a city of invented people; later ones find it there. What the demo prints, the
# sign-ins among it, is kept for them.
fill_city() {
    if [ -s "$state/demo" ]; then return; fi
    say "Making the demo city"
    step "$program" area load --config "$state/hoctap.conf" >&2
    step "$program" demo --if-empty --again --config "$state/hoctap.conf" >"$state/demo.new"
    mv "$state/demo.new" "$state/demo"
}

serve_until_stopped() {
    say "Starting the server and the worker"
    setsid setpriv --pdeathsig=TERM "$program" serve --config "$state/hoctap.conf" 2>>"$logs/server.log" 9>&- &
    server_process=$!
    setsid setpriv --pdeathsig=TERM "$program" work --config "$state/hoctap.conf" 2>>"$logs/worker.log" 9>&- &
    worker_process=$!
    local deadline=$((SECONDS + start_patience_seconds))
    until "$root/deploy/ready" 127.0.0.1 "$server_port" /readyz 2>/dev/null; do
        kill -0 "$server_process" 2>/dev/null || fail "the server did not start: $(tail -n 3 "$logs/server.log")"
        kill -0 "$worker_process" 2>/dev/null || fail "the worker did not start: $(tail -n 3 "$logs/worker.log")"
        [ "$SECONDS" -lt "$deadline" ] || fail "the server did not answer within $start_patience_seconds s"
        sleep 0.1
    done
    cat "$state/demo"
    printf '\nhoctap is ready: http://localhost:%s\n' "$server_port"
    say "Logs are in .local/log. Ctrl-C stops everything."
    local status=0
    wait -n "$postgres_process" "$server_process" "$worker_process" || status=$?
    if ! kill -0 "$worker_process" 2>/dev/null; then
        fail "the worker ended with $status: $(tail -n 3 "$logs/worker.log")"
    fi
    if kill -0 "$server_process" 2>/dev/null; then fail "PostgreSQL ended: $(tail -n 3 "$logs/postgres.log")"; fi
    fail "the server ended with $status: $(tail -n 3 "$logs/server.log")"
}

# Sends a signal to a process and waits until it is gone; what does not go is killed.
stop_process() {
    local process="$1" signal="$2" deadline=$((SECONDS + stop_patience_seconds))
    kill -s "$signal" "$process" 2>/dev/null || return 0
    while kill -0 "$process" 2>/dev/null; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            say "Process $process does not stop; killing it"
            kill -s KILL "$process" 2>/dev/null || true
            deadline=$((SECONDS + stop_patience_seconds))
        fi
        sleep 0.05
    done
}

# What this run has started, in order: first who uses the database. A second Ctrl-C changes nothing; every wait here ends.
stop_all() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP
    if [ -n "$step_process" ]; then stop_process "$step_process" TERM; fi
    if [ -n "$server_process$postgres_process" ]; then say "Stopping"; fi
    if [ -n "$server_process" ]; then stop_process "$server_process" TERM; fi
    if [ -n "$worker_process" ]; then stop_process "$worker_process" TERM; fi
    if [ -n "$postgres_process" ]; then stop_process "$postgres_process" INT; fi
    if [ -n "$socket_folder" ]; then rm -rf "$socket_folder" "$state/socket"; fi
    exit "$status"
}

clean_hoctap() {
    case "${1:-}" in
        --yes) ;;
        '')
            [ -t 0 ] || fail "nobody here to ask; deploy/local clean --yes removes .local without asking"
            local answer
            read -r -p "Remove $state with all data in it? [y/N] " answer
            case "$answer" in [yY] | [yY][eE][sS]) ;; *) fail "nothing removed" ;; esac
            ;;
        *) run_usage >&2; exit 64 ;;
    esac
    [ -d "$state" ] || return 0
    take_lock
    find_cluster
    if [ -d "$cluster" ]; then stop_orphan; fi
    rm -rf "$cluster" "$cluster.new" "$state"
    say "Removed ${state#"$root/"}"
}
