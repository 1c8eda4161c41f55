/* bench-find.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <time.h>

#include "lage-find.h"
#include "lage-gazetteer.h"
#include "lage-name-index.h"
#include "window-fixture.h"

#define N_ENTITIES 100000u
#define N_ROUNDS 5

/* What one more letter costs: in the streets and places that the program brings along, and in the
 * names of a very large operation. */

static const LagePoint city_hall = { 535503000, 99937000 };
static const char *const texts[] = {
  "j", "jung", "jungfernstieg", "jungfrnstieg", "gr elbstr", "florian 11", "zeppelin", "a",
};

static double
get_ms (GTimer *timer)
{
  return g_timer_elapsed (timer, NULL) * 1000.0;
}

static void
search_all (const char    *what,
            LageNameIndex *index,
            LageGazetteer *gazetteer)
{
  g_autoptr(GTimer) timer = g_timer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double best_ms = G_MAXDOUBLE;
      guint n_found = 0;

      for (guint round = 0; round < N_ROUNDS; round++)
        {
          g_timer_start (timer);
          if (index != NULL)
            {
              g_autoptr(GArray) hits = lage_name_index_search (index, texts[i], &city_hall, 24);

              n_found = hits->len;
            }
          else
            {
              gboolean has_number;
              g_autoptr(GPtrArray) places = lage_gazetteer_find_places (gazetteer, texts[i],
                                                                        &city_hall, 12);
              g_autoptr(GPtrArray) streets = lage_gazetteer_find_streets (gazetteer, texts[i],
                                                                          &city_hall, 12,
                                                                          &has_number);

              n_found = places->len + streets->len;
            }
          best_ms = MIN (best_ms, get_ms (timer));
        }
      g_print ("%-10s %-14s %3u found %8.2f ms\n", what, texts[i], n_found, best_ms);
    }
}

static void
add_units (LageSession *session)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Florian Hamburg %u/%u-%u", i % 97, i / 97, i % 5);
      LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

      lage_draft_set_text (draft, LAGE_FIELD_UNIT_TYPE, "HLF 20");
      lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.4 + i % 311 * 0.001,
                            9.7 + i % 601 * 0.001);
      g_ptr_array_add (drafts, draft);
    }
  lage_session_take_drafts (session, "radio", drafts);
  fixture_wait_until (lage_session_get_n_waiting (session) == 0);
  lage_situation_flush (lage_session_get_situation (session));
}

/* Of this thread alone: whatever else the machine does is left out. */
static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Until all is there: how long, and what it takes of the main thread, in all and at one go. */
static void
search_session (LageFind   *find,
                const char *text)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  double begin_ms = get_cpu_ms (), last_ms = begin_ms, longest_ms = 0.0;

  lage_find_search (find, text);
  do
    {
      double now_ms = get_cpu_ms ();

      longest_ms = MAX (longest_ms, now_ms - last_ms);
      if (!lage_find_is_busy (find))
        break;
      last_ms = now_ms;
      g_main_context_iteration (NULL, TRUE);
    }
  while (TRUE);
  g_print ("%-10s %-14s %3u found %8.2f ms; main thread %6.2f ms, at most %.2f at once\n",
           "session", text, lage_find_get_results (find)->len, get_ms (timer),
           get_cpu_ms () - begin_ms, longest_ms);
}

static void
search_sessions (void)
{
  SessionFixture fixture = { 0 };
  g_autoptr(LageFind) find = NULL;

  session_fixture_set_up (&fixture, NULL);
  add_units (fixture.session);
  find = lage_find_new (fixture.session);
  search_session (find, "");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    search_session (find, texts[i]);
  g_clear_object (&find);
  session_fixture_tear_down (&fixture, NULL);
}

int
main (void)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  g_autoptr(LageGazetteer) gazetteer = lage_gazetteer_new_embedded (NULL);
  g_autoptr(LageNameIndex) index = lage_name_index_new ();

  g_assert_nonnull (gazetteer);
  g_print ("%u places read in %.1f ms\n", lage_gazetteer_get_n_places (gazetteer),
           get_ms (timer));
  search_all ("places", NULL, gazetteer);

  g_timer_start (timer);
  for (guint i = 0; i < N_ENTITIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Florian Hamburg %u/%u-%u", i % 97, i / 97, i % 5);
      g_autofree char *external = g_strdup_printf ("cot:ANDROID-%08x", i * 2654435761U);

      lage_name_index_add (index, i, name, 0, &city_hall);
      lage_name_index_add (index, i, external, 1, &city_hall);
      lage_name_index_add (index, i, "HLF 20", 1, &city_hall);
    }
  g_print ("%u names of %u entities indexed in %.1f ms\n", lage_name_index_get_n_names (index),
           N_ENTITIES, get_ms (timer));
  search_all ("entities", index, NULL);
  search_sessions ();
  return 0;
}
