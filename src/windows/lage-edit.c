/* lage-edit.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-edit.h"

#include <string.h>

#include "lage-time.h"

static void
edit_value (LageDraft  *draft,
            LageEntity *entity,
            LageField   field,
            LageValue   value)
{
  const LageCandidate *old = entity != NULL ? lage_entity_find (entity, field) : NULL;

  if (old != NULL && lage_value_equal (&old->value, &value))
    lage_value_clear (&value);
  else
    lage_draft_take (draft, field, value);
}

/**
 * lage_edit_text:
 * @draft: the edit
 * @entity: (nullable): the entity as it is; NULL for a new one
 * @field: a text field
 * @text: what it shall be; "" retracts what was there
 */
void
lage_edit_text (LageDraft  *draft,
                LageEntity *entity,
                LageField   field,
                const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed != '\0')
    edit_value (draft, entity, field, lage_value_text (trimmed));
  else if (entity != NULL && lage_entity_has (entity, field))
    lage_draft_retract (draft, field);
}

void
lage_edit_int (LageDraft  *draft,
               LageEntity *entity,
               LageField   field,
               gint64      number)
{
  edit_value (draft, entity, field, lage_value_int (number));
}

/**
 * lage_edit_time:
 * @draft: the edit
 * @entity: (nullable): the entity as it is
 * @field: a time field
 * @time_us: what it shall be; 0 retracts what was there
 */
void
lage_edit_time (LageDraft  *draft,
                LageEntity *entity,
                LageField   field,
                gint64      time_us)
{
  if (time_us != 0)
    edit_value (draft, entity, field, lage_value_time (time_us));
  else if (entity != NULL && lage_entity_has (entity, field))
    lage_draft_retract (draft, field);
}

void
lage_edit_point (LageDraft       *draft,
                 LageEntity      *entity,
                 LageField        field,
                 const LagePoint *point)
{
  edit_value (draft, entity, field, lage_value_point (*point));
}

/**
 * lage_edit_remove_members:
 * @draft: the edit
 * @situation: the picture
 * @entity: the entity as it is
 * @field: a set of entities
 * @kept: (element-type LageId): those that stay
 *
 * Removes every other member, by each op that added it: what somebody adds meanwhile stays.
 */
void
lage_edit_remove_members (LageDraft     *draft,
                          LageSituation *situation,
                          LageEntity    *entity,
                          LageField      field,
                          GHashTable    *kept)
{
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (entity, field);

  for (guint i = 0; i < candidates->len; i++)
    {
      const LageCandidate *candidate = g_ptr_array_index (candidates, i);
      LageChange change = { .field = field, .verb = LAGE_VERB_REMOVE };

      if (candidate->verb != LAGE_VERB_ADD || g_hash_table_contains (kept, &candidate->value.id))
        continue;
      change.value = lage_value_copy (&candidate->value);
      lage_situation_get_op_id (situation, entity, candidate, &change.supersedes);
      lage_draft_take_change (draft, change);
    }
}

static gboolean
scan_number (const char **cursor,
             double      *number)
{
  char *end;

  *number = g_ascii_strtod (*cursor, &end);
  if (end == *cursor)
    return FALSE;
  *cursor = end;
  return TRUE;
}

/**
 * lage_edit_parse_position:
 * @text: latitude and longitude in decimal degrees, such as "53.545 9.970" or "53,545° N 9,970° E"
 * @point: (out caller-allocates): the place
 */
gboolean
lage_edit_parse_position (const char *text,
                          LagePoint  *point)
{
  g_autoptr(GString) plain = g_string_new (NULL);
  double latitude, longitude;
  const char *p;
  gboolean is_south, is_west;

  /* A comma between digits is a decimal one; other signs only separate. */
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_decimal = *p == ',' && p > text && g_ascii_isdigit (p[-1])
                            && g_ascii_isdigit (p[1]);

      if (is_decimal)
        g_string_append_c (plain, '.');
      else if (g_ascii_isdigit (*p) || *p == '.' || *p == '-' || *p == '+')
        g_string_append_c (plain, *p);
      else
        g_string_append_c (plain, ' ');
    }

  p = plain->str;
  if (!scan_number (&p, &latitude) || !scan_number (&p, &longitude))
    return FALSE;
  while (*p == ' ')
    p++;
  is_south = strpbrk (text, "Ss") != NULL;
  is_west = strpbrk (text, "Ww") != NULL;
  return *p == '\0' && lage_point_init (point, is_south ? -latitude : latitude,
                                        is_west ? -longitude : longitude);
}

/**
 * lage_edit_parse_time:
 * @text: "HH:MM", the next such time, or a date and time; "" is none
 * @now_us: situation time
 * @time_us: (out): the time; 0 for none
 */
gboolean
lage_edit_parse_time (const char *text,
                      gint64      now_us,
                      gint64     *time_us)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr(GDateTime) now = NULL;
  g_autoptr(GDateTime) then = NULL;
  guint64 hour, minute;
  g_auto(GStrv) parts = NULL;

  *time_us = 0;
  if (*trimmed == '\0')
    return TRUE;
  if (lage_time_parse (trimmed, LAGE_TIME_ZONE_GERMANY, time_us, NULL))
    return TRUE;

  parts = g_strsplit (trimmed, ":", 3);
  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return FALSE;
  now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  then = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                g_date_time_get_day_of_month (now), (int) hour, (int) minute, 0.0);
  if (then == NULL)
    return FALSE;
  *time_us = g_date_time_to_unix (then) * G_USEC_PER_SEC;
  if (*time_us < now_us)
    *time_us += LAGE_TIME_DAY_US;
  return TRUE;
}
