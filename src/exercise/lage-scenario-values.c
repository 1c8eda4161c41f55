/* lage-scenario-values.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-parser.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-time.h"

/* Words, numbers, times and places, as all lines of a scenario have them. */

gboolean
lage_scenario_fail (GError     **error,
                    guint        line,
                    const char  *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "scenario, line %u: %s", line, message);
  return FALSE;
}

/* Words of a line; takes them one by one. */
char *
lage_scenario_take_word (char **text)
{
  char *word;

  *text += strspn (*text, " \t");
  if (**text == '\0')
    return NULL;
  word = *text;
  *text += strcspn (*text, " \t");
  if (**text != '\0')
    *(*text)++ = '\0';
  return word;
}

gboolean
lage_scenario_read_number (LageScenarioParser  *self,
                           const char          *text,
                           double               low,
                           double               high,
                           double              *value,
                           GError             **error)
{
  char *end = NULL;
  double number;

  if (text == NULL || *text == '\0')
    return lage_scenario_fail (error, self->line, "a number is missing");
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (number))
    return lage_scenario_fail (error, self->line, "\"%s\" is not a number", text);
  if (number < low || number > high)
    return lage_scenario_fail (error, self->line, "%s is not between %g and %g", text, low, high);
  *value = number;
  return TRUE;
}

gboolean
lage_scenario_read_count (LageScenarioParser  *self,
                          const char          *text,
                          guint                high,
                          guint               *value,
                          GError             **error)
{
  double number;

  if (!lage_scenario_read_number (self, text, 0.0, high, &number, error))
    return FALSE;
  *value = (guint) number;
  if ((double) *value != number)
    return lage_scenario_fail (error, self->line, "\"%s\" is not a whole number", text);
  return TRUE;
}

gboolean
lage_scenario_read_time (LageScenarioParser  *self,
                         const char          *text,
                         gint64              *time_us,
                         GError             **error)
{
  g_autoptr(GError) local = NULL;

  if (text == NULL || *text == '\0')
    return lage_scenario_fail (error, self->line, "a time is missing");
  if (!lage_time_parse (text, LAGE_TIME_ZONE_GERMANY, time_us, &local))
    return lage_scenario_fail (error, self->line, "%s", local->message);
  return TRUE;
}

gboolean
lage_scenario_read_point (LageScenarioParser  *self,
                          char                *text,
                          LagePoint           *point,
                          GError             **error)
{
  const char *latitude_text = lage_scenario_take_word (&text);
  const char *longitude_text = lage_scenario_take_word (&text);
  double latitude;
  double longitude;

  if (lage_scenario_take_word (&text) != NULL)
    return lage_scenario_fail (error, self->line, "a place is a latitude and a longitude");
  if (!lage_scenario_read_number (self, latitude_text, -85.0, 85.0, &latitude, error)
      || !lage_scenario_read_number (self, longitude_text, -180.0, 180.0, &longitude, error))
    return FALSE;
  if (!lage_point_init (point, latitude, longitude))
    return lage_scenario_fail (error, self->line, "that place is not on the map");
  return TRUE;
}

gboolean
lage_scenario_read_points (LageScenarioParser  *self,
                           char                *text,
                           GError             **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      LagePoint point;

      if (++self->n_points > LAGE_SCENARIO_POINTS_MAX)
        return lage_scenario_fail (error, self->line, "too many points");
      if (!lage_scenario_read_point (self, parts[i], &point, error))
        return FALSE;
      g_array_append_val (self->points, point);
    }
  return TRUE;
}

gboolean
lage_scenario_read_choice (LageScenarioParser  *self,
                           const char          *text,
                           const char *const   *choices,
                           guint               *value,
                           GError             **error)
{
  *value = 0;
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (text, choices[i]) == 0)
      {
        *value = i;
        return TRUE;
      }
  return lage_scenario_fail (error, self->line, "\"%s\" is not one of the words known here",
                             text != NULL ? text : "");
}

gboolean
lage_scenario_take_text (LageScenarioParser  *self,
                         const char          *value,
                         char               **field,
                         GError             **error)
{
  if (*field != NULL)
    return lage_scenario_fail (error, self->line, "given twice");
  *field = g_strdup (value);
  return TRUE;
}

gboolean
lage_scenario_fail_key (LageScenarioParser  *self,
                        const char          *key,
                        GError             **error)
{
  return lage_scenario_fail (error, self->line,
                             "[%s] does not know \"%s\"", self->section_name, key);
}

/* Times in a list go forward. */
gboolean
lage_scenario_check_later (LageScenarioParser  *self,
                           GArray              *array,
                           gsize                offset,
                           gint64               time_us,
                           GError             **error)
{
  gint64 last_us;

  if (array->len > LAGE_SCENARIO_RECORDS_MAX)
    return lage_scenario_fail (error, self->line, "too many entries");
  if (array->len == 0)
    return TRUE;
  memcpy (&last_us,
          array->data + (gsize) (array->len - 1) * g_array_get_element_size (array) + offset,
          sizeof last_us);
  if (time_us <= last_us)
    return lage_scenario_fail (error, self->line, "not later than the entry before");
  return TRUE;
}
