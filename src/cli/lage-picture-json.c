/* lage-picture-json.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-picture.h"

#include <json-glib/json-glib.h>

#include "lage-freshness.h"
#include "lage-geometry.h"
#include "lage-task-state.h"
#include "lage-time.h"

/* The situation as JSON, with everything that is known of each value, and as GeoJSON (RFC 7946) for
 * maps of other programs, with the values alone. */

static const char *
get_freshness_token (LageFreshness freshness)
{
  static const char *const tokens[] = {
    [LAGE_FRESHNESS_TIMELESS] = "timeless",
    [LAGE_FRESHNESS_FRESH] = "fresh",
    [LAGE_FRESHNESS_AGEING] = "ageing",
    [LAGE_FRESHNESS_STALE] = "stale",
    [LAGE_FRESHNESS_SILENT] = "silent",
  };

  return tokens[freshness];
}

static void
add_text (JsonBuilder *json,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_time (JsonBuilder *json,
          const char  *name,
          gint64       time_us)
{
  g_autofree char *text = lage_time_format_iso8601 (time_us);

  add_text (json, name, text);
}

/* Geometry ----------------------------------------------------------------------------------- */

static void
add_position (JsonBuilder     *json,
              const LagePoint *point)
{
  json_builder_begin_array (json);
  json_builder_add_double_value (json, lage_point_get_longitude (point));
  json_builder_add_double_value (json, lage_point_get_latitude (point));
  json_builder_end_array (json);
}

static void
add_point (JsonBuilder     *json,
           const LagePoint *point)
{
  json_builder_begin_object (json);
  add_text (json, "type", "Point");
  json_builder_set_member_name (json, "coordinates");
  add_position (json, point);
  json_builder_end_object (json);
}

static void
add_line (JsonBuilder            *json,
          const LageGeometryPart *part)
{
  json_builder_begin_array (json);
  for (guint i = 0; i < part->n_points; i++)
    add_position (json, &part->points[i]);
  json_builder_end_array (json);
}

static gboolean
is_counterclockwise (const LageGeometryPart *part)
{
  double sum = 0.0;

  for (guint i = 0; i < part->n_points; i++)
    {
      const LagePoint *a = &part->points[i];
      const LagePoint *b = &part->points[(i + 1) % part->n_points];

      sum += (double) a->longitude_e7 * b->latitude_e7 - (double) b->longitude_e7 * a->latitude_e7;
    }
  return sum > 0.0;
}

/* Outlines run counterclockwise, holes clockwise, and both end where they begin. */
static void
add_ring (JsonBuilder            *json,
          const LageGeometryPart *part)
{
  gboolean is_forward = is_counterclockwise (part) == (part->type == LAGE_GEOMETRY_RING);

  json_builder_begin_array (json);
  for (guint i = 0; i <= part->n_points; i++)
    {
      guint k = i % part->n_points;

      add_position (json, &part->points[is_forward || k == 0 ? k : part->n_points - k]);
    }
  json_builder_end_array (json);
}

static void
add_polygons (JsonBuilder *json,
              GArray      *parts)
{
  gboolean is_open = FALSE;

  json_builder_begin_object (json);
  add_text (json, "type", "MultiPolygon");
  json_builder_set_member_name (json, "coordinates");
  json_builder_begin_array (json);
  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      if (part->type == LAGE_GEOMETRY_LINE || (part->type == LAGE_GEOMETRY_HOLE && !is_open))
        continue;
      if (part->type == LAGE_GEOMETRY_RING)
        {
          if (is_open)
            json_builder_end_array (json);
          json_builder_begin_array (json);
          is_open = TRUE;
        }
      add_ring (json, part);
    }
  if (is_open)
    json_builder_end_array (json);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_lines (JsonBuilder *json,
           GArray      *parts)
{
  json_builder_begin_object (json);
  add_text (json, "type", "MultiLineString");
  json_builder_set_member_name (json, "coordinates");
  json_builder_begin_array (json);
  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      if (part->type == LAGE_GEOMETRY_LINE)
        add_line (json, part);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_geometry (JsonBuilder *json,
              GBytes      *geometry)
{
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, NULL);
  gboolean has_lines = FALSE;
  gboolean has_rings = FALSE;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      gboolean is_line = g_array_index (parts, LageGeometryPart, i).type == LAGE_GEOMETRY_LINE;

      has_lines |= is_line;
      has_rings |= !is_line;
    }

  if (has_lines && has_rings)
    {
      json_builder_begin_object (json);
      add_text (json, "type", "GeometryCollection");
      json_builder_set_member_name (json, "geometries");
      json_builder_begin_array (json);
      add_polygons (json, parts);
      add_lines (json, parts);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  else if (has_rings)
    add_polygons (json, parts);
  else if (has_lines)
    add_lines (json, parts);
  else
    json_builder_add_null_value (json);
}

static char *
to_text (JsonBuilder *json,
         gboolean     is_pretty)
{
  g_autoptr(JsonNode) root = json_builder_get_root (json);
  g_autoptr(JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, is_pretty);
  return json_generator_to_data (generator, NULL);
}

/**
 * lage_geometry_to_geojson:
 * @geometry: lines and areas
 *
 * Returns: (transfer full): a GeoJSON geometry in one line
 */
char *
lage_geometry_to_geojson (GBytes *geometry)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  add_geometry (json, geometry);
  return to_text (json, FALSE);
}

