/* test-file-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-file-transport.h"

#include <glib/gstdio.h>
#include <string.h>

#include "transport-recorder.h"

typedef struct
{
  char                *folder;
  char                *path;
  char                *uri;
  LageTransportLimits  limits;
} File;

static void
write_file (File       *self,
            const char *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (self->path, text, -1, &error); /* a new file takes the place of the old */
  g_assert_no_error (error);
}

static void
set_up (File          *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("lage-file-transport-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "Häuser & Betten.xml", NULL);
  self->uri = g_filename_to_uri (self->path, NULL, NULL);
  test_limits_init (&self->limits);
}

static void
tear_down (File          *self,
           gconstpointer  data)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->uri);
}

static Recorder *
start (File *self)
{
  Recorder *recorder = recorder_new (self->uri, &self->limits);

  lage_transport_start (recorder->transport);
  return recorder;
}

static void
test_changes (File          *self,
              gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  write_file (self, "one");
  recorder = start (self);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "one");
  g_assert_cmpstr (g_ptr_array_index (recorder->uris, 0), ==, self->uri);
  g_assert_cmpuint (recorder->n_opened, ==, 1);
  g_assert_cmpuint (recorder->n_closed, ==, 1);

  /* Unchanged, it is fresh and not read again. */
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FRESH] >= 3);
  g_assert_cmpuint (recorder->inputs->len, ==, 1);

  /* The same size within the same second is a change nevertheless. */
  write_file (self, "two");
  WAIT_FOR (recorder->inputs->len == 2);
  g_assert_cmpstr (recorder_input (recorder, 1), ==, "two");
  g_assert_cmpuint (recorder->errors->len, ==, 0);
}

static void
test_missing (File          *self,
              gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self);

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 2);
  g_assert_true (g_str_has_prefix (recorder_last_error (recorder), self->uri));
  write_file (self, "here");
  WAIT_FOR (recorder->inputs->len == 1);

  g_assert_cmpint (g_remove (self->path), ==, 0);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] >= 3);
  write_file (self, "here");
  WAIT_FOR (recorder->inputs->len == 2);
}

static void
test_size (File          *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  self->limits.max_size = 4;
  write_file (self, "12345");
  recorder = start (self);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "is larger than 4 bytes"));
  write_file (self, "1234");
  WAIT_FOR (recorder->inputs->len == 1);
  write_file (self, "");
  WAIT_FOR (recorder->inputs->len == 2);
  g_assert_cmpstr (recorder_input (recorder, 1), ==, "");
}

static void
test_folder (File          *self,
             gconstpointer  data)
{
  g_autofree char *uri = g_filename_to_uri (self->folder, NULL, NULL);
  g_autoptr(Recorder) recorder = recorder_new (uri, &self->limits);

  lage_transport_start (recorder->transport);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "is not a file"));
}

static void
test_stop (File          *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  write_file (self, "STOP");
  recorder = start (self);
  lage_transport_stop (recorder->transport);
  lage_transport_start (recorder->transport);
  WAIT_FOR (recorder->inputs->len == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (lage_transport_is_running (recorder->transport));
  g_assert_cmpuint (recorder->n_closed, ==, 0);
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_POLLED], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/feeds/file-transport/changes", File, NULL, set_up, test_changes, tear_down);
  g_test_add ("/feeds/file-transport/missing", File, NULL, set_up, test_missing, tear_down);
  g_test_add ("/feeds/file-transport/size", File, NULL, set_up, test_size, tear_down);
  g_test_add ("/feeds/file-transport/folder", File, NULL, set_up, test_folder, tear_down);
  g_test_add ("/feeds/file-transport/stop", File, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
