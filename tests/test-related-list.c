/* test-related-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-row.h"
#include "lage-related-list.h"
#include "lage-task-state.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture   base;
  LageRelatedList *list;
  LageEntity      *unit;
  LageEntity      *incident;
  LageEntity      *task;
  LageEntity      *selected;
} Fixture;

static void
selected_cb (Fixture    *fixture,
             LageEntity *entity)
{
  fixture->selected = entity;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_TASK, "Fill sandbags");
  LageSession *session;

  session_fixture_set_up (&fixture->base, data);
  session = fixture->base.session;
  fixture->unit = fixture_add_unit (session, "Florian 12", 1, 53.55, 9.93);
  fixture->incident = fixture_take (session, "cot", fixture_draft (LAGE_KIND_INCIDENT, "Leak"));
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, LAGE_TASK_DRAFT));
  lage_draft_take (draft, LAGE_FIELD_TASK_INCIDENT,
                   lage_value_entity (lage_entity_get_id (fixture->incident)));
  lage_draft_take_change (draft, (LageChange) {
                                   .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                   .value = lage_value_entity (
                                     lage_entity_get_id (fixture->unit)) });
  fixture->task = fixture_take (session, "radio", draft);

  fixture->list = g_object_new (LAGE_TYPE_RELATED_LIST, NULL);
  g_signal_connect_swapped (fixture->list, "selected", G_CALLBACK (selected_cb), fixture);
  lage_related_list_set_session (fixture->list, session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->list));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static void
assert_related (Fixture    *fixture,
                const char *expected)
{
  GtkWidget *rows = fixture_find (GTK_WIDGET (fixture->list), fixture_is_type, "GtkListBox");
  g_autoptr(GString) titles = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *entity_row = fixture_find (row, fixture_is_type, "LageEntityRow");

      g_string_append_printf (titles, "%s%s", titles->len > 0 ? " | " : "",
                              lage_entity_get_title (lage_entity_row_get_entity (
                                LAGE_ENTITY_ROW (entity_row))));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_shows_what_belongs_together (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  lage_related_list_set_entity (fixture->list, fixture->task);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  assert_related (fixture, "Leak | Florian 12");
  lage_related_list_set_entity (fixture->list, fixture->unit);
  assert_related (fixture, "Fill sandbags");
  lage_related_list_set_entity (fixture->list, fixture->incident);
  assert_related (fixture, "Fill sandbags");
  lage_related_list_set_entity (fixture->list,
                                fixture_add_unit (fixture->base.session, "Idle", 2, 53.5, 9.9));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  lage_related_list_set_entity (fixture->list, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
}

static void
test_a_row_leads_to_its_entity (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *rows = fixture_find (GTK_WIDGET (fixture->list), fixture_is_type, "GtkListBox");

  lage_related_list_set_entity (fixture->list, fixture->task);
  gtk_widget_activate (gtk_widget_get_first_child (rows));
  g_assert_true (fixture->selected == fixture->incident);
  gtk_widget_activate (gtk_widget_get_last_child (rows));
  g_assert_true (fixture->selected == fixture->unit);
}

static void
test_follows_the_picture (Fixture       *fixture,
                          gconstpointer  data)
{
  LageEntity *boat = fixture_add_unit (fixture->base.session, "Boat", 1, 53.54, 9.98);
  LageDraft *draft = lage_draft_new (LAGE_KIND_TASK, lage_entity_get_id (fixture->task));
  GtkWidget *rows = fixture_find (GTK_WIDGET (fixture->list), fixture_is_type, "GtkListBox");

  lage_related_list_set_entity (fixture->list, boat);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  lage_draft_take_change (draft, (LageChange) {
                                   .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                   .value = lage_value_entity (lage_entity_get_id (boat)) });
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (gtk_widget_get_first_child (rows) != NULL);
  assert_related (fixture, "Fill sandbags");
}

static void
test_faces_of_one_thing_can_be_separated (Fixture       *fixture,
                                          gconstpointer  data)
{
  LageEntity *face = fixture_add_unit (fixture->base.session, "FL12 by tablet", 1, 53.55, 9.93);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (face));
  GtkWidget *button;

  lage_draft_take (draft, LAGE_FIELD_SAME_AS,
                   lage_value_entity (lage_entity_get_id (fixture->unit)));
  fixture_take (fixture->base.session, "manual", draft);
  g_assert_cmpuint (lage_entity_get_n_members (fixture->unit), ==, 1);

  lage_related_list_set_entity (fixture->list, fixture->unit);
  assert_related (fixture, "Fill sandbags | FL12 by tablet");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->list));
  button = fixture_find (GTK_WIDGET (fixture->list), fixture_is_button, "Separate");
  fixture_click (button);
  fixture_wait_until (lage_entity_get_n_members (fixture->unit) == 0);
  fixture_wait_until (fixture_find (GTK_WIDGET (fixture->list), fixture_is_button, "Separate")
                      == NULL);
  assert_related (fixture, "Fill sandbags");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/related-list/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("shows-what-belongs-together", test_shows_what_belongs_together);
  ADD ("a-row-leads-to-its-entity", test_a_row_leads_to_its_entity);
  ADD ("follows-the-picture", test_follows_the_picture);
  ADD ("faces-of-one-thing-can-be-separated", test_faces_of_one_thing_can_be_separated);

  return g_test_run ();
}
