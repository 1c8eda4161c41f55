/* test-hover-card.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-hover-card.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageHoverCard *card;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->card = LAGE_HOVER_CARD (lage_hover_card_new ());
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->card));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static void
fill (Fixture    *fixture,
      LageEntity *first,
      ...)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();
  va_list list;

  va_start (list, first);
  for (LageEntity *entity = first; entity != NULL; entity = va_arg (list, LageEntity *))
    g_ptr_array_add (entities, entity);
  va_end (list);
  lage_hover_card_fill (fixture->card, fixture->base.session, FIXTURE_NOW_US, entities);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return fixture_shows (GTK_WIDGET (fixture->card), text);
}

static void
test_one (Fixture       *fixture,
          gconstpointer  data)
{
  LageEntity *gauge = fixture_add_gauge (fixture->base.session, 912,
                                         FIXTURE_NOW_US - 3 * G_TIME_SPAN_MINUTE);
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, "Florian 12");
  LageEntity *unit;

  fill (fixture, gauge, NULL);
  g_assert_true (shows (fixture, "St. Pauli"));
  g_assert_true (shows (fixture, "Gauge"));
  g_assert_true (shows (fixture, "4.12"));
  g_assert_true (shows (fixture, "pegelonline, 3 min ago"));

  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 1);
  lage_draft_set_int (draft, LAGE_FIELD_ORGANISATION, LAGE_ORGANISATION_THW);
  unit = fixture_take (fixture->base.session, "radio", draft);
  fill (fixture, unit, NULL);
  g_assert_true (shows (fixture, "Florian 12"));
  g_assert_true (shows (fixture, "Unit · "));
  g_assert_true (shows (fixture, "THW"));
  g_assert_false (shows (fixture, "St. Pauli"));
}

static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  LageSession *session = fixture->base.session;
  LageEntity *gauge = fixture_add_gauge (session, 1200, FIXTURE_NOW_US);
  LageEntity *units[6];

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("Florian %u", i);

      units[i] = fixture_add_unit (session, name, 1, 53.5, 9.9);
    }
  fill (fixture, gauge, units[0], units[1], units[2], units[3], units[4], units[5], NULL);
  g_assert_true (shows (fixture, "7 here"));
  g_assert_true (shows (fixture, "Units: 6 · Gauges: 1"));
  g_assert_true (shows (fixture, "1 alarm"));
  g_assert_true (shows (fixture, "Florian 3 and 2 more"));
  g_assert_false (shows (fixture, "Florian 4"));

  /* Nothing to look at: nothing is said of it. */
  fill (fixture, units[0], units[1], NULL);
  g_assert_true (shows (fixture, "Units: 2"));
  g_assert_true (shows (fixture, "Florian 0, Florian 1"));
  g_assert_false (shows (fixture, "alarm"));
}

static void
test_is_out_of_the_way (Fixture       *fixture,
                        gconstpointer  data)
{
  g_assert_false (gtk_widget_get_can_target (GTK_WIDGET (fixture->card)));
  g_assert_false (gtk_widget_get_can_focus (GTK_WIDGET (fixture->card)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->card), GTK_ACCESSIBLE_ROLE_TOOLTIP);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/hover-card/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("one", test_one);
  ADD ("several", test_several);
  ADD ("is-out-of-the-way", test_is_out_of_the_way);

  return g_test_run ();
}
