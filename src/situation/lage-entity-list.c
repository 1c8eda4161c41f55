/* lage-entity-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-list.h"

/**
 * LageEntityList:
 *
 * The entities of one kind that are part of the picture, in the order in which they appeared. What
 * comes and goes waits until the batch is folded, then shows with one signal.
 */
struct _LageEntityList
{
  GObject parent_instance;

  GPtrArray  *items;   /* owned references */
  guint       n_shown; /* those behind wait for the flush */
  GHashTable *removed; /* those that leave at the flush, not owned */
};

static GType
get_item_type (GListModel *model)
{
  return LAGE_TYPE_ENTITY;
}

static guint
get_n_items (GListModel *model)
{
  return LAGE_ENTITY_LIST (model)->n_shown;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LageEntityList *self = LAGE_ENTITY_LIST (model);

  if (position >= self->n_shown)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LageEntityList, lage_entity_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
lage_entity_list_finalize (GObject *object)
{
  LageEntityList *self = LAGE_ENTITY_LIST (object);

  g_hash_table_unref (self->removed);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (lage_entity_list_parent_class)->finalize (object);
}

static void
lage_entity_list_class_init (LageEntityListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_entity_list_finalize;
}

static void
lage_entity_list_init (LageEntityList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_hash_table_new (NULL, NULL);
}

LageEntityList *
lage_entity_list_new (void)
{
  return g_object_new (LAGE_TYPE_ENTITY_LIST, NULL);
}

/**
 * lage_entity_list_queue:
 * @self: the list
 * @entity: an entity that is not in it
 *
 * Adds @entity at the next lage_entity_list_flush(). One that has been removed since the last flush
 * stays where it is.
 */
void
lage_entity_list_queue (LageEntityList *self,
                        LageEntity     *entity)
{
  if (!g_hash_table_remove (self->removed, entity)
      || !g_ptr_array_find (self->items, entity, NULL))
    g_ptr_array_add (self->items, g_object_ref (entity));
}

/**
 * lage_entity_list_remove:
 * @self: the list
 * @entity: an entity; nothing happens if it is not in the list
 *
 * Removes @entity at the next lage_entity_list_flush().
 */
void
lage_entity_list_remove (LageEntityList *self,
                         LageEntity     *entity)
{
  g_hash_table_add (self->removed, entity);
}

void
lage_entity_list_flush (LageEntityList *self)
{
  g_autoptr(GPtrArray) before = NULL;
  guint n_before = self->n_shown;
  guint first = n_before, end = 0, n_kept = 0;

  if (g_hash_table_size (self->removed) > 0)
    {
      /* The old array is freed at the end: nobody loses an item before he is told. */
      before = g_steal_pointer (&self->items);
      self->items = g_ptr_array_new_full (before->len, g_object_unref);
      for (guint i = 0; i < before->len; i++)
        {
          LageEntity *entity = g_ptr_array_index (before, i);

          if (!g_hash_table_contains (self->removed, entity))
            {
              g_ptr_array_add (self->items, g_object_ref (entity));
              n_kept += i < n_before;
            }
          else if (i < n_before)
            {
              first = MIN (first, i);
              end = i + 1;
            }
        }
      g_hash_table_remove_all (self->removed);
    }
  else
    {
      n_kept = n_before;
    }

  self->n_shown = self->items->len;
  if (self->n_shown > n_kept)
    end = n_before;
  if (first < end || self->n_shown > n_kept)
    g_list_model_items_changed (G_LIST_MODEL (self), first, end - first,
                                end - first + self->n_shown - n_before);
}
