/* hand-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>
#include <stdarg.h>

/* A real mouse and keyboard for tests: xdotool presses them on the X server of the test, and GTK gets
 * what it gets from people. Whoever uses it skips where hand_is_there () says no. */

static inline gboolean
hand_is_there (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");

  return program != NULL && GDK_IS_X11_DISPLAY (gdk_display_get_default ());
}

static inline void
hand_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Does it, and lets GTK take what comes of it as far as it is there. */
static inline void G_GNUC_NULL_TERMINATED
hand_do (const char *first,
         ...)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;
  const char *word;
  va_list list;

  g_ptr_array_add (words, (gpointer) "xdotool");
  va_start (list, first);
  for (word = first; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  process = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, hand_done_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Brings the mouse to a place in a widget of a window that stands at the corner of the screen. */
static inline void
hand_move (GtkWidget *widget,
           double     x,
           double     y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double surface_x, surface_y, in_x, in_y;
  g_autofree char *column = NULL;
  g_autofree char *row = NULL;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &in_x,
                                                   &in_y));
  column = g_strdup_printf ("%d", (int) (in_x + surface_x));
  row = g_strdup_printf ("%d", (int) (in_y + surface_y));
  hand_do ("mousemove", "--sync", column, row, NULL);
}

/* Without a window manager nobody gives a window the keys. */
static inline void
hand_focus (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *xid = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));

  hand_do ("windowfocus", "--sync", xid, NULL);
}
