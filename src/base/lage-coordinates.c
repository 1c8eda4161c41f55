/* lage-coordinates.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-coordinates.h"

#include <math.h>
#include <proj.h>
#include <string.h>

/* The metric grids: UTM with its letters (MGRS, in Germany UTMREF), and Gauss-Krüger.
 *
 * The projections are PROJ's, each written out in full, so that neither its database nor a file or
 * the network is ever asked. A PROJ context belongs to one thread; each thread has its own, made
 * when it first needs one.
 *
 * The letters follow the definition of the grid, NGA.STND.0037: bands of 8 degrees from 80° S, with
 * the exceptions about Norway and Svalbard; squares of 100 km, whose letters of columns repeat
 * every three zones, and those of rows every 2000 km, in even zones shifted by five.
 *
 * Gauss-Krüger here is that of the old German surveys: Bessel's ellipsoid, zones of three degrees,
 * datum DHDN by the seven parameters for western Germany, EPSG:1777, said to be good for 3 m. */

#define FIRST_GK_ZONE 2
#define LAST_GK_ZONE 5

/* Where Gauss-Krüger coordinates mean something: Germany, with a margin. */
#define GERMANY_SOUTH 46.5
#define GERMANY_NORTH 56.0
#define GERMANY_WEST 5.0
#define GERMANY_EAST 16.0

#define SQUARE_M 100000.0
#define ROW_CYCLE_M 2000000.0
#define FALSE_NORTHING_M 10000000.0
#define MIN_EASTING_M 100000.0
#define MAX_EASTING_M 900000.0

/* How far beyond its band or zone a reference may still be: cells reach over the border, and who
 * works on one goes on in the zone that he has. */
#define BORDER_DEG 1.0

static const char bands[] = "CDEFGHJKLMNPQRSTUVWX";
static const char columns[3][9] = { "STUVWXYZ", "ABCDEFGH", "JKLMNPQR" };
static const char rows[] = "ABCDEFGHJKLMNPQRSTUV";

typedef struct
{
  PJ_CONTEXT *context;
  PJ         *utm[LAGE_UTM_N_ZONES + 1];
  PJ         *gauss_krueger[LAST_GK_ZONE + 1];
} Projections;

G_DEFINE_QUARK (lage-coordinates-error-quark, lage_coordinates_error)

static void
projections_free (gpointer data)
{
  Projections *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->utm); i++)
    proj_destroy (self->utm[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->gauss_krueger); i++)
    proj_destroy (self->gauss_krueger[i]);
  proj_context_destroy (self->context);
  g_free (self);
}

static GPrivate projections_key = G_PRIVATE_INIT (projections_free);

static Projections *
get_projections (void)
{
  Projections *self = g_private_get (&projections_key);

  if (self == NULL)
    {
      self = g_new0 (Projections, 1);
      self->context = proj_context_create ();
      proj_context_set_enable_network (self->context, FALSE);
      proj_log_level (self->context, PJ_LOG_NONE);
      g_private_set (&projections_key, self);
    }
  return self;
}

static PJ *
get_utm (guint zone)
{
  Projections *self = get_projections ();

  g_assert (zone >= 1 && zone <= LAGE_UTM_N_ZONES);

  if (self->utm[zone] == NULL)
    {
      g_autofree char *definition = g_strdup_printf ("+proj=utm +zone=%u +ellps=WGS84", zone);

      self->utm[zone] = proj_create (self->context, definition);
      g_assert (self->utm[zone] != NULL);
    }
  return self->utm[zone];
}

static PJ *
get_gauss_krueger (guint zone)
{
  Projections *self = get_projections ();

  g_assert (zone >= FIRST_GK_ZONE && zone <= LAST_GK_ZONE);

  if (self->gauss_krueger[zone] == NULL)
    {
      g_autofree char *definition =
        g_strdup_printf ("+proj=pipeline +step +proj=cart +ellps=WGS84 "
                         "+step +inv +proj=helmert +x=598.1 +y=73.7 +z=418.2 +rx=0.202 "
                         "+ry=0.045 +rz=-2.455 +s=6.7 +convention=position_vector "
                         "+step +inv +proj=cart +ellps=bessel "
                         "+step +proj=tmerc +lat_0=0 +lon_0=%u +k=1 +x_0=%u500000 +y_0=0 "
                         "+ellps=bessel", zone * 3, zone);

      self->gauss_krueger[zone] = proj_create (self->context, definition);
      g_assert (self->gauss_krueger[zone] != NULL);
    }
  return self->gauss_krueger[zone];
}

