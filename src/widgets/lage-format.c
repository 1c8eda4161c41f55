/* lage-format.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE "\302\240"

static LageNotation shown_notation = LAGE_NOTATION_DECIMAL; /* main thread */

/**
 * lage_format_age:
 * @age_us: age in microseconds; what is a little ahead counts as just now, what is further ahead,
 *   because a clock was set back, has an age that nobody knows
 *
 * Two figures at most: an age is read at a glance.
 */
char *
lage_format_age (gint64 age_us)
{
  gint64 seconds = MAX (age_us, 0) / G_USEC_PER_SEC;

  if (age_us < -G_TIME_SPAN_MINUTE)
    return g_strdup ("–");
  if (seconds < 100)
    /* Translators: an age in seconds; keep it short. */
    return g_strdup_printf (C_ ("age", "%d s"), (int) seconds);
  if (seconds < 100 * 60)
    /* Translators: an age in minutes; keep it short. */
    return g_strdup_printf (C_ ("age", "%d min"), (int) (seconds / 60));
  if (seconds < 48 * 3600)
    /* Translators: an age in hours; keep it short. */
    return g_strdup_printf (C_ ("age", "%d h"), (int) (seconds / 3600));
  /* Translators: an age in days; keep it short. */
  return g_strdup_printf (C_ ("age", "%d d"), (int) MIN (seconds / 86400, G_MAXINT));
}

static char *
format_local (gint64      time_us,
              const char *format)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("–");
}

/**
 * lage_format_clock:
 * @time_us: a time
 *
 * Hours, minutes and seconds.
 */
char *
lage_format_clock (gint64 time_us)
{
  return format_local (time_us, "%H:%M:%S");
}

char *
lage_format_date (gint64 time_us)
{
  /* Translators: weekday and date, see the manual of strftime. */
  return format_local (time_us, C_ ("date", "%a, %Y-%m-%d"));
}

char *
lage_format_date_time (gint64 time_us)
{
  /* Translators: date and time of day, see the manual of strftime; 24 hours. */
  return format_local (time_us, C_ ("date", "%Y-%m-%d %H:%M"));
}

/**
 * lage_format_date_time_entry:
 * @time_us: a time
 *
 * In the form that can be typed and read back, with its zone.
 */
char *
lage_format_date_time_entry (gint64 time_us)
{
  return format_local (time_us, "%Y-%m-%d %H:%M%:z");
}

/**
 * lage_format_time:
 * @time_us: a time
 * @now_us: situation time
 *
 * The time of day, with the date where it is another day.
 */
char *
lage_format_time (gint64 time_us,
                  gint64 now_us)
{
  g_autofree char *day = format_local (time_us, "%Y-%m-%d");
  g_autofree char *today = format_local (now_us, "%Y-%m-%d");

  if (g_str_equal (day, today))
    return format_local (time_us, "%H:%M");
  /* Translators: day, month and time of day, see the manual of strftime; 24 hours. */
  return format_local (time_us, C_ ("date", "%b %-d, %H:%M"));
}

/**
 * lage_format_axis_time:
 * @time_us: a time
 * @is_day: whether the axis counts days
 */
char *
lage_format_axis_time (gint64   time_us,
                       gboolean is_day)
{
  /* Translators: day and month on the axis of a chart, see the manual of strftime. */
  return format_local (time_us, is_day ? C_ ("date", "%b %-d") : "%H:%M");
}

char *
lage_format_number (double number,
                    guint  decimals)
{
  g_autofree char *text = NULL;

  if (!isfinite (number))
    return g_strdup ("–");
  text = g_strdup_printf ("%.*f", (int) decimals, number);
  /* No "-0": what the rounding has left is looked at, since it alone knows. */
  if (*text == '-' && strpbrk (text, "123456789") == NULL)
    return g_strdup (text + 1);
  return g_steal_pointer (&text);
}

/**
 * lage_format_quantity:
 * @number: a number
 * @decimals: digits after the point
 * @unit: (nullable): its unit
 */
