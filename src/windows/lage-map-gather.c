/* lage-map-gather.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-gather.h"

#include <math.h>

#include "lage-entity-summary.h"
#include "lage-freshness.h"
#include "lage-geometry.h"

/* From the entities that lage-map-sift.c lets pass to what a map draws. Nothing is kept: whoever
 * shows a map gathers anew when the situation has changed. */

static const int symbols[LAGE_N_KINDS] = {
  [LAGE_KIND_NONE] = -1,
  [LAGE_KIND_GAUGE] = LAGE_SYMBOL_GAUGE,
  [LAGE_KIND_FLOOD_GATE] = LAGE_SYMBOL_FLOOD_GATE,
  [LAGE_KIND_UNIT] = LAGE_SYMBOL_UNIT,
  [LAGE_KIND_DRONE] = LAGE_SYMBOL_DRONE,
  [LAGE_KIND_HOSPITAL] = LAGE_SYMBOL_HOSPITAL,
  [LAGE_KIND_WARNING] = LAGE_SYMBOL_WARNING,
  [LAGE_KIND_INCIDENT] = LAGE_SYMBOL_INCIDENT,
  [LAGE_KIND_TASK] = LAGE_SYMBOL_TASK,
  [LAGE_KIND_AREA] = LAGE_SYMBOL_AREA,
  [LAGE_KIND_NOTE] = LAGE_SYMBOL_NOTE,
  [LAGE_KIND_SENSOR] = LAGE_SYMBOL_NOTE,
};

static guint8
get_variant (LageEntity *entity)
{
  switch (lage_entity_get_int (entity, LAGE_FIELD_GATE_STATE, LAGE_GATE_UNKNOWN))
    {
    case LAGE_GATE_OPEN:
    case LAGE_GATE_OPENING:
      return LAGE_SYMBOL_VARIANT_OPEN;
    case LAGE_GATE_CLOSED:
    case LAGE_GATE_CLOSING:
      return LAGE_SYMBOL_VARIANT_CLOSED;
    default:
      return LAGE_SYMBOL_VARIANT_UNKNOWN;
    }
}

static void
gather_item (LageEntity           *entity,
             const LageThresholds *thresholds,
             gint64                now_us,
             GArray               *items)
{
  LageKind kind = lage_entity_get_kind (entity);
  LageFreshness freshness;
  LageMapItem item = { 0 };
  LagePoint point;

  if (symbols[kind] < 0 || !lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    return;

  freshness = lage_freshness_of_entity (entity, now_us, NULL);
  item.key = lage_entity_get_key (entity);
  item.longitude = lage_point_get_longitude (&point);
  item.latitude = lage_point_get_latitude (&point);
  item.kind = (guint8) symbols[kind];
  item.organisation = (guint8) CLAMP (
    lage_entity_get_int (entity, LAGE_FIELD_ORGANISATION, LAGE_ORGANISATION_UNKNOWN), 0,
    LAGE_ORGANISATION_CIVIL);
  item.freshness = freshness == LAGE_FRESHNESS_TIMELESS
                     ? LAGE_SYMBOL_FRESH
                     : (guint8) (freshness - LAGE_FRESHNESS_FRESH);
  item.attention = (guint8) lage_entity_summary_get_attention (entity, thresholds, now_us);
  if (kind == LAGE_KIND_FLOOD_GATE)
    item.variant = get_variant (entity);
  item.course_deg = (float) lage_entity_get_real (entity, LAGE_FIELD_COURSE_DEG);
  item.label = lage_entity_get_title (entity);
  g_array_append_val (items, item);
}

static LageAreaStyle
get_area_style (LageEntity *entity)
{
  if (lage_entity_get_kind (entity) == LAGE_KIND_AREA)
    return lage_entity_get_int (entity, LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER) == LAGE_AREA_FLOODED
             ? LAGE_AREA_WATER
             : LAGE_AREA_PLAIN;
  switch (lage_entity_get_int (entity, LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN))
    {
    case LAGE_SEVERITY_EXTREME:
      return LAGE_AREA_SEVERE;
    case LAGE_SEVERITY_SEVERE:
      return LAGE_AREA_WARNING;
    default:
      return LAGE_AREA_NOTICE;
    }
}

static void
finish_area (LageEntity *entity,
             GArray     *points,
             GArray     *ends,
             GArray     *areas)
{
  LageMapArea area = { .key = lage_entity_get_key (entity) };

  if (ends->len == 0)
    return;
  area.style = (guint8) get_area_style (entity);
  area.n_points = points->len;
  area.n_rings = ends->len;
  area.points = g_memdup2 (points->data, points->len * sizeof (LageMapPoint));
  area.ring_ends = g_memdup2 (ends->data, ends->len * sizeof (guint));
  g_array_append_val (areas, area);
  g_array_set_size (points, 0);
  g_array_set_size (ends, 0);
}

/* Each ring with its holes is an area of its own: where two of a warning overlap, both hold. */
static void
gather_area (LageEntity *entity,
             GArray     *areas)
{
  const LageCandidate *candidate = lage_entity_find (entity, LAGE_FIELD_AREA);
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LageMapPoint));
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) parts = NULL;

  if (candidate != NULL && candidate->value.type == LAGE_VALUE_GEOMETRY)
    parts = lage_geometry_decode (candidate->value.geometry, NULL);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      if (part->type == LAGE_GEOMETRY_LINE)
        continue;
      if (part->type == LAGE_GEOMETRY_RING)
        finish_area (entity, points, ends, areas);
      for (guint k = 0; k < part->n_points; k++)
        {
          LageMapPoint point = { lage_point_get_longitude (&part->points[k]),
                                 lage_point_get_latitude (&part->points[k]) };

          g_array_append_val (points, point);
        }
      g_array_append_val (ends, points->len);
    }
  finish_area (entity, points, ends, areas);
}

static void
clear_area (gpointer data)
{
  LageMapArea *area = data;

  g_free ((gpointer) area->points);
  g_free ((gpointer) area->ring_ends);
}

/**
 * lage_map_gather_items:
 * @sift: what is to be drawn
 * @session: the session that it is from
 * @filter: which layers are wanted
 * @now_us: situation time
 * @items: (element-type LageMapItem): filled anew; labels belong to the entities
 */
void
lage_map_gather_items (const LageMapSift *sift,
                       LageSession       *session,
                       LageFilter        *filter,
                       gint64             now_us,
                       GArray            *items)
{
  const LageThresholds *thresholds = lage_session_get_thresholds (session);

  g_array_set_size (items, 0);
  for (guint i = 0; i < sift->entities->len; i++)
    gather_item (g_ptr_array_index (sift->entities, i), thresholds, now_us, items);

  for (guint i = 0; i < items->len && !lage_filter_shows_layer (filter, LAGE_FILTER_LABELS); i++)
    g_array_index (items, LageMapItem, i).label = NULL;
}

/**
 * lage_map_gather_areas:
 * @sift: what is to be drawn
 *
 * Returns: (transfer full) (element-type LageMapArea): warnings below, drawings above
 */
GArray *
lage_map_gather_areas (const LageMapSift *sift)
{
  GArray *areas = g_array_new (FALSE, TRUE, sizeof (LageMapArea));

  g_array_set_clear_func (areas, clear_area);
  for (guint i = 0; i < sift->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (sift->entities, i);

      if (lage_entity_get_kind (entity) == LAGE_KIND_WARNING
          || lage_entity_get_kind (entity) == LAGE_KIND_AREA)
        gather_area (entity, areas);
    }
  return areas;
}
