#!/bin/sh
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-with.sh TOOL ARGUMENT...: checks a file with a tool that is not needed to build. Where the
# tool is missing the test counts as skipped.

if ! command -v "$1" >/dev/null; then
  echo "skipped: $1 is not installed"
  exit 77
fi
exec "$@"
