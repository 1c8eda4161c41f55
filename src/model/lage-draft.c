/* lage-draft.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draft.h"

static void
clear_change (gpointer data)
{
  lage_value_clear (&((LageChange *) data)->value);
}

LageDraft *
lage_draft_new (LageKind      kind,
                const LageId *entity)
{
  LageDraft *self = g_new0 (LageDraft, 1);

  g_assert (entity != NULL);

  self->kind = kind;
  self->entity = *entity;
  self->changes = g_array_sized_new (FALSE, TRUE, sizeof (LageChange), 8);
  g_array_set_clear_func (self->changes, clear_change);
  return self;
}

/**
 * lage_draft_new_external:
 * @kind: the entity's kind
 * @scheme: the source's name space, such as "pegelonline"
 * @name: the source's key
 *
 * Makes a draft about something that a source names, see lage_id_init_external(). The key itself
 * is kept in the field `external_id`.
 */
LageDraft *
lage_draft_new_external (LageKind    kind,
                         const char *scheme,
                         const char *name)
{
  g_autofree char *external_id = g_strconcat (scheme, ":", name, NULL);
  LageDraft *self;
  LageId id;

  lage_id_init_external (&id, scheme, name);
  self = lage_draft_new (kind, &id);
  lage_draft_set_text (self, LAGE_FIELD_EXTERNAL_ID, external_id);
  return self;
}

void
lage_draft_free (LageDraft *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->source, g_ref_string_release);
  g_array_unref (self->changes);
  g_free (self);
}

/**
 * lage_draft_set_source:
 * @self: the draft
 * @source: (nullable): who says so; NULL and "" mean "not known here"; made valid UTF-8
 */
void
lage_draft_set_source (LageDraft  *self,
                       const char *source)
{
  g_clear_pointer (&self->source, g_ref_string_release);
  if (source != NULL && *source != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (source, -1);

      self->source = g_ref_string_new (valid);
    }
}

/**
 * lage_draft_take_change:
 * @self: the draft
 * @change: (transfer full): what is said
 *
 * Adds a change. A SET of "no value" is dropped: unknown is not a statement.
 */
void
lage_draft_take_change (LageDraft  *self,
                        LageChange  change)
{
  if (change.value.type == LAGE_VALUE_NONE && change.verb != LAGE_VERB_RETRACT)
    return;
  g_array_append_val (self->changes, change);
}

/**
 * lage_draft_take:
 * @self: the draft
 * @field: the field
 * @value: (transfer full): its value; "no value" is dropped
 */
void
lage_draft_take (LageDraft *self,
                 LageField  field,
                 LageValue  value)
{
  lage_draft_take_change (self, (LageChange) { .field = field, .value = value });
}

/**
 * lage_draft_take_at:
 * @self: the draft
 * @field: the field
 * @value: (transfer full): its value; "no value" is dropped
 * @observed_at_us: when it was so, where that differs from the draft's time
 *
 * So one draft may carry a whole series of readings.
 */
void
lage_draft_take_at (LageDraft *self,
                    LageField  field,
                    LageValue  value,
                    gint64     observed_at_us)
{
  lage_draft_take_change (self, (LageChange) { .field = field, .value = value,
                                               .observed_at_us = observed_at_us });
}

void
lage_draft_retract (LageDraft *self,
                    LageField  field)
{
  lage_draft_take_change (self, (LageChange) { .field = field, .verb = LAGE_VERB_RETRACT });
}

/**
 * lage_draft_set_text:
 * @self: the draft
 * @field: the field
 * @text: (nullable): the text; NULL and "" are dropped
 */
void
lage_draft_set_text (LageDraft  *self,
                     LageField   field,
                     const char *text)
{
  if (text != NULL && *text != '\0')
    lage_draft_take (self, field, lage_value_text (text));
}

void
lage_draft_set_int (LageDraft *self,
                    LageField  field,
                    gint64     value)
{
  lage_draft_take (self, field, lage_value_int (value));
}

/**
 * lage_draft_set_real:
 * @self: the draft
 * @field: the field
 * @value: the number; NaN and infinity are dropped
 */
void
lage_draft_set_real (LageDraft *self,
                     LageField  field,
                     double     value)
{
  lage_draft_take (self, field, lage_value_real (value));
}

/**
 * lage_draft_set_enum:
 * @self: the draft
 * @field: an enumerated field of the draft's kind
 * @token: (nullable): the member's token in the schema
 *
 * Returns: FALSE, and sets nothing, if the enumeration has no such member
 */
gboolean
lage_draft_set_enum (LageDraft  *self,
                     LageField   field,
                     const char *token)
{
  const LageFieldSpec *spec = lage_schema_find (self->kind, field);
  const LageEnumMember *member;

  g_return_val_if_fail (spec != NULL && spec->members != NULL, FALSE);

  member = token != NULL ? lage_field_spec_find_token (spec, token) : NULL;
  if (member == NULL)
    return FALSE;
  lage_draft_set_int (self, field, member->number);
  return TRUE;
}

/**
 * lage_draft_set_point:
 * @self: the draft
 * @field: the field
 * @latitude: degrees
 * @longitude: degrees
 *
 * Returns: FALSE, and sets nothing, if this is not a place on earth
 */
gboolean
lage_draft_set_point (LageDraft *self,
                      LageField  field,
                      double     latitude,
                      double     longitude)
{
  LagePoint point;

  if (!lage_point_init (&point, latitude, longitude))
    return FALSE;
  lage_draft_take (self, field, lage_value_point (point));
  return TRUE;
}

/**
 * lage_draft_find:
 * @self: the draft
 * @field: a field
 *
 * Returns: (transfer none) (nullable): the last change of that field
 */
const LageChange *
lage_draft_find (const LageDraft *self,
                 LageField        field)
{
  for (guint i = self->changes->len; i > 0; i--)
    {
      const LageChange *change = &g_array_index (self->changes, LageChange, i - 1);

      if (change->field == field)
        return change;
    }
  return NULL;
}
