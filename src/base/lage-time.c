/* lage-time.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-time.h"

#include <string.h>

#include "lage-error.h"

/* Years beyond these are clock faults or sentinels, and would overflow what is computed later. */
#define YEAR_MIN 1900
#define YEAR_MAX 9999
#define SUMMER_TIME_YEAR_MIN 1980

static gboolean
scan_digits (const char **cursor,
             guint        n_min,
             guint        n_max,
             int         *value)
{
  const char *p = *cursor;
  int result = 0;
  guint n = 0;

  while (n < n_max && g_ascii_isdigit (*p))
    {
      result = result * 10 + (*p - '0');
      p++;
      n++;
    }
  if (n < n_min)
    return FALSE;

  *cursor = p;
  *value = result;
  return TRUE;
}

static gboolean
scan_char (const char **cursor,
           char         wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* Up to any number of digits; microseconds, rounded by cutting: a stamp is never in the future
 * because of it. */
static gboolean
scan_fraction (const char **cursor,
               int         *us)
{
  const char *p = *cursor;
  int scale = 100000;

  *us = 0;
  if (*p != '.' && *p != ',')
    return TRUE;
  p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      *us += (*p - '0') * scale;
      scale /= 10;
    }
  *cursor = p;
  return TRUE;
}

static gboolean
scan_offset (const char **cursor,
             int         *offset_s)
{
  const char *p = *cursor;
  int sign, hours = 0, minutes = 0;

  if (*p != '+' && *p != '-')
    return FALSE;
  sign = *p == '-' ? -1 : 1;
  p++;
  if (!scan_digits (&p, 2, 2, &hours))
    return FALSE;
  if (*p == ':')
    {
      p++;
      if (!scan_digits (&p, 2, 2, &minutes))
        return FALSE;
    }
  else if (g_ascii_isdigit (*p) && !scan_digits (&p, 2, 2, &minutes))
    {
      return FALSE;
    }
  if (hours > 18 || minutes > 59)
    return FALSE;

  *offset_s = sign * (hours * 3600 + minutes * 60);
  *cursor = p;
  return TRUE;
}

static gint64
days_from_civil (int year,
                 int month,
                 int day)
{
  /* Days since 1970-01-01 of a Gregorian date; the year is made to begin in March. */
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint64) era * 146097 + day_of_era - 719468;
}

/* European Union rule since 1996: summer time from the last Sunday of March, 01:00 UTC, to the last
 * Sunday of October, 01:00 UTC. In the hour that occurs twice the first, summer, is assumed. From
 * 1950 to 1979, so in the surges of 1962 and 1976, there was none. */
static int
germany_offset_s (gint64 local_s,
                  int    year)
{
  gint64 march_31 = days_from_civil (year, 3, 31);
  gint64 october_31 = days_from_civil (year, 10, 31);
  gint64 begin_s = (march_31 - (march_31 + 4) % 7) * 86400 + 2 * 3600;
  gint64 end_s = (october_31 - (october_31 + 4) % 7) * 86400 + 3 * 3600;

  return year >= SUMMER_TIME_YEAR_MIN && local_s >= begin_s && local_s < end_s ? 7200 : 3600;
}

/**
 * lage_time_parse:
 * @text: a date and time: ISO 8601 with `T` or a space, seconds and their fraction optional,
 *   offset `Z`, `±hh`, `±hhmm` or `±hh:mm`; or the German form `dd.mm.yyyy[,] HH:MM[:SS]`
 * @rule: what a missing zone means
 * @time_us: (out): microseconds since 1970 UTC
 * @error: return location for a #GError (LAGE_ERROR_INVALID)
 *
 * Reads the times that feeds send. Locale and the machine's zone play no part.
 */
gboolean
lage_time_parse (const char        *text,
                 LageTimeZoneRule   rule,
                 gint64            *time_us,
                 GError           **error)
{
  const char *p = text;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction_us = 0;
  int offset_s = 0;
  gint64 local_s;
  gboolean ok;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (time_us != NULL, FALSE);

  if (strlen (text) > 2 && text[2] == '.')
    {
      ok = scan_digits (&p, 2, 2, &day) && scan_char (&p, '.')
           && scan_digits (&p, 2, 2, &month) && scan_char (&p, '.')
           && scan_digits (&p, 4, 4, &year);
      if (*p == ',')
        p++;
      ok = ok && scan_char (&p, ' ');
    }
  else
    {
      ok = scan_digits (&p, 4, 4, &year) && scan_char (&p, '-')
           && scan_digits (&p, 2, 2, &month) && scan_char (&p, '-')
           && scan_digits (&p, 2, 2, &day)
           && (scan_char (&p, 'T') || scan_char (&p, 't') || scan_char (&p, ' '));
    }

  ok = ok && scan_digits (&p, 2, 2, &hour) && scan_char (&p, ':')
       && scan_digits (&p, 2, 2, &minute);
  if (ok && *p == ':')
    {
      p++;
      ok = scan_digits (&p, 2, 2, &second) && scan_fraction (&p, &fraction_us);
    }
  ok = ok && year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1
       && day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)
       && hour <= 23 && minute <= 59 && second <= 60;
  if (!ok)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%.40s\" is not a date and time", text);
      return FALSE;
    }

  local_s = days_from_civil (year, month, day) * 86400 + hour * 3600 + minute * 60 + second;

  if (*p == 'Z' || *p == 'z')
    p++;
  else if (*p == '+' || *p == '-')
    ok = scan_offset (&p, &offset_s);
  else if (rule == LAGE_TIME_ZONE_GERMANY)
    offset_s = germany_offset_s (local_s, year);
  else
    ok = rule == LAGE_TIME_ZONE_UTC;

  if (!ok || *p != '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   *p == '\0' ? "\"%.40s\" has no time zone" : "\"%.40s\" ends in something else",
                   text);
      return FALSE;
    }

  *time_us = (local_s - offset_s) * G_USEC_PER_SEC + fraction_us;
  return TRUE;
}

/**
 * lage_time_format_iso8601:
 * @time_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): ISO 8601 in UTC with milliseconds where there are any
 */
char *
lage_time_format_iso8601 (gint64 time_us)
{
  gint64 seconds = time_us / G_USEC_PER_SEC;
  gint64 fraction_us = time_us % G_USEC_PER_SEC;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (fraction_us < 0)
    {
      fraction_us += G_USEC_PER_SEC;
      seconds--;
    }
  time = g_date_time_new_from_unix_utc (seconds);
  if (time == NULL)
    return g_strdup ("");

  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  if (fraction_us < 1000)
    return g_strconcat (text, "Z", NULL);
  return g_strdup_printf ("%s.%03dZ", text, (int) (fraction_us / 1000));
}