static void
project (PJ              *projection,
         const LagePoint *point,
         double          *easting_m,
         double          *northing_m)
{
  PJ_COORD from = proj_coord (proj_torad (lage_point_get_longitude (point)),
                              proj_torad (lage_point_get_latitude (point)), 0.0, HUGE_VAL);
  PJ_COORD to = proj_trans (projection, PJ_FWD, from);

  *easting_m = to.xy.x;
  *northing_m = to.xy.y;
}

static gboolean
unproject (PJ        *projection,
           double     easting_m,
           double     northing_m,
           LagePoint *point)
{
  PJ_COORD from = proj_coord (easting_m, northing_m, 0.0, HUGE_VAL);
  PJ_COORD to = proj_trans (projection, PJ_INV, from);

  return lage_point_init (point, proj_todeg (to.lp.phi), proj_todeg (to.lp.lam));
}

/* The band of a latitude, or 0 near the poles. */
static char
find_band (double latitude)
{
  if (!(latitude >= -80.0 && latitude < 84.0))
    return '\0';
  return bands[MIN ((guint) floor ((latitude + 80.0) / 8.0), strlen (bands) - 1)];
}

static gboolean
is_in_band (char   band,
            double latitude)
{
  double south = 8.0 * (double) (strchr (bands, band) - bands) - 80.0;
  double north = band == 'X' ? 84.0 : south + 8.0;

  return latitude >= south - BORDER_DEG && latitude <= north + BORDER_DEG;
}

static guint
find_zone (double latitude,
           double longitude)
{
  guint zone = (guint) floor ((longitude + 180.0) / 6.0) % LAGE_UTM_N_ZONES + 1;

  if (latitude >= 56.0 && latitude < 64.0 && longitude >= 3.0 && longitude < 6.0)
    return 32;
  if (latitude >= 72.0 && longitude >= 0.0 && longitude < 42.0)
    {
      if (longitude < 9.0)
        return 31;
      if (longitude < 21.0)
        return 33;
      return longitude < 33.0 ? 35 : 37;
    }
  return zone;
}

/**
 * lage_utm_from_point:
 * @utm: (out caller-allocates): where to put it
 * @point: a place
 *
 * Returns: FALSE north of 84° N and south of 80° S, where UTM is not defined
 */
gboolean
lage_utm_from_point (LageUtm         *utm,
                     const LagePoint *point)
{
  double latitude = lage_point_get_latitude (point);

  utm->band = find_band (latitude);
  if (utm->band == '\0')
    return FALSE;
  utm->zone = find_zone (latitude, lage_point_get_longitude (point));
  project (get_utm (utm->zone), point, &utm->easting_m, &utm->northing_m);
  if (utm->band < 'N')
    utm->northing_m += FALSE_NORTHING_M;
  return TRUE;
}

/**
 * lage_utm_to_point:
 * @utm: a reference
 * @point: (out caller-allocates): the place
 * @error: return location for a #GError of %LAGE_COORDINATES_ERROR
 *
 * Near the border of a zone or band either of the two is accepted.
 */
gboolean
lage_utm_to_point (const LageUtm  *utm,
                   LagePoint      *point,
                   GError        **error)
{
  double northing_m = utm->northing_m;

  if (utm->zone < 1 || utm->zone > LAGE_UTM_N_ZONES)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_ZONE,
                   "%u is no zone, 1 to 60 are", utm->zone);
      return FALSE;
    }
  if (utm->band == '\0' || strchr (bands, utm->band) == NULL)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_BAND,
                   "there is no such band");
      return FALSE;
    }
  if (!(utm->easting_m >= MIN_EASTING_M && utm->easting_m < MAX_EASTING_M))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_EASTING,
                   "easting %.0f m is not in 100000 to 900000", utm->easting_m);
      return FALSE;
    }
  if (utm->band < 'N')
    northing_m -= FALSE_NORTHING_M;
  if (!(fabs (northing_m) <= FALSE_NORTHING_M)
      || !unproject (get_utm (utm->zone), utm->easting_m, northing_m, point)
      || lage_point_get_latitude (point) < -80.0 - BORDER_DEG
      || lage_point_get_latitude (point) > 84.0 + BORDER_DEG)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_NORTHING,
                   "northing %.0f m is outside of the grid", utm->northing_m);
      return FALSE;
    }
  if (!is_in_band (utm->band, lage_point_get_latitude (point)))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_BAND,
                   "northing %.0f m is not in band %c", utm->northing_m, utm->band);
      return FALSE;
    }
  return TRUE;
}

