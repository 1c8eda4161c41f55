/* lage-map-gather-areas.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-gather.h"

/* Warnings and drawings as the map draws them. Geometries are passed on as they lie in the log, not
 * read: that is for whoever draws. */

static LageShapeStyle
get_warning_style (LageEntity *entity)
{
  switch (lage_entity_get_int (entity, LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN))
    {
    case LAGE_SEVERITY_EXTREME:
      return LAGE_SHAPE_STYLE_SEVERE;
    case LAGE_SEVERITY_SEVERE:
      return LAGE_SHAPE_STYLE_WARNING;
    default:
      return LAGE_SHAPE_STYLE_NOTICE;
    }
}

static gboolean
gather_geometry (LageEntity  *entity,
                 LageMapArea *area)
{
  const LageCandidate *candidate = lage_entity_find (entity, LAGE_FIELD_AREA);

  if (candidate == NULL || candidate->value.type != LAGE_VALUE_GEOMETRY)
    return FALSE;
  area->geometry = candidate->value.geometry;
  return TRUE;
}

static gboolean
gather_drawing (LageEntity  *entity,
                gint64       now_us,
                LageMapArea *area)
{
  gint64 shape = lage_entity_get_int (entity, LAGE_FIELD_SHAPE, LAGE_SHAPE_AREA);
  LagePoint point;

  area->style = (guint8) CLAMP (
    lage_entity_get_int (entity, LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER), LAGE_AREA_OTHER,
    LAGE_AREA_DANGER);
  area->colour = (guint8) CLAMP (
    lage_entity_get_int (entity, LAGE_FIELD_COLOUR, LAGE_COLOUR_AUTOMATIC), LAGE_COLOUR_AUTOMATIC,
    LAGE_COLOUR_BLACK);
  area->has_head = shape == LAGE_SHAPE_ARROW;
  area->is_planned = lage_entity_get_time_us (entity, LAGE_FIELD_VALID_FROM_AT) > now_us;
  if (shape != LAGE_SHAPE_TEXT)
    return shape != LAGE_SHAPE_POINT && gather_geometry (entity, area);

  if (area->label == NULL || !lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    return FALSE;
  area->longitude = lage_point_get_longitude (&point);
  area->latitude = lage_point_get_latitude (&point);
  return TRUE;
}

/**
 * lage_map_gather_areas:
 * @sift: what is to be drawn
 * @filter: which layers are wanted
 * @now_us: situation time
 *
 * Returns: (transfer full) (element-type LageMapArea): warnings and drawings; names and geometries
 * belong to the entities
 */
GArray *
lage_map_gather_areas (const LageMapSift *sift,
                       LageFilter        *filter,
                       gint64             now_us)
{
  gboolean has_names = lage_filter_shows_layer (filter, LAGE_FILTER_LABELS);
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (LageMapArea));

  for (guint i = 0; i < sift->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (sift->entities, i);
      LageMapArea area = { .key = lage_entity_get_key (entity),
                           .label = lage_entity_get_text (entity, LAGE_FIELD_NAME) };
      gboolean is_shown = FALSE;

      if (lage_entity_get_kind (entity) == LAGE_KIND_AREA)
        {
          is_shown = gather_drawing (entity, now_us, &area);
        }
      else if (lage_entity_get_kind (entity) == LAGE_KIND_WARNING)
        {
          area.style = (guint8) get_warning_style (entity);
          is_shown = gather_geometry (entity, &area);
        }
      if (!has_names && area.geometry != NULL)
        area.label = NULL;
      if (is_shown)
        g_array_append_val (areas, area);
    }
  return areas;
}
