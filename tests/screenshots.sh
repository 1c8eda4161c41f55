#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Takes the pictures of data/screenshots from the running demonstration, always at the same moment of
# the scenario: German and English, light and dark, 1440x900. With --sizes FOLDER it takes the picture
# of a gauge at 1280x720 and at 3840x2160 instead, to look at. Needs ImageMagick, and a build that is
# there (./run builds it).

set -euo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
build=$root/_build
# shellcheck source=tests/demo.bash
source "$root/tests/demo.bash"

readonly MOMENT=2013-12-06T05:45:00+01:00

# begin LANGUAGE SCHEME WIDTH HEIGHT: a new exercise at the moment, and its window, when all is there.
begin () {
  local config=$demo_folder/config

  export LC_ALL=C.UTF-8 LANGUAGE=$1 TZ=Europe/Berlin XDG_CONFIG_HOME=$config
  mkdir -p "$config/glib-2.0/settings"
  printf "[org/rescuemate/RescueMate]\ncolor-scheme='%s'\nauthor='S3'\n" "$2" \
    >"$config/glib-2.0/settings/keyfile"
  rm -rf "$demo_folder/exercise"
  start_simulator "$demo_folder/exercise" --at "$MOMENT" --speed 1 \
    || fail "$(cat "$demo_folder/simulator.err")"
  start_window "$demo_folder/exercise"
  wait_for_picture "$demo_folder/exercise" 60 || fail "Something is missing: $picture_counts"
  fill_screen "$3" "$4"
  sleep 2
}

end () {
  demo_stop "$window_pid"
  demo_stop "$simulator_pid"
}

# keep FILE: with the 256 colours that serve it best, which is a third of the bytes.
keep () {
  sleep 2
  take_picture "$demo_folder/picture.png"
  convert "$demo_folder/picture.png" +dither -colors 256 -define png:compression-level=9 "PNG8:$1"
  printf '%s: %s bytes\n' "$1" "$(stat -c %s "$1")"
}

# give_task MISSION UNITS: a task for the incident that is selected, issued to the first of the units.
give_task () {
  local i

  press ctrl+t
  focus_newest
  sleep 0.5
  xdotool type --delay 20 "$1"
  # From the mission to the filter of the units, to the first of them, and back to the head.
  for ((i = 0; i < 8; i++)); do press Tab; done
  xdotool type --delay 20 "$2"
  sleep 1
  press Tab space
  for ((i = 0; i < 11; i++)); do press shift+Tab; done
  press space
  sleep 1
  focus_newest
}

take_screenshots () {
  local folder=$root/data/screenshots language scheme

  mkdir -p "$folder"
  start_display 1440x900
  for language in en de; do
    for scheme in light dark; do
      begin "$language" "$scheme" 1440 900
      if [[ $scheme == light ]]; then
        keep "$folder/overview-$language.png"
      fi
      select_by_name alt+1 "St. Pauli"
      keep "$folder/gauge-$language-$scheme.png"
      if [[ $scheme == light ]]; then
        select_by_name alt+3 "Fischmarkt und"
        if [[ $language == de ]]; then
          give_task "Bewohner mit dem Boot herausholen" "Boot"
        else
          give_task "Take the residents out by boat" "Boot"
        fi
        select_by_name alt+4 "Boo"
        keep "$folder/task-$language.png"
      fi
      end
    done
  done
}

take_sizes () {
  local size

  mkdir -p "$1"
  for size in "1280 720" "3840 2160"; do
    start_display "${size/ /x}"
    # shellcheck disable=SC2086 # two numbers
    begin de light $size
    keep "$1/overview-${size/ /x}.png"
    select_by_name alt+1 "St. Pauli"
    keep "$1/gauge-${size/ /x}.png"
    end
  done
}

command -v convert >/dev/null || fail "There is no ImageMagick (package imagemagick)."
export DEMO_GSETTINGS_BACKEND=keyfile
demo_begin
demo_set_environment
case ${1:-} in
  '') take_screenshots ;;
  --sizes) take_sizes "${2:?a folder is missing}" ;;
  *) fail "screenshots.sh [--sizes FOLDER]" ;;
esac
