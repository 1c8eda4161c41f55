/* lage-picture.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-picture.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-exchange-entity.h"
#include "lage-freshness.h"
#include "lage-table.h"
#include "lage-time.h"

/* The situation as a table for people and as CSV. JSON and GeoJSON: lage-picture-json.c. */

/* What a table shows of each kind beside name, age and source. */
static const LageField key_fields[LAGE_N_KINDS][4] = {
  [LAGE_KIND_GAUGE] = { LAGE_FIELD_LEVEL_CM, LAGE_FIELD_LEVEL_NHN_M, LAGE_FIELD_WATER,
                        LAGE_FIELD_RIVER_KM },
  [LAGE_KIND_FLOOD_GATE] = { LAGE_FIELD_GATE_STATE, LAGE_FIELD_LOCATION },
  [LAGE_KIND_UNIT] = { LAGE_FIELD_STATUS, LAGE_FIELD_ORGANISATION, LAGE_FIELD_UNIT_TYPE,
                       LAGE_FIELD_STRENGTH },
  [LAGE_KIND_DRONE] = { LAGE_FIELD_FLIGHT_STATE, LAGE_FIELD_BATTERY_PERCENT, LAGE_FIELD_HEIGHT_M,
                        LAGE_FIELD_SPEED_MPS },
  [LAGE_KIND_HOSPITAL] = { LAGE_FIELD_EMERGENCY_STATUS, LAGE_FIELD_BEDS_ADULT_ICU,
                           LAGE_FIELD_BEDS_EMERGENCY, LAGE_FIELD_BEDS_GENERAL },
  [LAGE_KIND_WARNING] = { LAGE_FIELD_SEVERITY, LAGE_FIELD_WARNING_STATUS, LAGE_FIELD_ONSET_AT,
                          LAGE_FIELD_EXPIRES_AT },
  [LAGE_KIND_INCIDENT] = { LAGE_FIELD_INCIDENT_STATE, LAGE_FIELD_PRIORITY,
                           LAGE_FIELD_INCIDENT_TYPE, LAGE_FIELD_LOCATION },
  [LAGE_KIND_TASK] = { LAGE_FIELD_TASK_STATE, LAGE_FIELD_PRIORITY, LAGE_FIELD_DUE_AT },
  [LAGE_KIND_AREA] = { LAGE_FIELD_AREA_TYPE, LAGE_FIELD_EXPIRES_AT },
  [LAGE_KIND_NOTE] = { LAGE_FIELD_DESCRIPTION },
  [LAGE_KIND_SENSOR] = { LAGE_FIELD_WIND_SPEED_MPS, LAGE_FIELD_WIND_GUST_MPS,
                         LAGE_FIELD_TRAFFIC_PER_H, LAGE_FIELD_TEMPERATURE_C },
};

/**
 * lage_picture_new:
 * @situation: (transfer none): the fold
 * @operation: what the operation is called
 * @is_exercise: whether it is an exercise
 * @now_us: the moment for which ages are told
 */
LagePicture *
lage_picture_new (LageSituation *situation,
                  const char    *operation,
                  gboolean       is_exercise,
                  gint64         now_us)
{
  LagePicture *self = g_new0 (LagePicture, 1);

  self->situation = g_object_ref (situation);
  self->entities = g_ptr_array_new ();
  self->operation = g_strdup (operation);
  self->is_exercise = is_exercise;
  self->now_us = now_us;
  return self;
}

void
lage_picture_free (LagePicture *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entities);
  g_object_unref (self->situation);
  g_free (self->operation);
  g_free (self);
}

/**
 * lage_picture_select:
 * @self: the picture
 * @kind: one kind, or LAGE_KIND_NONE for all
 * @wants_all: also what was put away, and what is shown as part of another entity
 */
void
lage_picture_select (LagePicture *self,
                     LageKind     kind,
                     gboolean     wants_all)
{
  guint n_entities = lage_situation_get_n_entities (self->situation);

  for (guint i = 0; i < n_entities; i++)
    {
      LageEntity *entity = lage_situation_get_entity (self->situation, i);

      if (kind != LAGE_KIND_NONE && lage_entity_get_kind (entity) != kind)
        continue;
      if (!wants_all && !lage_exchange_is_shown (entity))
        continue;
      g_ptr_array_add (self->entities, entity);
    }
  g_ptr_array_sort (self->entities, lage_exchange_compare);
}