/* JSON --------------------------------------------------------------------------------------- */

static void
add_value (JsonBuilder         *json,
           const LageFieldSpec *spec,
           const LageValue     *value)
{
  g_autofree char *text = NULL;

  if (spec->merge == LAGE_MERGE_TASK_STATE && value->type == LAGE_VALUE_INT)
    {
      LageTaskState state = lage_task_state_unpack (value->integer, NULL);
      const LageEnumMember *member = lage_field_spec_find_member (spec, (gint64) state);

      json_builder_add_string_value (json, member != NULL ? member->token : "");
      return;
    }

  switch (value->type)
    {
    case LAGE_VALUE_BOOL:
      json_builder_add_boolean_value (json, value->boolean);
      break;
    case LAGE_VALUE_INT:
      if (spec->members == NULL)
        {
          json_builder_add_int_value (json, value->integer);
          break;
        }
      text = lage_field_spec_to_text (spec, value);
      json_builder_add_string_value (json, text);
      break;
    case LAGE_VALUE_REAL:
      json_builder_add_double_value (json, value->real);
      break;
    case LAGE_VALUE_POINT:
      add_point (json, &value->point);
      break;
    case LAGE_VALUE_GEOMETRY:
      add_geometry (json, value->geometry);
      break;
    case LAGE_VALUE_TEXT:
    case LAGE_VALUE_TIME:
    case LAGE_VALUE_ENTITY:
      text = lage_field_spec_to_text (spec, value);
      json_builder_add_string_value (json, text);
      break;
    case LAGE_VALUE_NONE:
    default:
      json_builder_add_null_value (json);
      break;
    }
}

static void
add_candidate (JsonBuilder         *json,
               const LagePicture   *picture,
               const LageFieldSpec *spec,
               const LageCandidate *candidate)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "value");
  add_value (json, spec, &candidate->value);
  add_text (json, "source", lage_situation_get_source (picture->situation, candidate));
  add_text (json, "author", candidate->author);
  add_time (json, "observed_at", candidate->observed_at_us);
  add_time (json, "recorded_at", lage_hlc_to_us (candidate->hlc));
  if (candidate->confidence > 0)
    {
      json_builder_set_member_name (json, "confidence");
      json_builder_add_int_value (json, candidate->confidence);
    }
  json_builder_end_object (json);
}

static void
add_set (JsonBuilder *json,
         LageEntity  *entity,
         LageField    field)
{
  g_autoptr(GArray) ids = lage_entity_list_set (entity, field);

  json_builder_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = lage_id_to_string (&g_array_index (ids, LageId, i));

      json_builder_add_string_value (json, id);
    }
  json_builder_end_array (json);
}

