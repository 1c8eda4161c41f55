/* bench-filter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "../window-fixture.h"
#include "lage-map-gather.h"

/* What a filter adds to gathering what the map draws, against gathering it without one. */

#define N_UNITS 90000
#define N_INCIDENTS 5000
#define N_TASKS 5000
#define N_ROUNDS 9

static LageId unit_ids[N_UNITS];

static void
place (LageDraft *draft,
       guint      i)
{
  draft->observed_at_us = FIXTURE_NOW_US - (gint64) (i % 600) * G_TIME_SPAN_SECOND;
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.4 + (i % 3000) * 1e-4,
                        9.7 + (i % 6001) * 1e-4);
}

static LageDraft *
make_unit (guint i)
{
  g_autofree char *name = g_strdup_printf ("Florian Hamburg %u", i);
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_UNIT, "bench", name);

  unit_ids[i] = draft->entity;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_int (draft, LAGE_FIELD_ORGANISATION, i % (LAGE_ORGANISATION_CIVIL + 1));
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, i % 10);
  if (i % 3 != 0)
    lage_draft_set_text (draft, LAGE_FIELD_SECTION, i % 3 == 1 ? "North" : "South");
  place (draft, i);
  return draft;
}

static LageDraft *
make_incident (guint i)
{
  g_autofree char *name = g_strdup_printf ("Überflutete Straße %u", i);
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_INCIDENT, "bench", name);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  place (draft, i);
  return draft;
}

static LageDraft *
make_task (guint i)
{
  g_autofree char *name = g_strdup_printf ("Task %u", i);
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_TASK, "bench", name);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, 2);
  lage_draft_take_change (draft, (LageChange) {
    .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
    .value = lage_value_entity (&unit_ids[i * 7]) });
  place (draft, i);
  return draft;
}

static void
fill (LageSession *session)
{
  for (guint i = 0; i < N_UNITS; i += 1000)
    {
      g_autoptr(GPtrArray) drafts =
        g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

      for (guint k = i; k < i + 1000; k++)
        g_ptr_array_add (drafts, make_unit (k));
      for (guint k = i / 18; k < i / 18 + 56 && k < N_INCIDENTS; k++)
        {
          g_ptr_array_add (drafts, make_incident (k));
          g_ptr_array_add (drafts, make_task (MIN (k, i / 8)));
        }
      lage_session_take_drafts (session, "bench", drafts);
      fixture_wait_until (lage_session_get_n_waiting (session) == 0);
    }
  lage_situation_flush (lage_session_get_situation (session));
}

/* Processor time of one gathering, in milliseconds. */
static double
gather (LageSession *session,
        LageFilter  *filter,
        LageMapSift *sift,
        GArray      *items)
{
  clock_t begin = clock ();

  lage_map_sift_run (sift, session, filter, NULL, FIXTURE_NOW_US);
  lage_map_gather_items (sift, session, filter, FIXTURE_NOW_US, items);
  return (double) (clock () - begin) * 1000.0 / CLOCKS_PER_SEC;
}

/* The best of some rounds, each beside one without a filter: the machine may have other work. */
static void
measure (LageSession *session,
         LageFilter  *filter,
         const char  *name)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));
  g_autoptr(LageFilter) none = lage_filter_new ();
  double baseline_ms = G_MAXDOUBLE, time_ms = G_MAXDOUBLE;
  LageMapSift sift;

  lage_map_sift_init (&sift);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      baseline_ms = MIN (baseline_ms, gather (session, none, &sift, items));
      time_ms = MIN (time_ms, gather (session, filter, &sift, items));
    }
  printf ("  %-28s %7u shown  %6.1f ms  %5.2f x %.1f ms without\n", name, sift.entities->len,
          time_ms, time_ms / baseline_ms, baseline_ms);
  lage_map_sift_clear (&sift);
}

/* Every rule is asked of every entity, and lets it pass. */
static void
ask_everything (LageFilter *filter)
{
  lage_filter_set_shows_kind (filter, LAGE_KIND_NOTE, FALSE);
  lage_filter_set_shows_organisation (filter, (LageOrganisation) 30, FALSE);
  for (guint kind = LAGE_KIND_GAUGE; kind < LAGE_N_KINDS; kind++)
    lage_filter_set_shows_state (filter, (LageKind) kind, 30, FALSE);
  lage_filter_set_max_age_min (filter, 600);
  lage_filter_set_shows_all_alarms (filter, TRUE);
  lage_filter_set_has_section (filter, "", TRUE);
  lage_filter_set_has_section (filter, "North", TRUE);
  lage_filter_set_has_section (filter, "South", TRUE);
  lage_filter_set_text (filter, "a");
}

int
main (void)
{
  g_autofree char *directory = NULL;
  g_autoptr(LageSession) session = NULL;
  g_autoptr(LageFilter) filter = lage_filter_new ();

  directory = fixture_make_directory ();
  fixture_create_exercise (directory);
  session = fixture_open_session (directory);
  fill (session);
  printf ("gathering what a map draws, %u entities\n",
          lage_situation_get_n_entities (lage_session_get_situation (session)));

  lage_filter_set_shows_kind (filter, LAGE_KIND_UNIT, FALSE);
  measure (session, filter, "one kind hidden");
  lage_filter_clear (filter);
  lage_filter_set_shows_state (filter, LAGE_KIND_UNIT, 2, FALSE);
  measure (session, filter, "one state hidden");
  lage_filter_clear (filter);
  lage_filter_set_text (filter, "straße 12");
  measure (session, filter, "a name with other letters");
  lage_filter_clear (filter);
  lage_filter_set_shows_freshness (filter, LAGE_FRESHNESS_SILENT, FALSE);
  measure (session, filter, "an age hidden");
  lage_filter_clear (filter);
  lage_filter_set_assignment (filter, LAGE_KIND_UNIT, LAGE_FILTER_UNASSIGNED);
  measure (session, filter, "units without a task");
  lage_filter_clear (filter);
  ask_everything (filter);
  measure (session, filter, "every rule asked");

  lage_session_close (session);
  fixture_remove_directory (directory);
  return 0;
}