/**
 * lage_mgrs_format:
 * @point: a place
 * @n_digits: of each of easting and northing, 1 (10 km) to 5 (1 m)
 *
 * Returns: (transfer full) (nullable): the cell that the place is in, such as "32U NE 64273 33337",
 *   or NULL near the poles
 */
char *
lage_mgrs_format (const LagePoint *point,
                  guint            n_digits)
{
  LageUtm utm;
  guint column, row, easting, northing, divisor = 1;

  g_return_val_if_fail (n_digits >= 1 && n_digits <= LAGE_MGRS_MAX_DIGITS, NULL);

  if (!lage_utm_from_point (&utm, point))
    return NULL;
  column = (guint) floor (utm.easting_m / SQUARE_M) - 1;
  row = ((guint) floor (utm.northing_m / SQUARE_M) + (utm.zone % 2 == 0 ? 5 : 0)) % 20;
  for (guint i = n_digits; i < LAGE_MGRS_MAX_DIGITS; i++)
    divisor *= 10;
  easting = (guint) fmod (utm.easting_m, SQUARE_M) / divisor;
  northing = (guint) fmod (utm.northing_m, SQUARE_M) / divisor;
  return g_strdup_printf ("%u%c %c%c %0*u %0*u", utm.zone, utm.band,
                          columns[utm.zone % 3][MIN (column, 7)], rows[row], (int) n_digits,
                          easting, (int) n_digits, northing);
}

static gboolean
find_in (const char *letters,
         char        letter,
         guint      *index)
{
  const char *at = letter != '\0' ? strchr (letters, letter) : NULL;

  if (at == NULL)
    return FALSE;
  *index = (guint) (at - letters);
  return TRUE;
}

/* The northing of the row in its band: of all that the letter may mean, the first that is not south
 * of it. @northing_m is false in the south, as UTM's is. */
static double
find_row_m (guint zone,
            guint band,
            guint row)
{
  LagePoint south;
  double easting_m, base_m, northing_m;

  lage_point_init (&south, 8.0 * band - 80.0, 6.0 * zone - 183.0);
  project (get_utm (zone), &south, &easting_m, &base_m);
  if (bands[band] < 'N')
    base_m += FALSE_NORTHING_M;
  base_m = floor (base_m / SQUARE_M - 1.0) * SQUARE_M;
  northing_m = ((row + 20 - (zone % 2 == 0 ? 5 : 0)) % 20) * SQUARE_M;
  return northing_m + ceil ((base_m - northing_m) / ROW_CYCLE_M) * ROW_CYCLE_M;
}

/* Some zones about Norway and Svalbard are twice as wide, and their neighbours are not there. */
static gboolean
is_near_zone (guint            zone,
              char             band,
              const LagePoint *point)
{
  gboolean is_svalbard = band == 'X' && zone >= 31 && zone <= 37;
  gboolean is_wide = (is_svalbard && zone % 2 == 1) || (band == 'V' && zone == 32);
  double from_middle = fabs (lage_point_get_longitude (point) - (6.0 * zone - 183.0));

  if (is_svalbard && zone % 2 == 0)
    return FALSE;
  return MIN (from_middle, 360.0 - from_middle) <= (is_wide ? 6.0 : 3.0) + BORDER_DEG;
}

/**
 * lage_mgrs_parse:
 * @text: a reference in capitals and without spaces, such as "32UNE6427333337"
 * @centre: (out caller-allocates): the middle of the cell that it names
 * @cell_m: (out): how large that cell is, in metres
 * @error: return location for a #GError of %LAGE_COORDINATES_ERROR
 */
