/* lage-map-gather.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-gather.h"

#include "lage-entity-summary.h"
#include "lage-freshness.h"
#include "lage-sign-rules.h"

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

/* Of the drawings only points have a sign: the others are drawn as what they are. */
static gboolean
has_sign (LageEntity *entity)
{
  gint64 shape = lage_entity_get_int (entity, LAGE_FIELD_SHAPE, LAGE_SHAPE_AREA);

  return lage_entity_get_kind (entity) != LAGE_KIND_AREA || shape == LAGE_SHAPE_POINT
         || (shape != LAGE_SHAPE_TEXT && !lage_entity_has (entity, LAGE_FIELD_AREA));
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

  if (symbols[kind] < 0 || !lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point)
      || !has_sign (entity))
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
  item.sign = lage_sign_for_entity (entity);
  g_array_append_val (items, item);
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
