/* test-find.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-find.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture  base;
  LageFind       *find;
  guint           n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const LagePoint middle = { 535300000, 99900000 };

  session_fixture_set_up (&fixture->base, data);
  fixture->find = lage_find_new (fixture->base.session);
  lage_find_set_near (fixture->find, &middle);
  g_signal_connect_swapped (fixture->find, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer find = fixture->find;

  /* A thread may hold it a moment longer than its answer takes. */
  g_object_add_weak_pointer (find, &find);
  g_object_unref (fixture->find);
  fixture_wait_until (find == NULL);
  session_fixture_tear_down (&fixture->base, data);
}

static GPtrArray *
search (Fixture    *fixture,
        const char *text)
{
  fixture->n_changed = 0;
  g_test_message ("%s", text);
  lage_find_search (fixture->find, text);
  fixture_wait_until (fixture->n_changed > 0 && !lage_find_is_busy (fixture->find));
  return lage_find_get_results (fixture->find);
}

static const LageFindResult *
get_result (GPtrArray *results,
            guint      position)
{
  g_assert_cmpuint (position, <, results->len);
  return g_ptr_array_index (results, position);
}

static guint
count_group (GPtrArray     *results,
             LageFindGroup  group)
{
  guint count = 0;

  for (guint i = 0; i < results->len; i++)
    count += get_result (results, i)->group == group;
  return count;
}

static void
test_positions (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *title;
    const char *detail;
    guint       extent_m;
  } cases[] = {
    { "53,545 9,97", "53.54500° N 9.97000° E", "Decimal degrees · to 1113 m", 1113 },
    { "9.97000 53.54500", "53.54500° N 9.97000° E",
      "Decimal degrees · to 1 m · order turned", 0 },
    { "32UNE6427333337", "32U NE 64273 33337", "MGRS / UTMREF · 53.54500° N 9.97000° E · to 1 m", 0 },
    { "32U NE 642 333", "32U NE 642 333", "MGRS / UTMREF · 53.54511° N 9.96965° E · to 100 m", 0 },
    { "564273 5933338", "32U 564273 5933338", "UTM · 53.54500° N 9.96999° E · to 1 m · zone assumed", 0 },
    { "R 3564370 H 5935273", "R 3564370 H 5935273", "Gauss-Krüger · 53.54500° N 9.97000° E · to 1 m", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LageFindResult *result = get_result (search (fixture, cases[i].text), 0);
      g_autofree char *title = g_strdup (result->title);
      g_autoptr(GString) detail = g_string_new (result->detail);

      g_test_message ("%s", cases[i].text);
      g_string_replace (detail, "\302\240", " ", 0);
      g_assert_cmpint (result->group, ==, LAGE_FIND_POSITION);
      g_assert_true (result->has_point);
      g_assert_null (result->entity);
      {
        g_autoptr(GString) plain = g_string_new (title);

        g_string_replace (plain, "\302\240", " ", 0);
        g_assert_cmpstr (plain->str, ==, cases[i].title);
      }
      g_assert_cmpstr (detail->str, ==, cases[i].detail);
      g_assert_cmpuint (result->extent_m, ==, cases[i].extent_m);
      g_assert_null (lage_find_get_problem (fixture->find));
    }
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpuint (search (fixture, "32U NE 6427 333")->len, ==, 0);
  g_assert_nonnull (strstr (lage_find_get_problem (fixture->find), "2, 4, 6, 8 or 10 digits"));
  g_assert_cmpuint (search (fixture, "95.1 N 9.9 E")->len, ==, 0);
  g_assert_nonnull (strstr (lage_find_get_problem (fixture->find), "exceeds 90"));
  /* What is no position at all is not said to be a wrong one. */
  g_assert_cmpuint (search (fixture, "qqqqqq")->len, ==, 0);
  g_assert_null (lage_find_get_problem (fixture->find));
  g_assert_cmpuint (search (fixture, "")->len, ==, 0);
  g_assert_null (lage_find_get_problem (fixture->find));
}

