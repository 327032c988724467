# shellcheck shell=bash
# ./helpline test [filter]: build once, run every test project and the browser code's tests, add the counts.

RESULTS="$WORK/tests"
PASSED=0 FAILED=0 SKIPPED=0 CHILD='' BESIDE=''
PROJECT_MINUTES=10 # a project that takes longer hangs
[ "${HELPLINE_NIGHTLY:-}" != 1 ] || PROJECT_MINUTES=150

run_tests() {
  local filter=${1:-}
  need_for_tests
  one_build_at_a_time
  trap 'stop_child; exit 130' INT
  trap 'stop_child; exit 143' TERM HUP
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  if ! build_all; then
    FAILED=1
    sum_up
  fi
  test_web "$filter"
  local project
  for project in tests/*/*.csproj; do
    grep -q '<IsTestProject>true' "$project" || continue
    # Nodes mostly wait for clocks and for one another, so the projects after them need not wait for them.
    if [ "$project" = tests/Nodes.Tests/Nodes.Tests.csproj ]; then beside "$project" "$filter"; else test_project "$project" "$filter"; fi
  done
  wait_beside
  [ $((PASSED + FAILED)) -gt 0 ] || say "no test matches '$filter'"
  sum_up
}

sum_up() {
  printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
  [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ] && exit 0
  exit 1
}

# Runs a program in a process group of its own with a time limit, so that a hang, or Ctrl-C, ends all it started.
limited() {
  local code=0
  timeout --kill-after=20 ${PROJECT_MINUTES}m "$@" </dev/null 7>&- &
  CHILD=$!
  wait "$CHILD" || code=$?
  CHILD=''
  return "$code"
}

# Runs a project beside those that follow. What it says and counts is told when they are done.
beside() {
  (
    trap 'stop_child; exit 143' INT TERM HUP
    PASSED=0 FAILED=0 SKIPPED=0
    test_project "$@"
    printf '%d %d %d\n' "$PASSED" "$FAILED" "$SKIPPED" >"$RESULTS/beside.counts"
  ) >"$RESULTS/beside.log" 2>&1 &
  BESIDE=$!
}

wait_beside() {
  [ -n "$BESIDE" ] || return 0
  wait "$BESIDE" || true
  BESIDE=''
  local passed=0 failed=1 skipped=0 # a lane that broke without counts is a failure
  [ ! -f "$RESULTS/beside.counts" ] || read -r passed failed skipped <"$RESULTS/beside.counts"
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
  cat "$RESULTS/beside.log"
}

# timeout leads a process group: its servers end by themselves when the test program is gone, and are waited for.
stop_child() {
  trap '' INT TERM HUP
  [ -z "$BESIDE" ] || { kill -TERM "$BESIDE" 2>/dev/null && wait "$BESIDE" || true; }
  [ -n "$CHILD" ] || return 0
  kill -TERM "$CHILD" 2>/dev/null || true
  wait "$CHILD" || true
  for _ in {1..100}; do
    kill -0 -- "-$CHILD" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$CHILD" 2>/dev/null || true
}

one_build_at_a_time() {
  mkdir -p "$WORK"
  exec 7>"$WORK/test.lock"
  flock -n 7 || {
    say "waiting for another test run in this folder"
    flock 7
  }
}

build_all() {
  say "building"
  dotnet restore Helpline.sln --locked-mode -v quiet >"$RESULTS/build.log" 2>&1 </dev/null &&
    dotnet build Helpline.sln -c Debug --no-restore -v quiet --nologo >>"$RESULTS/build.log" 2>&1 </dev/null && return 0
  grep -E 'error|warn' "$RESULTS/build.log" | sort -u | head -60
  say "the build failed; everything it said is in $RESULTS/build.log"
  return 1
}

# Tells in one line how a group of tests did; its log is printed in full when something failed.
report() {
  local name=$1 log=$2 passed=$3 failed=$4 skipped=$5 seconds=$6
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
  printf '%-22s %4d passed, %d failed, %d skipped  (%d s)\n' "$name" "$passed" "$failed" "$skipped" "$seconds"
  [ "$failed" -eq 0 ] || cat "$log"
}

test_project() {
  local project=$1 filter=$2 name log trx code=0 began=$SECONDS
  name=$(basename "$project" .csproj)
  log="$RESULTS/$name.log" trx="$RESULTS/$name.trx"
  limited dotnet test "$project" -c Debug --no-build --nologo \
    --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    ${filter:+--filter "$filter"} >"$log" 2>&1 || code=$?
  local passed failed skipped
  read -r passed failed skipped < <(trx_counts "$trx")
  # A project that broke without a failed test (a crash, a hang) is a failure all the same.
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    printf '%s ended with code %d before its tests were done.\n' "$name" "$code" >>"$log"
  fi
  [ $((passed + failed + skipped)) -eq 0 ] || report "$name" "$log" "$passed" "$failed" "$skipped" $((SECONDS - began))
}

trx_counts() {
  local line=''
  [ ! -f "$1" ] || line=$(grep -m1 '<Counters ' "$1" || true)
  local total passed failed
  total=$(attribute total "$line") passed=$(attribute passed "$line")
  failed=$(($(attribute failed "$line") + $(attribute error "$line") + $(attribute timeout "$line") + $(attribute aborted "$line")))
  printf '%d %d %d\n' "$passed" "$failed" $((total - passed - failed))
}

attribute() { [[ "$2" =~ \ $1=\"([0-9]+)\" ]] && printf '%s' "${BASH_REMATCH[1]}" || printf 0; }

test_web() {
  local filter=$1 log="$RESULTS/web.log" json="$RESULTS/web.json" code=0 began=$SECONDS
  [ -f src/Web/package.json ] || return 0
  [ -d src/Web/node_modules ] || npm --prefix src/Web ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1 </dev/null || code=$?
  [ "$code" -ne 0 ] || limited npm --prefix src/Web test -- --reporter=default --reporter=json --outputFile.json="$json" \
    ${filter:+-t "$filter"} >"$log" 2>&1 || code=$?
  local passed=0 failed=0 skipped=0
  [ ! -f "$json" ] || read -r passed failed skipped < <(node -p \
    'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(" ")' "$json")
  # Under a filter everything it leaves out is called skipped; that is not what skipped means here.
  [ -z "$filter" ] || skipped=0
  [ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  [ $((passed + failed + skipped)) -eq 0 ] || report Web "$log" "$passed" "$failed" "$skipped" $((SECONDS - began))
}
