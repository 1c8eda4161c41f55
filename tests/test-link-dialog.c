/* test-link-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-link-dialog.h"

#include "dialog-fixture.h"

typedef struct
{
  DialogFixture base;
  LageId        here;
  LageId        near;
  LageId        far;
} Fixture;

static void
add_drone (Fixture    *fixture,
           const char *name,
           double      latitude,
           LageId     *id)
{
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_DRONE, "test", name);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

  *id = draft->entity;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, 10.0));
  lage_draft_set_source (draft, "radio");
  g_ptr_array_add (drafts, draft);
  lage_session_take_drafts (fixture->base.session, "radio", drafts);
}

static LageEntity *
find (Fixture      *fixture,
      const LageId *id)
{
  return lage_situation_find (lage_session_get_situation (fixture->base.session), id);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (
    lage_situation_get_list (lage_session_get_situation (fixture->base.session),
                             LAGE_KIND_DRONE));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  dialog_fixture_set_up (&fixture->base, "");
  add_drone (fixture, "Falke 1", 53.50, &fixture->here);
  add_drone (fixture, "Bussard", 53.90, &fixture->far);
  add_drone (fixture, "Falke eins", 53.501, &fixture->near);
  dialog_wait_until (count (fixture) == 3);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  dialog_fixture_tear_down (&fixture->base);
}

static GtkWindow *
open_dialog (Fixture *fixture)
{
  GtkWindow *dialog = lage_link_dialog_new (fixture->base.session, find (fixture, &fixture->here));

  gtk_window_present (dialog);
  return dialog;
}

static GObject *
get_child (GtkWindow  *dialog,
           const char *name)
{
  return dialog_child (dialog, LAGE_TYPE_LINK_DIALOG, name);
}

static GListModel *
get_model (GtkWindow *dialog)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_child (dialog, "list_view"))));
}

static void
assert_title (GListModel *model,
              guint       position,
              const char *title)
{
  g_autoptr(LageEntity) entity = g_list_model_get_item (model, position);

  g_assert_nonnull (entity);
  g_assert_cmpstr (lage_entity_get_title (entity), ==, title);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWindow *dialog = open_dialog (fixture);
  GListModel *model = get_model (dialog);
  GObject *entry = get_child (dialog, "filter_entry");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_child (dialog, "list_view")),
                                   GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Filter by name");

  /* Without itself, the nearest first. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  assert_title (model, 0, "Falke eins");
  assert_title (model, 1, "Bussard");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_child (dialog, "save_button"))));

  gtk_editable_set_text (GTK_EDITABLE (entry), "BUSS");
  dialog_wait_until (g_list_model_get_n_items (model) == 1);
  assert_title (model, 0, "Bussard");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such name");
  dialog_wait_until (g_list_model_get_n_items (model) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (dialog, "pages"))), ==,
                   "empty");
  gtk_window_destroy (dialog);
}

static void
saved_cb (GtkWindow   *dialog,
          LageEntity  *entity,
          LageEntity **saved)
{
  *saved = entity;
}

static void
link_nearest (Fixture *fixture)
{
  GtkWindow *dialog = open_dialog (fixture);
  LageEntity *saved = NULL;

  g_signal_connect (dialog, "saved", G_CALLBACK (saved_cb), &saved);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_model (dialog)), 0);
  dialog_click (get_child (dialog, "save_button"));
  dialog_wait_until (saved != NULL);
  g_assert_true (saved == find (fixture, &fixture->here));
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  LageEntity *near_entity = find (fixture, &fixture->near);

  link_nearest (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (lage_entity_get_root (near_entity) == find (fixture, &fixture->here));
  g_assert_cmpuint (lage_entity_get_n_members (find (fixture, &fixture->here)), ==, 1);

  lage_link_dialog_unlink (fixture->base.session, near_entity);
  dialog_wait_until (lage_entity_get_root (near_entity) == near_entity);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_null (lage_entity_find (near_entity, LAGE_FIELD_SAME_AS));

  /* Taking back what does not hold says nothing. */
  lage_link_dialog_unlink (fixture->base.session, near_entity);
  g_assert_cmpstr (lage_session_get_undo_label (fixture->base.session), ==, "End of a link");
}

static void
test_link_of_others (Fixture       *fixture,
                     gconstpointer  data)
{
  LageEntity *near_entity = find (fixture, &fixture->near);
  LageDraft *draft = lage_draft_new (LAGE_KIND_DRONE, &fixture->near);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageId id;

  lage_draft_set_source (draft, "radio");
  lage_draft_take (draft, LAGE_FIELD_SAME_AS, lage_value_entity (&fixture->here));
  g_ptr_array_add (drafts, draft);
  lage_session_take_drafts (fixture->base.session, "radio", drafts);
  dialog_wait_until (lage_entity_get_root (near_entity) != near_entity);
  g_assert_cmpuint (count (fixture), ==, 2);

  lage_link_dialog_unlink (fixture->base.session, near_entity);
  dialog_wait_until (lage_entity_get_root (near_entity) == near_entity);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_true (lage_entity_get_reference (near_entity, LAGE_FIELD_SAME_AS, &id));
  g_assert_true (lage_id_equal (&id, &fixture->near));

  /* A person may link it again. */
  link_nearest (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/windows/link-dialog/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/windows/link-dialog/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/windows/link-dialog/link-of-others", Fixture, NULL, set_up, test_link_of_others,
              tear_down);

  return g_test_run ();
}
