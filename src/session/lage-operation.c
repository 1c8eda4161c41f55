/* lage-operation.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-operation.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>

#include "lage-error.h"
#include "lage-session-resources.h"
#include "lage-time.h"

#define FILE_NAME "operation.conf"
#define STORE_NAME "lage.db"
#define GROUP "Operation"
#define CLOCK_GROUP "Clock"
#define FEEDS_RESOURCE "/org/rescuemate/RescueMate/data/feeds.conf"

/**
 * LageOperation:
 *
 * An operation or an exercise: one directory, to be moved, copied and kept as a whole.
 *
 *     operation.conf  name, whether it is an exercise, and the clock of an exercise
 *     lage.db         the log
 *     feeds.conf      its feeds
 *
 * An exercise never becomes an operation, nor the other way: the file is written once, but for the
 * clock.
 */
struct _LageOperation
{
  GObject parent_instance;

  char     *directory;
  char     *name;
  gboolean  is_exercise;
  GKeyFile *key_file;
};

G_DEFINE_FINAL_TYPE (LageOperation, lage_operation, G_TYPE_OBJECT)

static void
lage_operation_finalize (GObject *object)
{
  LageOperation *self = LAGE_OPERATION (object);

  g_free (self->directory);
  g_free (self->name);
  g_clear_pointer (&self->key_file, g_key_file_unref);

  G_OBJECT_CLASS (lage_operation_parent_class)->finalize (object);
}

static void
lage_operation_class_init (LageOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_operation_finalize;
}

static void
lage_operation_init (LageOperation *self)
{
  self->key_file = g_key_file_new ();
}

static gboolean
save (LageOperation  *self,
      GError        **error)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_NAME, NULL);
  g_autofree char *data = NULL;
  gsize size;

  data = g_key_file_to_data (self->key_file, &size, NULL);
  return g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
