/* scenario-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "lage-scenario.h"
#include "lage-time.h"

#define SCENARIO_HEAD \
  "[scenario]\ntitle = Test\nstart = 2013-12-05T12:00\nend = 2013-12-06T12:00\n"

static inline gint64
at (const char *time)
{
  gint64 time_us = 0;

  g_assert_true (lage_time_parse (time, LAGE_TIME_ZONE_GERMANY, &time_us, NULL));
  return time_us;
}

static inline LageScenario *
parse_scenario (const char  *text,
                GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return lage_scenario_new_from_bytes (bytes, error);
}

static inline LageScenario *
make_scenario (const char *text)
{
  g_autoptr(GError) error = NULL;
  LageScenario *scenario = parse_scenario (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (scenario);
  return scenario;
}

/* The one that is shown to people. */
static inline LageScenario *
load_xaver (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios",
                                                 "xaver-2013.scenario", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return make_scenario (text);
}

static inline gpointer
find_by_name (const GPtrArray *records,
              const char      *name,
              gsize            offset)
{
  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);

      if (g_str_equal (G_STRUCT_MEMBER (char *, record, offset), name))
        return record;
    }
  g_error ("no record is called %s", name);
}

#define FIND(records, Type, text) \
  ((const Type *) find_by_name ((records), (text), G_STRUCT_OFFSET (Type, name)))
