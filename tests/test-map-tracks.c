/* test-map-tracks.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-tracks.h"
#include "lage-mercator.h"
#include "lage-track-painter.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageMapTracks *tracks;
  guint          n_changes;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->tracks = lage_map_tracks_new (fixture->base.session);
  fixture->n_changes = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_run_dispose (G_OBJECT (fixture->tracks));
  fixture_wait_until (G_OBJECT (fixture->tracks)->ref_count == 1);
  g_assert_finalize_object (fixture->tracks);
  session_fixture_tear_down (&fixture->base, data);
}

static LageEntity *
move (Fixture    *fixture,
      const char *name,
      double      longitude,
      gint64      time_us)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

  draft->observed_at_us = time_us;
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, longitude);
  return fixture_take (fixture->base.session, "radio", draft);
}

/* How many positions the tracks of one entity have; where two pieces meet both have it. */
static guint
count_points (Fixture    *fixture,
              LageEntity *entity)
{
  g_autoptr(GPtrArray) tracks = lage_map_tracks_make (fixture->tracks);
  guint n = 0;

  for (guint i = 0; i < tracks->len; i++)
    {
      const LageMapTrack *track = tracks->pdata[i];

      if (track->key == lage_entity_get_key (entity))
        n += track->n_points - (n > 0);
    }
  return n;
}

static void
update (Fixture    *fixture,
        GPtrArray  *entities,
        LageEntity *selected,
        gint64      now_us)
{
  lage_map_tracks_update (fixture->tracks, entities, selected, now_us);
}

static void
test_selected_has_every_position (Fixture       *fixture,
                                  gconstpointer  data)
{
  LageEntity *unit = NULL;
  gint64 now_us = FIXTURE_NOW_US;

  /* Of the last six hours, not of those before. */
  move (fixture, "A", 9.0, now_us - LAGE_TRACK_SPAN_US - 1);
  for (guint i = 0; i < 5; i++)
    unit = move (fixture, "A", 9.9 + 0.001 * i, now_us - (5 - i) * G_TIME_SPAN_SECOND);

  update (fixture, NULL, NULL, now_us);
  g_assert_cmpuint (count_points (fixture, unit), ==, 0);
  update (fixture, NULL, unit, now_us);
  fixture_wait_until (count_points (fixture, unit) == 5);

  /* It grows while it is looked at; what was already there is not added again. */
  now_us += G_TIME_SPAN_SECOND;
  move (fixture, "A", 9.91, now_us);
  update (fixture, NULL, unit, now_us);
  g_assert_cmpuint (count_points (fixture, unit), ==, 6);
  update (fixture, NULL, unit, now_us);
  g_assert_cmpuint (count_points (fixture, unit), ==, 6);

  /* And goes with the selection. */
  update (fixture, NULL, NULL, now_us);
  g_assert_cmpuint (count_points (fixture, unit), ==, 0);
}

static void
test_all_of_them_thinned (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();
  LageEntity *a = NULL, *b = NULL, *gauge;
  gint64 now_us = FIXTURE_NOW_US;

  for (guint i = 0; i < 31; i++)
    a = move (fixture, "A", 9.9 + 0.001 * i, now_us - (30 - i) * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 3; i++)
    b = move (fixture, "B", 9.9, now_us - (3 - i) * G_TIME_SPAN_MINUTE);
  gauge = fixture_add_gauge (fixture->base.session, 500.0, now_us);
  g_ptr_array_add (entities, a);
  g_ptr_array_add (entities, b);
  g_ptr_array_add (entities, gauge);

  update (fixture, entities, NULL, now_us);
  fixture_wait_until (count_points (fixture, b) == 3);
  g_assert_cmpuint (count_points (fixture, a), ==, 4); /* each ten seconds */
  g_assert_cmpuint (count_points (fixture, gauge), ==, 0);

  /* The selected is read anew, with all that was left out, and lies on top. */
  update (fixture, entities, a, now_us);
  fixture_wait_until (count_points (fixture, a) == 31);
  g_assert_cmpuint (count_points (fixture, b), ==, 3);
  {
    g_autoptr(GPtrArray) tracks = lage_map_tracks_make (fixture->tracks);
    const LageMapTrack *last = tracks->pdata[tracks->len - 1];

    g_assert_cmpuint (last->key, ==, lage_entity_get_key (a));
  }

  /* One that the filter hides has none. */
  g_ptr_array_remove (entities, b);
  update (fixture, entities, a, now_us);
  g_assert_cmpuint (count_points (fixture, b), ==, 0);
}

