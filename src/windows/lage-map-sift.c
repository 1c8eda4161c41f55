/* lage-map-sift.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-sift.h"

#include <string.h>

#include "lage-entity-summary.h"

/* What a run needs for each of many entities. */
typedef struct
{
  LageFilter            *filter; /* NULL: hides nothing */
  const LageAssignments *assignments;
  const LageThresholds  *thresholds;
  LageEntity            *selected;
  gint64                 now_us;
} Run;

/* What is over stays in the lists, not on the map. */
static gboolean
is_on_map (LageEntity *entity,
           gint64      now_us)
{
  return (lage_entity_has (entity, LAGE_FIELD_POSITION)
          || lage_entity_has (entity, LAGE_FIELD_AREA))
         && !lage_entity_summary_is_over (entity, now_us);
}

static gboolean
is_hidden (const Run  *run,
           LageEntity *entity)
{
  guint attention = LAGE_ATTENTION_NONE;

  if (run->filter == NULL)
    return FALSE;
  if (lage_filter_needs_attention (run->filter))
    attention = lage_entity_summary_get_attention (entity, run->thresholds, run->now_us);
  return !lage_filter_matches (run->filter, entity, run->assignments, attention, run->now_us);
}

static void
sift (LageMapSift *self,
      const Run   *run,
      LageEntity  *entity)
{
  LageKind kind = lage_entity_get_kind (entity);

  if (!is_on_map (entity, run->now_us))
    return;
  self->n_total[kind]++;
  if (!is_hidden (run, entity))
    {
      self->n_shown[kind]++;
      g_ptr_array_add (self->entities, entity);
    }
  else if (entity == run->selected)
    {
      self->selected_is_outside = TRUE;
      g_ptr_array_add (self->entities, entity);
    }
  else
    {
      self->n_hidden++;
      self->n_hidden_alarms += lage_entity_summary_get_attention (entity, run->thresholds,
                                                                  run->now_us)
                               == LAGE_ATTENTION_ALARM;
    }
}

void
lage_map_sift_init (LageMapSift *self)
{
  memset (self, 0, sizeof *self);
  self->entities = g_ptr_array_new ();
}

void
lage_map_sift_clear (LageMapSift *self)
{
  g_clear_pointer (&self->entities, g_ptr_array_unref);
}

/**
 * lage_map_sift_run:
 * @self: filled anew
 * @session: an open session
 * @filter: what to show
 * @selected: (nullable): what is shown in any case
 * @now_us: situation time
 */
void
lage_map_sift_run (LageMapSift *self,
                   LageSession *session,
                   LageFilter  *filter,
                   LageEntity  *selected,
                   gint64       now_us)
{
  LageSituation *situation = lage_session_get_situation (session);
  g_autoptr(LageAssignments) assignments = NULL;
  Run run = { NULL, NULL, lage_session_get_thresholds (session), selected, now_us };
  GPtrArray *entities = self->entities;

  memset (self, 0, sizeof *self);
  self->entities = entities;
  g_ptr_array_set_size (entities, 0);
  if (!lage_filter_is_empty (filter))
    {
      assignments = lage_assignments_new (situation);
      run.filter = filter;
      run.assignments = assignments;
    }

  for (guint kind = LAGE_KIND_GAUGE; kind < LAGE_N_KINDS; kind++)
    {
      GListModel *list = lage_situation_get_list (situation, (LageKind) kind);
      guint n = g_list_model_get_n_items (list);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

          sift (self, &run, entity);
        }
    }
}
