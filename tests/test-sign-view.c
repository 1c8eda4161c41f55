/* test-sign-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "lage-sign-view.h"

#include "widget-test.h"

static void
test_name (void)
{
  GtkWidget *view = widget_test_own (lage_sign_view_new ());
  LageSignView *self = LAGE_SIGN_VIEW (view);

  lage_sign_view_set_sign (self, lage_sign_from_code ("sign1;base=staging-area", NULL));
  widget_test_assert_name (view, GTK_ACCESSIBLE_ROLE_IMG, "Staging area");
  lage_sign_view_set_sign (self, lage_sign_from_code ("sign1;base=reporting-post", NULL));
  widget_test_assert_name (view, GTK_ACCESSIBLE_ROLE_IMG, "Reporting post");
  lage_sign_view_set_sign (self, NULL);
  g_assert_null (lage_sign_view_get_sign (self));
  g_assert_finalize_object (view);
}

/* Whatever the sign, the room is the same. */
static void
test_size (void)
{
  GtkWidget *view = widget_test_own (g_object_new (LAGE_TYPE_SIGN_VIEW, "unit", 60, NULL));
  static const char * const codes[] = {
    "sign1;base=person", "sign1;base=unit;size=zug;left=a;right=Florian Hamburg 11/46-1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      int width;
      int height;

      lage_sign_view_set_sign (LAGE_SIGN_VIEW (view), lage_sign_from_code (codes[i], NULL));
      gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      g_assert_cmpint (width, ==, 75);
      g_assert_cmpint (height, ==, 63);
    }
  g_assert_finalize_object (view);
}

/* A wide sign is drawn smaller, so that nothing of it is cut off. */
static void
test_draws_within (void)
{
  GtkWidget *view = widget_test_own (lage_sign_view_new ());
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 100);
  cairo_t *cr = cairo_create (surface);
  const guint8 *pixels;
  int stride;
  guint n_ink = 0;

  lage_sign_view_set_sign (
    LAGE_SIGN_VIEW (view),
    lage_sign_from_code ("sign1;base=unit;org=fire;right=Florian 11/46", NULL));
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (view, 60, 50, -1, NULL);
  GTK_WIDGET_GET_CLASS (view)->snapshot (view, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  pixels = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < 50; y++)
    for (int x = 0; x < 60; x++)
      {
        gboolean is_ink = pixels[y * stride + x * 4 + 3] > 0;

        n_ink += is_ink;
        if (x == 0 || x == 59 || y == 0 || y == 49)
          g_assert_false (is_ink);
      }
  g_assert_cmpuint (n_ink, >, 200);
  cairo_surface_destroy (surface);
  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/sign-view/name", test_name);
  g_test_add_func ("/widgets/sign-view/size", test_size);
  g_test_add_func ("/widgets/sign-view/draws-within", test_draws_within);

  return g_test_run ();
}