char *
lage_format_quantity (double      number,
                      guint       decimals,
                      const char *unit)
{
  g_autofree char *text = lage_format_number (number, decimals);

  if (unit == NULL)
    return g_steal_pointer (&text);
  if (g_str_equal (unit, "°"))
    return g_strconcat (text, unit, NULL);
  return g_strconcat (text, NO_BREAK_SPACE, unit, NULL);
}

/**
 * lage_format_length:
 * @length_m: a way or a distance in metres
 *
 * In metres up to a kilometre; with three or four figures, which is what a hand on a map can do.
 */
char *
lage_format_length (double length_m)
{
  if (length_m < 9.95)
    return lage_format_quantity (length_m, 1, "m");
  if (length_m < 999.5)
    return lage_format_quantity (length_m, 0, "m");
  if (length_m < 99995.0)
    return lage_format_quantity (length_m / 1000.0, 2, "km");
  return lage_format_quantity (length_m / 1000.0, 0, "km");
}

/**
 * lage_format_area:
 * @area_m2: an area in square metres
 *
 * In square metres up to a hectare, in hectares up to a square kilometre.
 */
char *
lage_format_area (double area_m2)
{
  if (area_m2 < 9999.5)
    return lage_format_quantity (area_m2, 0, "m²");
  if (area_m2 < 999950.0)
    return lage_format_quantity (area_m2 / 1e4, 2, "ha");
  if (area_m2 < 99995000.0)
    return lage_format_quantity (area_m2 / 1e6, 2, "km²");
  return lage_format_quantity (area_m2 / 1e6, 0, "km²");
}

/**
 * lage_format_bearing:
 * @bearing_deg: a true bearing in degrees
 *
 * As it is spoken: three figures, north is 000.
 */
char *
lage_format_bearing (double bearing_deg)
{
  return g_strdup_printf ("%03d°", (int) lround (lage_normalize_deg (bearing_deg)) % 360);
}

/**
 * lage_format_set_notation:
 * @notation: how positions are written from now on
 *
 * The one setting of this file: a staff agrees on one notation and sees it everywhere.
 */
void
lage_format_set_notation (LageNotation notation)
{
  g_return_if_fail (notation < LAGE_N_NOTATIONS);

  shown_notation = notation;
}

LageNotation
lage_format_get_notation (void)
{
  return shown_notation;
}

const char *
lage_format_notation (LageNotation notation)
{
  switch (notation)
    {
    case LAGE_NOTATION_MINUTES:
      return C_ ("notation", "Degrees and minutes");
    case LAGE_NOTATION_SECONDS:
      return C_ ("notation", "Degrees, minutes and seconds");
    case LAGE_NOTATION_UTM:
      return C_ ("notation", "UTM");
    case LAGE_NOTATION_MGRS:
      return C_ ("notation", "MGRS / UTMREF");
    case LAGE_NOTATION_GAUSS_KRUEGER:
      return C_ ("notation", "Gauss-Krüger");
    case LAGE_NOTATION_DECIMAL:
    case LAGE_N_NOTATIONS:
    default:
      return C_ ("notation", "Decimal degrees");
    }
}

/* One axis; the last figure is rounded first, so that no 60 minutes or seconds are left. */
static char *
format_axis (double        degrees,
             LageNotation  notation,
             const char   *positive,
             const char   *negative)
{
  const char *hemisphere = degrees < 0.0 ? negative : positive;
  gint64 last;

  switch (notation)
    {
    case LAGE_NOTATION_MINUTES:
      last = llround (fabs (degrees) * 60e3);
      return g_strdup_printf ("%d°%s%02d.%03d′%s%s", (int) (last / 60000), NO_BREAK_SPACE,
                              (int) (last / 1000 % 60), (int) (last % 1000), NO_BREAK_SPACE,
                              hemisphere);
    case LAGE_NOTATION_SECONDS:
      last = llround (fabs (degrees) * 36e3);
      return g_strdup_printf ("%d°%s%02d′%s%02d.%d″%s%s", (int) (last / 36000), NO_BREAK_SPACE,
                              (int) (last / 600 % 60), NO_BREAK_SPACE, (int) (last / 10 % 60),
                              (int) (last % 10), NO_BREAK_SPACE, hemisphere);
    case LAGE_NOTATION_DECIMAL:
    case LAGE_NOTATION_UTM:
    case LAGE_NOTATION_MGRS:
    case LAGE_NOTATION_GAUSS_KRUEGER:
    case LAGE_N_NOTATIONS:
    default:
      return g_strdup_printf ("%.5f°%s%s", fabs (degrees), NO_BREAK_SPACE, hemisphere);
    }
}

