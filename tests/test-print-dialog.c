/* test-print-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-source.h"
#include "lage-print-dialog.h"
#include "lage-sheet-output.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture   base;
  LageMapPanel    *panel;
  LagePrintDialog *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->panel));
  fixture_wait_until (LAGE_IS_BASEMAP_SOURCE (
    lage_map_view_get_shown_source (lage_map_panel_get_view (fixture->panel))));
  fixture_add_unit (fixture->base.session, "Florian 12", 4, 53.55, 9.93);
  fixture_add_gauge (fixture->base.session, 1010, FIXTURE_NOW_US);

  fixture->dialog = lage_print_dialog_new (fixture->panel);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (lage_print_dialog_get_sheet (fixture->dialog) != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer dialog = fixture->dialog;

  g_object_add_weak_pointer (dialog, &dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (dialog == NULL);
  session_fixture_tear_down (&fixture->base, data);
}

static LageSheet *
wait_for_sheet (Fixture *fixture)
{
  fixture_wait_until (lage_print_dialog_get_sheet (fixture->dialog) != NULL);

  return lage_print_dialog_get_sheet (fixture->dialog);
}

static void
test_sheet (Fixture       *fixture,
            gconstpointer  data)
{
  LageSheet *sheet = lage_print_dialog_get_sheet (fixture->dialog);

  g_assert_cmpstr (sheet->title, ==, "Surge 13");
  g_assert_true (sheet->is_exercise);
  g_assert_cmpstr (sheet->author, ==, "S2 Meyer");
  g_assert_cmpstr (sheet->time, ==, "2013-12-05 23:00");
  g_assert_nonnull (sheet->basemap);
  g_assert_cmpuint (sheet->items->len, ==, 2);
  g_assert_cmpuint (sheet->labels->len, >, 0);
  g_assert_cmpuint (lage_sheet_get_n_pages (sheet), ==, 1);
  g_assert_cmpfloat (sheet->options.width_mm, ==, 420.0);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  GtkPicture *preview = GTK_PICTURE (fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG,
                                                    "preview"));
  GdkPaintable *paintable;

  fixture_wait_until (gtk_picture_get_paintable (preview) != NULL);
  paintable = gtk_picture_get_paintable (preview);
  /* As the paper lies, and not one colour. */
  g_assert_cmpfloat_with_epsilon (gdk_paintable_get_intrinsic_aspect_ratio (paintable),
                                  420.0 / 297.0, 0.01);
  g_assert_cmpuint (fixture_count_pixels (GDK_TEXTURE (paintable), 0xffffff, 0), >, 1000);
  g_assert_cmpuint (fixture_count_pixels (GDK_TEXTURE (paintable), 0x000000, 40), >, 500);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Preview of the page");
}

static void
test_options (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer scale_row = fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG, "scale_row");
  gpointer orientation_row = fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG,
                                            "orientation_row");
  gpointer lists_switch = fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG, "lists_switch");
  gpointer next_button = fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG, "next_button");
  LageSheet *sheet;

  adw_combo_row_set_selected (orientation_row, 1);
  sheet = wait_for_sheet (fixture);
  g_assert_cmpfloat (sheet->options.width_mm, ==, 297.0);

  gtk_switch_set_active (lists_switch, TRUE);
  sheet = wait_for_sheet (fixture);
  g_assert_cmpuint (sheet->rows->len, ==, 2);
  g_assert_cmpuint (lage_sheet_get_n_pages (sheet), ==, 2);
  fixture_click (next_button);
  g_assert_false (gtk_widget_is_sensitive (next_button));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "2 of 2"));

  /* 1 : 5 000 takes more pages than anybody would put together. */
  adw_combo_row_set_selected (scale_row, 1);
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->dialog), "more than a hundred pages"));
  g_assert_null (lage_print_dialog_get_sheet (fixture->dialog));
  adw_combo_row_set_selected (scale_row, 0);
  wait_for_sheet (fixture);
}

static void
test_extent (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer extent_row = fixture_child (fixture->dialog, LAGE_TYPE_PRINT_DIALOG, "extent_row");
  LageSheet *sheet;

  adw_combo_row_set_selected (extent_row, 1);
  sheet = wait_for_sheet (fixture);
  g_assert_cmpfloat (sheet->options.west, <, 9.93);
  g_assert_cmpfloat (sheet->options.west, >, 9.90);
  g_assert_cmpfloat (sheet->options.east, >, 9.97);
  g_assert_cmpfloat (sheet->options.east, <, 10.0);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (lage_sheet_save_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *magic;
  } cases[] = { { "page.png", "\x89PNG" }, { "pages.pdf", "%PDF-" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->base.directory, cases[i].name, NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autofree char *contents = NULL;
      gboolean is_saved = FALSE;

      lage_print_dialog_save_async (fixture->dialog, file, saved_cb, &is_saved);
      fixture_wait_until (is_saved);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, cases[i].magic));
    }
}

#define ADD(name, func) g_test_add ("/windows/print-dialog/" name, Fixture, NULL, set_up, func, \
                                    tear_down)

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("sheet", test_sheet);
  ADD ("preview", test_preview);
  ADD ("options", test_options);
  ADD ("extent", test_extent);
  ADD ("save", test_save);

  return g_test_run ();
}
