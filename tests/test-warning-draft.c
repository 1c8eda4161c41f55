/* test-warning-draft.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-warning-draft.h"

#include <math.h>
#include <string.h>

#include "lage-geometry.h"

static const LageChange *
find_change (LageDraft *draft,
             LageField  field)
{
  const LageChange *found = NULL;

  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageChange *change = &g_array_index (draft->changes, LageChange, i);

      if (change->field != field)
        continue;
      g_assert_null (found); /* the later one counts alone */
      found = change;
    }
  return found;
}

static void
test_words (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_WARNING, "cap", "1");

  g_assert_true (lage_warning_draft_set_word (draft, LAGE_FIELD_SEVERITY, "Severe"));
  g_assert_cmpint (find_change (draft, LAGE_FIELD_SEVERITY)->value.integer, ==,
                   LAGE_SEVERITY_SEVERE);
  g_assert_true (lage_warning_draft_set_word (draft, LAGE_FIELD_SEVERITY, "EXTREME"));
  g_assert_cmpint (find_change (draft, LAGE_FIELD_SEVERITY)->value.integer, ==,
                   LAGE_SEVERITY_EXTREME);

  /* What is no word sets nothing and takes nothing away. */
  g_assert_false (lage_warning_draft_set_word (draft, LAGE_FIELD_SEVERITY, "dreadful"));
  g_assert_false (lage_warning_draft_set_word (draft, LAGE_FIELD_SEVERITY, ""));
  g_assert_false (lage_warning_draft_set_word (draft, LAGE_FIELD_SEVERITY, NULL));
  g_assert_cmpint (find_change (draft, LAGE_FIELD_SEVERITY)->value.integer, ==,
                   LAGE_SEVERITY_EXTREME);
}

static void
test_prose (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_WARNING, "cap", "1");

  lage_warning_draft_set_prose (draft, LAGE_FIELD_DESCRIPTION,
                                "Wasser &lt; 5 m<br/>bis Mitternacht");
  g_assert_cmpstr (find_change (draft, LAGE_FIELD_DESCRIPTION)->value.text, ==,
                   "Wasser < 5 m\nbis Mitternacht");
  lage_warning_draft_set_prose (draft, LAGE_FIELD_DESCRIPTION, NULL);
  g_assert_nonnull (find_change (draft, LAGE_FIELD_DESCRIPTION));
  lage_warning_draft_set_prose (draft, LAGE_FIELD_DESCRIPTION, "vorbei");
  g_assert_cmpstr (find_change (draft, LAGE_FIELD_DESCRIPTION)->value.text, ==, "vorbei");
}

static void
test_time (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_WARNING, "cap", "1");

  lage_warning_draft_set_time (draft, LAGE_FIELD_EXPIRES_AT, 5000000);
  lage_warning_draft_set_time (draft, LAGE_FIELD_EXPIRES_AT, 7000000);
  g_assert_cmpint (find_change (draft, LAGE_FIELD_EXPIRES_AT)->value.integer, ==, 7000000);
}

static void
add_square (LageGeometryBuilder  *builder,
            LageGeometryPartType  type,
            double                latitude,
            double                longitude,
            double                half)
{
  lage_geometry_builder_begin (builder, type);
  g_assert_true (lage_geometry_builder_add (builder, latitude - half, longitude - half));
  g_assert_true (lage_geometry_builder_add (builder, latitude - half, longitude + half));
  g_assert_true (lage_geometry_builder_add (builder, latitude + half, longitude + half));
  g_assert_true (lage_geometry_builder_add (builder, latitude + half, longitude - half));
}

/* The symbol stands in the middle of the largest ring; a hole does not count as one. */
static void
test_area (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_WARNING, "cap", "1");
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) area = NULL;
  g_autoptr(GError) error = NULL;
  const LageChange *position;

  add_square (builder, LAGE_GEOMETRY_RING, 54.0, 9.0, 0.1);
  add_square (builder, LAGE_GEOMETRY_RING, 53.5, 10.0, 0.2);
  add_square (builder, LAGE_GEOMETRY_HOLE, 53.45, 10.05, 0.1);
  area = lage_geometry_builder_end (builder, &error);
  g_assert_no_error (error);

  lage_warning_draft_set_area (draft, area);
  g_assert_nonnull (find_change (draft, LAGE_FIELD_AREA));
  position = find_change (draft, LAGE_FIELD_POSITION);
  g_assert_nonnull (position);
  g_assert_cmpfloat (fabs (lage_point_get_latitude (&position->value.point) - 53.5), <, 1e-6);
  g_assert_cmpfloat (fabs (lage_point_get_longitude (&position->value.point) - 10.0), <, 1e-6);
}

/* A line has no inside: there is an area to show, but no position to take from it. */
static void
test_area_without_ring (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_WARNING, "cap", "1");
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) area = NULL;
  g_autoptr(GError) error = NULL;

  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
  g_assert_true (lage_geometry_builder_add (builder, 53.5, 10.0));
  g_assert_true (lage_geometry_builder_add (builder, 53.6, 10.1));
  area = lage_geometry_builder_end (builder, &error);
  g_assert_no_error (error);

  lage_warning_draft_set_area (draft, area);
  g_assert_nonnull (find_change (draft, LAGE_FIELD_AREA));
  g_assert_null (find_change (draft, LAGE_FIELD_POSITION));
}

static void
test_codes (void)
{
  g_autoptr(GString) codes = g_string_new (NULL);

  lage_warning_draft_add_code (codes, "II", "51");
  lage_warning_draft_add_code (codes, "LICENSE", "some licence");
  lage_warning_draft_add_code (codes, "profile:DWD-CAP", "1.0");
  lage_warning_draft_add_code (codes, NULL, "1");
  lage_warning_draft_add_code (codes, "EMPTY", "");
  lage_warning_draft_add_code (codes, "NONE", NULL);
  g_assert_cmpstr (codes->str, ==, "II=51; DWD-CAP=1.0");
}

static void
test_names (void)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  lage_warning_draft_add_name (names, seen, "polygonal event area");
  lage_warning_draft_add_name (names, seen, "Neuwerk");
  lage_warning_draft_add_name (names, seen, "Altona");
  lage_warning_draft_add_name (names, seen, "Neuwerk");
  lage_warning_draft_add_name (names, seen, "");
  lage_warning_draft_add_name (names, seen, NULL);
  g_assert_cmpstr (names->str, ==, "Neuwerk, Altona");
}

/* Thousands of municipalities end in one ellipsis. */
static void
test_many_names (void)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Gemeinde %u", i);

      lage_warning_draft_add_name (names, seen, name);
    }
  g_assert_cmpuint (names->len, >, 3900);
  g_assert_cmpuint (names->len, <, 4100);
  g_assert_true (g_str_has_prefix (names->str, "Gemeinde 0, Gemeinde 1, "));
  g_assert_true (g_str_has_suffix (names->str, ", …"));
  g_assert_true (strstr (names->str, "…") == names->str + names->len - strlen ("…"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/warning-draft/words", test_words);
  g_test_add_func ("/feeds/warning-draft/prose", test_prose);
  g_test_add_func ("/feeds/warning-draft/time", test_time);
  g_test_add_func ("/feeds/warning-draft/area", test_area);
  g_test_add_func ("/feeds/warning-draft/area-without-ring", test_area_without_ring);
  g_test_add_func ("/feeds/warning-draft/codes", test_codes);
  g_test_add_func ("/feeds/warning-draft/names", test_names);
  g_test_add_func ("/feeds/warning-draft/many-names", test_many_names);

  return g_test_run ();
}
