# shellcheck shell=bash
# ./helpline run: build what changed, start the servers, then the host, and stop them in the opposite order.

APP="$WORK/app"
HOST_PID=''

run_helpline() {
  PORT=8080 DATA='' DEMO=true
  read_run_options "$@"
  check_connection_strings
  has_setting ConnectionStrings__ || need_programs redis-server postgresql
  command -v dotnet >/dev/null || need_dotnet
  open_data_folder
  ! port_is_busy "$PORT" ||
    fail "Port $PORT is in use by another program. Stop it, or choose another port: ./helpline run --port $((PORT + 1))."

  trap 'stop_all; exit 130' INT
  trap 'stop_all; exit 143' TERM HUP
  trap stop_all EXIT
  publish_if_changed
  has_setting ConnectionStrings__ || start_servers
  configure_host
  start_host
  watch_over
}

read_run_options() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --port=* | --data=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" && continue ;;
      --port) PORT=${2:-} && shift ;;
      --data) DATA=${2:-} && shift && check_data_option ;;
      --no-demo) DEMO=false ;;
      *) fail "'$1' is not an option of run. Try: ./helpline run [--port 8080] [--data DIR] [--no-demo]." ;;
    esac
    [ $# -eq 0 ] || shift
  done
  if ! [[ "$PORT" =~ ^[1-9][0-9]{0,4}$ ]] || [ "$PORT" -gt 65535 ]; then
    fail "--port needs a number from 1 to 65535."
  fi
}

check_data_option() {
  [ -n "$DATA" ] || fail "--data needs a folder: ./helpline run --data DIR."
  [[ "$DATA" = /* ]] || DATA="$CALLED_FROM/$DATA"
}

# True when the environment has a setting whose name begins so, with a value; .NET takes names in any case.
has_setting() { env | grep -qiE "^$1[A-Za-z0-9_]*=."; }

check_connection_strings() {
  has_setting ConnectionStrings__ || return 0
  has_setting ConnectionStrings__Postgres ||
    fail "ConnectionStrings__Redis is set but ConnectionStrings__Postgres is not. Set both, or neither to have private servers."
  has_setting ConnectionStrings__Redis ||
    fail "ConnectionStrings__Postgres is set but ConnectionStrings__Redis is not. Set both, or neither to have private servers."
}

# --- Build --------------------------------------------------------------------------------------------------------

# A running host reads its program from APP, so it keeps a shared lock (fd 8) and a new build waits for its end.
publish_if_changed() {
  mkdir -p "$WORK"
  exec 8>"$WORK/build.lock"
  flock -s -w 600 8 || fail "Another helpline has been building in this folder for ten minutes. Stop it, then start again."
  local now
  now=$(fingerprint)
  ! is_published "$now" || return 0
  flock -w 3 8 || fail "The sources changed while another helpline runs from this folder. Stop that one first, then start again."
  is_published "$now" || publish "$now"
  flock -s 8
}

is_published() { [ -f "$APP/Helpline.Host.dll" ] && [ "$(cat "$WORK/app.fingerprint" 2>/dev/null)" = "$1" ]; }

# One line for the content of every source file; building writes only into folders left out here.
fingerprint() {
  find src Directory.*.props global.json BannedSymbols.txt .editorconfig \
    \( -name bin -o -name obj -o -name node_modules -o -name wwwroot \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

publish() {
  need_dotnet
  need_node
  say "building (the first time takes a few minutes)"
  rm -rf "$APP.new"
  if ! dotnet publish src/Host/Host.csproj -c Release -o "$APP.new" -p:RestoreLockedMode=true -v quiet --nologo >"$WORK/publish.log" 2>&1 </dev/null; then
    grep -E 'error|warn' "$WORK/publish.log" | sort -u | head -40 >&2
    fail "The build failed; everything it said is in $WORK/publish.log."
  fi
  rm -rf "$APP" "$WORK/app.fingerprint"
  mv "$APP.new" "$APP"
  printf '%s\n' "$1" >"$WORK/app.fingerprint"
}

# --- Data folder --------------------------------------------------------------------------------------------------

open_data_folder() {
  choose_data_folder
  # 066: others may pass through, as the user postgres must; what lies inside is closed to them.
  (umask 066 && mkdir -p "$DATA" && umask 077 && mkdir -p "$DATA/log") 2>/dev/null || true
  [ -w "$DATA/log" ] || fail "The folder $DATA cannot be written to. Choose another one with --data DIR."
  DATA=$(cd "$DATA" && pwd -P)
  has_setting ConnectionStrings__ || postgres_may_enter "$DATA" ||
    fail "PostgreSQL runs as the user postgres, who may not enter $DATA. Choose a folder open to it with --data DIR (for instance /var/lib/helpline), or run as an ordinary user."
  # The host inherits this lock too: after a kill -9 the next start waits until the old host is gone.
  exec 9>"$DATA/lock"
  flock -w 5 9 || fail "Helpline is already running on the data in $DATA. Stop that one first, or choose another folder with --data DIR."
}

choose_data_folder() {
  [ -z "$DATA" ] || return 0
  DATA=$WORK
  mkdir -p "$WORK"
  if ! has_setting ConnectionStrings__ && ! postgres_may_enter "$WORK"; then
    DATA=/var/lib/helpline
    say "the user postgres may not enter $WORK; the data goes to $DATA"
  fi
}

postgres_may_enter() {
  [ "$EUID" -ne 0 ] || (cd / && setpriv --reuid postgres --regid postgres --init-groups -- test -x "$1")
}

# --- Host ---------------------------------------------------------------------------------------------------------

# What the environment already says is kept.
configure_host() {
  export ASPNETCORE_URLS="http://127.0.0.1:$PORT"
  has_setting PublicBaseUrl || export PublicBaseUrl="http://127.0.0.1:$PORT"
  if ! has_setting Keys__Directory; then
    (umask 077 && mkdir -p "$DATA/keys")
    export Keys__Directory="$DATA/keys"
  fi
  has_setting ConnectionStrings__ && return 0
  has_setting Twilio__ && DEMO=false
  export Helpline__Demo=$DEMO
  ConnectionStrings__Postgres=$(postgres_connection)
  ConnectionStrings__Redis=$(redis_connection)
  export ConnectionStrings__Postgres ConnectionStrings__Redis
}

start_host() {
  (cd "$APP" && exec setsid setpriv --pdeathsig TERM dotnet Helpline.Host.dll </dev/null) &
  HOST_PID=$!
}

# Ends when the host ends, with its exit code. A private server that dies under it is started again: the host reconnects.
watch_over() {
  local code
  while :; do
    code=0
    wait -n "$HOST_PID" ${REDIS_PID:+"$REDIS_PID"} ${POSTGRES_PID:+"$POSTGRES_PID"} 2>/dev/null || code=$?
    is_running "$HOST_PID" || break
    [ -z "$REDIS_PID" ] || is_running "$REDIS_PID" || restart_server Redis start_redis redis_ready
    [ -z "$POSTGRES_PID" ] || is_running "$POSTGRES_PID" || restart_server PostgreSQL start_postgres postgres_ready
  done
  [ "$code" -eq 0 ] || say "the host ended with code $code"
  exit "$code"
}

restart_server() {
  say "$1 ended unexpectedly; starting it again (its own words: $DATA/log/${1,,}.log)"
  sleep 1
  start_until_ready "$@"
}

# The host first, then what it leans on. A second Ctrl-C ends a host that takes too long.
stop_all() {
  trap - EXIT TERM HUP
  trap 'kill -KILL $HOST_PID 2>/dev/null || true' INT
  stop_server TERM "$HOST_PID"
  stop_servers
}
