/* lage-situation-links.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-situation-private.h"

#include "lage-entity-private.h"

/* Entities that are the same by the word of a person or of a configured identity: which of them
 * stands for all. */

/* Where a SAME_AS of the same kind leads; the entity itself where it leads nowhere. */
static LageEntity *
follow_link (LageSituation *self,
             LageEntity    *entity)
{
  const LageCandidate *link = lage_entity_find_own (entity, LAGE_FIELD_SAME_AS);
  LageId id;
  LageEntity *next;

  if (link == NULL || link->value.type != LAGE_VALUE_ENTITY)
    return entity;
  id = link->value.id;
  next = g_hash_table_lookup (self->by_id, &id);
  if (next == NULL)
    {
      self->has_open_links = TRUE;
      return entity;
    }
  return lage_entity_get_kind (next) == lage_entity_get_kind (entity) ? next : entity;
}

/* Follows SAME_AS to the end. Where it ends in a circle, the one with the smallest id in the circle
 * is the root. The second walker goes two steps at a time, so it meets the first there (Floyd). */
static LageEntity *
resolve_root (LageSituation *self,
              LageEntity    *entity)
{
  LageEntity *slow = entity, *fast = entity, *smallest;

  do
    {
      slow = follow_link (self, slow);
      fast = follow_link (self, follow_link (self, fast));
    }
  while (slow != fast);

  smallest = slow;
  for (fast = follow_link (self, slow); fast != slow; fast = follow_link (self, fast))
    if (lage_id_compare (lage_entity_get_id (fast), lage_entity_get_id (smallest)) < 0)
      smallest = fast;
  return smallest;
}

/* Links are few: all of them are resolved anew, once per batch, when one changed or one is open and
 * an entity appeared. */
void
lage_situation_resolve_links (LageSituation *self)
{
  self->links_changed = FALSE;
  self->has_open_links = FALSE;
  for (guint i = 0; i < self->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (self->entities, i);
      LageEntity *old_root = lage_entity_get_root (entity);
      guint n_run;
      LageEntity *root;

      if (old_root == entity && lage_entity_find_run (entity, LAGE_FIELD_SAME_AS, &n_run) == NULL)
        continue;

      root = resolve_root (self, entity);
      if (root == old_root)
        continue;
      lage_entity_set_root (entity, root == entity ? NULL : root);
      lage_situation_update_shown (self, entity);
      lage_situation_update_shown (self, root);
      lage_situation_update_shown (self, old_root);
      lage_situation_mark_dirty (self, entity);
      lage_situation_mark_dirty (self, root);
      lage_situation_mark_dirty (self, old_root);
    }
}
