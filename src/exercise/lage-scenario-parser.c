/* lage-scenario-parser.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-parser.h"

#include <string.h>

#include "lage-error.h"

/* The format is described in data/scenarios/README.md. Lines are read once, in order
 * (lage-scenario-entries.c); what refers to a name is kept with its line and resolved at the end
 * (lage-scenario-resolve.c), so a file may name things before it defines them. */

#define SIZE_MAX_BYTES (16 * 1024 * 1024)

static const char *const section_names[] = {
  [SECTION_NONE] = "",
  [SECTION_SCENARIO] = "scenario",
  [SECTION_PLACES] = "places",
  [SECTION_GAUGE] = "gauge",
  [SECTION_UNIT] = "unit",
  [SECTION_DRONE] = "drone",
  [SECTION_PATTERN] = "pattern",
  [SECTION_HOSPITAL] = "hospital",
  [SECTION_GATE] = "gate",
  [SECTION_SENSOR] = "sensor",
  [SECTION_AREA] = "area",
  [SECTION_WARNING] = "warning",
  [SECTION_INCIDENT] = "incident",
  [SECTION_ROUTE] = "route",
};

static void
order_clear (gpointer data)
{
  LageScenarioOrder *self = data;

  g_clear_pointer (&self->name, g_free);
}

static void
pending_free (gpointer data)
{
  LageScenarioPending *self = data;

  g_free (self->place);
  g_array_unref (self->orders);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->replaces);
  g_free (self);
}

static void
parser_clear (LageScenarioParser *self)
{
  g_clear_pointer (&self->scenario, lage_scenario_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    {
      g_clear_pointer (&self->waiting[i], g_ptr_array_unref);
      g_clear_pointer (&self->lines[i], g_hash_table_unref);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LageScenarioParser, parser_clear)

static gpointer
add_record (LageScenarioParser *self,
            const char         *id)
{
  switch (self->section)
    {
    case SECTION_GAUGE:
      return lage_scenario_add_gauge (self->scenario, id);
    case SECTION_UNIT:
      return lage_scenario_add_unit (self->scenario, id);
    case SECTION_DRONE:
      return lage_scenario_add_drone (self->scenario, id);
    case SECTION_HOSPITAL:
      return lage_scenario_add_hospital (self->scenario, id);
    case SECTION_GATE:
      return lage_scenario_add_gate (self->scenario, id);
    case SECTION_SENSOR:
      return lage_scenario_add_sensor (self->scenario, id);
    case SECTION_AREA:
      return lage_scenario_add_area (self->scenario, id);
    case SECTION_WARNING:
      return lage_scenario_add_warning (self->scenario, id);
    case SECTION_INCIDENT:
      return lage_scenario_add_incident (self->scenario, id);
    case SECTION_NONE:
    case SECTION_SCENARIO:
    case SECTION_PLACES:
    case SECTION_PATTERN:
    case SECTION_ROUTE:
    default:
      return NULL;
    }
}

/* [kind] or [kind id] */
static gboolean
parse_section (LageScenarioParser  *self,
               char                *text,
               GError             **error)
{
  gsize length = strlen (text);
  const char *kind;
  const char *id;
  gboolean needs_id;
  LageScenarioPending *pending;

  if (text[length - 1] != ']')
    return lage_scenario_fail (error, self->line, "a section ends with ]");
  text[length - 1] = '\0';
  text++;
  kind = lage_scenario_take_word (&text);
  id = lage_scenario_take_word (&text);
  if (kind == NULL || lage_scenario_take_word (&text) != NULL)
    return lage_scenario_fail (error, self->line, "a section is [kind] or [kind id]");

  self->section = SECTION_NONE;
  for (guint i = SECTION_SCENARIO; i < G_N_ELEMENTS (section_names); i++)
    if (g_str_equal (kind, section_names[i]))
      self->section = (LageScenarioSection) i;
  if (self->section == SECTION_NONE)
    return lage_scenario_fail (error, self->line, "no section is called \"%s\"", kind);

  needs_id = self->section != SECTION_SCENARIO && self->section != SECTION_PLACES;
  if (needs_id != (id != NULL))
    return lage_scenario_fail (error, self->line,
                               needs_id ? "[%s] needs an id" : "[%s] has no id", kind);
  if (++self->n_records > LAGE_SCENARIO_RECORDS_MAX)
    return lage_scenario_fail (error, self->line, "too many sections");
  if (needs_id && !g_hash_table_add (self->ids, g_strdup_printf ("%s %s", kind, id)))
    return lage_scenario_fail (error, self->line, "[%s %s] given twice", kind, id);

  pending = g_new0 (LageScenarioPending, 1);
  pending->line = self->line;
  pending->orders = g_array_new (FALSE, TRUE, sizeof (LageScenarioOrder));
  g_array_set_clear_func (pending->orders, order_clear);
  pending->areas = g_ptr_array_new_with_free_func (g_free);
  pending->replaces = g_ptr_array_new_with_free_func (g_free);
  pending->status = 2;
  g_ptr_array_add (self->waiting[self->section], pending);
  self->pending = pending;
  self->record = add_record (self, id);
  pending->record = self->record;

  self->points = NULL;
  if (self->section == SECTION_PATTERN || self->section == SECTION_ROUTE
      || self->section == SECTION_AREA)
    {
      self->points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
      g_hash_table_insert (self->lines[self->section], g_strdup (id), self->points);
    }
  return TRUE;
}

/**
 * lage_scenario_new_from_bytes:
 * @bytes: a scenario file, UTF-8
 *
 * Reads a scenario. The format is described in `data/scenarios/README.md`.
 *
 * Returns: (transfer full): the scenario, or NULL and an error that names the line
 */
LageScenario *
lage_scenario_new_from_bytes (GBytes  *bytes,
                              GError **error)
{
  g_auto(LageScenarioParser) parser = { 0 };
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > SIZE_MAX_BYTES)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "scenario: over 16 MiB");
      return NULL;
    }
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "scenario: not UTF-8 text");
      return NULL;
    }

  parser.line = 1;
  parser.scenario = lage_scenario_new_empty ();
  parser.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  parser.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parser.waiting); i++)
    {
      parser.waiting[i] = g_ptr_array_new_with_free_func (pending_free);
      parser.lines[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_array_unref);
    }

  text = g_strndup (data != NULL ? data : "", size);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *equals;

      parser.line = i + 1;
      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        {
          if (!parse_section (&parser, line, error))
            return NULL;
          continue;
        }
      equals = strchr (line, '=');
      if (equals == NULL)
        {
          lage_scenario_fail (error, parser.line, "neither [section], # remark nor key = value");
          return NULL;
        }
      *equals = '\0';
      g_strchomp (line);
      if (!lage_scenario_parse_entry (&parser, section_names[parser.section], line,
                                      g_strchug (equals + 1), error))
        return NULL;
    }
  if (!lage_scenario_resolve (&parser, error))
    return NULL;
  return g_steal_pointer (&parser.scenario);
}
