#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Takes the pictures of data/screenshots from the running demonstration, always at the same moment of
# the scenario: German and English, light and dark, 1440x900. With --sizes FOLDER it takes the picture
# of a gauge at 1280x720 and at 3840x2160 instead, to look at. Needs ImageMagick, the locales
# de_DE.UTF-8 and en_GB.UTF-8, and a build that is there (./run builds it).

set -euo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
build=$root/_build
# shellcheck source=tests/demo.bash
source "$root/tests/demo.bash"

readonly MOMENT=2013-12-06T05:45:00+01:00

# begin LOCALE SCHEME WIDTH HEIGHT: a new exercise at the moment, and its window, when all is there.
begin () {
  local config=$demo_folder/config

  export LC_ALL=$1.UTF-8 LANGUAGE=$1 TZ=Europe/Berlin XDG_CONFIG_HOME=$config
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

# keep FILE: with the 256 colours that serve it best, which is a third of the bytes. The map has had
# the time to draw its tiles, which a big screen takes longer for.
keep () {
  sleep "${tiles_s:-2}"
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

# One page of the tactical signs, light, dark and printed, drawn by the generator itself.
draw_signs () {
  LC_ALL=de_DE.UTF-8 LANGUAGE=de "$build/tests/sign-sheet" --best "$demo_folder/picture.png" \
    || fail "There is no sign-sheet (ninja tests/sign-sheet)."
  convert "$demo_folder/picture.png" +dither -colors 256 -define png:compression-level=9 "PNG8:$1"
  printf '%s: %s bytes\n' "$1" "$(stat -c %s "$1")"
}

take_screenshots () {
  local folder=$root/data/screenshots locale language scheme mission

  mkdir -p "$folder"
  draw_signs "$folder/signs.png"
  start_display 1440x900
  take_page "$folder/page-de.png"
  for locale in en_GB de_DE; do
    language=${locale%_*}
    mission="Take the residents out by boat"
    [[ $language == en ]] || mission="Bewohner mit dem Boot herausholen"

    for scheme in light dark; do
      begin "$locale" "$scheme" 1440 900
      if [[ $scheme == light ]]; then
        press alt+2
        keep "$folder/overview-$language.png"
      fi
      select_by_name alt+1 "St. Pauli"
      keep "$folder/gauge-$language-$scheme.png"
      if [[ $scheme == light ]]; then
        select_by_name alt+3 "Fischmarkt und"
        give_task "$mission" "Boot"
        select_by_name alt+4 "${mission:0:12}"
        keep "$folder/task-$language.png"
      fi
      end
    done
  done
  take_wall "$folder/wall-de.png"
}

# The printed page: the map of the exercise on A3, saved as the dialog saves it.
take_page () {
  local page=$demo_folder/page.png i

  begin de_DE light 1440 900
  press ctrl+p
  sleep 3
  focus_newest
  press alt+n
  focus_newest
  press ctrl+a
  xdotool type --delay 20 "$page"
  press Return
  for ((i = 0; i < 100; i++)); do
    [[ -s $page ]] && break
    sleep 0.2
  done
  end
  convert "$page" -resize 1800x +dither -colors 256 -define png:compression-level=9 "PNG8:$1"
  printf '%s: %s bytes\n' "$1" "$(stat -c %s "$1")"
}

# The wall, as large as its screen.
take_wall () {
  local id

  start_display 1920x1080
  begin de_DE dark 1920 1080
  press F11
  sleep 1
  id=$(timeout 30 xdotool search --sync --onlyvisible --pid "$window_pid" 2>/dev/null | tail -n 1)
  xdotool windowsize --sync "$id" 1920 1080 windowmove --sync "$id" 0 0
  sleep 3
  keep "$1"
  end
}

take_sizes () {
  local size

  tiles_s=10
  mkdir -p "$1"
  for size in "1280 720" "3840 2160"; do
    start_display "${size/ /x}"
    # shellcheck disable=SC2086 # two numbers
    begin de_DE light $size
    keep "$1/overview-${size/ /x}.png"
    select_by_name alt+1 "St. Pauli"
    keep "$1/gauge-${size/ /x}.png"
    end
  done
}

command -v convert >/dev/null || fail "There is no ImageMagick (package imagemagick)."
for locale in de_DE en_GB; do
  [[ $(LC_ALL=$locale.UTF-8 locale charmap 2>/dev/null) == UTF-8 ]] \
    || fail "There is no locale $locale.UTF-8 (package locales-all)."
done
export DEMO_GSETTINGS_BACKEND=keyfile
demo_begin
demo_set_environment
case ${1:-} in
  '') take_screenshots ;;
  --sizes) take_sizes "${2:?a folder is missing}" ;;
  *) fail "screenshots.sh [--sizes FOLDER]" ;;
esac