lage_operation_exists (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
check_vacant (const char  *directory,
              GError     **error)
{
  g_autofree char *store_path = g_build_filename (directory, STORE_NAME, NULL);

  /* A log whose operation.conf is lost belongs to an operation or an exercise all the same. */
  if (!lage_operation_exists (directory) && !g_file_test (store_path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "%s: there is an operation already",
               directory);
  return FALSE;
}

/**
 * lage_operation_create:
 * @directory: where; made with its parents if it does not exist, readable by its owner only
 * @name: for people
 * @is_exercise: whether it is an exercise
 * @feeds: (nullable): its feeds, as a key file; NULL for the public services of data/feeds.conf
 * @error: return location for a #GError (LAGE_ERROR_FORBIDDEN: there is one already)
 */
LageOperation *
lage_operation_create (const char  *directory,
                       const char  *name,
                       gboolean     is_exercise,
                       const char  *feeds,
                       GError     **error)
{
  g_autoptr(LageOperation) self = NULL;
  g_autoptr(GBytes) defaults = NULL;
  g_autofree char *feeds_path = NULL;
  g_autofree char *created = lage_time_format_iso8601 (lage_clock_wall_us ());

  g_return_val_if_fail (name != NULL, NULL);

  if (!g_utf8_validate (name, -1, NULL))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: the name is not UTF-8", directory);
      return NULL;
    }
  if (!check_vacant (directory, error))
    return NULL;
  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", directory,
                   g_strerror (saved_errno));
      return NULL;
    }

  defaults = g_resource_lookup_data (lage_session_resources_get_resource (), FEEDS_RESOURCE,
                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (defaults == NULL)
    return NULL;
  feeds_path = g_build_filename (directory, "feeds.conf", NULL);
  if (!g_file_set_contents_full (feeds_path,
                                 feeds != NULL ? feeds : g_bytes_get_data (defaults, NULL),
                                 feeds != NULL ? -1 : (gssize) g_bytes_get_size (defaults),
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;

  self = g_object_new (LAGE_TYPE_OPERATION, NULL);
  self->directory = g_strdup (directory);
  self->name = g_strdup (name);
  self->is_exercise = is_exercise;
  g_key_file_set_string (self->key_file, GROUP, "Name", name);
  g_key_file_set_boolean (self->key_file, GROUP, "Exercise", is_exercise);
  g_key_file_set_string (self->key_file, GROUP, "Created", created);
  if (!save (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
is_sane_anchor (gint64 real_us,
                gint64 situation_us,
                double rate)
{
  return real_us > 0 && situation_us > 0 && rate >= 0.0 && isfinite (rate);
}

/* An exercise whose clock cannot be read must not go on in real time. */
static gboolean
check_clock (LageOperation  *self,
             GError        **error)
{
  gint64 real_us, situation_us = 0;
  double rate = 0.0;
  GError *local_error = NULL;

  if (!self->is_exercise || !g_key_file_has_group (self->key_file, CLOCK_GROUP))
    return TRUE;
  real_us = g_key_file_get_int64 (self->key_file, CLOCK_GROUP, "Real", &local_error);
  if (local_error == NULL)
    situation_us = g_key_file_get_int64 (self->key_file, CLOCK_GROUP, "Situation", &local_error);
  if (local_error == NULL)
    rate = g_key_file_get_double (self->key_file, CLOCK_GROUP, "Rate", &local_error);
  if (local_error == NULL && !is_sane_anchor (real_us, situation_us, rate))
    g_set_error_literal (&local_error, LAGE_ERROR, LAGE_ERROR_INVALID, "times or rate impossible");
  if (local_error == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, local_error, "[%s]: ", CLOCK_GROUP);
  return FALSE;
}

/**
 * lage_operation_open:
 * @directory: where
 * @error: return location for a #GError
 */
LageOperation *
lage_operation_open (const char  *directory,
                     GError     **error)
{
  g_autoptr(LageOperation) self = g_object_new (LAGE_TYPE_OPERATION, NULL);
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);
  GError *local_error = NULL;

  self->directory = g_strdup (directory);
  if (!g_key_file_load_from_file (self->key_file, path, G_KEY_FILE_KEEP_COMMENTS, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  self->name = g_key_file_get_string (self->key_file, GROUP, "Name", &local_error);
  if (local_error == NULL)
    self->is_exercise = g_key_file_get_boolean (self->key_file, GROUP, "Exercise", &local_error);
  if (local_error != NULL || !check_clock (self, &local_error))
    {
      g_propagate_prefixed_error (error, local_error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
lage_operation_get_directory (LageOperation *self)
{
  g_return_val_if_fail (LAGE_IS_OPERATION (self), NULL);

  return self->directory;
}

const char *
lage_operation_get_name (LageOperation *self)
{
  g_return_val_if_fail (LAGE_IS_OPERATION (self), NULL);

  return self->name;
}

gboolean
lage_operation_is_exercise (LageOperation *self)
{
  g_return_val_if_fail (LAGE_IS_OPERATION (self), FALSE);

  return self->is_exercise;
}

char *
lage_operation_get_store_path (LageOperation *self)
{
  return g_build_filename (self->directory, STORE_NAME, NULL);
}

char *
lage_operation_get_feeds_path (LageOperation *self)
{
  return g_build_filename (self->directory, "feeds.conf", NULL);
}

/**
 * lage_operation_get_clock_anchor:
 * @self: the operation
 * @real_us: (out): real time of the anchor
 * @situation_us: (out): situation time at the anchor
 * @rate: (out): situation seconds per real second
 *
 * Returns: FALSE if its clock is live, as that of an operation always is
 */
gboolean
lage_operation_get_clock_anchor (LageOperation *self,
                                 gint64        *real_us,
                                 gint64        *situation_us,
                                 double        *rate)
{
  g_return_val_if_fail (LAGE_IS_OPERATION (self), FALSE);

  if (!self->is_exercise || !g_key_file_has_group (self->key_file, CLOCK_GROUP))
    return FALSE;

  *real_us = g_key_file_get_int64 (self->key_file, CLOCK_GROUP, "Real", NULL);
  *situation_us = g_key_file_get_int64 (self->key_file, CLOCK_GROUP, "Situation", NULL);
  *rate = g_key_file_get_double (self->key_file, CLOCK_GROUP, "Rate", NULL);
  return is_sane_anchor (*real_us, *situation_us, *rate);
}

/**
 * lage_operation_make_clock:
 * @self: the operation
 *
 * Returns: (transfer full): its situation clock
 */
LageClock *
lage_operation_make_clock (LageOperation *self)
{
  gint64 real_us, situation_us;
  double rate;

  if (!lage_operation_get_clock_anchor (self, &real_us, &situation_us, &rate))
    return lage_clock_new ();
  return lage_clock_new_anchored (real_us, situation_us, rate);
}

/**
 * lage_operation_set_clock_anchor:
 * @self: an exercise
 * @real_us: real time of the anchor
 * @situation_us: situation time at the anchor
 * @rate: situation seconds per real second
 * @error: return location for a #GError (LAGE_ERROR_FORBIDDEN: an operation lives in real time;
 *   LAGE_ERROR_INVALID: a time before 1970 or a rate below 0)
 */
gboolean
lage_operation_set_clock_anchor (LageOperation  *self,
                                 gint64          real_us,
                                 gint64          situation_us,
                                 double          rate,
                                 GError        **error)
{
  g_return_val_if_fail (LAGE_IS_OPERATION (self), FALSE);

  if (!self->is_exercise)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN,
                           "only the clock of an exercise can be set");
      return FALSE;
    }
  if (!is_sane_anchor (real_us, situation_us, rate))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "clock: times or rate impossible");
      return FALSE;
    }
  g_key_file_set_int64 (self->key_file, CLOCK_GROUP, "Real", real_us);
  g_key_file_set_int64 (self->key_file, CLOCK_GROUP, "Situation", situation_us);
  g_key_file_set_double (self->key_file, CLOCK_GROUP, "Rate", rate);
  return save (self, error);
}
