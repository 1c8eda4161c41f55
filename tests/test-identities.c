/* test-identities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-identities.h"

#include "lage-clock.h"
#include "lage-error.h"
#include "lage-scribe.h"

#define NOW_US (G_GINT64_CONSTANT (1386297000) * G_USEC_PER_SEC)
#define ONE_DRONE "[Identities]\ndrone=mavlink:12;cot:uas.2\n"

typedef struct
{
  LageClock     *clock;
  LageSituation *situation;
  LageScribe    *scribe;
  guint          n_calls;
} Fixture;

static void
write_draft (Fixture   *fixture,
             LageDraft *draft)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);

  lage_scribe_write (fixture->scribe, draft, NULL, 0, ops);
  lage_situation_apply (fixture->situation, ops);
}

static void
sink (GPtrArray *drafts,
      gpointer   data)
{
  g_autoptr(GPtrArray) owned = drafts;
  Fixture *fixture = data;

  g_assert_cmpuint (owned->len, >, 0);
  fixture->n_calls++;
  for (guint i = 0; i < owned->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (owned, i);

      g_assert_cmpstr (draft->source, ==, "identities");
      write_draft (fixture, draft);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LageId actor = { { 1 } };

  fixture->clock = lage_clock_new_anchored (0, NOW_US, 0.0);
  fixture->situation = lage_situation_new ();
  fixture->scribe = lage_scribe_new (&actor, fixture->clock, fixture->situation);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_scribe_free (fixture->scribe);
  g_assert_finalize_object (fixture->situation);
  g_assert_finalize_object (fixture->clock);
}

static LageIdentities *
make (Fixture     *fixture,
      const char  *text,
      GError     **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (key_file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
  return lage_identities_new (key_file, fixture->situation, sink, fixture, error);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
appear (Fixture    *fixture,
        const char *scheme,
        const char *name)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_DRONE, scheme, name);

  lage_draft_set_source (draft, scheme);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  write_draft (fixture, draft);
}

static LageEntity *
find (Fixture    *fixture,
      const char *scheme,
      const char *name)
{
  LageId id;

  lage_id_init_external (&id, scheme, name);
  return lage_situation_find (fixture->situation, &id);
}

static void
test_joins (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageIdentities) identities = make (fixture, ONE_DRONE, &error);
  GListModel *drones = lage_situation_get_list (fixture->situation, LAGE_KIND_DRONE);

  g_assert_no_error (error);
  g_assert_nonnull (identities);
  settle ();
  appear (fixture, "mavlink", "12");
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 0);

  appear (fixture, "cot", "uas.2");
  g_assert_cmpuint (g_list_model_get_n_items (drones), ==, 2);
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (drones), ==, 1);
  g_assert_true (lage_entity_get_root (find (fixture, "cot", "uas.2"))
                 == find (fixture, "mavlink", "12"));

  /* Said once. */
  appear (fixture, "cot", "uas.2");
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 1);
}

static void
test_known_before (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(LageIdentities) first = NULL;
  g_autoptr(LageIdentities) second = NULL;

  appear (fixture, "cot", "uas.2");
  first = make (fixture, ONE_DRONE, NULL);
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 1);
  /* The next start finds it done. */
  second = make (fixture, ONE_DRONE, NULL);
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 1);
}

static void
test_a_person_was_first (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(LageIdentities) identities = NULL;
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_DRONE, "cot", "uas.2");
  LageId other;

  appear (fixture, "cot", "uas.2");
  appear (fixture, "mavlink", "13");
  lage_id_init_external (&other, "mavlink", "13");
  lage_draft_set_source (draft, "manual");
  lage_draft_take (draft, LAGE_FIELD_SAME_AS, lage_value_entity (&other));
  write_draft (fixture, draft);

  identities = make (fixture, ONE_DRONE, NULL);
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 0);
  g_assert_true (lage_entity_get_root (find (fixture, "cot", "uas.2"))
                 == find (fixture, "mavlink", "13"));
}

static void
test_freed_in_time (Fixture       *fixture,
                    gconstpointer  data)
{
  LageIdentities *identities;

  appear (fixture, "cot", "uas.2");
  identities = make (fixture, ONE_DRONE, NULL);
  lage_identities_free (identities);
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 0);
}

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const texts[] = {
    "[Identities]\nalone=mavlink:12\n",
    "[Identities]\nalone=mavlink:12;\n",
    "[Identities]\nbare=mavlink:12;uas.2\n",
    "[Identities]\nbare=mavlink:12;:2\n",
    "[Identities]\nbare=mavlink:;cot:2\n",
    "[Identities]\ngap=mavlink:12;;cot:2\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageIdentities) identities = make (fixture, texts[i], &error);

      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "[Identities] "));
      g_assert_null (identities);
    }
}

static void
test_three (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageIdentities) identities
    = make (fixture, "[Feed x]\nFormat=cot\n[Identities]\na = m:1 ; c:2 ; d:3 ;\n", &error);

  g_assert_no_error (error);
  g_assert_nonnull (identities);
  appear (fixture, "m", "1");
  appear (fixture, "c", "2");
  appear (fixture, "d", "3");
  settle ();
  g_assert_cmpuint (fixture->n_calls, ==, 1);
  g_assert_cmpuint (lage_entity_get_n_members (find (fixture, "m", "1")), ==, 2);
}

#define ADD(name, test) \
  g_test_add ("/session/identities/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("joins", test_joins);
  ADD ("known-before", test_known_before);
  ADD ("a-person-was-first", test_a_person_was_first);
  ADD ("freed-in-time", test_freed_in_time);
  ADD ("bad", test_bad);
  ADD ("three", test_three);

  return g_test_run ();
}
