/* bench-find.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-gazetteer.h"
#include "lage-name-index.h"

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
  return 0;
}
