#!/bin/sh
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-po.sh SOURCE_ROOT: every text is extracted, and every language has every text.

cd "$1" || exit 99
LC_ALL=C
export LC_ALL

for tool in xgettext msgfmt msgcmp msgattrib; do
  command -v $tool >/dev/null || { echo "1..0 # SKIP $tool is not installed"; exit 0; }
done

scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
number=0

# result NAME: takes what went wrong from the file "problems"; empty is good
result ()
{
  number=$((number + 1))
  if [ -s "$scratch/problems" ]; then
    sed 's/^/# /' "$scratch/problems"
    echo "not ok $number $1"
  else
    echo "ok $number $1"
  fi
}

languages=$(sed '/^#/d' po/LINGUAS)
set -- $languages
echo "1..$((4 + 4 * $#))"

sed '/^#/d' po/POTFILES.in >"$scratch/listed"
{
  grep -rlE '\<(_|C_|N_|NC_|ngettext|g_dngettext|g_dcgettext) *\(("|$)' src --include='*.[ch]'
  grep -rlE 'translatable="(yes|true|1)"' ui resources --include='*.ui'
  find data -name '*.desktop.in' -o -name '*.metainfo.xml.in' -o -name '*.gschema.xml'
} | sort >"$scratch/found"
sort "$scratch/listed" | diff - "$scratch/found" >"$scratch/problems"
result /po/potfiles/complete
sort -c "$scratch/listed" 2>"$scratch/problems"
result /po/potfiles/sorted

# The keywords of meson's preset "glib". A warning is a text that people would not get whole.
xgettext --from-code=UTF-8 --add-comments=Translators --files-from="$scratch/listed" \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dcgettext:2 \
  --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 --flag=N_:1:pass-c-format \
  --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format --flag=g_dngettext:2:pass-c-format \
  --flag=g_strdup_printf:1:c-format --flag=g_print:1:c-format --flag=g_printerr:1:c-format \
  --output="$scratch/all.pot" 2>"$scratch/problems" ||
  echo "xgettext failed" >>"$scratch/problems"
result /po/extract

# Enough of them: an extractor that finds nothing would agree with everything below.
grep -c '^msgid ' "$scratch/all.pot" | awk '$1 < 500 { print "only " $1 " texts" }' \
  >"$scratch/problems"
result /po/many

for language in $languages; do
  po=po/$language.po
  msgfmt --check --output-file=/dev/null "$po" >"$scratch/problems" 2>&1
  result "/po/$language/check"
  msgcmp "$po" "$scratch/all.pot" >"$scratch/problems" 2>&1
  result "/po/$language/complete"
  msgcmp --use-untranslated "$scratch/all.pot" "$po" >"$scratch/problems" 2>&1
  result "/po/$language/nothing-else"
  { msgattrib --only-fuzzy --no-obsolete "$po"; msgattrib --only-obsolete "$po"; } \
    >"$scratch/problems" 2>&1
  result "/po/$language/nothing-left-over"
done
