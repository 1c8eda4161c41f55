#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Kills the desktop program with SIGKILL while the demonstration flows in, again and again on the same
# exercise: kill-demo.sh [ROUNDS [SEED]]. In each round a person also enters an incident. Every fifth
# time the kill comes while the program starts, otherwise up to four seconds after it has first
# written. After each kill everything that the program had reported as committed has to be in the log,
# without a gap, and "lage verify" has to find nothing. The build has to be there (./run builds it).

set -uo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
build=$root/_build
# shellcheck source=tests/demo.bash
source "$root/tests/demo.bash"

rounds=${1:-20}
RANDOM=${2:-20131206}

# count_ops LANE SEQUENCE: how many of our ops in this lane have a number up to that.
count_ops () {
  python3 - "$exercise/lage.db" "$1" "$2" <<'PYTHON'
import sqlite3
import sys

path, lane, sequence = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
log = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
print(log.execute("SELECT count(*) FROM op JOIN actor ON actor.id = op.actor"
                  " JOIN meta ON meta.actor = actor.actor"
                  " WHERE op.lane = ? AND op.sequence <= ?", (lane, sequence)).fetchone()[0])
PYTHON
}

# enter_incident NAME: as a person does it; the program may be killed in the middle of it.
enter_incident () {
  focus_newest && press ctrl+n && focus_newest
  xdotool type --delay 20 "$1"
  press Return
}

wait_for_commit () {
  local i

  for ((i = 0; i < 600; i++)); do
    grep -a -q 'committed .*telemetry' "$demo_folder/window.log" && return
    sleep 0.1
  done
  return 1
}

demo_begin
demo_set_locale
demo_set_environment
start_display 1440x900
exercise=$demo_folder/exercise
start_simulator "$exercise" || { cat "$demo_folder/simulator.err" >&2; exit 1; }
export G_MESSAGES_DEBUG=lage-session

printf '%5s %9s %8s %8s %10s  %s\n' round killed commits ledger telemetry result
n_failed=0
n_reports=0
for ((round = 1; round <= rounds; round++)); do
  delay_ms=$((RANDOM % 4000))
  start_window "$exercise"
  if [[ $((round % 5)) -ne 0 ]]; then
    wait_for_commit || fail "The program has written nothing for a minute."
  fi
  enter_incident "Kill $round" >/dev/null 2>&1 &
  person_pid=$!
  sleep "$((delay_ms / 1000)).$(printf '%03d' $((delay_ms % 1000)))"
  if ! kill -KILL "$window_pid" 2>/dev/null; then
    cat "$demo_folder/window.log"
    fail "The program ended by itself in round $round."
  fi
  wait "$window_pid" 2>/dev/null
  unset 'demo_pids[-1]'
  kill "$person_pid" 2>/dev/null
  wait "$person_pid" 2>/dev/null

  # The last whole line tells how far the disk was at least.
  report=$(grep -a 'committed .*telemetry [0-9]*$' "$demo_folder/window.log" | tail -n 1)
  commits=$(grep -a -c 'committed .*telemetry [0-9]*$' "$demo_folder/window.log")
  result=ok
  if [[ $report =~ ledger\ ([0-9]+)\ telemetry\ ([0-9]+)$ ]]; then
    ledger=${BASH_REMATCH[1]}
    telemetry=${BASH_REMATCH[2]}
    n_reports=$((n_reports + 1))
    [[ $(count_ops 0 "$ledger") -eq $ledger ]] || result="ledger ops are missing"
    [[ $(count_ops 1 "$telemetry") -eq $telemetry ]] || result="telemetry ops are missing"
  else
    ledger=-
    telemetry=-
  fi
  if [[ -e $exercise/lage.db ]] \
      && ! verified=$("$build/src/cli/lage" verify --data "$exercise" 2>&1); then
    result="verify: $verified"
  fi
  [[ $result == ok ]] || n_failed=$((n_failed + 1))
  printf '%5d %6d ms %8d %8s %10s  %s\n' "$round" "$delay_ms" "$commits" "$ledger" "$telemetry" \
    "$result"
done

incidents=$("$build/src/cli/lage" show --data "$exercise" --kind incident | grep -c '^Kill ')
printf '%s\n' "${verified:-}"
printf '%d incidents of the person are there\n' "$incidents"
printf '%d rounds, %d with a report, %d failed\n' "$rounds" "$n_reports" "$n_failed"
[[ $n_failed -eq 0 && $n_reports -gt 0 ]]
