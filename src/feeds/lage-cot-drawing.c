/* lage-cot-drawing.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cot-drawing.h"

#include <math.h>

#include "lage-cot-node.h"
#include "lage-cot-type.h"
#include "lage-error.h"
#include "lage-geometry.h"

/* The geometry of what people draw: shapes, measured lines, and places one after the other. */

#define ELLIPSE_CORNERS 64

/* "latitude,longitude" with or without ",height". */
static gboolean
parse_place (const char *text,
             double     *latitude,
             double     *longitude)
{
  char *end;

  *latitude = g_ascii_strtod (text, &end);
  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  *longitude = g_ascii_strtod (text, &end);
  return end != text && (*end == ',' || *end == '\0');
}

static gboolean
add_links (LageGeometryBuilder  *builder,
           const LageCotEvent   *event,
           GError              **error)
{
  double first_latitude = 0.0, first_longitude = 0.0, latitude = 0.0, longitude = 0.0;
  gboolean is_closed;
  guint n_places = 0;

  for (xmlNode *node = event->detail->children; node != NULL; node = node->next)
    {
      const char *place;
      LagePoint point;

      if (!lage_cot_is (node, "link"))
        continue;
      place = lage_cot_get_attribute (node, "point");
      if (place == NULL)
        continue;
      if (!parse_place (place, &latitude, &longitude)
          || !lage_point_init (&point, latitude, longitude))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "link %u: point \"%.40s\" is not a place", n_places + 1, place);
          return FALSE;
        }
      if (n_places == 0)
        {
          first_latitude = latitude;
          first_longitude = longitude;
        }
      n_places++;
    }
  if (n_places < 2)
    return TRUE;

  is_closed = lage_cot_type_is (event->type, "u-d-r")
              || (!lage_cot_type_is (event->type, "b-m-r") && n_places >= 4
                  && fabs (latitude - first_latitude) < 1e-9
                  && fabs (longitude - first_longitude) < 1e-9);
  lage_geometry_builder_begin (builder, is_closed ? LAGE_GEOMETRY_RING : LAGE_GEOMETRY_LINE);
  for (xmlNode *node = event->detail->children; node != NULL; node = node->next)
    {
      const char *place = NULL;

      if (lage_cot_is (node, "link"))
        place = lage_cot_get_attribute (node, "point");
      if (place != NULL && parse_place (place, &latitude, &longitude))
        lage_geometry_builder_add (builder, latitude, longitude);
    }
  return TRUE;
}

/* Of concentric ellipses the outermost: half axes in metres, and where the longer one points. */
static gboolean
add_ellipse (LageGeometryBuilder  *builder,
             const LageCotEvent   *event,
             GError              **error)
{
  double major_m = 0.0, minor_m = 0.0, angle_deg = 0.0;

  for (xmlNode *node = event->shape->children; node != NULL; node = node->next)
    {
      double a, b, angle;

      if (!lage_cot_is (node, "ellipse"))
        continue;
      if (!lage_cot_parse_number (node, "major", &a, error)
          || !lage_cot_parse_number (node, "minor", &b, error)
          || !lage_cot_parse_number (node, "angle", &angle, error))
        return FALSE;
      if (a > 0.0 && b > 0.0 && a > major_m)
        {
          major_m = a;
          minor_m = b;
          angle_deg = isnan (angle) ? 0.0 : angle;
        }
    }
  if (!(major_m > 0.0) || !event->has_place)
    return TRUE;

  if (fabs (major_m - minor_m) < 0.01)
    {
      lage_geometry_builder_add_circle (builder, &event->place, major_m);
      return TRUE;
    }
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
  for (guint i = 0; i < ELLIPSE_CORNERS; i++)
    {
      double along_rad = 2.0 * G_PI * i / ELLIPSE_CORNERS;
      double x_m = major_m * cos (along_rad), y_m = minor_m * sin (along_rad);
      double bearing_deg = angle_deg + atan2 (y_m, x_m) * 180.0 / G_PI;
      LagePoint corner;

      lage_point_move (&event->place, lage_normalize_deg (bearing_deg), hypot (x_m, y_m), &corner);
      lage_geometry_builder_add (builder, lage_point_get_latitude (&corner),
                                 lage_point_get_longitude (&corner));
    }
  return TRUE;
}

static gboolean
add_bearing_line (LageGeometryBuilder  *builder,
                  const LageCotEvent   *event,
                  GError              **error)
{
  double range_m, bearing_deg;
  LagePoint end;

  if (!lage_cot_parse_number (event->range, "value", &range_m, error)
      || !lage_cot_parse_number (event->bearing, "value", &bearing_deg, error))
    return FALSE;
  if (!event->has_place || !(range_m > 0.0) || isnan (bearing_deg))
    return TRUE;

  lage_point_move (&event->place, lage_normalize_deg (bearing_deg), range_m, &end);
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
  lage_geometry_builder_add (builder, lage_point_get_latitude (&event->place),
                             lage_point_get_longitude (&event->place));
  lage_geometry_builder_add (builder, lage_point_get_latitude (&end),
                             lage_point_get_longitude (&end));
  return TRUE;
}

/**
 * lage_cot_drawing_read:
 * @event: an event in the role of a drawing
 * @geometry: (out) (nullable): its geometry; NULL for a drawing of a single point, or of nothing
 * @error: return location for a #GError
 */
gboolean
lage_cot_drawing_read (const LageCotEvent  *event,
                       GBytes             **geometry,
                       GError             **error)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();

  if (event->shape != NULL)
    {
      if (!add_ellipse (builder, event, error))
        return FALSE;
    }
  else if (event->range != NULL && event->bearing != NULL)
    {
      if (!add_bearing_line (builder, event, error))
        return FALSE;
    }
  else if (event->detail != NULL && !add_links (builder, event, error))
    {
      return FALSE;
    }

  *geometry = lage_geometry_builder_end (builder, NULL);
  return TRUE;
}
