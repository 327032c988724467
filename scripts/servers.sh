# shellcheck shell=bash
# A private PostgreSQL and Redis, alive exactly as long as this script.
# setsid keeps Ctrl-C from reaching them before the host; --pdeathsig stops them when the script is killed;
# 8>&- and 9>&- keep them from holding our locks.

POSTGRES_PID='' REDIS_PID='' REDIS_PORT='' SOCKETS='' MADE_SOCKETS='' POSTGRES_BIN=''
AS_POSTGRES=()
PGDATA_LIMIT=93 # a socket's path may have 107 bytes, and PostgreSQL appends /.s.PGSQL.5432

start_servers() {
  prepare_postgres
  start_until_ready PostgreSQL start_postgres postgres_ready
  start_until_ready Redis start_redis redis_ready
}

# Prints the secret kept in a file; makes it the first time.
secret() {
  [ -s "$1" ] || (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$1.new" && mv "$1.new" "$1")
  cat "$1"
}

# --- PostgreSQL ---------------------------------------------------------------------------------------------------

prepare_postgres() {
  [ "$EUID" -ne 0 ] || AS_POSTGRES=(--reuid postgres --regid postgres --init-groups --)
  choose_postgres_version
  choose_socket_folder
  [ -d "$DATA/postgres" ] || make_cluster
}

# PostgreSQL refuses to run as root; setpriv gives it its own user without forking, so that its pid is ours to wait for.
as_postgres() { (cd / && setpriv "${AS_POSTGRES[@]}" "$@"); }

choose_postgres_version() {
  local made_with=''
  [ ! -f "$DATA/postgres/PG_VERSION" ] || made_with=$(cat "$DATA/postgres/PG_VERSION")
  POSTGRES_BIN=$(postgres_programs "$made_with") ||
    fail "The data in $DATA was made by PostgreSQL $made_with, which is not installed. Install postgresql-$made_with, or choose another folder with --data."
}

choose_socket_folder() {
  SOCKETS="$DATA/run"
  if [ ${#SOCKETS} -gt $PGDATA_LIMIT ]; then
    SOCKETS=$(mktemp -d -t hl.XXXXXX)
    MADE_SOCKETS=$SOCKETS
  fi
  mkdir -p "$SOCKETS"
  chmod 700 "$SOCKETS"
  [ "$EUID" -ne 0 ] || chown postgres: "$SOCKETS"
}

# Made aside and renamed in, so that an interrupted first start leaves nothing half-made.
make_cluster() {
  say "making a private PostgreSQL in $DATA/postgres"
  local new="$DATA/postgres.new" password="$DATA/postgres.password"
  rm -rf "$new"
  mkdir -m 700 "$new"
  secret "$password" >/dev/null
  [ "$EUID" -ne 0 ] || chown postgres: "$new" "$password"
  as_postgres "$POSTGRES_BIN/initdb" -D "$new" -U helpline --auth=scram-sha-256 --pwfile="$password" -E UTF8 --locale=C.UTF-8 >"$DATA/log/initdb.log" 2>&1 ||
    fail "PostgreSQL could not make its data folder; it says why in $DATA/log/initdb.log."
  as_postgres "$POSTGRES_BIN/postgres" --single -D "$new" postgres <<<'create database helpline' >>"$DATA/log/initdb.log" 2>&1 ||
    fail "PostgreSQL could not make the database; it says why in $DATA/log/initdb.log."
  mv "$new" "$DATA/postgres"
}

start_postgres() {
  (cd / && exec setsid setpriv --pdeathsig INT "${AS_POSTGRES[@]}" "$POSTGRES_BIN/postgres" -D "$DATA/postgres" \
    -c listen_addresses= -c unix_socket_directories="$SOCKETS" </dev/null >>"$DATA/log/postgresql.log" 2>&1 8>&- 9>&-) &
  POSTGRES_PID=$!
}

postgres_ready() { "$POSTGRES_BIN/pg_isready" -q -h "$SOCKETS" -t 1; }

postgres_connection() { printf 'Host=%s;Username=helpline;Password=%s;Database=helpline' "$SOCKETS" "$(secret "$DATA/postgres.password")"; }

# --- Redis --------------------------------------------------------------------------------------------------------

start_redis() {
  # The port is chosen once and kept: the host knows Redis by it.
  [ -n "$REDIS_PORT" ] || REDIS_PORT=$(free_port)
  (
    umask 077
    mkdir -p "$DATA/redis"
    cat >"$DATA/redis.conf" <<CONF
bind 127.0.0.1
port $REDIS_PORT
requirepass $(secret "$DATA/redis.password")
dir "$DATA/redis"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
CONF
  )
  (exec setsid setpriv --pdeathsig TERM redis-server "$DATA/redis.conf" </dev/null >>"$DATA/log/redis.log" 2>&1 8>&- 9>&-) &
  REDIS_PID=$!
}

redis_ready() {
  [ "$(REDISCLI_AUTH=$(secret "$DATA/redis.password") redis-cli -h 127.0.0.1 -p "$REDIS_PORT" ping 2>/dev/null)" = PONG ]
}

redis_connection() { printf '127.0.0.1:%s,password=%s,abortConnect=false' "$REDIS_PORT" "$(secret "$DATA/redis.password")"; }

# Below the range that systems hand out for outgoing connections.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_is_busy "$port" || break
  done
  printf '%s\n' "$port"
}

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# --- Both ---------------------------------------------------------------------------------------------------------

# A server that ends at once is started again for 15 s: after a kill -9 the old one may need a moment to be gone.
# One that lives is waited for as long as it takes to read its data, up to two minutes.
start_until_ready() {
  local name=$1 start=$2 ready=$3 began=$SECONDS
  "$start"
  until "$ready"; do
    if ! is_running "$!"; then
      [ $((SECONDS - began)) -lt 15 ] ||
        fail "$name does not start; it says why in $DATA/log/${name,,}.log."
      sleep 0.5
      "$start"
    fi
    [ $((SECONDS - began)) -lt 120 ] || fail "$name does not answer after two minutes; see $DATA/log/${name,,}.log."
    sleep 0.05
  done
}

# Our own children leave no zombies: the shell collects them as they end.
is_running() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null; }

stop_servers() {
  stop_server TERM "$REDIS_PID"
  stop_server INT "$POSTGRES_PID"
  REDIS_PID='' POSTGRES_PID=''
  [ -z "$MADE_SOCKETS" ] || rm -rf "$MADE_SOCKETS"
}

stop_server() {
  is_running "$2" || return 0
  kill "-$1" "$2" 2>/dev/null || true
  { wait "$2" || true; } 2>/dev/null
}
