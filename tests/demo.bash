# shellcheck shell=bash
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# To be sourced: what ./run, screenshots.sh and kill-demo.sh have in common. The programs of the
# build tree with what they need around them, an X server of one's own, the simulator, and pictures.
# Everything that is started here ends with the script.
#
# Expects `root`, the source folder, and `build`, the build folder.
# shellcheck disable=SC2154

demo_folder=     # temporary, gone at the end
demo_pids=()     # what runs, oldest first
demo_x_pid=
simulator_pid=
window_pid=
picture_counts=

say () {
  printf '%s\n' "$*" >&2
}

fail () {
  say "$*"
  exit 1
}

# The locale of the user if it is there and can show umlauts; otherwise its language in UTF-8.
demo_set_locale () {
  local wanted=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}

  if [[ $(LC_ALL=$wanted locale charmap 2>/dev/null) == UTF-8 ]]; then
    return
  fi
  if [[ -z ${LANGUAGE:-} && $wanted != C && $wanted != POSIX ]]; then
    export LANGUAGE=${wanted%%.*}
  fi
  export LC_ALL=C.UTF-8
}

# Programs find in the build tree what they otherwise find installed.
demo_set_environment () {
  export GSETTINGS_SCHEMA_DIR=$build/data
  export LAGE_LOCALEDIR=$build/po
}

demo_begin () {
  demo_folder=$(mktemp -d)
  trap demo_end EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# demo_stop PID: asks it to end, and insists after five seconds.
demo_stop () {
  local pid=$1 i

  kill -TERM "$pid" 2>/dev/null || true
  for ((i = 0; i < 50; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

demo_end () {
  local i

  trap - EXIT
  for ((i = ${#demo_pids[@]} - 1; i >= 0; i--)); do
    demo_stop "${demo_pids[i]}"
  done
  demo_pids=()
  if [[ -n $demo_folder ]]; then
    rm -rf -- "$demo_folder"
  fi
}

# start_display WIDTHxHEIGHT: an X server of our own, whose picture lies in a file.
start_display () {
  local size=$1 number

  if [[ -n $demo_x_pid ]]; then
    demo_stop "$demo_x_pid"
  fi
  mkdir -p "$demo_folder/screen"
  rm -f "$demo_folder/display"
  mkfifo "$demo_folder/display"
  Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -nocursor -fbdir "$demo_folder/screen" \
    3>"$demo_folder/display" >"$demo_folder/display.log" 2>&1 &
  demo_x_pid=$!
  demo_pids+=("$demo_x_pid")
  # The number of the display that it has found free, when it is ready.
  read -r -t 30 number <"$demo_folder/display" || fail "Xvfb: $(cat "$demo_folder/display.log")"

  export DISPLAY=":$number" GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none
  export LIBGL_ALWAYS_SOFTWARE=1 GSETTINGS_BACKEND=${DEMO_GSETTINGS_BACKEND:-memory}
  # No services of a desktop, which would answer one way here and another way there.
  export DBUS_SESSION_BUS_ADDRESS=disabled:
  unset WAYLAND_DISPLAY DESKTOP_SESSION XDG_CURRENT_DESKTOP GTK_THEME
}

# start_simulator DIRECTORY [OPTION...]: returns when the simulator serves, with its exit code if not.
start_simulator () {
  local directory=$1 i status=0
  shift

  : >"$demo_folder/simulator.out"
  "$build/src/cli/lage" simulate xaver-2013 --data "$directory" "$@" \
    >"$demo_folder/simulator.out" 2>"$demo_folder/simulator.err" </dev/null &
  simulator_pid=$!
  for ((i = 0; i < 300; i++)); do
    if grep -q '^ready ' "$demo_folder/simulator.out"; then
      demo_pids+=("$simulator_pid")
      return 0
    fi
    if ! kill -0 "$simulator_pid" 2>/dev/null; then
      wait "$simulator_pid" || status=$?
      return $((status == 0 ? 1 : status))
    fi
    sleep 0.1
  done
  demo_stop "$simulator_pid"
  say "The simulator was not ready after 30 seconds."
  return 1
}

# count_picture DIRECTORY: what is in the picture beside what the scenario has: lines "KIND SHOWN
# IN-SCENARIO", then "complete" or "incomplete".
count_picture () {
  local json

  json=$("$build/src/cli/lage" show --data "$1" --format json 2>/dev/null) || return
  python3 "$root/tests/count-picture.py" "$root/data/scenarios/xaver-2013.scenario" <<<"$json"
}

# wait_for_picture DIRECTORY SECONDS: until everything is in it, or the time is over, or the window
# has closed. Leaves what was counted in `picture_counts`.
wait_for_picture () {
  local deadline=$((SECONDS + $2))

  picture_counts=
  while [[ $SECONDS -lt $deadline ]] && kill -0 "$window_pid" 2>/dev/null; do
    picture_counts=$(count_picture "$1") || picture_counts=
    [[ $picture_counts == *$'\n'complete ]] && return 0
    sleep 1
  done
  return 1
}

# start_window DIRECTORY: the desktop program, its messages in the temporary folder.
start_window () {
  "$build/src/app/rescue-mate" --data "$1" >"$demo_folder/window.log" 2>&1 </dev/null &
  window_pid=$!
  demo_pids+=("$window_pid")
}

# fill_screen WIDTH HEIGHT: without a window manager nobody else gives the window its size and the
# keyboard. Its invisible border, where shadows would be, goes beyond the screen.
fill_screen () {
  local border=5 id

  id=$(timeout 30 xdotool search --sync --onlyvisible --pid "$window_pid" 2>/dev/null | head -n 1)
  [[ -n $id ]] || return 1
  xdotool windowsize --sync "$id" $(($1 + 2 * border)) $(($2 + 2 * border)) \
    windowmove --sync "$id" -$border -$border windowfocus --sync "$id"
  sleep 1
}

# focus_newest: the keyboard goes to the window that was opened last, such as a dialog.
focus_newest () {
  local id

  sleep 0.3
  id=$(timeout 30 xdotool search --sync --onlyvisible --pid "$window_pid" 2>/dev/null | tail -n 1)
  [[ -n $id ]] && xdotool windowfocus --sync "$id"
}

# press KEY...: as a person does it, so that the window follows.
press () {
  local key

  for key; do
    xdotool key --clearmodifiers "$key"
    sleep 0.4
  done
}

# select_by_name KEY TEXT: opens the list that has this key, then takes what the search finds first.
select_by_name () {
  press "$1" ctrl+f
  xdotool type --delay 50 "$2"
  sleep 1
  press Return ctrl+m
}

# take_picture FILE [WIDTH HEIGHT]: the screen as PNG, or its upper left part.
take_picture () {
  python3 "$root/tests/xwd-to-png.py" "$demo_folder/screen/Xvfb_screen0" "$@"
}
