#!/bin/sh
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compares our map with others: compare-browsers.sh BUILD_FOLDER [ARGUMENT of compare-maps.py...]
# Fetches OpenLayers and Leaflet into the build folder the first time.

set -eu

here=$(dirname "$0")
build=$1
shift
ninja -C "$build" tests/bench/bench-compare >/dev/null
exec python3 "$here/compare-maps.py" --bench "$build/tests/bench/bench-compare" \
  --folder "$build/tests/bench/compare" "$@"
