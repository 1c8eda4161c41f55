/* test-sign-bar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-bar.h"
#include "lage-sign-view.h"

#include "dialog-fixture.h"

typedef struct
{
  DialogFixture base;
  GtkWindow    *window;
  LageSignBar  *bar;
  LageEntity   *unit;
} Fixture;

static LageEntity *
add (Fixture    *fixture,
     LageKind    kind,
     const char *name)
{
  LageDraft *draft = lage_draft_new_external (kind, "test", name);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageSituation *situation = lage_session_get_situation (fixture->base.session);
  LageId id = draft->entity;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_source (draft, "radio");
  g_ptr_array_add (drafts, draft);
  lage_session_take_drafts (fixture->base.session, "radio", drafts);
  dialog_wait_until (lage_situation_find (situation, &id) != NULL);

  return lage_situation_find (situation, &id);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  dialog_fixture_set_up (&fixture->base, "");
  fixture->unit = add (fixture, LAGE_KIND_UNIT, "HLF 11-1");
  fixture->bar = g_object_new (LAGE_TYPE_SIGN_BAR, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->bar));
  lage_sign_bar_set_session (fixture->bar, fixture->base.session);
  lage_sign_bar_set_entity (fixture->bar, fixture->unit);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  dialog_fixture_tear_down (&fixture->base);
}

static const char *
get_label (Fixture    *fixture,
           const char *name)
{
  return gtk_label_get_text (
    GTK_LABEL (dialog_child (fixture->bar, LAGE_TYPE_SIGN_BAR, name)));
}

static const char *
get_code (Fixture *fixture)
{
  const LageSign *sign = lage_sign_view_get_sign (
    LAGE_SIGN_VIEW (dialog_child (fixture->bar, LAGE_TYPE_SIGN_BAR, "view")));

  return sign != NULL ? lage_sign_get_code (sign) : NULL;
}

static void
test_from_the_data (Fixture       *fixture,
                    gconstpointer  data)
{
  g_assert_cmpstr (get_code (fixture), ==,
                   "sign1;base=road-vehicle;task=fire-fighting;type=HLF");
  g_assert_cmpstr (get_label (fixture, "origin_label"), ==, "From the data");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));

  lage_sign_bar_set_entity (fixture->bar, add (fixture, LAGE_KIND_GAUGE, "St. Pauli"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  g_assert_null (lage_sign_bar_change (fixture->bar));

  lage_sign_bar_set_entity (fixture->bar, add (fixture, LAGE_KIND_AREA, "Punkt"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  g_assert_cmpstr (get_label (fixture, "name_label"), ==, "No tactical sign");
  lage_sign_bar_set_entity (fixture->bar, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
}

static void
choose (Fixture    *fixture,
        const char *button,
        const char *search)
{
  LageSignChooser *chooser = lage_sign_bar_change (fixture->bar);

  if (search != NULL)
    lage_sign_chooser_search (chooser, search);
  dialog_click (dialog_child (chooser, LAGE_TYPE_SIGN_CHOOSER, button));
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  choose (fixture, "choose_button", "Meldekopf");
  dialog_wait_until (lage_entity_has (fixture->unit, LAGE_FIELD_SIGN));
  g_assert_cmpstr (lage_entity_get_text (fixture->unit, LAGE_FIELD_SIGN), ==,
                   "sign1;base=reporting-post");
  g_assert_cmpstr (lage_session_get_undo_label (fixture->base.session), ==,
                   "Change of a tactical sign");
  lage_sign_bar_update (fixture->bar);
  g_assert_cmpstr (get_code (fixture), ==, "sign1;base=reporting-post");
  g_assert_cmpstr (get_label (fixture, "origin_label"), ==, "Chosen by hand");

  /* Back to what the data say. */
  choose (fixture, "automatic_button", NULL);
  dialog_wait_until (!lage_entity_has (fixture->unit, LAGE_FIELD_SIGN));
  lage_sign_bar_update (fixture->bar);
  g_assert_cmpstr (get_label (fixture, "origin_label"), ==, "From the data");
}

/* The window asks for the entity that was shown, not for the one that is shown by now. */
static void
test_change_of_another (Fixture       *fixture,
                        gconstpointer  data)
{
  LageEntity *other = add (fixture, LAGE_KIND_UNIT, "Andere");
  LageSignChooser *chooser = lage_sign_bar_change (fixture->bar);

  lage_sign_bar_set_entity (fixture->bar, other);
  lage_sign_chooser_search (chooser, "Lotsenstelle");
  dialog_click (dialog_child (chooser, LAGE_TYPE_SIGN_CHOOSER, "choose_button"));
  dialog_wait_until (lage_entity_has (fixture->unit, LAGE_FIELD_SIGN));
  g_assert_false (lage_entity_has (other, LAGE_FIELD_SIGN));
}

static void
test_of_a_later_version (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (fixture->unit));

  lage_draft_set_text (draft, LAGE_FIELD_SIGN, "sign7;base=spaceship");
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (fixture->base.session, drafts, "x", NULL, NULL, NULL);
  dialog_wait_until (lage_entity_has (fixture->unit, LAGE_FIELD_SIGN));
  lage_sign_bar_update (fixture->bar);
  g_assert_cmpstr (get_code (fixture), ==,
                   "sign1;base=road-vehicle;task=fire-fighting;type=HLF");
  g_assert_cmpstr (get_label (fixture, "origin_label"), ==,
                   "A sign was chosen that this version can't draw");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/windows/sign-bar/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("from-the-data", test_from_the_data);
  ADD ("change", test_change);
  ADD ("change-of-another", test_change_of_another);
  ADD ("of-a-later-version", test_of_a_later_version);

  return g_test_run ();
}
