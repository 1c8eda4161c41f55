/* lage-map-words.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-entity-summary.h"
#include "lage-format.h"

/* What a map shows, in words: for those who hear it, and for cards and bars that count it. */

/* Nearer than this, something is at a place rather than beside it. */
#define AT_M 30.0

typedef struct
{
  LageKind kind;
  guint n;
} KindCount;

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const KindCount *first = a;
  const KindCount *second = b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/**
 * lage_map_words_count_kinds:
 * @entities: (element-type LageEntity): some entities
 *
 * Returns: (transfer full): how many there are of each kind, the most frequent first
 */
char *
lage_map_words_count_kinds (GPtrArray *entities)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  KindCount counts[LAGE_N_KINDS];

  for (guint i = 0; i < LAGE_N_KINDS; i++)
    counts[i] = (KindCount) { (LageKind) i, 0 };
  for (guint i = 0; i < entities->len; i++)
    counts[lage_entity_get_kind (g_ptr_array_index (entities, i))].n++;
  qsort (counts, LAGE_N_KINDS, sizeof (KindCount), compare_counts);

  for (guint i = 0; i < LAGE_N_KINDS && counts[i].n > 0; i++)
    g_ptr_array_add (words,
                     /* Translators: a kind and how many there are of it: "Units: 12" */
                     g_strdup_printf (C_ ("count of a kind", "%s: %u"),
                                      lage_format_kind_plural (counts[i].kind), counts[i].n));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" · ", (char **) words->pdata);
}

/**
 * lage_map_words_count_attention:
 * @entities: (element-type LageEntity): some entities
 * @thresholds: (nullable): for gauges
 * @now_us: situation time
 *
 * Returns: (transfer full) (nullable): how many of them somebody should look at; NULL if none
 */
char *
lage_map_words_count_attention (GPtrArray            *entities,
                                const LageThresholds *thresholds,
                                gint64                now_us)
{
  guint n[LAGE_ATTENTION_ALARM + 1] = { 0, };
  g_autofree char *alarms = NULL;
  g_autofree char *notices = NULL;

  for (guint i = 0; i < entities->len; i++)
    n[lage_entity_summary_get_attention (g_ptr_array_index (entities, i), thresholds, now_us)]++;

  if (n[LAGE_ATTENTION_ALARM] > 0)
    alarms = g_strdup_printf (ngettext ("%u alarm", "%u alarms", n[LAGE_ATTENTION_ALARM]),
                              n[LAGE_ATTENTION_ALARM]);
  if (n[LAGE_ATTENTION_NOTICE] > 0)
    notices = g_strdup_printf (ngettext ("%u notice", "%u notices", n[LAGE_ATTENTION_NOTICE]),
                               n[LAGE_ATTENTION_NOTICE]);

  if (alarms != NULL && notices != NULL)
    return g_strdup_printf ("%s · %s", alarms, notices);
  return alarms != NULL ? g_steal_pointer (&alarms) : g_steal_pointer (&notices);
}

/**
 * lage_map_words_list_names:
 * @entities: (element-type LageEntity): some entities
 * @max: how many to name at most
 *
 * Returns: (transfer full): the first names, and how many more there are
 */
char *
lage_map_words_list_names (GPtrArray *entities,
                           guint      max)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL;
  guint n_more = entities->len > max ? entities->len - max : 0;

  for (guint i = 0; i < MIN (entities->len, max); i++)
    g_ptr_array_add (names, (gpointer) lage_entity_get_title (g_ptr_array_index (entities, i)));
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (", ", (char **) names->pdata);
  if (n_more == 0)
    return g_steal_pointer (&text);

  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_more), text, n_more);
}

static char *
format_distance (double distance_m)
{
  if (distance_m < 1000)
    /* Nobody has to know it to the metre, or could. */
    return lage_format_quantity (round (distance_m / 10) * 10, 0, "m");

  return lage_format_quantity (distance_m / 1000, 1, "km");
}

/**
 * lage_map_words_locate:
 * @point: where something is
 * @landmark: something near whose name people know
 * @landmark_name: its name
 *
 * Returns: (transfer full): such as "320 m north-west of Övelgönne"
 */
char *
lage_map_words_locate (const LagePoint *point,
                       const LagePoint *landmark,
                       const char      *landmark_name)
{
  double distance_m = lage_point_get_distance_m (landmark, point);
  guint octant;
  g_autofree char *distance = NULL;

  if (distance_m < AT_M)
    /* Translators: the name of a place or of another item on the map */
    return g_strdup_printf (_("at %s"), landmark_name);

  distance = format_distance (distance_m);
  octant = (guint) lround (lage_point_get_bearing_deg (landmark, point) / 45.0) % 8;
  switch (octant)
    {
    case 0:
      /* Translators: a distance and the name of a place: "320 m north of Wedel" */
      return g_strdup_printf (_("%s north of %s"), distance, landmark_name);
    case 1:
      return g_strdup_printf (_("%s north-east of %s"), distance, landmark_name);
    case 2:
      return g_strdup_printf (_("%s east of %s"), distance, landmark_name);
    case 3:
      return g_strdup_printf (_("%s south-east of %s"), distance, landmark_name);
    case 4:
      return g_strdup_printf (_("%s south of %s"), distance, landmark_name);
    case 5:
      return g_strdup_printf (_("%s south-west of %s"), distance, landmark_name);
    case 6:
      return g_strdup_printf (_("%s west of %s"), distance, landmark_name);
    default:
      return g_strdup_printf (_("%s north-west of %s"), distance, landmark_name);
    }
}

/**
 * lage_map_words_summarise:
 * @selected: (nullable): name and state of what is selected
 * @place: (nullable): where it is
 * @n_selected: how many are selected
 * @n_in_sight: how many are in sight
 *
 * Returns: (transfer full): whole sentences for the screen reader
 */
char *
lage_map_words_summarise (const char *selected,
                          const char *place,
                          guint       n_selected,
                          guint       n_in_sight)
{
  g_autofree char *sight = NULL;
  g_autofree char *selection = NULL;

  sight = g_strdup_printf (ngettext ("%u item in sight.", "%u items in sight.", n_in_sight),
                           n_in_sight);

  if (n_selected > 1)
    selection = g_strdup_printf (ngettext ("%u selected.", "%u selected.", n_selected),
                                 n_selected);
  else if (selected == NULL)
    selection = g_strdup (_("Nothing is selected."));

  if (selected == NULL)
    return g_strdup_printf ("%s %s", selection, sight);
  if (selection != NULL)
    return place != NULL ? g_strdup_printf ("%s, %s. %s %s", selected, place, selection, sight)
                         : g_strdup_printf ("%s. %s %s", selected, selection, sight);
  return place != NULL ? g_strdup_printf ("%s, %s. %s", selected, place, sight)
                       : g_strdup_printf ("%s. %s", selected, sight);
}