static void
add_field (JsonBuilder         *json,
           const LagePicture   *picture,
           LageEntity          *entity,
           const LageFieldSpec *spec)
{
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (entity, spec->field);

  if (candidates->len == 0)
    return;
  json_builder_set_member_name (json, spec->token);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "value");
  if (spec->merge == LAGE_MERGE_SET)
    {
      add_set (json, entity, spec->field);
    }
  else
    {
      const LageCandidate *winner = g_ptr_array_index (candidates, 0);

      add_value (json, spec, &winner->value);
    }
  add_text (json, "unit", spec->unit);

  /* The first is the one that holds. */
  json_builder_set_member_name (json, "candidates");
  json_builder_begin_array (json);
  for (guint i = 0; i < candidates->len; i++)
    add_candidate (json, picture, spec, g_ptr_array_index (candidates, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* What JSON and the properties of GeoJSON have in common. */
static void
add_head (JsonBuilder       *json,
          const LagePicture *picture,
          LageEntity        *entity)
{
  gint64 observed_at_us = 0;
  LageFreshness freshness = lage_freshness_of_entity (entity, picture->now_us, &observed_at_us);
  LageEntity *root = lage_entity_get_root (entity);

  add_text (json, "kind", lage_kind_get_token (lage_entity_get_kind (entity)));
  add_text (json, "title", lage_entity_get_title (entity));
  add_text (json, "freshness", get_freshness_token (freshness));
  if (observed_at_us != 0)
    add_time (json, "observed_at", observed_at_us);
  if (root != entity)
    {
      g_autofree char *root_id = lage_id_to_string (lage_entity_get_id (root));

      add_text (json, "shown_as", root_id);
    }
}

static void
add_entity (JsonBuilder       *json,
            const LagePicture *picture,
            LageEntity        *entity)
{
  g_autofree char *id = lage_id_to_string (lage_entity_get_id (entity));
  const LageFieldSpec *specs;
  guint n_specs;

  json_builder_begin_object (json);
  add_text (json, "id", id);
  add_head (json, picture, entity);
  json_builder_set_member_name (json, "fields");
  json_builder_begin_object (json);
  specs = lage_schema_get_fields (lage_entity_get_kind (entity), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    add_field (json, picture, entity, &specs[i]);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/**
 * lage_picture_to_json:
 * @self: the picture
 *
 * Returns: (transfer full): everything that is known, as JSON
 */
char *
lage_picture_to_json (const LagePicture *self)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_text (json, "operation", self->operation);
  json_builder_set_member_name (json, "exercise");
  json_builder_add_boolean_value (json, self->is_exercise);
  add_time (json, "time", self->now_us);
  json_builder_set_member_name (json, "entities");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->entities->len; i++)
    add_entity (json, self, g_ptr_array_index (self->entities, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  return to_text (json, TRUE);
}

/* GeoJSON ------------------------------------------------------------------------------------ */

static void
add_place (JsonBuilder *json,
           LageEntity  *entity)
{
  const LageCandidate *area = lage_entity_find (entity, LAGE_FIELD_AREA);
  LagePoint point;

  json_builder_set_member_name (json, "geometry");
  if (area != NULL && area->value.type == LAGE_VALUE_GEOMETRY)
    add_geometry (json, area->value.geometry);
  else if (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    add_point (json, &point);
  else
    json_builder_add_null_value (json);
}

static void
add_feature (JsonBuilder       *json,
             const LagePicture *picture,
             LageEntity        *entity)
{
  g_autofree char *id = lage_id_to_string (lage_entity_get_id (entity));
  const LageFieldSpec *specs;
  guint n_specs;

  json_builder_begin_object (json);
  add_text (json, "type", "Feature");
  add_text (json, "id", id);
  add_place (json, entity);
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
  add_head (json, picture, entity);

  specs = lage_schema_get_fields (lage_entity_get_kind (entity), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      const LageCandidate *candidate = lage_entity_find (entity, specs[i].field);

      if (specs[i].merge == LAGE_MERGE_SET)
        {
          g_autoptr(GArray) ids = lage_entity_list_set (entity, specs[i].field);

          if (ids->len == 0)
            continue;
          json_builder_set_member_name (json, specs[i].token);
          add_set (json, entity, specs[i].field);
        }
      else if (candidate != NULL && specs[i].type != LAGE_VALUE_POINT
               && specs[i].type != LAGE_VALUE_GEOMETRY)
        {
          json_builder_set_member_name (json, specs[i].token);
          add_value (json, &specs[i], &candidate->value);
        }
    }
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/**
 * lage_picture_to_geojson:
 * @self: the picture
 *
 * Returns: (transfer full): a FeatureCollection; what has no place has no geometry
 */
char *
lage_picture_to_geojson (const LagePicture *self)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_text (json, "type", "FeatureCollection");
  json_builder_set_member_name (json, "features");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->entities->len; i++)
    add_feature (json, self, g_ptr_array_index (self->entities, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  return to_text (json, TRUE);
}
