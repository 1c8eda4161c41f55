/* transport-recorder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "transport-recorder.h"

#include <string.h>

gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
opened (guint64     channel,
        const char *peer,
        gpointer    data)
{
  Recorder *self = data;

  self->n_opened++;
  g_ptr_array_add (self->peers, g_strdup (peer != NULL ? peer : ""));
  g_assert_false (g_hash_table_contains (self->channels, GUINT_TO_POINTER (channel)));
  g_hash_table_insert (self->channels, GUINT_TO_POINTER (channel), g_string_new (NULL));
}

static gboolean
input (guint64        channel,
       const guint8  *bytes,
       gsize          size,
       const char    *uri,
       GPtrArray    **requests,
       gpointer       data)
{
  Recorder *self = data;
  GString *all = g_hash_table_lookup (self->channels, GUINT_TO_POINTER (channel));
  char *text = g_strndup ((const char *) bytes, size);

  g_assert_nonnull (all);
  g_string_append_len (all, (const char *) bytes, (gssize) size);
  g_ptr_array_add (self->inputs, text);
  g_ptr_array_add (self->uris, g_strdup (uri != NULL ? uri : ""));

  if (g_str_has_prefix (text, "NEXT ") && requests != NULL)
    {
      g_auto(GStrv) words = g_strsplit (text + strlen ("NEXT "), " ", -1);

      *requests = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add (*requests, g_strdup (words[i]));
    }
  if (g_str_has_prefix (text, "STOP"))
    lage_transport_stop (self->transport);
  return !g_str_has_prefix (text, "BAD");
}

static void
closed (guint64  channel,
        gpointer data)
{
  Recorder *self = data;

  g_assert_true (g_hash_table_contains (self->channels, GUINT_TO_POINTER (channel)));
  self->n_closed++;
}

static void
status (LageTransportStatus  what,
        const GError        *error,
        gint64               next_attempt_us,
        gpointer             data)
{
  Recorder *self = data;

  self->n_status[what]++;
  if (error != NULL)
    {
      g_test_message ("%s", error->message);
      g_ptr_array_add (self->errors, g_strdup (error->message));
    }
  if (next_attempt_us != 0)
    self->next_attempt_us = next_attempt_us;
}

Recorder *
recorder_new (const char                *uri,
              const LageTransportLimits *limits)
{
  Recorder *self = g_new0 (Recorder, 1);
  LageTransportSink sink = {
    .opened = opened,
    .input = input,
    .closed = closed,
    .status = status,
    .data = self,
  };

  self->inputs = g_ptr_array_new_with_free_func (g_free);
  self->uris = g_ptr_array_new_with_free_func (g_free);
  self->peers = g_ptr_array_new_with_free_func (g_free);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  self->channels = g_hash_table_new_full (NULL, NULL, NULL, free_string);
  self->transport = lage_transport_new (uri, limits, &sink);
  return self;
}

/* Also finds out whether anything keeps the transport alive. */
void
recorder_free (Recorder *self)
{
  gpointer weak = self->transport;

  g_object_add_weak_pointer (G_OBJECT (self->transport), &weak);
  lage_transport_stop (self->transport);
  g_object_unref (self->transport);
  WAIT_FOR (weak == NULL);

  g_ptr_array_unref (self->inputs);
  g_ptr_array_unref (self->uris);
  g_ptr_array_unref (self->peers);
  g_ptr_array_unref (self->errors);
  g_hash_table_unref (self->channels);
  g_free (self);
}

const char *
recorder_last_error (Recorder *self)
{
  g_assert_cmpuint (self->errors->len, >, 0);
  return g_ptr_array_index (self->errors, self->errors->len - 1);
}

const char *
recorder_input (Recorder *self,
                guint     index)
{
  g_assert_cmpuint (index, <, self->inputs->len);
  return g_ptr_array_index (self->inputs, index);
}

const char *
recorder_channel (Recorder *self,
                  guint64   channel)
{
  GString *all = g_hash_table_lookup (self->channels, GUINT_TO_POINTER (channel));

  g_assert_nonnull (all);
  return all->str;
}

/* Quick, but with a time-out that a busy machine does not reach. */
void
test_limits_init (LageTransportLimits *limits)
{
  limits->interval_us = 5 * G_TIME_SPAN_MILLISECOND;
  limits->timeout_us = 9 * G_TIME_SPAN_SECOND;
  limits->min_back_off_us = 1 * G_TIME_SPAN_MILLISECOND;
  limits->max_back_off_us = 8 * G_TIME_SPAN_MILLISECOND;
  limits->max_size = 100000;
  limits->max_channels = 8;
  limits->max_requests = 20;
  limits->seed = 1;
}
