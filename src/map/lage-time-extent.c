/* lage-time-extent.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-time-extent.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-time.h"

/* A list of a server that gives every five minutes of a year has some 100 000 instants. */
#define MAX_PARTS 200000

/* Length of a mean Gregorian month: only to guess near which step of months an instant is. */
#define MONTH_US (30.436875 * 24 * 3600 * G_USEC_PER_SEC)

typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  gint64 step_us;   /* 0: months, or a single instant */
  guint step_months;
  char *begin_text; /* shows how the server writes */
} Part;

struct _LageTimeExtent
{
  GArray *parts;
};

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->begin_text);
}

/* Servers leave away what they do not need: "2013", "2013-12", "2013-12-05". */
static gboolean
parse_instant (const char  *text,
               gint64      *time_us,
               GError     **error)
{
  static const char rest[] = "0000-01-01T00:00:00Z";
  g_autofree char *padded = NULL;
  gsize length = strlen (text);

  if (length == 4 || length == 7 || length == 10)
    padded = g_strconcat (text, rest + length, NULL);
  else if (length == 14 && text[13] == 'Z')
    padded = g_strdup_printf ("%.13s:00Z", text);

  return lage_time_parse (padded != NULL ? padded : text, LAGE_TIME_ZONE_UTC, time_us, error);
}

/* ISO 8601: P1Y2M3DT4H5M6S, or P2W. Months and years are kept apart: they differ in length. */
static gboolean
parse_period (const char  *text,
              gint64      *step_us,
              guint       *step_months,
              GError     **error)
{
  const char *p = text;
  gboolean is_time = FALSE;
  double us = 0;
  double months = 0;

  if (*p++ != 'P')
    p = "!";
  while (*p != '\0' && *p != '!')
    {
      char *end = NULL;
      double number;

      if (*p == 'T')
        {
          is_time = TRUE;
          p++;
          continue;
        }
      number = g_ascii_isdigit (*p) ? g_ascii_strtod (p, &end) : -1;
      if (number < 0 || number > 1e6)
        {
          p = "!";
          break;
        }
      if (*end == 'Y' && !is_time)
        months += 12 * number;
      else if (*end == 'M' && !is_time)
        months += number;
      else if (*end == 'W' && !is_time)
        us += number * 7 * (double) LAGE_TIME_DAY_US;
      else if (*end == 'D' && !is_time)
        us += number * (double) LAGE_TIME_DAY_US;
      else if (*end == 'H' && is_time)
        us += number * (double) LAGE_TIME_HOUR_US;
      else if (*end == 'M' && is_time)
        us += number * (double) LAGE_TIME_MINUTE_US;
      else if (*end == 'S' && is_time)
        us += number * (double) LAGE_TIME_SECOND_US;
      else
        end = NULL;
      p = end != NULL ? end + 1 : "!";
    }

  *step_us = (gint64) us;
  *step_months = (guint) months;
  if (*p == '\0' && (us >= (double) LAGE_TIME_SECOND_US) != (months >= 1))
    return TRUE;

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%.40s\" is not a period", text);

  return FALSE;
}

static gboolean
parse_part (LageTimeExtent  *self,
            char            *text,
            GError         **error)
{
  g_auto(GStrv) fields = g_strsplit (text, "/", 4);
  guint n = g_strv_length (fields);
  Part part = { 0 };

  for (guint i = 0; i < n; i++)
    g_strstrip (fields[i]);
  if (n == 0 || n > 3)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%.40s\" is not an interval", text);
      return FALSE;
    }
  if (!parse_instant (fields[0], &part.begin_us, error))
    return FALSE;
  part.end_us = part.begin_us;
  if (n > 1 && !parse_instant (fields[1], &part.end_us, error))
    return FALSE;

  /* No period, or one of nothing: every instant is offered. A minute is as near as people look. */
  part.step_us = n > 1 ? LAGE_TIME_MINUTE_US : 0;
  if (n == 3 && *fields[2] != '\0' && !g_str_equal (fields[2], "0")
      && !parse_period (fields[2], &part.step_us, &part.step_months, error))
    return FALSE;
  if (part.end_us < part.begin_us)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%.40s\" ends before it begins", text);
      return FALSE;
    }
  part.begin_text = g_strdup (fields[0]);
  g_array_append_val (self->parts, part);

  return TRUE;
}

/**
 * lage_time_extent_parse:
 * @text: what a server offers
 * @error: what is wrong with it
 *
 * Returns: (transfer full): the instants; or %NULL
 */
