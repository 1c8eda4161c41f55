#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a picture with the scenario it was made from: count-picture.py SCENARIO <PICTURE

PICTURE is what "lage show --format json" prints. Prints a line "KIND SHOWN IN-SCENARIO" for each
kind, then "complete" or "incomplete". What is there all the time has to be there in full; of what
comes and goes there has to be some.
"""

import collections
import json
import re
import sys

KINDS = ["gauge", "flood-gate", "unit", "drone", "hospital", "sensor", "warning", "incident"]
COMES_AND_GOES = {"warning", "incident"}


def count_scenario(path):
    """Returns how many entities of each kind the scenario makes."""
    counts = collections.Counter()
    with open(path, encoding="utf-8") as file:
        for section in re.split(r"^(?=\[)", file.read(), flags=re.MULTILINE):
            kind = re.match(r"\[([a-z-]+)", section)
            if kind is None:
                continue
            # The level in a polder is that of a gauge, whoever measures it.
            if re.search(r"^property = polder_level$", section, re.MULTILINE):
                counts["gauge"] += 1
            else:
                counts[{"gate": "flood-gate"}.get(kind.group(1), kind.group(1))] += 1
    return counts


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    in_scenario = count_scenario(sys.argv[1])
    picture = json.load(sys.stdin)
    shown = collections.Counter(entity["kind"] for entity in picture["entities"])

    is_complete = True
    for kind in KINDS + sorted(shown.keys() - set(KINDS)):
        is_known = kind in KINDS
        expected = in_scenario[kind] if is_known else 0
        print(kind, shown[kind], expected if is_known else "-")
        is_complete &= shown[kind] >= (min(1, expected) if kind in COMES_AND_GOES else expected)
    print("complete" if is_complete else "incomplete")


main()