/**
 * lage_picture_dup_value:
 * @self: the picture
 * @entity: an entity
 * @spec: one of its fields
 *
 * Returns: (transfer full) (nullable): the value for other programs, NULL if there is none: as
 * lage_field_spec_to_text(), areas as GeoJSON, sets as ids with a space between
 */
char *
lage_picture_dup_value (const LagePicture   *self,
                        LageEntity          *entity,
                        const LageFieldSpec *spec)
{
  const LageCandidate *candidate = lage_entity_find (entity, spec->field);

  if (candidate != NULL && candidate->value.type == LAGE_VALUE_GEOMETRY)
    return lage_geometry_to_geojson (candidate->value.geometry);
  return lage_exchange_dup_value (entity, spec);
}

/* For people --------------------------------------------------------------------------------- */

static const char *
get_freshness_label (LageFreshness freshness)
{
  switch (freshness)
    {
    case LAGE_FRESHNESS_FRESH:
      return C_("freshness", "fresh");
    case LAGE_FRESHNESS_AGEING:
      return C_("freshness", "ageing");
    case LAGE_FRESHNESS_STALE:
      return C_("freshness", "stale");
    case LAGE_FRESHNESS_SILENT:
      return C_("freshness", "silent");
    case LAGE_FRESHNESS_TIMELESS:
    default:
      return NULL;
    }
}

static char *
dup_age (gint64 age_us)
{
  gint64 age_s = MAX (age_us, 0) / G_USEC_PER_SEC;

  if (age_s < 60)
    return g_strdup_printf (C_("age", "%d s"), (int) age_s);
  if (age_s < 60 * 60)
    return g_strdup_printf (C_("age", "%d min"), (int) (age_s / 60));
  if (age_s < 48 * 60 * 60)
    return g_strdup_printf (C_("age", "%d h"), (int) (age_s / 3600));
  return g_strdup_printf (C_("age", "%d d"), (int) (age_s / 86400));
}

