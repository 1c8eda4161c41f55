/* window-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lage-session.h"
#include "lage-ticker.h"

/* What the tests of the windows share: an operation in a folder of its own, entities that come in
 * by the way of the feeds, and widgets found by what people see of them. */

/* 2013-12-05 22:00:00 UTC; the clock of the exercise stands there. */
#define FIXTURE_NOW_US G_GINT64_CONSTANT (1386280800000000)
#define FIXTURE_PATIENCE_US (30 * G_TIME_SPAN_SECOND)

static inline void
fixture_wait_failed (const char *file,
                     int         line,
                     const char *condition)
{
  g_error ("%s:%d: waited in vain until %s", file, line, condition);
}

#define fixture_wait_until(condition)                                               \
  G_STMT_START                                                                      \
    {                                                                               \
      gint64 fixture_deadline_us = g_get_monotonic_time () + FIXTURE_PATIENCE_US;   \
      guint fixture_wake_id = g_timeout_add (20, fixture_wake_cb, NULL);            \
                                                                                    \
      while (!(condition))                                                          \
        {                                                                           \
          if (g_get_monotonic_time () > fixture_deadline_us)                        \
            fixture_wait_failed (__FILE__, __LINE__, #condition);                   \
          g_main_context_iteration (NULL, TRUE);                                    \
        }                                                                           \
      g_source_remove (fixture_wake_id);                                            \
    }                                                                               \
  G_STMT_END

static inline gboolean
fixture_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Before anything else: the words and hours of the tests do not depend on where they run. */
static inline void
fixture_init (int    *argc,
              char ***argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static inline char *
fixture_make_directory (void)
{
  g_autoptr(GError) error = NULL;
  char *directory = g_dir_make_tmp ("lage-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

static inline void
fixture_remove_directory (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        fixture_remove_directory (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (directory);
}

/* An exercise whose clock stands still, so that every age is known. */
static inline void
fixture_create_exercise (const char *directory)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;

  operation = lage_operation_create (directory, "Surge 13", TRUE, "", &error);
  g_assert_no_error (error);
  lage_operation_set_clock_anchor (operation, 1, FIXTURE_NOW_US, 0.0, &error);
  g_assert_no_error (error);
}

static inline LageSession *
fixture_open_session (const char *directory)
{
  g_autoptr(GError) error = NULL;
  LageSession *session = lage_session_open (directory, &error);

  g_assert_no_error (error);
  lage_session_set_author (session, "S2 Meyer");
  return session;
}

typedef struct
{
  char        *directory;
  LageSession *session;
  LageTicker  *ticker;
  GtkWidget   *window; /* (nullable): a plain one around the widget under test */
} SessionFixture;

static inline void
session_fixture_set_up (SessionFixture *fixture,
                        gconstpointer   data)
{
  fixture->directory = fixture_make_directory ();
  fixture_create_exercise (fixture->directory);
  fixture->session = fixture_open_session (fixture->directory);
  fixture->ticker = lage_ticker_new (lage_session_get_clock (fixture->session));
}

static inline void
session_fixture_show (SessionFixture *fixture,
                      GtkWidget      *widget)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 420, 900);
  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window); /* the widget itself may be hidden */
}

/* Everything must be gone afterwards: the widget under test, and what it held. */
static inline void
session_fixture_tear_down (SessionFixture *fixture,
                           gconstpointer   data)
{
  gpointer child = NULL;
  gpointer session = fixture->session;

  if (fixture->window != NULL)
    {
      child = gtk_window_get_child (GTK_WINDOW (fixture->window));
      g_object_add_weak_pointer (child, &child);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      fixture_wait_until (child == NULL);
    }
  g_clear_object (&fixture->ticker);
  lage_session_close (fixture->session);
  g_object_add_weak_pointer (session, &session);
  g_object_unref (fixture->session);
  fixture_wait_until (session == NULL);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* Hands a draft in as a feed does, and waits until it is in the picture. */
static inline LageEntity *
fixture_take (LageSession *session,
              const char  *source,
              LageDraft   *draft)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageId id = draft->entity;
  LageEntity *entity;

  g_ptr_array_add (drafts, draft);
  lage_session_take_drafts (session, source, drafts);
  fixture_wait_until (lage_session_get_n_waiting (session) == 0);
  lage_situation_flush (lage_session_get_situation (session));
  entity = lage_situation_find (lage_session_get_situation (session), &id);
  g_assert_nonnull (entity);
  return entity;
}

static inline LageDraft *
fixture_draft (LageKind    kind,
               const char *name)
{
  LageDraft *draft = lage_draft_new_external (kind, "test", name);

  draft->observed_at_us = FIXTURE_NOW_US;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  return draft;
}

static inline LageEntity *
fixture_add_unit (LageSession *session,
                  const char  *name,
                  gint64       status,
                  double       latitude,
                  double       longitude)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

  lage_draft_set_int (draft, LAGE_FIELD_STATUS, status);
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude));
  return fixture_take (session, "radio", draft);
}

/* St. Pauli, whose mean high water the thresholds know. */
static inline LageEntity *
fixture_add_gauge (LageSession *session,
                   double       level_cm,
                   gint64       observed_at_us)
{
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_GAUGE, "pegelonline",
                                              "d488c5cc-4de9-4631-8ce1-0db0e700b546");

  draft->observed_at_us = observed_at_us;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "St. Pauli");
  lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID,
                       "pegelonline:d488c5cc-4de9-4631-8ce1-0db0e700b546");
  lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, level_cm);
  lage_draft_set_real (draft, LAGE_FIELD_GAUGE_ZERO_NHN_M, -5.0);
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5456, 9.97));
  return fixture_take (session, "pegelonline", draft);
}

typedef gboolean (*FixtureMatch) (GtkWidget  *widget,
                                  const char *text);

/* (nullable): the first below @widget, in the order of the tree */
static inline GtkWidget *
fixture_find (GtkWidget    *widget,
              FixtureMatch  match,
              const char   *text)
{
  if (match (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, match, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
fixture_is_label (GtkWidget  *widget,
                  const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static inline gboolean
fixture_has_words (GtkWidget  *widget,
                   const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static inline gboolean
fixture_is_button (GtkWidget  *widget,
                   const char *text)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

static inline gboolean
fixture_is_type (GtkWidget  *widget,
                 const char *text)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), text);
}

/* Whether a person can read @text in it now. */
static inline gboolean
fixture_shows (GtkWidget  *widget,
               const char *text)
{
  GtkWidget *found = fixture_find (widget, fixture_has_words, text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static inline void
fixture_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static inline void
fixture_write (gpointer    editable,
               const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (editable), text);
}

#define fixture_child(widget, TYPE, name) \
  gtk_widget_get_template_child (GTK_WIDGET (widget), TYPE, name)

/* What the widget looks like, at its present size. */
static inline GdkTexture *
fixture_draw_texture (GtkWidget *widget)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_renderer_render_texture (renderer, node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

/* How many pixels have this colour, give or take. */
static inline guint
fixture_count_pixels (GdkTexture *texture,
                      guint32     rgb,
                      guint       tolerance)
{
  gsize n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, n);
  guint count = 0;

  gdk_texture_download (texture, (guchar *) pixels,
                        (gsize) gdk_texture_get_width (texture) * sizeof (guint32));
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_near = TRUE;

      for (guint shift = 0; shift < 24 && is_near; shift += 8)
        is_near = (guint) ABS ((int) (pixels[i] >> shift & 255) - (int) (rgb >> shift & 255))
                  <= tolerance;
      count += is_near;
    }
  return count;
}
