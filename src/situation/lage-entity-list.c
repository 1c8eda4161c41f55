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
 * The entities of one kind that are part of the picture, in the order in which they appeared. New
 * ones wait until the batch is folded, then appear with one signal.
 */
struct _LageEntityList
{
  GObject parent_instance;

  GPtrArray *items;   /* owned references */
  guint      n_shown; /* those behind wait for the flush */
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
 * Adds @entity at the next lage_entity_list_flush().
 */
void
lage_entity_list_queue (LageEntityList *self,
                        LageEntity     *entity)
{
  g_ptr_array_add (self->items, g_object_ref (entity));
}

/**
 * lage_entity_list_remove:
 * @self: the list
 * @entity: an entity; nothing happens if it is not in the list
 */
void
lage_entity_list_remove (LageEntityList *self,
                         LageEntity     *entity)
{
  guint position;

  if (!g_ptr_array_find (self->items, entity, &position))
    return;
  g_ptr_array_remove_index (self->items, position);
  if (position < self->n_shown)
    {
      self->n_shown--;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

void
lage_entity_list_flush (LageEntityList *self)
{
  guint n_before = self->n_shown;
  guint n_new = self->items->len - n_before;

  if (n_new == 0)
    return;
  self->n_shown = self->items->len;
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_new);
}
