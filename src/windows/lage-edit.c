/* lage-edit.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-edit.h"

#include <string.h>

#include <glib/gi18n.h>

#include "lage-format.h"
#include "lage-position.h"
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

/**
 * lage_edit_parse_position:
 * @text: a position in any notation that lage_position_parse() reads
 * @point: (out caller-allocates): the place
 * @error: return location for a #GError that lage_format_position_problem() explains
 */
gboolean
lage_edit_parse_position (const char  *text,
                          LagePoint   *point,
                          GError     **error)
{
  LagePosition position;

  if (!lage_position_parse (text, lage_edit_get_middle (), &position, error))
    return FALSE;
  *point = position.point;
  return TRUE;
}

/**
 * lage_edit_check_position:
 * @text: what stands in the form; "" is none
 * @row: where it stands; its title says so where something had to be assumed
 * @error: return location for a #GError that lage_format_position_problem() explains
 *
 * Returns: whether there is no position, or one that is understood
 */
gboolean
lage_edit_check_position (const char         *text,
                          AdwPreferencesRow  *row,
                          GError            **error)
{
  const char *title = _("Position, in any notation");
  LagePosition position = { 0 };
  gboolean is_good = *text == '\0'
                     || lage_position_parse (text, lage_edit_get_middle (), &position, error);

  if (is_good && position.is_swapped)
    title = _("Position: the order was turned, to fit this area");
  else if (is_good && position.is_zone_assumed)
    title = _("Position: the zone of this area was assumed");
  adw_preferences_row_set_title (row, title);
  if (is_good)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  return is_good;
}

/**
 * lage_edit_get_middle:
 *
 * Returns: (transfer none): the middle of the operation area, which decides where a written
 *   position leaves something open
 */
const LagePoint *
lage_edit_get_middle (void)
{
  static const LagePoint middle = { 535300000, 100200000 };

  return &middle;
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
  if (g_date_time_to_unix (then) * G_USEC_PER_SEC < now_us)
    {
      /* A day by the calendar: the night may be an hour shorter or longer. */
      GDateTime *next = g_date_time_add_days (then, 1);

      g_date_time_unref (then);
      then = next;
    }
  *time_us = g_date_time_to_unix (then) * G_USEC_PER_SEC;
  return TRUE;
}

/**
 * lage_edit_position:
 * @draft: the edit
 * @entity: (nullable): the entity as it is
 * @field: a field that is a point
 * @text: what it shall be; "" retracts what was there, what is not understood changes nothing
 *
 * The form shows fewer digits than the picture has: a text that nobody has touched says nothing.
 */
void
lage_edit_position (LageDraft  *draft,
                    LageEntity *entity,
                    LageField   field,
                    const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *shown = NULL;
  LagePoint old;
  LagePosition position;
  gboolean has_old = entity != NULL && lage_entity_get_point (entity, field, &old);

  if (*trimmed == '\0' && has_old)
    lage_draft_retract (draft, field);
  if (!lage_position_parse (trimmed, lage_edit_get_middle (), &position, NULL))
    return;
  shown = has_old ? lage_format_position_as (&old, position.notation) : NULL;
  if (g_strcmp0 (trimmed, shown) != 0)
    edit_value (draft, entity, field, lage_value_point (position.point));
}

/**
 * lage_edit_due:
 * @draft: the edit
 * @entity: (nullable): the entity as it is
 * @field: a field that is a time
 * @text: what it shall be; "" retracts what was there, what is not understood changes nothing
 * @now_us: situation time
 *
 * As with positions, a text that nobody has touched says nothing.
 */
void
lage_edit_due (LageDraft  *draft,
               LageEntity *entity,
               LageField   field,
               const char *text,
               gint64      now_us)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *shown = NULL;
  gint64 time_us;

  if (entity != NULL && lage_entity_has (entity, field))
    shown = lage_format_date_time_entry (lage_entity_get_time_us (entity, field));
  if (g_strcmp0 (trimmed, shown) == 0)
    return;
  if (*trimmed == '\0' && shown != NULL)
    lage_draft_retract (draft, field);
  else if (lage_edit_parse_time (trimmed, now_us, &time_us) && time_us != 0)
    edit_value (draft, entity, field, lage_value_time (time_us));
}
