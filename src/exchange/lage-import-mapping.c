/* lage-import-mapping.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-mapping.h"

#include <string.h>

#include "lage-import-value.h"

/* What people bring as files. Warnings, drones and sensors come from feeds; tasks are given by
 * people. */
static const LageKind kinds[] = {
  LAGE_KIND_AREA, LAGE_KIND_INCIDENT, LAGE_KIND_UNIT, LAGE_KIND_HOSPITAL, LAGE_KIND_GAUGE,
  LAGE_KIND_FLOOD_GATE, LAGE_KIND_NOTE,
};

static void
clear_change (gpointer data)
{
  lage_value_clear (&((LageChange *) data)->value);
}

/**
 * lage_import_get_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds): what features can become; all but drawings have to be points
 */
const LageKind *
lage_import_get_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

static gboolean
is_taken (const LageImportMapping *self,
          LageField                field)
{
  for (guint i = 0; i < self->n_targets; i++)
    if (self->targets[i] == field)
      return TRUE;
  return FALSE;
}

/* A column of the right name whose values mean something else is no such field. */
static gboolean
is_understood (const LageFieldSpec   *spec,
               const LageImportField *field)
{
  for (guint i = 0; i < field->samples->len; i++)
    {
      g_auto(LageValue) value = LAGE_VALUE_INIT;

      if (!lage_import_parse_value (spec, g_ptr_array_index (field->samples, i), &value))
        return FALSE;
    }
  return TRUE;
}

/* Names that are exactly those of fields come before those that only mean them. */
static void
guess_targets (LageImportMapping     *self,
               const LageImportLayer *layer)
{
  for (guint i = 0; i < self->n_targets; i++)
    self->targets[i] = LAGE_FIELD_NONE;
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->n_targets; i++)
      {
        const LageImportField *field = lage_import_layer_get_field (layer, i);
        LageField guess;

        if (field->n_values == 0 || self->targets[i] != LAGE_FIELD_NONE)
          continue;
        guess = round == 0 ? lage_import_find_field (self->kind, field->name)
                           : lage_import_guess_field (self->kind, field->name);
        if (guess != LAGE_FIELD_NONE && !is_taken (self, guess)
            && is_understood (lage_schema_find (self->kind, guess), field))
          self->targets[i] = guess;
      }
}

static char *
guess_id_field (const LageImportLayer *layer)
{
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const LageImportField *field = lage_import_layer_get_field (layer, i);

      if (field->is_unique && field->n_values > 0 && lage_import_is_id_name (field->name))
        return g_strdup (field->name);
    }
  return NULL;
}

/* By the name of the layer, or else of the file without its suffix, or else of a column. */
static LageKind
guess_kind (LageImportFile        *file,
            const LageImportLayer *layer)
{
  g_autofree char *stem = g_strdup (file->name);
  char *dot = strrchr (stem, '.');
  LageKind kind = lage_import_guess_kind (layer->name);

  if (layer->n_points == 0)
    return LAGE_KIND_AREA;
  if (dot != NULL)
    *dot = '\0';
  if (kind == LAGE_KIND_AREA)
    kind = lage_import_guess_kind (stem);
  for (guint i = 0; i < layer->fields->len && kind == LAGE_KIND_AREA; i++)
    kind = lage_import_guess_kind_of_column (lage_import_layer_get_field (layer, i)->name);
  return kind;
}

/**
 * lage_import_mapping_new:
 * @file: a file
 * @layer: one of its layers
 *
 * Makes a mapping with what names and numbers suggest. A coordinate system that the file does not
 * name is left to be chosen.
 */
LageImportMapping *
lage_import_mapping_new (LageImportFile *file,
                         guint           layer)
{
  const LageImportLayer *source = lage_import_file_get_layer (file, layer);
  LageImportMapping *self = g_new0 (LageImportMapping, 1);

  self->layer = layer;
  self->kind = guess_kind (file, source);
  self->x_column = g_strdup (source->x_column);
  self->y_column = g_strdup (source->y_column);
  self->id_field = guess_id_field (source);
  self->name = g_strdup (file->name);
  self->n_targets = source->fields->len;
  self->targets = g_new0 (LageField, self->n_targets);
  self->keeps_rest = TRUE;
  self->constants = g_array_new (FALSE, TRUE, sizeof (LageChange));
  g_array_set_clear_func (self->constants, clear_change);
  guess_targets (self, source);
  return self;
}

LageImportMapping *
lage_import_mapping_copy (const LageImportMapping *self)
{
  LageImportMapping *copy = g_memdup2 (self, sizeof *self);

  copy->x_column = g_strdup (self->x_column);
  copy->y_column = g_strdup (self->y_column);
  copy->id_field = g_strdup (self->id_field);
  copy->name = g_strdup (self->name);
  copy->targets = g_memdup2 (self->targets, self->n_targets * sizeof *self->targets);
  copy->constants = g_array_new (FALSE, TRUE, sizeof (LageChange));
  g_array_set_clear_func (copy->constants, clear_change);
  for (guint i = 0; i < self->constants->len; i++)
    {
      const LageChange *change = &g_array_index (self->constants, LageChange, i);

      lage_import_mapping_take_constant (copy, change->field, lage_value_copy (&change->value));
    }
  return copy;
}

void
lage_import_mapping_free (LageImportMapping *self)
{
  if (self == NULL)
    return;
  g_free (self->x_column);
  g_free (self->y_column);
  g_free (self->id_field);
  g_free (self->name);
  g_free (self->targets);
  g_array_unref (self->constants);
  g_free (self);
}

/**
 * lage_import_mapping_set_kind:
 * @self: the mapping
 * @file: its file
 * @kind: what the features become
 *
 * Which field becomes which is guessed anew, and constants are forgotten.
 */
void
lage_import_mapping_set_kind (LageImportMapping *self,
                              LageImportFile    *file,
                              LageKind           kind)
{
  self->kind = kind;
  g_array_set_size (self->constants, 0);
  guess_targets (self, lage_import_file_get_layer (file, self->layer));
}

/**
 * lage_import_mapping_set_target:
 * @self: the mapping
 * @field: number of a field of the layer
 * @target: what it becomes, or LAGE_FIELD_NONE; taken away from another field that became it
 */
void
lage_import_mapping_set_target (LageImportMapping *self,
                                guint              field,
                                LageField          target)
{
  g_return_if_fail (field < self->n_targets);

  for (guint i = 0; target != LAGE_FIELD_NONE && i < self->n_targets; i++)
    if (self->targets[i] == target)
      self->targets[i] = LAGE_FIELD_NONE;
  self->targets[field] = target;
}

/**
 * lage_import_mapping_take_constant:
 * @self: the mapping
 * @field: a field
 * @value: (transfer full): what every feature gets that does not say it; NONE: nothing
 */
void
lage_import_mapping_take_constant (LageImportMapping *self,
                                   LageField          field,
                                   LageValue          value)
{
  LageChange change = { .field = field, .value = value };

  for (guint i = 0; i < self->constants->len; i++)
    if (g_array_index (self->constants, LageChange, i).field == field)
      {
        g_array_remove_index (self->constants, i);
        break;
      }
  if (value.type != LAGE_VALUE_NONE)
    g_array_append_val (self->constants, change);
}