static char *
format_degrees (const LagePoint *point,
                LageNotation     notation)
{
  g_autofree char *north = format_axis (lage_point_get_latitude (point), notation,
                                        C_ ("direction", "N"), C_ ("direction", "S"));
  g_autofree char *east = format_axis (lage_point_get_longitude (point), notation,
                                       C_ ("direction", "E"), C_ ("direction", "W"));

  return g_strconcat (north, " ", east, NULL);
}

/**
 * lage_format_position_as:
 * @point: a place
 * @notation: how to write it
 *
 * Grids are given to the metre. Where a grid is not defined, decimal degrees are written.
 */
char *
lage_format_position_as (const LagePoint *point,
                         LageNotation     notation)
{
  LageUtm utm;
  double easting_m, northing_m;
  char *text;

  switch (notation)
    {
    case LAGE_NOTATION_UTM:
      if (lage_utm_from_point (&utm, point))
        return g_strdup_printf ("%u%c %06.0f %07.0f", utm.zone, utm.band, utm.easting_m,
                                utm.northing_m);
      break;
    case LAGE_NOTATION_MGRS:
      text = lage_mgrs_format (point, LAGE_MGRS_MAX_DIGITS);
      if (text != NULL)
        return text;
      break;
    case LAGE_NOTATION_GAUSS_KRUEGER:
      if (lage_gauss_krueger_from_point (point, &easting_m, &northing_m))
        return g_strdup_printf ("R %.0f H %.0f", easting_m, northing_m);
      break;
    case LAGE_NOTATION_DECIMAL:
    case LAGE_NOTATION_MINUTES:
    case LAGE_NOTATION_SECONDS:
    case LAGE_N_NOTATIONS:
    default:
      return format_degrees (point, notation);
    }
  return format_degrees (point, LAGE_NOTATION_DECIMAL);
}

/**
 * lage_format_position:
 * @point: a place
 *
 * In the notation of lage_format_set_notation().
 */
char *
lage_format_position (const LagePoint *point)
{
  return lage_format_position_as (point, shown_notation);
}

/**
 * lage_format_position_problem:
 * @error: of %LAGE_COORDINATES_ERROR
 *
 * Returns: (transfer none): what is wrong with a position, for the person who wrote it
 */
const char *
lage_format_position_problem (const GError *error)
{
  g_return_val_if_fail (error->domain == LAGE_COORDINATES_ERROR, "");

  switch ((LageCoordinatesError) error->code)
    {
    case LAGE_COORDINATES_ERROR_INCOMPLETE:
      return _("The position is not complete yet.");
    case LAGE_COORDINATES_ERROR_LATITUDE:
      return _("The position is not on earth: the latitude exceeds 90°.");
    case LAGE_COORDINATES_ERROR_LONGITUDE:
      return _("The position is not on earth: the longitude exceeds 180°.");
    case LAGE_COORDINATES_ERROR_MINUTES:
      return _("The position has minutes or seconds of 60 or more.");
    case LAGE_COORDINATES_ERROR_AXES:
      return _("The position needs one latitude and one longitude.");
    case LAGE_COORDINATES_ERROR_ZONE:
      return _("The position is in a zone that does not exist: UTM has 1 to 60, Gauss-Krüger 2 to "
               "5.");
    case LAGE_COORDINATES_ERROR_BAND:
      return _("The letter behind the zone does not fit the position; in Hamburg it is U.");
    case LAGE_COORDINATES_ERROR_SQUARE:
      return _("The position is in a square that this zone does not have.");
    case LAGE_COORDINATES_ERROR_DIGITS:
      return _("The position needs 2, 4, 6, 8 or 10 digits behind the letters.");
    case LAGE_COORDINATES_ERROR_EASTING:
      return _("The position is outside of its zone: the easting must be 100000 to 900000.");
    case LAGE_COORDINATES_ERROR_NORTHING:
      return _("The position is outside of the grid: the northing is too large.");
    case LAGE_COORDINATES_ERROR_GERMANY:
      return _("The position is outside of Germany, where Gauss-Krüger does not hold.");
    case LAGE_COORDINATES_ERROR_POLAR:
      return _("The position is near a pole; such grid references are not supported.");
    case LAGE_COORDINATES_ERROR_UNKNOWN:
    default:
      return _("The position is not understood. Write degrees such as 53.545 9.970, UTM or MGRS.");
    }
}