static void
test_pieces_join (Fixture       *fixture,
                  gconstpointer  data)
{
  const guint n = 300;
  LageEntity *unit = NULL;
  gint64 now_us = FIXTURE_NOW_US;
  g_autoptr(GPtrArray) tracks = NULL;

  for (guint i = 0; i < n; i++)
    unit = move (fixture, "A", 9.9 + 0.001 * i, now_us - (n - i) * G_TIME_SPAN_SECOND);
  update (fixture, NULL, unit, now_us);
  fixture_wait_until (count_points (fixture, unit) == n);

  tracks = lage_map_tracks_make (fixture->tracks);
  g_assert_cmpuint (tracks->len, >, 1);
  for (guint i = 1; i < tracks->len; i++)
    {
      const LageMapTrack *before = tracks->pdata[i - 1];
      const LageMapTrack *after = tracks->pdata[i];

      g_assert_cmpint (before->times_us[before->n_points - 1], ==, after->times_us[0]);
      g_assert_cmpfloat (before->xy[2 * before->n_points - 2], ==, after->xy[0]);
    }

  /* What nobody has moved in is not made anew. */
  {
    g_autoptr(GPtrArray) again = lage_map_tracks_make (fixture->tracks);

    g_assert_true (again->pdata[0] == tracks->pdata[0]);
    g_assert_true (again->pdata[again->len - 1] == tracks->pdata[tracks->len - 1]);
  }

  /* Old pieces are let go. */
  update (fixture, NULL, unit, now_us + LAGE_TRACK_SPAN_US - G_TIME_SPAN_SECOND);
  g_assert_cmpuint (count_points (fixture, unit), <, n);
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_says_when_to_draw (Fixture       *fixture,
                        gconstpointer  data)
{
  LageEntity *unit = move (fixture, "A", 9.9, FIXTURE_NOW_US - G_TIME_SPAN_MINUTE);
  guint n_before;

  g_signal_connect_swapped (fixture->tracks, "changed", G_CALLBACK (count_cb),
                            &fixture->n_changes);
  update (fixture, NULL, unit, FIXTURE_NOW_US);
  fixture_wait_until (fixture->n_changes >= 2); /* for the selection, and when it was read */

  n_before = fixture->n_changes;
  update (fixture, NULL, unit, FIXTURE_NOW_US);
  g_assert_cmpuint (fixture->n_changes, ==, n_before);
  move (fixture, "A", 9.91, FIXTURE_NOW_US);
  update (fixture, NULL, unit, FIXTURE_NOW_US);
  g_assert_cmpuint (fixture->n_changes, ==, n_before + 1);

  /* Nobody moves, but it fades. */
  update (fixture, NULL, unit, FIXTURE_NOW_US + G_TIME_SPAN_HOUR);
  g_assert_cmpuint (fixture->n_changes, ==, n_before + 2);
}

/* An exercise that is set back: what has not yet been is not shown. */
static void
test_clock_set_back (Fixture       *fixture,
                     gconstpointer  data)
{
  LageEntity *unit = NULL;

  for (guint i = 0; i < 6; i++)
    unit = move (fixture, "A", 9.9 + 0.01 * i, FIXTURE_NOW_US - (5 - i) * G_TIME_SPAN_MINUTE);
  update (fixture, NULL, unit, FIXTURE_NOW_US);
  fixture_wait_until (count_points (fixture, unit) == 6);
  update (fixture, NULL, unit, FIXTURE_NOW_US - 3 * G_TIME_SPAN_MINUTE);
  fixture_wait_until (count_points (fixture, unit) == 3);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/windows/map-tracks/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("selected-has-every-position", test_selected_has_every_position);
  ADD ("all-of-them-thinned", test_all_of_them_thinned);
  ADD ("pieces-join", test_pieces_join);
  ADD ("says-when-to-draw", test_says_when_to_draw);
  ADD ("clock-set-back", test_clock_set_back);

  return g_test_run ();
}
