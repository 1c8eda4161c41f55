/* dialog-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>

#include "lage-session.h"

/* A session in a folder of its own, for dialogs to work on. */

#define DIALOG_PATIENCE_US (30 * G_TIME_SPAN_SECOND)

typedef struct
{
  char        *directory;
  LageSession *session;
} DialogFixture;

static inline gboolean
dialog_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define dialog_wait_until(condition)                                                     \
  G_STMT_START                                                                           \
    {                                                                                    \
      gint64 dialog_deadline_us = g_get_monotonic_time () + DIALOG_PATIENCE_US;          \
      guint dialog_wake_id = g_timeout_add (10, dialog_wake_cb, NULL);                   \
                                                                                         \
      while (!(condition))                                                               \
        {                                                                                \
          if (g_get_monotonic_time () > dialog_deadline_us)                              \
            g_error ("%s:%d: waited in vain until %s", __FILE__, __LINE__, #condition); \
          g_main_context_iteration (NULL, TRUE);                                         \
        }                                                                                \
      g_source_remove (dialog_wake_id);                                                  \
    }                                                                                    \
  G_STMT_END

static inline void
dialog_fixture_set_up (DialogFixture *fixture,
                       const char    *feeds)
{
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("rescue-mate-XXXXXX", &error);
  g_assert_no_error (error);
  operation = lage_operation_create (fixture->directory, "Test", TRUE, feeds, &error);
  g_assert_no_error (error);
  fixture->session = lage_session_open (fixture->directory, &error);
  g_assert_no_error (error);
  lage_session_set_author (fixture->session, "Tester");
}

static inline void
dialog_fixture_tear_down (DialogFixture *fixture)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  /* What still saves holds the session. */
  dialog_wait_until (G_OBJECT (fixture->session)->ref_count == 1);
  lage_session_close (fixture->session);
  g_assert_finalize_object (fixture->session);
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

#define dialog_child(widget, TYPE, name) \
  (gtk_widget_get_template_child (GTK_WIDGET (widget), TYPE, name))

static inline void
dialog_click (GObject *button)
{
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
}
