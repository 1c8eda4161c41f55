/* lage-find-names.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-find-names.h"

/**
 * LageFindNames:
 *
 * Everything that entities are called by, as it was at one moment. Taking it down costs the main
 * thread a few references per entity and no copies; what is costly, folding it into an index, is left
 * to another thread.
 */
struct _LageFindNames
{
  gatomicrefcount  ref_count;
  GPtrArray       *blocks; /* of GArray of Name; NULL once the index is made */
  LageNameIndex   *index;  /* NULL until it is made of them */
};

typedef struct
{
  guint64   key;
  char     *text; /* a GRefString, or the static name of a kind */
  guint     weight;
  LagePoint point;
  gboolean  has_point;
  gboolean  is_static;
} Name;

/* What an entity is called by, and what it is: both are looked for, the name first. */
static const struct
{
  LageField field;
  guint     weight;
} fields[] = {
  { LAGE_FIELD_NAME, 0 },
  { LAGE_FIELD_EXTERNAL_ID, 1 },
  { LAGE_FIELD_UNIT_TYPE, 1 },
  { LAGE_FIELD_VEHICLE_TYPE, 1 },
  { LAGE_FIELD_INCIDENT_TYPE, 1 },
  { LAGE_FIELD_LOCATION, 1 },
  { LAGE_FIELD_GROUP, 1 },
  { LAGE_FIELD_ORGANISATION, 2 },
};

#define KIND_WEIGHT 3

/* Names per block: one array for all of them would have to grow, and be moved, again and again. */
#define BLOCK 2048

G_DEFINE_BOXED_TYPE (LageFindNames, lage_find_names, lage_find_names_ref, lage_find_names_unref)

static void
clear_name (gpointer data)
{
  Name *name = data;

  if (!name->is_static)
    g_ref_string_release (name->text);
}

LageFindNames *
lage_find_names_new (void)
{
  LageFindNames *self = g_new0 (LageFindNames, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

LageFindNames *
lage_find_names_ref (LageFindNames *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lage_find_names_unref (LageFindNames *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->index, lage_name_index_unref);
  g_free (self);
}

static void
add_name (LageFindNames *self,
          const Name    *name)
{
  GArray *block = self->blocks->len > 0
                    ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;

  if (block == NULL || block->len == BLOCK)
    {
      block = g_array_sized_new (FALSE, FALSE, sizeof (Name), BLOCK);
      g_array_set_clear_func (block, clear_name);
      g_ptr_array_add (self->blocks, block);
    }
  g_array_append_vals (block, name, 1);
}

static void
add_candidate (LageFindNames       *self,
               Name                 name,
               const LageCandidate *candidate)
{
  if (candidate == NULL || candidate->value.type != LAGE_VALUE_TEXT)
    return;
  name.text = g_ref_string_acquire (candidate->value.text);
  add_name (self, &name);
}

/**
 * lage_find_names_add:
 * @self: names that nobody searches yet
 * @entity: an entity that others do not stand for
 *
 * Main thread.
 */
void
lage_find_names_add (LageFindNames *self,
                     LageEntity    *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  Name name = { .key = lage_entity_get_key (entity) };

  name.has_point = lage_entity_get_point (entity, LAGE_FIELD_POSITION, &name.point);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (lage_schema_find (kind, fields[i].field) == NULL)
        continue;
      name.weight = fields[i].weight;
      add_candidate (self, name, lage_entity_find (entity, fields[i].field));
    }
  /* Sources have names of their own for what a person has said to be the same. */
  for (guint i = 0; i < lage_entity_get_n_members (entity); i++)
    {
      LageEntity *member = lage_entity_get_member (entity, i);

      name.weight = 1;
      add_candidate (self, name, lage_entity_find (member, LAGE_FIELD_NAME));
      add_candidate (self, name, lage_entity_find (member, LAGE_FIELD_EXTERNAL_ID));
    }

  name.weight = KIND_WEIGHT;
  name.is_static = TRUE;
  name.text = (char *) lage_kind_get_label (kind);
  add_name (self, &name);
}

/**
 * lage_find_names_make_index:
 * @self: names to which nothing is added any more
 *
 * Once, in any thread, while nobody else has them.
 */
void
lage_find_names_make_index (LageFindNames *self)
{
  g_return_if_fail (self->index == NULL);

  self->index = lage_name_index_new ();
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GArray *block = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < block->len; j++)
        {
          const Name *name = &g_array_index (block, Name, j);

          lage_name_index_add (self->index, name->key, name->text, name->weight,
                               name->has_point ? &name->point : NULL);
        }
    }
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

/**
 * lage_find_names_get_index:
 * @self: names of which an index was made
 *
 * Returns: (transfer none): the index, with the keys of the entities
 */
LageNameIndex *
lage_find_names_get_index (LageFindNames *self)
{
  return self->index;
}
