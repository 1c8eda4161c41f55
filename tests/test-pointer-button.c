/* test-pointer-button.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-pointer-button.h"

#include <adwaita.h>

#include "lage-format.h"
#include "window-fixture.h"

static GtkWidget *
get_menu_button (GtkWidget *button)
{
  return fixture_find (button, fixture_is_type, "GtkMenuButton");
}

static void
test_position (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = lage_pointer_button_new ();
  LagePoint point;

  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  g_assert_false (lage_pointer_button_get_point (LAGE_POINTER_BUTTON (button), &point));
  g_assert_true (fixture_shows (button, "Decimal degrees"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_menu_button (button)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Position: –. Notation: Decimal degrees");

  g_assert_true (lage_point_init (&point, 53.545, 9.97));
  lage_pointer_button_set_point (LAGE_POINTER_BUTTON (button), &point);
  g_assert_true (fixture_shows (button, "53.54500°"));

  lage_format_set_notation (LAGE_NOTATION_MGRS);
  lage_pointer_button_update (LAGE_POINTER_BUTTON (button));
  g_assert_true (fixture_shows (button, "32U NE 64273 33337"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_menu_button (button)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Position: 32U NE 64273 33337. Notation: MGRS / UTMREF");
  point.latitude_e7 = 0;
  g_assert_true (lage_pointer_button_get_point (LAGE_POINTER_BUTTON (button), &point));
  g_assert_cmpint (point.latitude_e7, ==, 535450000);

  lage_format_set_notation (LAGE_NOTATION_DECIMAL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each notation is in the menu, with the command that makes it that of the program. */
static void
test_menu (void)
{
  GtkWidget *button = g_object_ref_sink (lage_pointer_button_new ());
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (get_menu_button (button)));
  g_autoptr(GMenuModel) notations = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  g_assert_cmpint (g_menu_model_get_n_items (notations), ==, LAGE_N_NOTATIONS);
  for (int i = 0; i < LAGE_N_NOTATIONS; i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;
      g_autofree char *target = NULL;

      g_assert_true (g_menu_model_get_item_attribute (notations, i, "label", "s", &label));
      g_assert_cmpstr (label, ==, lage_format_notation ((LageNotation) i));
      g_assert_true (g_menu_model_get_item_attribute (notations, i, "action", "s", &action));
      g_assert_cmpstr (action, ==, "win.position-notation");
      g_assert_true (g_menu_model_get_item_attribute (notations, i, "target", "s", &target));
      g_assert_cmpint (lage_notation_from_token (target), ==, i);
    }
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

  g_test_add_func ("/windows/pointer-button/position", test_position);
  g_test_add_func ("/windows/pointer-button/menu", test_menu);

  return g_test_run ();
}
