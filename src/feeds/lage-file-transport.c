/* lage-file-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-file-transport.h"

#include "lage-error.h"

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","                            \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC ","                       \
  G_FILE_ATTRIBUTE_UNIX_INODE "," G_FILE_ATTRIBUTE_UNIX_DEVICE

/* What tells a file from what it was before. */
typedef struct
{
  guint64 device;
  guint64 inode;
  guint64 modified_us;
  goffset size;
} Print;

/**
 * LageFileTransport:
 *
 * Looks at a file once an interval and reads it whole when it has changed. Each reading is a
 * channel, so that what the file leaves unfinished is told. The file's look is taken before it is
 * read: a file that was written to meanwhile is read again next time.
 */
struct _LageFileTransport
{
  LageTransport parent_instance;

  GFile        *file;
  GCancellable *cancellable; /* of the attempt under way */
  Print         print;       /* of what was read last */
  Print         next_print;
  gboolean      has_print;
};

G_DEFINE_FINAL_TYPE (LageFileTransport, lage_file_transport, LAGE_TYPE_TRANSPORT)

typedef struct
{
  LageFileTransport *self; /* a reference */
  GCancellable      *cancellable;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_clear_object (&attempt->cancellable);
  g_clear_object (&attempt->self);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static gboolean
is_current (Attempt *attempt)
{
  return attempt->cancellable == attempt->self->cancellable;
}

static gboolean
print_equal (const Print *a,
             const Print *b)
{
  return a->device == b->device && a->inode == b->inode && a->modified_us == b->modified_us
         && a->size == b->size;
}

static void
fail (LageFileTransport *self,
      GError            *error)
{
  g_autoptr(GError) owned = error;

  g_clear_object (&self->cancellable);
  self->has_print = FALSE;
  g_prefix_error (&owned, "%s: ", lage_transport_get_uri (LAGE_TRANSPORT (self)));
  lage_transport_fail (LAGE_TRANSPORT (self), owned, 0);
}

static void
finish (LageFileTransport   *self,
        LageTransportStatus  status)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  LageBackOff *back_off = lage_transport_get_back_off (transport);
  gint64 interval_us = lage_transport_get_limits (transport)->interval_us;

  g_clear_object (&self->cancellable);
  lage_back_off_reset (back_off);
  interval_us = lage_back_off_spread_us (back_off, interval_us);
  if (status != LAGE_TRANSPORT_POLLED)
    lage_transport_report (transport, status, NULL, 0);
  lage_transport_report (transport, LAGE_TRANSPORT_POLLED, NULL,
                         lage_transport_schedule (transport, interval_us));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Attempt) attempt = user_data;
  LageFileTransport *self = attempt->self;
  LageTransport *transport = LAGE_TRANSPORT (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size = 0;
  guint64 channel;

  g_file_load_contents_finish (G_FILE (object), result, &contents, &size, NULL, &error);
  if (!is_current (attempt))
    return;
  if (error != NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  self->print = self->next_print;
  self->has_print = TRUE;
  channel = lage_transport_open (transport, NULL);
  lage_transport_input (transport, channel, (const guint8 *) contents, size,
                        lage_transport_get_uri (transport), NULL);
  lage_transport_close (transport, channel);
  if (is_current (attempt))
    finish (self, LAGE_TRANSPORT_POLLED);
}

static void
queried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Attempt) attempt = user_data;
  LageFileTransport *self = attempt->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);
  gsize max_size = lage_transport_get_limits (LAGE_TRANSPORT (self))->max_size;

  if (!is_current (attempt))
    return;
  if (info == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      fail (self, g_error_new_literal (LAGE_ERROR, LAGE_ERROR_INVALID, "is not a file"));
      return;
    }
  if ((guint64) g_file_info_get_size (info) > max_size)
    {
      fail (self, g_error_new (LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                               "is larger than %" G_GSIZE_FORMAT " bytes", max_size));
      return;
    }

  self->next_print.device
    = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_DEVICE);
  self->next_print.inode = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE);
  self->next_print.modified_us
    = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * G_USEC_PER_SEC
      + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  self->next_print.size = g_file_info_get_size (info);
  if (self->has_print && print_equal (&self->print, &self->next_print))
    {
      finish (self, LAGE_TRANSPORT_FRESH);
      return;
    }

  g_file_load_contents_async (self->file, self->cancellable, loaded_cb,
                              g_steal_pointer (&attempt));
}

static void
lage_file_transport_attempt (LageTransport *transport)
{
  LageFileTransport *self = LAGE_FILE_TRANSPORT (transport);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_assert (self->cancellable == NULL);

  if (self->file == NULL)
    self->file = g_file_new_for_uri (lage_transport_get_uri (transport));
  self->cancellable = g_cancellable_new ();
  attempt->self = g_object_ref (self);
  attempt->cancellable = g_object_ref (self->cancellable);
  g_file_query_info_async (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           self->cancellable, queried_cb, attempt);
}

static void
lage_file_transport_stop (LageTransport *transport)
{
  LageFileTransport *self = LAGE_FILE_TRANSPORT (transport);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->has_print = FALSE;
}

static void
lage_file_transport_finalize (GObject *object)
{
  g_clear_object (&LAGE_FILE_TRANSPORT (object)->file);
  G_OBJECT_CLASS (lage_file_transport_parent_class)->finalize (object);
}

static void
lage_file_transport_class_init (LageFileTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_file_transport_finalize;
  LAGE_TRANSPORT_CLASS (klass)->attempt = lage_file_transport_attempt;
  LAGE_TRANSPORT_CLASS (klass)->stop = lage_file_transport_stop;
}

static void
lage_file_transport_init (LageFileTransport *self)
{
}