const char *
lage_format_field (const LageFieldSpec *spec)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "field", spec->label);
}

const char *
lage_format_member (const LageEnumMember *member)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "enum", member->label);
}

/**
 * lage_format_value:
 * @spec: the field
 * @value: a value of it
 * @now_us: situation time
 *
 * Entities are shown by the caller, who can find them; here they are their id.
 */
char *
lage_format_value (const LageFieldSpec *spec,
                   const LageValue     *value,
                   gint64               now_us)
{
  const LageEnumMember *member;

  switch (value->type)
    {
    case LAGE_VALUE_BOOL:
      return g_strdup (value->boolean ? _("Yes") : _("No"));
    case LAGE_VALUE_INT:
      member = lage_field_spec_find_member (spec, value->integer);
      if (member != NULL)
        return g_strdup (lage_format_member (member));
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case LAGE_VALUE_REAL:
      return lage_format_quantity (value->real, spec->decimals, spec->unit);
    case LAGE_VALUE_TEXT:
      return g_strdup (value->text);
    case LAGE_VALUE_TIME:
      return lage_format_time (value->time_us, now_us);
    case LAGE_VALUE_POINT:
      return lage_format_position (&value->point);
    case LAGE_VALUE_ENTITY:
      return lage_id_to_string (&value->id);
    case LAGE_VALUE_GEOMETRY:
      return g_strdup (_("On the map"));
    case LAGE_VALUE_NONE:
    default:
      return g_strdup ("–");
    }
}

const char *
lage_format_freshness (LageFreshness freshness)
{
  switch (freshness)
    {
    case LAGE_FRESHNESS_FRESH:
      return C_ ("freshness", "Fresh");
    case LAGE_FRESHNESS_AGEING:
      return C_ ("freshness", "Ageing");
    case LAGE_FRESHNESS_STALE:
      return C_ ("freshness", "Stale");
    case LAGE_FRESHNESS_SILENT:
      return C_ ("freshness", "Silent");
    case LAGE_FRESHNESS_TIMELESS:
    default:
      return "";
    }
}

const char *
lage_format_kind_plural (LageKind kind)
{
  switch (kind)
    {
    case LAGE_KIND_GAUGE:
      return C_ ("kinds", "Gauges");
    case LAGE_KIND_FLOOD_GATE:
      return C_ ("kinds", "Flood gates");
    case LAGE_KIND_UNIT:
      return C_ ("kinds", "Units");
    case LAGE_KIND_DRONE:
      return C_ ("kinds", "Drones");
    case LAGE_KIND_HOSPITAL:
      return C_ ("kinds", "Hospitals");
    case LAGE_KIND_WARNING:
      return C_ ("kinds", "Warnings");
    case LAGE_KIND_INCIDENT:
      return C_ ("kinds", "Incidents");
    case LAGE_KIND_TASK:
      return C_ ("kinds", "Tasks");
    case LAGE_KIND_AREA:
      return C_ ("kinds", "Drawings");
    case LAGE_KIND_NOTE:
      return C_ ("kinds", "Notes");
    case LAGE_KIND_SENSOR:
      return C_ ("kinds", "Sensors");
    case LAGE_KIND_NONE:
    default:
      return "";
    }
}

/**
 * lage_format_source:
 * @source: the source of an op
 *
 * Returns: (transfer none): its name for people
 */
const char *
lage_format_source (const char *source)
{
  return g_str_equal (source, "manual") ? C_ ("source", "By hand") : source;
}
