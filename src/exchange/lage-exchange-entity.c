/* lage-exchange-entity.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-exchange-entity.h"

#include "lage-task-state.h"

/* What all that writes the picture for other programs has in common. */

/**
 * lage_exchange_is_shown:
 * @entity: an entity
 *
 * Returns: whether it is part of the picture by itself: neither put away nor another face of
 * something else
 */
gboolean
lage_exchange_is_shown (LageEntity *entity)
{
  return !lage_entity_is_archived (entity) && lage_entity_get_root (entity) == entity;
}

/**
 * lage_exchange_compare:
 * @a: pointer to an entity
 * @b: pointer to another
 *
 * By kind, title and id. By the bytes, not by the language of the reader: the same picture is the
 * same file.
 */
int
lage_exchange_compare (gconstpointer a,
                       gconstpointer b)
{
  LageEntity *first = *(LageEntity *const *) a;
  LageEntity *second = *(LageEntity *const *) b;
  int order = (int) lage_entity_get_kind (first) - (int) lage_entity_get_kind (second);

  if (order == 0)
    order = g_strcmp0 (lage_entity_get_title (first), lage_entity_get_title (second));
  if (order == 0)
    order = lage_id_compare (lage_entity_get_id (first), lage_entity_get_id (second));
  return order;
}

static const LageCandidate *
find_newest (LageEntity *entity,
             gboolean    only_ageing)
{
  const LageCandidate *newest = NULL;
  const LageFieldSpec *specs;
  guint n_specs;

  specs = lage_schema_get_fields (lage_entity_get_kind (entity), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      const LageCandidate *candidate;

      if (only_ageing && specs[i].fresh_s == 0)
        continue;
      candidate = lage_entity_find (entity, specs[i].field);
      if (candidate != NULL
          && (newest == NULL || candidate->observed_at_us > newest->observed_at_us))
        newest = candidate;
    }
  return newest;
}

/**
 * lage_exchange_find_newest:
 * @entity: an entity
 *
 * Returns: (transfer none) (nullable): the newest word on it: on what ages, or else on anything
 */
const LageCandidate *
lage_exchange_find_newest (LageEntity *entity)
{
  const LageCandidate *newest = find_newest (entity, TRUE);

  return newest != NULL ? newest : find_newest (entity, FALSE);
}

static char *
dup_set (LageEntity *entity,
         LageField   field)
{
  g_autoptr(GArray) ids = lage_entity_list_set (entity, field);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = lage_id_to_string (&g_array_index (ids, LageId, i));

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, id);
    }
  return g_string_free (text, ids->len == 0);
}

/**
 * lage_exchange_dup_value:
 * @entity: an entity
 * @spec: one of its fields
 *
 * Returns: (transfer full) (nullable): the value for other programs, NULL if there is none: as
 * lage_field_spec_to_text(), sets as ids with a space between
 */
char *
lage_exchange_dup_value (LageEntity          *entity,
                         const LageFieldSpec *spec)
{
  const LageCandidate *candidate = lage_entity_find (entity, spec->field);

  if (spec->merge == LAGE_MERGE_SET)
    return dup_set (entity, spec->field);
  if (candidate == NULL)
    return NULL;
  if (spec->merge == LAGE_MERGE_TASK_STATE && candidate->value.type == LAGE_VALUE_INT)
    {
      LageTaskState state = lage_task_state_unpack (candidate->value.integer, NULL);
      const LageEnumMember *member = lage_field_spec_find_member (spec, (gint64) state);

      return member != NULL ? g_strdup (member->token) : NULL;
    }
  return lage_field_spec_to_text (spec, &candidate->value);
}
