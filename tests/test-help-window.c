/* test-help-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-help-window.h"

#include "dialog-fixture.h"

static GObject *
get_child (LageHelpWindow *help,
           const char     *name)
{
  return dialog_child (help, LAGE_TYPE_HELP_WINDOW, name);
}

static void
test_text (void)
{
  LageHelpWindow *help = lage_help_window_new ();
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (get_child (help, "text")));
  GtkListBox *contents = GTK_LIST_BOX (get_child (help, "contents"));
  guint n_headings = 0;
  guint n_paragraphs = 0;

  g_assert_nonnull (child);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)), ==,
                   GTK_ACCESSIBLE_ROLE_HEADING);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), !=, "");
      if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child))
          == GTK_ACCESSIBLE_ROLE_HEADING)
        n_headings++;
      else
        n_paragraphs++;
    }
  g_assert_cmpuint (n_headings, >=, 9);
  g_assert_cmpuint (n_paragraphs, >, 2 * n_headings);
  g_assert_nonnull (gtk_list_box_get_row_at_index (contents, (int) n_headings - 1));
  g_assert_null (gtk_list_box_get_row_at_index (contents, (int) n_headings));
  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (contents, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "First steps");
  gtk_window_destroy (GTK_WINDOW (help));
}

static void
test_contents (void)
{
  LageHelpWindow *help = lage_help_window_new ();
  GtkListBox *contents = GTK_LIST_BOX (get_child (help, "contents"));
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (get_child (help, "scroller"));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  double third;

  gtk_window_present (GTK_WINDOW (help));
  dialog_wait_until (gtk_adjustment_get_upper (adjustment)
                     > gtk_adjustment_get_page_size (adjustment) + 100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  g_signal_emit_by_name (contents, "row-activated", gtk_list_box_get_row_at_index (contents, 2));
  third = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (third, >, 100);
  g_signal_emit_by_name (contents, "row-activated", gtk_list_box_get_row_at_index (contents, 3));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, third);
  gtk_window_destroy (GTK_WINDOW (help));
}

static void
test_shortcuts (void)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/rescuemate/RescueMate/gtk/help-overlay.ui");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  gtk_window_destroy (GTK_WINDOW (overlay));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/windows/help-window/text", test_text);
  g_test_add_func ("/windows/help-window/contents", test_contents);
  g_test_add_func ("/windows/help-window/shortcuts", test_shortcuts);

  return g_test_run ();
}
