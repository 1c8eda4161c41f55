/* test-sign-chooser.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-settings.h"
#include "lage-sign-chooser.h"

#include "dialog-fixture.h"

typedef struct
{
  GtkWindow *window;
  char      *code;   /* "" where it was left to the data */
} Fixture;

static void
chosen_cb (LageSignChooser *chooser,
           const char      *code,
           Fixture         *fixture)
{
  fixture->code = g_strdup (code != NULL ? code : "");
}

static void
open_chooser (Fixture    *fixture,
              const char *code,
              gboolean    may_be_automatic)
{
  fixture->window = lage_sign_chooser_new (code != NULL ? lage_sign_from_code (code, NULL) : NULL,
                                           may_be_automatic);
  g_signal_connect (fixture->window, "chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_window_present (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);

  g_settings_reset (settings, LAGE_SETTINGS_RECENT_SIGNS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->code, g_free);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return dialog_child (fixture->window, LAGE_TYPE_SIGN_CHOOSER, name);
}

static GListModel *
get_model (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_grid_view_get_model (get_child (fixture, "grid")));
}

static char *
dup_code (Fixture *fixture,
          guint    position)
{
  g_autoptr(GtkStringObject) item = g_list_model_get_item (get_model (fixture), position);

  return g_strdup (gtk_string_object_get_string (item));
}

static const char *
get_code (Fixture *fixture)
{
  const LageSign *sign = lage_sign_chooser_get_sign (LAGE_SIGN_CHOOSER (fixture->window));

  return sign != NULL ? lage_sign_get_code (sign) : NULL;
}

static gboolean
is_sensitive (Fixture    *fixture,
              const char *name)
{
  return gtk_widget_get_sensitive (get_child (fixture, name));
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkEditable *entry;

  open_chooser (fixture, NULL, FALSE);
  entry = get_child (fixture, "search_entry");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search tactical signs");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), >, 300);
  g_assert_false (is_sensitive (fixture, "choose_button"));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "automatic_button")));

  gtk_editable_set_text (entry, "Meldekopf");
  dialog_wait_until (g_list_model_get_n_items (get_model (fixture)) < 10);
  g_assert_cmpstr (get_code (fixture), ==, "sign1;base=reporting-post");

  gtk_editable_set_text (entry, "no such sign");
  dialog_wait_until (g_list_model_get_n_items (get_model (fixture)) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "pages")), ==, "empty");

  /* Return takes what was found, not what was found before. */
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (fixture->code);
  gtk_editable_set_text (entry, "fire boat");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fixture->code, ==, "sign1;base=water-craft;org=fire;task=fire-fighting");
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  open_chooser (fixture, "sign1;base=unit;org=thw;task=pumping;size=gruppe", FALSE);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (fixture, "task_choice")), ==,
                    LAGE_SIGN_PUMPING);
  g_assert_false (is_sensitive (fixture, "rescue_choice"));
  g_assert_false (is_sensitive (fixture, "supply_choice"));

  gtk_drop_down_set_selected (get_child (fixture, "organisation_choice"), LAGE_ORGANISATION_FIRE);
  g_assert_cmpstr (get_code (fixture), ==, "sign1;base=unit;org=fire;task=pumping;size=gruppe");

  /* A level stands where the size stood. */
  gtk_drop_down_set_selected (get_child (fixture, "size_choice"), LAGE_SIGN_NO_SIZE);
  gtk_drop_down_set_selected (get_child (fixture, "level_choice"), LAGE_SIGN_COUNTY);
  g_assert_cmpstr (get_code (fixture), ==, "sign1;base=unit;org=fire;task=pumping;level=county");

  gtk_drop_down_set_selected (get_child (fixture, "task_choice"), LAGE_SIGN_LOGISTICS);
  g_assert_true (is_sensitive (fixture, "supply_choice"));
  gtk_drop_down_set_selected (get_child (fixture, "supply_choice"), LAGE_SIGN_FOOD);
  g_assert_cmpstr (get_code (fixture), ==,
                   "sign1;base=unit;org=fire;task=logistics;supply=food;level=county");

  /* What has no place beside the new one goes. */
  gtk_drop_down_set_selected (get_child (fixture, "task_choice"), LAGE_SIGN_MEDICAL);
  g_assert_cmpstr (get_code (fixture), ==, "sign1;base=unit;org=fire;task=medical;level=county");

  gtk_editable_set_text (get_child (fixture, "name_entry"), "Nord ");
  gtk_editable_set_text (get_child (fixture, "right_entry"), "11/83");
  g_assert_cmpstr (get_code (fixture), ==,
                   "sign1;base=unit;org=fire;task=medical;level=county;name=Nord;right=11/83");
  dialog_click (get_child (fixture, "choose_button"));
  g_assert_cmpstr (fixture->code, ==,
                   "sign1;base=unit;org=fire;task=medical;level=county;name=Nord;right=11/83");
}

static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const used[] = { "sign1;base=danger", "sign1;base=unit;org=civil;name=X",
                                       "sign1;base=danger" };

  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    {
      open_chooser (fixture, used[i], FALSE);
      dialog_click (get_child (fixture, "choose_button"));
      g_clear_pointer (&fixture->code, g_free);
    }

  open_chooser (fixture, NULL, FALSE);
  {
    g_autofree char *first = dup_code (fixture, 0);
    g_autofree char *second = dup_code (fixture, 1);

    g_assert_cmpstr (first, ==, "sign1;base=danger");
    g_assert_cmpstr (second, ==, "sign1;base=unit;org=civil;name=X");
  }
  gtk_window_destroy (fixture->window);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *code = g_strdup_printf ("sign1;base=post;name=%u", i);

      lage_settings_add_recent_sign (code);
    }
  lage_settings_add_recent_sign ("sign9;of=the future");
  open_chooser (fixture, NULL, FALSE);
  {
    g_autofree char *first = dup_code (fixture, 0);
    g_auto(GStrv) recent = lage_settings_dup_recent_signs ();

    g_assert_cmpstr (first, ==, "sign1;base=post;name=39");
    g_assert_cmpuint (g_strv_length (recent), ==, 16);
  }
  gtk_window_destroy (fixture->window);
}

static void
test_automatic (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto(GStrv) recent = NULL;

  open_chooser (fixture, "sign1;base=danger", TRUE);
  dialog_click (get_child (fixture, "automatic_button"));
  g_assert_cmpstr (fixture->code, ==, "");
  recent = lage_settings_dup_recent_signs ();
  g_assert_cmpuint (g_strv_length (recent), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/windows/sign-chooser/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("search", test_search);
  ADD ("change", test_change);
  ADD ("recent", test_recent);
  ADD ("automatic", test_automatic);

  return g_test_run ();
}
