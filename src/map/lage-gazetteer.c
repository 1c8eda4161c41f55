/* lage-gazetteer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-gazetteer.h"

#include <string.h>

#include "lage-error.h"
#include "lage-name-index.h"

/**
 * LageGazetteer:
 *
 * Places by name: what the base map writes on itself, and the streets and waters of names.txt, whose
 * form data/basemap/derive-names.py describes. Never changed once it is made, so any thread may
 * search it.
 */
struct _LageGazetteer
{
  gatomicrefcount  ref_count;
  LageBasemap     *basemap; /* owns the names of its labels */
  char            *names;   /* the text, cut into pieces */
  GArray          *places;  /* LagePlace */
  LageNameIndex   *place_index;
  LageNameIndex   *street_index;
};

#define LINE_PARTS 5

G_DEFINE_BOXED_TYPE (LageGazetteer, lage_gazetteer, lage_gazetteer_ref, lage_gazetteer_unref)

LageGazetteer *
lage_gazetteer_ref (LageGazetteer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lage_gazetteer_unref (LageGazetteer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  lage_basemap_unref (self->basemap);
  g_free (self->names);
  g_array_unref (self->places);
  lage_name_index_unref (self->place_index);
  lage_name_index_unref (self->street_index);
  g_free (self);
}

static void
add_place (LageGazetteer   *self,
           const LagePlace *place,
           guint            weight)
{
  LageNameIndex *index = place->place_class == LAGE_PLACE_STREET ? self->street_index
                                                                 : self->place_index;

  lage_name_index_add (index, self->places->len, place->name, weight, &place->point);
  g_array_append_vals (self->places, place, 1);
}

/* Motorway shields are labels too, but no names. */
static gboolean
get_class (LageBasemapLabelClass  label_class,
           LagePlaceClass        *place_class)
{
  switch (label_class)
    {
    case LAGE_BASEMAP_LABEL_DISTRICT:
      *place_class = LAGE_PLACE_DISTRICT;
      return TRUE;
    case LAGE_BASEMAP_LABEL_QUARTER:
      *place_class = LAGE_PLACE_QUARTER;
      return TRUE;
    case LAGE_BASEMAP_LABEL_PLACE:
      *place_class = LAGE_PLACE_TOWN;
      return TRUE;
    case LAGE_BASEMAP_LABEL_WATER:
      *place_class = LAGE_PLACE_WATER;
      return TRUE;
    case LAGE_BASEMAP_LABEL_SHIELD:
    case LAGE_BASEMAP_LABEL_N_CLASSES:
    default:
      return FALSE;
    }
}

static void
add_labels (LageGazetteer *self)
{
  g_autoptr(GArray) labels = lage_basemap_collect_labels (self->basemap, 30.0, -180.0, -90.0,
                                                          180.0, 90.0);

  for (guint i = 0; i < labels->len; i++)
    {
      const LageBasemapLabel *label = &g_array_index (labels, LageBasemapLabel, i);
      LagePlace place = { .name = label->text, .where = "" };

      if (*label->text != '\0' && get_class (label->label_class, &place.place_class)
          && lage_point_init (&place.point, label->lat, label->lon))
        add_place (self, &place, 1 + label->rank);
    }
}

static gboolean
scan_int (const char *text,
          gint64      min,
          gint64      max,
          gint64     *number)
{
  return g_ascii_string_to_signed (text, 10, min, max, number, NULL);
}

/* Cuts the line into its parts where they stand. */
static gboolean
read_line (char      *line,
           LagePlace *place)
{
  char *parts[LINE_PARTS];
  char *y;
  gint64 extent_m, x_e5, y_e5;

  for (guint i = 0; i < LINE_PARTS; i++)
    {
      parts[i] = line;
      line = i + 1 < LINE_PARTS ? strchr (line, '|') : NULL;
      if (line != NULL)
        *line++ = '\0';
      else if (i + 1 < LINE_PARTS)
        return FALSE;
    }
  y = strchr (parts[4], ' ');
  if (y == NULL)
    return FALSE;
  *y++ = '\0';

  if (g_str_equal (parts[0], "street"))
    place->place_class = LAGE_PLACE_STREET;
  else if (g_str_equal (parts[0], "water"))
    place->place_class = LAGE_PLACE_WATER;
  else
    return FALSE;
  place->name = parts[1];
  place->where = parts[2];
  if (*place->name == '\0' || !scan_int (parts[3], 0, 1000000, &extent_m)
      || !scan_int (parts[4], -18000000, 18000000, &x_e5)
      || !scan_int (y, -9000000, 9000000, &y_e5))
    return FALSE;
  place->extent_m = (guint) extent_m;
  return lage_point_init (&place->point, (double) y_e5 / 1e5, (double) x_e5 / 1e5);
}

static gboolean
add_names (LageGazetteer  *self,
           GError        **error)
{
  guint number = 0;

  for (char *line = self->names, *next; line != NULL && *line != '\0'; line = next)
    {
      LagePlace place;

      number++;
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (*line == '#' || *line == '\0')
        continue;
      if (!read_line (line, &place))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %u of the names is damaged",
                       number);
          return FALSE;
        }
      add_place (self, &place, 10);
    }
  return TRUE;
}

