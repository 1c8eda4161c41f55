/* lage-warning-draft.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-warning-draft.h"

#include <math.h>
#include <string.h>

#include "lage-geometry.h"
#include "lage-html.h"

/* What CAP in XML and CAP in JSON (NINA) have in common. */

#define AREA_NAMES_MAX 4000

/* Sources say the same thing twice, in a list's entry and inside it: the later one counts alone. */
static void
drop (LageDraft *draft,
      LageField  field)
{
  for (guint i = draft->changes->len; i > 0; i--)
    if (g_array_index (draft->changes, LageChange, i - 1).field == field)
      g_array_remove_index (draft->changes, i - 1);
}

/**
 * lage_warning_draft_set_word:
 * @draft: a warning
 * @field: an enumerated field
 * @word: (nullable): the word of CAP, in any case
 *
 * Sets the field, instead of what it was before.
 *
 * Returns: FALSE, and sets nothing, if the enumeration has no such word
 */
gboolean
lage_warning_draft_set_word (LageDraft  *draft,
                             LageField   field,
                             const char *word)
{
  g_autofree char *token = word != NULL ? g_ascii_strdown (word, -1) : NULL;
  const LageFieldSpec *spec = lage_schema_find (draft->kind, field);
  const LageEnumMember *member = token != NULL ? lage_field_spec_find_token (spec, token) : NULL;

  if (member == NULL)
    return FALSE;
  drop (draft, field);
  lage_draft_set_int (draft, field, member->number);
  return TRUE;
}

/**
 * lage_warning_draft_set_prose:
 * @draft: a warning
 * @field: a text
 * @text: (nullable): with or without HTML in it
 */
void
lage_warning_draft_set_prose (LageDraft  *draft,
                              LageField   field,
                              const char *text)
{
  g_autofree char *plain = lage_html_to_text (text);

  if (plain == NULL)
    return;
  drop (draft, field);
  lage_draft_set_text (draft, field, plain);
}

void
lage_warning_draft_set_time (LageDraft *draft,
                             LageField  field,
                             gint64     time_us)
{
  drop (draft, field);
  lage_draft_take (draft, field, lage_value_time (time_us));
}

/* Twice the area of a ring and its centroid, by the surveyor's formula on a plane around the first
 * corner; good enough to place a symbol. */
static double
measure_ring (const LageGeometryPart *part,
              double                 *latitude,
              double                 *longitude)
{
  double y0 = lage_point_get_latitude (&part->points[0]);
  double x0 = lage_point_get_longitude (&part->points[0]);
  double twice_area = 0.0, sum_x = 0.0, sum_y = 0.0;

  for (guint i = 0; i < part->n_points; i++)
    {
      const LagePoint *a = &part->points[i], *b = &part->points[(i + 1) % part->n_points];
      double ax = lage_point_get_longitude (a) - x0, ay = lage_point_get_latitude (a) - y0;
      double bx = lage_point_get_longitude (b) - x0, by = lage_point_get_latitude (b) - y0;
      double cross = ax * by - bx * ay;

      twice_area += cross;
      sum_x += (ax + bx) * cross;
      sum_y += (ay + by) * cross;
    }

  if (fabs (twice_area) < 1e-14)
    {
      *latitude = y0;
      *longitude = x0;
      return 0.0;
    }
  *latitude = y0 + sum_y / (3.0 * twice_area);
  *longitude = x0 + sum_x / (3.0 * twice_area);
  return fabs (twice_area);
}

/**
 * lage_warning_draft_set_area:
 * @draft: a warning
 * @area: its area
 *
 * Also sets the position, to the centroid of the largest ring, so that the warning can be picked.
 */
void
lage_warning_draft_set_area (LageDraft *draft,
                             GBytes    *area)
{
  g_autoptr(GArray) parts = lage_geometry_decode (area, NULL);
  double largest = -1.0, latitude = (double) NAN, longitude = (double) NAN;

  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (area));
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);
      double y, x, size;

      if (part->type != LAGE_GEOMETRY_RING)
        continue;
      size = measure_ring (part, &y, &x);
      if (size > largest)
        {
          largest = size;
          latitude = y;
          longitude = x;
        }
    }
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude);
}

/**
 * lage_warning_draft_add_code:
 * @codes: what has been collected
 * @name: (nullable): the name of a list of codes
 * @value: (nullable): a code
 *
 * Collects "II=51; GROUP=WIND"; what is about the message and not the event is left out.
 */
void
lage_warning_draft_add_code (GString    *codes,
                             const char *name,
                             const char *value)
{
  static const char *const others[] = { "PROFILE_VERSION", "LICENSE", "AREA_COLOR", NULL };

  if (name == NULL || value == NULL || *value == '\0' || g_strv_contains (others, name)
      || codes->len > AREA_NAMES_MAX)
    return;
  if (g_str_has_prefix (name, "profile:"))
    name += strlen ("profile:");
  g_string_append_printf (codes, "%s%s=%s", codes->len > 0 ? "; " : "", name, value);
}

/**
 * lage_warning_draft_add_name:
 * @names: what has been collected
 * @seen: the names in it
 * @name: (nullable): the name of an area
 *
 * A warning may have thousands of areas: the list ends in an ellipsis.
 */
void
lage_warning_draft_add_name (GString    *names,
                             GHashTable *seen,
                             const char *name)
{
  /* "polygonal event area" is the German weather service's word for the outline that stands before
   * its list of municipalities. */
  if (name == NULL || *name == '\0' || strcmp (name, "polygonal event area") == 0
      || g_str_has_suffix (names->str, "…") || !g_hash_table_add (seen, g_strdup (name)))
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, names->len + strlen (name) > AREA_NAMES_MAX ? "…" : name);
}

/**
 * lage_warning_get_replaced_field:
 * @status: (nullable): of the message that updates or cancels another
 *
 * Returns: the field of the other one that says so. Only what is meant ends what is meant: an
 * exercise or a test has a field of its own, because the decoder cannot know what it refers to.
 */
LageField
lage_warning_get_replaced_field (const char *status)
{
  return status != NULL && g_ascii_strcasecmp (status, "Actual") == 0
           ? LAGE_FIELD_REPLACED_BY
           : LAGE_FIELD_REPLACED_UNMEANT_BY;
}