static void
test_entities (Fixture       *fixture,
               gconstpointer  data)
{
  LageEntity *boat = fixture_add_unit (fixture->base.session, "LÖSCHBOOT 1", 2, 53.54, 9.98);
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_UNIT, "cot", "ANDROID-4711");
  LageEntity *unit;
  GPtrArray *results;

  draft->observed_at_us = FIXTURE_NOW_US;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Florian Hamburg 11/46-1");
  lage_draft_set_text (draft, LAGE_FIELD_UNIT_TYPE, "HLF 20");
  unit = fixture_take (fixture->base.session, "radio", draft);

  g_assert_true (get_result (search (fixture, "loeschboot"), 0)->entity == boat);
  g_assert_true (get_result (search (fixture, "boot"), 0)->entity == boat);
  g_assert_true (get_result (search (fixture, "11-46"), 0)->entity == unit);
  g_assert_false (get_result (lage_find_get_results (fixture->find), 0)->has_point);
  g_assert_true (get_result (search (fixture, "hlf20"), 0)->entity == unit);
  g_assert_true (get_result (search (fixture, "android 4711"), 0)->entity == unit);
  results = search (fixture, "unit");
  g_assert_cmpuint (count_group (results, LAGE_FIND_ENTITIES), ==, 2);

  /* "11 46" is a place in Somalia as well, and that is not what is meant first. */
  results = search (fixture, "11 46");
  g_assert_true (get_result (results, 0)->entity == unit);
  g_assert_cmpint (get_result (results, results->len - 1)->group, ==, LAGE_FIND_POSITION);
}

/* What has come, gone or changed its name since is found as it is. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_NOTE, "test", "7");
  LageEntity *note;

  draft->observed_at_us = FIXTURE_NOW_US;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Sandsackreserve");
  note = fixture_take (fixture->base.session, "ui", draft);

  g_assert_true (get_result (search (fixture, "sandsackr"), 0)->entity == note);
  draft = lage_draft_new (LAGE_KIND_NOTE, lage_entity_get_id (note));
  draft->observed_at_us = FIXTURE_NOW_US + 1;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Palettenreserve");
  fixture_take (fixture->base.session, "ui", draft);
  g_assert_cmpuint (count_group (search (fixture, "sandsackr"), LAGE_FIND_ENTITIES), ==, 0);
  g_assert_true (get_result (search (fixture, "palettenr"), 0)->entity == note);

  draft = lage_draft_new (LAGE_KIND_NOTE, lage_entity_get_id (note));
  draft->observed_at_us = FIXTURE_NOW_US + 2;
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  fixture_take (fixture->base.session, "ui", draft);
  g_assert_cmpuint (count_group (search (fixture, "palettenr"), LAGE_FIND_ENTITIES), ==, 0);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  GPtrArray *results = search (fixture, "altona");
  const LageFindResult *street;

  g_assert_cmpint (get_result (results, 0)->group, ==, LAGE_FIND_PLACES);
  g_assert_cmpstr (get_result (results, 0)->title, ==, "Altona");
  g_assert_cmpuint (count_group (results, LAGE_FIND_STREETS), >, 0);
  for (guint i = 1; i < results->len; i++)
    g_assert_cmpint (get_result (results, i - 1)->group, <=, get_result (results, i)->group);

  street = get_result (search (fixture, "reeperban"), 0);
  g_assert_cmpint (street->group, ==, LAGE_FIND_STREETS);
  g_assert_cmpstr (street->title, ==, "Reeperbahn");
  g_assert_cmpstr (street->detail, ==, "Street in St. Pauli");
  g_assert_cmpstr (street->location, ==, "Reeperbahn (St. Pauli)");
  g_assert_cmpuint (street->extent_m, >, 300);
  street = get_result (search (fixture, "Reeperbahn 154"), 0);
  g_assert_cmpstr (street->detail, ==, "Street in St. Pauli; house numbers are not known");
}

/* Of what is typed in one go only the last is answered. */
static void
test_last_wanted (Fixture       *fixture,
                  gconstpointer  data)
{
  search (fixture, "");
  fixture->n_changed = 0;
  lage_find_search (fixture->find, "j");
  lage_find_search (fixture->find, "ju");
  lage_find_search (fixture->find, "jungfernstieg");
  fixture_wait_until (!lage_find_is_busy (fixture->find));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (get_result (lage_find_get_results (fixture->find), 0)->title, ==,
                   "Jungfernstieg");
}

static void
must_not_come_cb (LageFind *find)
{
  g_assert_not_reached ();
}

/* Gone while a search is under way: nothing comes back to it. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  LageFind *find = lage_find_new (fixture->base.session);
  gpointer weak = find;

  g_object_add_weak_pointer (G_OBJECT (find), &weak);
  g_signal_connect_swapped (find, "changed", G_CALLBACK (must_not_come_cb), NULL);
  lage_find_search (find, "jungfernstieg");
  g_object_run_dispose (G_OBJECT (find));
  g_object_unref (find);
  fixture_wait_until (weak == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/windows/find/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("positions", test_positions);
  ADD ("problems", test_problems);
  ADD ("entities", test_entities);
  ADD ("changes", test_changes);
  ADD ("places", test_places);
  ADD ("last-wanted", test_last_wanted);
  ADD ("gone", test_gone);

  return g_test_run ();
}