LageTimeExtent *
lage_time_extent_parse (const char  *text,
                        GError     **error)
{
  g_autoptr(LageTimeExtent) self = g_new0 (LageTimeExtent, 1);
  const char *rest = text;

  g_return_val_if_fail (text != NULL, NULL);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);

  while (rest != NULL)
    {
      const char *comma = strchr (rest, ',');
      g_autofree char *part = comma != NULL ? g_strndup (rest, (gsize) (comma - rest))
                                            : g_strdup (rest);

      rest = comma != NULL ? comma + 1 : NULL;
      if (*g_strstrip (part) == '\0')
        continue;
      if (self->parts->len >= MAX_PARTS)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d instants", MAX_PARTS);
          return NULL;
        }
      if (!parse_part (self, part, error))
        return NULL;
    }

  if (self->parts->len == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "no instants");
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
lage_time_extent_free (LageTimeExtent *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}

static gint64
add_months (gint64 begin_us,
            gint64 n_months)
{
  g_autoptr(GDateTime) begin = g_date_time_new_from_unix_utc (begin_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) sum = begin != NULL && ABS (n_months) < 120000
                             ? g_date_time_add_months (begin, (int) n_months) : NULL;

  return sum != NULL ? g_date_time_to_unix (sum) * G_USEC_PER_SEC : begin_us;
}

/* The instant of number @n; below the first and above the last there are no others. */
static gint64
part_get_instant (const Part *part,
                  gint64      n)
{
  gint64 time_us = part->begin_us;

  if (part->step_us > 0)
    time_us += CLAMP (n, 0, (part->end_us - part->begin_us) / part->step_us) * part->step_us;
  else if (part->step_months > 0)
    time_us = add_months (part->begin_us, MAX (n, 0) * part->step_months);

  return MIN (time_us, part->end_us);
}

static gint64
part_guess_number (const Part *part,
                   gint64      time_us)
{
  double since_us = (double) time_us - (double) part->begin_us;

  if (part->step_us > 0)
    return (gint64) floor (since_us / (double) part->step_us);
  if (part->step_months > 0)
    return (gint64) floor (since_us / (part->step_months * MONTH_US));

  return 0;
}

/* In the way the server writes its own instants: only the date, or with milliseconds. */
static char *
part_format (const Part *part,
             gint64      time_us)
{
  g_autofree char *text = lage_time_format_iso8601 (time_us);
  gsize length = strlen (part->begin_text);

  if (time_us == part->begin_us)
    return g_strdup (part->begin_text);
  if (length == 4 || length == 7 || length == 10)
    return g_strndup (text, length);
  if (strchr (part->begin_text, '.') != NULL && strchr (text, '.') == NULL)
    return g_strdup_printf ("%.19s.000Z", text);

  return g_steal_pointer (&text);
}

/**
 * lage_time_extent_snap:
 * @self: what is offered
 * @time_us: what is wanted
 * @snapped_us: (out) (nullable): the nearest instant that is offered; the earlier of two as near
 *
 * Returns: (transfer full): that instant in the words of the server
 */
char *
lage_time_extent_snap (const LageTimeExtent *self,
                       gint64                time_us,
                       gint64               *snapped_us)
{
  const Part *best_part = &g_array_index (self->parts, Part, 0);
  gint64 best_us = best_part->begin_us;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      gint64 guess = part_guess_number (part, time_us);

      for (gint64 n = guess - 1; n <= guess + 2; n++)
        {
          gint64 instant_us = part_get_instant (part, n);
          gint64 distance_us = ABS (instant_us - time_us);
          gint64 best_distance_us = ABS (best_us - time_us);

          if (distance_us < best_distance_us
              || (distance_us == best_distance_us && instant_us < best_us))
            {
              best_part = part;
              best_us = instant_us;
            }
        }
    }

  if (snapped_us != NULL)
    *snapped_us = best_us;

  return part_format (best_part, best_us);
}

/**
 * lage_time_extent_step:
 * @self: what is offered
 * @time_us: where one is
 * @direction: negative for the instant before, positive for the one behind
 * @stepped_us: (out): that instant
 *
 * Returns: (transfer full) (nullable): it in the words of the server; %NULL if there is none
 */
char *
lage_time_extent_step (const LageTimeExtent *self,
                       gint64                time_us,
                       int                   direction,
                       gint64               *stepped_us)
{
  const Part *best_part = NULL;
  gint64 best_us = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      gint64 guess = part_guess_number (part, time_us);

      for (gint64 n = guess - 2; n <= guess + 2; n++)
        {
          gint64 instant_us = part_get_instant (part, n);

          if (direction > 0 ? instant_us > time_us && (best_part == NULL || instant_us < best_us)
                            : instant_us < time_us && (best_part == NULL || instant_us > best_us))
            {
              best_part = part;
              best_us = instant_us;
            }
        }
    }

  if (best_part == NULL)
    return NULL;
  *stepped_us = best_us;

  return part_format (best_part, best_us);
}

void
lage_time_extent_get_range (const LageTimeExtent *self,
                            gint64               *first_us,
                            gint64               *last_us)
{
  *first_us = G_MAXINT64;
  *last_us = G_MININT64;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      *first_us = MIN (*first_us, part->begin_us);
      *last_us = MAX (*last_us, part_get_instant (part, part_guess_number (part, part->end_us)));
    }
}
