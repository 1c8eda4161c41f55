/* test-assignments.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-assignments.h"
#include "picture-fixture.h"

static void
test_states (Picture       *picture,
             gconstpointer  data)
{
  static const struct
  {
    LageTaskState state;
    gboolean      is_at_work;
  } cases[] = {
    { LAGE_TASK_NONE, FALSE },    { LAGE_TASK_DRAFT, FALSE },    { LAGE_TASK_ISSUED, TRUE },
    { LAGE_TASK_ACKNOWLEDGED, TRUE }, { LAGE_TASK_UNDER_WAY, TRUE }, { LAGE_TASK_DONE, FALSE },
    { LAGE_TASK_REFUSED, FALSE }, { LAGE_TASK_CANCELLED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageEntity *unit = picture_add (picture, LAGE_KIND_UNIT, 10 * i + 1, "Unit");
      LageEntity *incident = picture_add (picture, LAGE_KIND_INCIDENT, 10 * i + 2, "Leak");
      LageEntity *task = picture_add_task (picture, 10 * i + 3, cases[i].state, unit, incident);
      g_autoptr(LageAssignments) assignments = lage_assignments_new (picture->situation);

      g_test_message ("state %u", cases[i].state);
      g_assert_cmpint (lage_assignments_contains (assignments, unit), ==, cases[i].is_at_work);
      g_assert_cmpint (lage_assignments_contains (assignments, incident), ==,
                       cases[i].is_at_work);
      g_assert_true (lage_assignments_contains (assignments, task));
    }
}

static void
test_without_units (Picture       *picture,
                    gconstpointer  data)
{
  LageEntity *incident = picture_add (picture, LAGE_KIND_INCIDENT, 1, "Leak");
  LageEntity *task = picture_add_task (picture, 2, LAGE_TASK_ISSUED, NULL, incident);
  g_autoptr(LageAssignments) assignments = lage_assignments_new (picture->situation);

  g_assert_false (lage_assignments_contains (assignments, incident));
  g_assert_false (lage_assignments_contains (assignments, task));
}

/* Of two faces of one unit the task names the one that is not shown. */
static void
test_other_face (Picture       *picture,
                 gconstpointer  data)
{
  LageEntity *shown = picture_add (picture, LAGE_KIND_UNIT, 1, "Florian 12");
  LageEntity *face = picture_add (picture, LAGE_KIND_UNIT, 2, "Florian 12");
  LageDraft *link = picture_draft (LAGE_KIND_UNIT, 2);
  g_autoptr(LageAssignments) assignments = NULL;

  lage_draft_take (link, LAGE_FIELD_SAME_AS, lage_value_entity (lage_entity_get_id (shown)));
  picture_say (picture, link, TEST_NOW_US);
  picture_add_task (picture, 3, LAGE_TASK_ISSUED, face, NULL);

  assignments = lage_assignments_new (picture->situation);
  g_assert_true (lage_entity_get_root (face) == shown);
  g_assert_true (lage_assignments_contains (assignments, shown));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/views/assignments/" path, Picture, NULL, picture_set_up, func, picture_tear_down)

  ADD ("states", test_states);
  ADD ("without-units", test_without_units);
  ADD ("other-face", test_other_face);

  return g_test_run ();
}
