#!/bin/sh
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a test under an X server of its own: run-ui.sh PROGRAM [ARGUMENT...]
# Exits with 77, which meson shows as skipped, only where there is no Xvfb.

set -u

command -v Xvfb >/dev/null || { echo "1..0 # SKIP Xvfb is not installed"; exit 77; }

folder=$(mktemp -d)
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$folder/display" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# The server writes the number of the display that it has found free, when it is ready.
read -r number <"$folder/display" || { cat "$folder/log" >&2; exit 1; }

DISPLAY=":$number"
RUN_UI_SERVER_PID=$server
# What a user keeps is not looked at, nor changed.
XDG_CONFIG_HOME=$folder/config
XDG_CACHE_HOME=$folder/cache
XDG_DATA_HOME=$folder/data
export DISPLAY RUN_UI_SERVER_PID XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

"$@"