/**
 * lage_gazetteer_new:
 * @basemap: a map with labels
 * @names: text as reference/names.txt
 * @error: return location for a #GError of %LAGE_ERROR
 *
 * Takes some ten milliseconds, so it belongs in another thread than the main one.
 */
LageGazetteer *
lage_gazetteer_new (LageBasemap  *basemap,
                    GBytes       *names,
                    GError      **error)
{
  g_autoptr(LageGazetteer) self = g_new0 (LageGazetteer, 1);
  gsize size;
  const char *text = g_bytes_get_data (names, &size);

  g_atomic_ref_count_init (&self->ref_count);
  self->basemap = lage_basemap_ref (basemap);
  self->names = g_strndup (text != NULL ? text : "", size);
  self->places = g_array_new (FALSE, FALSE, sizeof (LagePlace));
  self->place_index = lage_name_index_new ();
  self->street_index = lage_name_index_new ();
  if (!g_utf8_validate (self->names, -1, NULL))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "the names are not UTF-8");
      return NULL;
    }
  add_labels (self);
  if (!add_names (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lage_gazetteer_new_embedded:
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the places that the program brings along
 */
LageGazetteer *
lage_gazetteer_new_embedded (GError **error)
{
  g_autoptr(LageBasemap) basemap = lage_basemap_new_embedded (error);
  g_autoptr(GBytes) names = NULL;

  if (basemap == NULL)
    return NULL;
  names = g_resources_lookup_data (LAGE_GAZETTEER_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (names == NULL)
    return NULL;
  return lage_gazetteer_new (basemap, names, error);
}

guint
lage_gazetteer_get_n_places (LageGazetteer *self)
{
  return self->places->len;
}

static GPtrArray *
find (LageGazetteer   *self,
      LageNameIndex   *index,
      const char      *text,
      const LagePoint *near,
      guint            max_hits)
{
  g_autoptr(GArray) hits = lage_name_index_search (index, text, near, max_hits);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, &g_array_index (self->places, LagePlace,
                                            g_array_index (hits, LageNameHit, i).id));
  return found;
}

/**
 * lage_gazetteer_find_places:
 * @self: the gazetteer
 * @text: a name as somebody typed it
 * @near: (nullable): where one looks
 * @max_places: how many are wanted
 *
 * Returns: (transfer container) (element-type LagePlace): towns, quarters and waters, best first
 */
GPtrArray *
lage_gazetteer_find_places (LageGazetteer   *self,
                            const char      *text,
                            const LagePoint *near,
                            guint            max_places)
{
  return find (self, self->place_index, text, near, max_places);
}

/* "Reeperbahn 154a" without the number, or NULL. */
static char *
strip_number (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  char *last = strrchr (trimmed, ' ');

  if (last == NULL || !g_ascii_isdigit (last[1]))
    return NULL;
  *last = '\0';
  return g_strdup (trimmed);
}

/**
 * lage_gazetteer_find_streets:
 * @self: the gazetteer
 * @text: a name as somebody typed it, perhaps with a house number
 * @near: (nullable): where one looks
 * @max_streets: how many are wanted
 * @has_number: (out): whether there was a house number, which nothing is known of
 *
 * Returns: (transfer container) (element-type LagePlace): streets, best first
 */
GPtrArray *
lage_gazetteer_find_streets (LageGazetteer   *self,
                             const char      *text,
                             const LagePoint *near,
                             guint            max_streets,
                             gboolean        *has_number)
{
  GPtrArray *found = find (self, self->street_index, text, near, max_streets);
  g_autofree char *without = found->len == 0 ? strip_number (text) : NULL;

  *has_number = without != NULL;
  if (without == NULL)
    return found;
  g_ptr_array_unref (found);
  return find (self, self->street_index, without, near, max_streets);
}
