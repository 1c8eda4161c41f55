/* lage-assignments.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-assignments.h"

#include "lage-task-state.h"

struct _LageAssignments
{
  GHashTable *entities; /* not owned: the situation keeps them */
};

/* Given to its units and neither finished nor given back. */
static gboolean
is_at_work (LageTaskState state)
{
  return state == LAGE_TASK_ISSUED || state == LAGE_TASK_ACKNOWLEDGED
         || state == LAGE_TASK_UNDER_WAY;
}

static void
add (LageAssignments *self,
     LageSituation   *situation,
     const LageId    *id)
{
  LageEntity *entity = lage_situation_find (situation, id);

  if (entity != NULL)
    g_hash_table_add (self->entities, lage_entity_get_root (entity));
}

static void
add_task (LageAssignments *self,
          LageSituation   *situation,
          LageEntity      *task)
{
  g_autoptr(GArray) units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);
  LageId incident;

  if (units->len == 0)
    return;
  g_hash_table_add (self->entities, task);
  if (!is_at_work (lage_task_get_state (task)))
    return;
  for (guint i = 0; i < units->len; i++)
    add (self, situation, &g_array_index (units, LageId, i));
  if (lage_entity_get_reference (task, LAGE_FIELD_TASK_INCIDENT, &incident))
    add (self, situation, &incident);
}

LageAssignments *
lage_assignments_new (LageSituation *situation)
{
  LageAssignments *self = g_new (LageAssignments, 1);
  GListModel *tasks = lage_situation_get_list (situation, LAGE_KIND_TASK);
  guint n = g_list_model_get_n_items (tasks);

  self->entities = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageEntity) task = g_list_model_get_item (tasks, i);

      add_task (self, situation, task);
    }
  return self;
}

void
lage_assignments_free (LageAssignments *self)
{
  g_hash_table_unref (self->entities);
  g_free (self);
}

/**
 * lage_assignments_contains:
 * @self: the assignments
 * @entity: an entity that is shown, so a root
 *
 * Returns: for a unit or drone, whether it has a task that was issued and is not over; for an
 *   incident, whether units have such a task because of it; for a task, whether it names a unit
 */
gboolean
lage_assignments_contains (const LageAssignments *self,
                           LageEntity            *entity)
{
  return g_hash_table_contains (self->entities, entity);
}