gboolean
lage_mgrs_parse (const char  *text,
                 LagePoint   *centre,
                 double      *cell_m,
                 GError     **error)
{
  guint zone = 0, band, column, row, n_digits;
  guint easting = 0, northing = 0;
  const char *p = text;
  LageUtm utm;

  if (*p != '\0' && strchr ("ABYZ", *p) != NULL)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_POLAR,
                   "references near the poles (UPS) are not read");
      return FALSE;
    }
  for (; g_ascii_isdigit (*p) && zone < 100; p++)
    zone = zone * 10 + (guint) (*p - '0');
  if (zone < 1 || zone > LAGE_UTM_N_ZONES)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_ZONE,
                   "%u is no zone, 1 to 60 are", zone);
      return FALSE;
    }
  if (!find_in (bands, *p, &band))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_BAND,
                   "there is no such band");
      return FALSE;
    }
  if (!find_in (columns[zone % 3], p[1], &column) || !find_in (rows, p[2], &row))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_SQUARE,
                   "zone %u has no such square", zone);
      return FALSE;
    }
  p += 3;
  n_digits = (guint) strspn (p, "0123456789");
  if (p[n_digits] != '\0' || n_digits % 2 != 0 || n_digits == 0
      || n_digits > 2 * LAGE_MGRS_MAX_DIGITS)
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_DIGITS,
                   "%u digits follow the square, not 2, 4, 6, 8 or 10", n_digits);
      return FALSE;
    }

  n_digits /= 2;
  *cell_m = SQUARE_M;
  for (guint i = 0; i < n_digits; i++)
    {
      easting = easting * 10 + (guint) (p[i] - '0');
      northing = northing * 10 + (guint) (p[n_digits + i] - '0');
      *cell_m /= 10.0;
    }
  utm.zone = zone;
  utm.band = bands[band];
  utm.easting_m = (column + 1) * SQUARE_M + (easting + 0.5) * *cell_m;
  utm.northing_m = find_row_m (zone, band, row) + (northing + 0.5) * *cell_m;
  if (!lage_utm_to_point (&utm, centre, NULL) || !is_near_zone (zone, utm.band, centre))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_SQUARE,
                   "zone %u%c has no such square", zone, utm.band);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_in_germany (const LagePoint *point)
{
  double latitude = lage_point_get_latitude (point);
  double longitude = lage_point_get_longitude (point);

  return latitude >= GERMANY_SOUTH && latitude <= GERMANY_NORTH && longitude >= GERMANY_WEST
         && longitude <= GERMANY_EAST;
}

/**
 * lage_gauss_krueger_from_point:
 * @point: a place
 * @easting_m: (out): Rechtswert, its first digit being the zone
 * @northing_m: (out): Hochwert
 *
 * Returns: FALSE outside of Germany
 */
gboolean
lage_gauss_krueger_from_point (const LagePoint *point,
                               double          *easting_m,
                               double          *northing_m)
{
  int zone;

  if (!is_in_germany (point))
    return FALSE;
  zone = (int) lround (lage_point_get_longitude (point) / 3.0);
  project (get_gauss_krueger ((guint) CLAMP (zone, FIRST_GK_ZONE, LAST_GK_ZONE)), point, easting_m,
           northing_m);
  return TRUE;
}

/**
 * lage_gauss_krueger_to_point:
 * @easting_m: Rechtswert, its first digit being the zone
 * @northing_m: Hochwert
 * @point: (out caller-allocates): the place
 * @error: return location for a #GError of %LAGE_COORDINATES_ERROR
 */
gboolean
lage_gauss_krueger_to_point (double      easting_m,
                             double      northing_m,
                             LagePoint  *point,
                             GError    **error)
{
  double zone = floor (easting_m / 1e6);

  if (!(zone >= FIRST_GK_ZONE && zone <= LAST_GK_ZONE))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_ZONE,
                   "easting %.0f m is not in zone 2 to 5", easting_m);
      return FALSE;
    }
  if (!(fabs (northing_m) <= FALSE_NORTHING_M)
      || !unproject (get_gauss_krueger ((guint) zone), easting_m, northing_m, point)
      || !is_in_germany (point))
    {
      g_set_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_GERMANY,
                   "%.0f %.0f is not in Germany", easting_m, northing_m);
      return FALSE;
    }
  return TRUE;
}