static char *
dup_local_time (gint64 time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
dup_value_for_people (const LagePicture   *self,
                      LageEntity          *entity,
                      const LageFieldSpec *spec)
{
  const LageCandidate *candidate = lage_entity_find (entity, spec->field);
  g_autofree char *value = lage_picture_dup_value (self, entity, spec);
  const LageEnumMember *member;

  if (value == NULL)
    return NULL;
  member = spec->members != NULL ? lage_field_spec_find_token (spec, value) : NULL;
  if (member != NULL)
    return g_strdup (g_dpgettext2 (NULL, "enum", member->label));
  if (candidate != NULL && candidate->value.type == LAGE_VALUE_TIME)
    return dup_local_time (candidate->value.time_us);
  if (candidate != NULL && candidate->value.type == LAGE_VALUE_REAL)
    return g_strdup_printf ("%.*f%s%s", (int) spec->decimals, candidate->value.real,
                            spec->unit != NULL ? " " : "", spec->unit != NULL ? spec->unit : "");
  return g_steal_pointer (&value);
}

static void
add_row (const LagePicture   *self,
         LageEntity          *entity,
         const LageFieldSpec *specs[],
         guint                n_specs,
         LageTable           *table)
{
  LageFreshness freshness = lage_freshness_of_entity (entity, self->now_us, NULL);
  const LageCandidate *newest = lage_exchange_find_newest (entity);
  const char *label = get_freshness_label (freshness);

  lage_table_add (table, lage_entity_get_title (entity));
  for (guint i = 0; i < n_specs; i++)
    lage_table_take (table, dup_value_for_people (self, entity, specs[i]));
  lage_table_take (table,
                   newest != NULL ? dup_age (self->now_us - newest->observed_at_us) : NULL);
  lage_table_add (table, label);
  lage_table_add (table,
                  newest != NULL ? lage_situation_get_source (self->situation, newest) : NULL);
}

/* One table for each kind: each has its own columns. */
static guint
append_table (const LagePicture *self,
              guint              first,
              GString           *text)
{
  LageKind kind = lage_entity_get_kind (g_ptr_array_index (self->entities, first));
  const LageFieldSpec *specs[G_N_ELEMENTS (key_fields[0])];
  g_autoptr(LageTable) table = NULL;
  g_autofree char *rows = NULL;
  guint n_specs = 0;
  guint end = first;

  for (guint i = 0; i < G_N_ELEMENTS (key_fields[0]); i++)
    {
      const LageFieldSpec *spec = lage_schema_find (kind, key_fields[kind][i]);

      if (spec != NULL)
        specs[n_specs++] = spec;
    }

  table = lage_table_new (n_specs + 4);
  lage_table_add (table, C_("column", "Name"));
  for (guint i = 0; i < n_specs; i++)
    {
      lage_table_add (table, g_dpgettext2 (NULL, "field", specs[i]->label));
      if (specs[i]->type == LAGE_VALUE_REAL
          || (specs[i]->type == LAGE_VALUE_INT && specs[i]->members == NULL))
        lage_table_set_right (table, 1 + i);
    }
  lage_table_add (table, C_("column", "Age"));
  lage_table_set_right (table, 1 + n_specs);
  lage_table_add (table, "");
  lage_table_add (table, C_("column", "Source"));

  for (; end < self->entities->len; end++)
    {
      LageEntity *entity = g_ptr_array_index (self->entities, end);

      if (lage_entity_get_kind (entity) != kind)
        break;
      add_row (self, entity, specs, n_specs, table);
    }

  rows = lage_table_to_text (table);
  g_string_append_printf (text, "%s%s: %u\n%s", text->len > 0 ? "\n" : "",
                          g_dpgettext2 (NULL, "kind", lage_kind_get_label (kind)), end - first,
                          rows);
  return end;
}

/**
 * lage_picture_to_table:
 * @self: the picture
 *
 * Returns: (transfer full): a table for people for each kind; empty if there is nothing
 */
char *
lage_picture_to_table (const LagePicture *self)
{
  GString *text = g_string_new (NULL);
  guint first = 0;

  while (first < self->entities->len)
    first = append_table (self, first, text);
  return g_string_free (text, FALSE);
}

/* CSV ---------------------------------------------------------------------------------------- */

static void
append_cell (GString    *csv,
             const char *cell,
             gboolean    is_first)
{
  if (!is_first)
    g_string_append_c (csv, ',');
  if (cell == NULL)
    return;
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (csv, cell);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

/* The columns: every field that one of the kinds has, by token, in the order of the schema. */
static GPtrArray *
list_tokens (const LagePicture *self)
{
  GPtrArray *tokens = g_ptr_array_new ();
  LageKind last_kind = LAGE_KIND_NONE;

  for (guint i = 0; i < self->entities->len; i++)
    {
      LageKind kind = lage_entity_get_kind (g_ptr_array_index (self->entities, i));
      const LageFieldSpec *specs;
      guint n_specs;

      if (kind == last_kind)
        continue;
      last_kind = kind;
      specs = lage_schema_get_fields (kind, &n_specs);
      for (guint k = 0; k < n_specs; k++)
        if (!g_ptr_array_find_with_equal_func (tokens, specs[k].token, g_str_equal, NULL))
          g_ptr_array_add (tokens, (gpointer) specs[k].token);
    }
  return tokens;
}

/**
 * lage_picture_to_csv:
 * @self: the picture
 *
 * Returns: (transfer full): CSV as RFC 4180 has it, with a header
 */
char *
lage_picture_to_csv (const LagePicture *self)
{
  GString *csv = g_string_new ("id,kind,title,observed_at,source");
  g_autoptr(GPtrArray) tokens = list_tokens (self);

  for (guint i = 0; i < tokens->len; i++)
    append_cell (csv, g_ptr_array_index (tokens, i), FALSE);
  g_string_append (csv, "\r\n");

  for (guint i = 0; i < self->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (self->entities, i);
      LageKind kind = lage_entity_get_kind (entity);
      const LageCandidate *newest = lage_exchange_find_newest (entity);
      g_autofree char *id = lage_id_to_string (lage_entity_get_id (entity));
      g_autofree char *time = NULL;
      const char *source = NULL;

      if (newest != NULL)
        {
          time = lage_time_format_iso8601 (newest->observed_at_us);
          source = lage_situation_get_source (self->situation, newest);
        }
      append_cell (csv, id, TRUE);
      append_cell (csv, lage_kind_get_token (kind), FALSE);
      append_cell (csv, lage_entity_get_title (entity), FALSE);
      append_cell (csv, time, FALSE);
      append_cell (csv, source, FALSE);
      for (guint k = 0; k < tokens->len; k++)
        {
          const LageFieldSpec *spec = lage_schema_find_by_token (kind,
                                                                 g_ptr_array_index (tokens, k));
          g_autofree char *value = spec != NULL ? lage_picture_dup_value (self, entity, spec)
                                                : NULL;

          append_cell (csv, value, FALSE);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
