#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what meson's tests have found: count-tests.py TESTLOG-JSON

Counts the cases within each test program (TAP), and a program that ended badly without naming a
case as one failure more. Names what failed and what was skipped; the last line is
"N passed, N failed, N skipped". Ends with 1 if anything failed or nothing passed.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*([^#]*?)\s*(?:#\s*(SKIP|TODO)\b\s*(.*))?$",
                  re.IGNORECASE)
PLAN_SKIPPED = re.compile(r"^1\.\.0\b.*#\s*SKIP\b\s*(.*)$", re.IGNORECASE)


def count(test):
    """Returns how many cases of a program passed, and the texts of those that failed or were skipped."""
    passed, failed, skipped = 0, [], []
    program = test["name"]
    for line in test.get("stdout", "").splitlines():
        case = CASE.match(line)
        if case is None:
            plan = PLAN_SKIPPED.match(line)
            if plan:
                skipped.append(f"{program}: {plan.group(1)}")
            continue
        is_bad, name, directive, reason = case.groups()
        if directive and directive.upper() == "SKIP":
            skipped.append(f"{program}: {name}: {reason}")
        elif is_bad and not directive:
            failed.append(f"{program}: {name}")
        else:
            passed += 1

    result = test["result"]
    if result in ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS") and not failed:
        failed.append(f"{program}: {result}, code {test.get('returncode')}")
    elif result in ("SKIP", "IGNORED") and not skipped:
        skipped.append(program)
    elif result in ("OK", "EXPECTEDFAIL") and passed == 0 and not skipped:
        passed = 1
    return passed, failed, skipped


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    passed, failed, skipped, programs = 0, [], [], 0
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            n_passed, its_failed, its_skipped = count(json.loads(line))
            passed += n_passed
            failed += its_failed
            skipped += its_skipped
            programs += 1

    for text in skipped:
        print(f"skipped  {text}")
    for text in failed:
        print(f"FAILED   {text}")
    print(f"{programs} test programs")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    sys.exit(1 if failed or passed == 0 else 0)


main()
