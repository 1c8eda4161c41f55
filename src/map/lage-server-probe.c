/* lage-server-probe.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-server-probe.h"

#include "lage-error.h"
#include "lage-tile-url.h"
#include "lage-xml.h"

/* Finds out what is behind an address that somebody has pasted: asks for the descriptions that it may
 * have, one after the other, until one is understood. What is said in the end is the failure that
 * tells most: the words of a map server before those of a connection, and these before "not found". */

typedef struct
{
  SoupSession *session;
  GPtrArray *addresses; /* char * */
  guint next;
  GByteArray *body;
  SoupMessage *message;
  GError *error; /* the most telling so far */
} Probe;

#define WEIGHT_NO_CONNECTION 3

/* For the thread that parses. */
typedef struct
{
  GBytes *bytes;
  char *address;
} Document;

static void ask_next (GTask *task);

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_clear_object (&probe->session);
  g_clear_object (&probe->message);
  g_clear_pointer (&probe->addresses, g_ptr_array_unref);
  g_clear_pointer (&probe->body, g_byte_array_unref);
  g_clear_error (&probe->error);
  g_free (probe);
}

static void
document_free (gpointer data)
{
  Document *document = data;

  g_bytes_unref (document->bytes);
  g_free (document->address);
  g_free (document);
}

static guint
get_weight (const GError *error)
{
  if (error == NULL)
    return 0;
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN))
    return 4;
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED)
      || g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND))
    return 1;

  if (error->domain == LAGE_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return 2;

  return WEIGHT_NO_CONNECTION;
}

/* Takes the error. */
static void
note_error (Probe  *probe,
            GError *error)
{
  if (get_weight (error) <= get_weight (probe->error))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&probe->error);
  probe->error = error;
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Document *document = task_data;
  GError *error = NULL;
  LageCapabilities *capabilities =
    lage_capabilities_parse (g_bytes_get_data (document->bytes, NULL),
                             g_bytes_get_size (document->bytes), document->address, &error);

  if (capabilities != NULL)
    g_task_return_pointer (task, capabilities, (GDestroyNotify) lage_capabilities_free);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  LageCapabilities *capabilities = g_task_propagate_pointer (G_TASK (result), &error);

  if (capabilities != NULL)
    {
      g_task_return_pointer (task, capabilities, (GDestroyNotify) lage_capabilities_free);
      return;
    }
  note_error (g_task_get_task_data (task), error);
  ask_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
take_document (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  guint status = soup_message_get_status (probe->message);
  GTask *parsing;
  Document *document;

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    {
      note_error (probe, g_error_new (LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "status %u %s", status,
                                      soup_message_get_reason_phrase (probe->message)));
      ask_next (task);
      return;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      note_error (probe, g_error_new (status == SOUP_STATUS_NOT_FOUND ? LAGE_ERROR : G_IO_ERROR,
                                      status == SOUP_STATUS_NOT_FOUND ? (int) LAGE_ERROR_NOT_FOUND
                                                                      : (int) G_IO_ERROR_FAILED,
                                      "status %u %s", status,
                                      soup_message_get_reason_phrase (probe->message)));
      ask_next (task);
      return;
    }

  document = g_new0 (Document, 1);
  document->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&probe->body));
  document->address = g_uri_to_string (soup_message_get_uri (probe->message));
  parsing = g_task_new (NULL, g_task_get_cancellable (task), parsed_cb, task);
  g_task_set_task_data (parsing, document, document_free);
  g_task_run_in_thread (parsing, parse_in_thread);
  g_object_unref (parsing);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GInputStream *stream = G_INPUT_STREAM (object);
  GError *error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);

  if (bytes == NULL)
    {
      note_error (probe, error);
      ask_next (g_steal_pointer (&task));
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      take_document (g_steal_pointer (&task));
      return;
    }

  g_byte_array_append (probe->body, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
  if (probe->body->len > LAGE_XML_MAX_SIZE)
    {
      note_error (probe, g_error_new (LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d bytes",
                                      LAGE_XML_MAX_SIZE));
      ask_next (g_steal_pointer (&task));
      return;
    }
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
  g_steal_pointer (&task);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream == NULL)
    {
      note_error (probe, error);
      ask_next (g_steal_pointer (&task));
      return;
    }
  g_clear_pointer (&probe->body, g_byte_array_unref);
  probe->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
  g_steal_pointer (&task);
}

/* Takes the task. */
static void
ask_next (GTask *task)
{
  g_autoptr(GTask) owned = task;
  Probe *probe = g_task_get_task_data (task);
  const char *address;

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Without a connection to the first, none of the others has one. */
  if (probe->next >= probe->addresses->len || get_weight (probe->error) == WEIGHT_NO_CONNECTION)
    {
      g_task_return_error (task, g_steal_pointer (&probe->error));
      return;
    }

  address = g_ptr_array_index (probe->addresses, probe->next++);
  g_clear_object (&probe->message);
  probe->message = soup_message_new (SOUP_METHOD_GET, address);
  if (probe->message == NULL)
    {
      note_error (probe, g_error_new (LAGE_ERROR, LAGE_ERROR_INVALID, "%.200s: no address", address));
      ask_next (g_steal_pointer (&owned));
      return;
    }
  soup_session_send_async (probe->session, probe->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), sent_cb, g_steal_pointer (&owned));
}

/**
 * lage_server_probe_async:
 * @session: whom to ask through
 * @address: what a person has pasted: the address of a WMS, WMTS or TMS, or a template of tiles
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known what is there
 * @user_data: for @callback
 */
void
lage_server_probe_async (SoupSession         *session,
                         const char          *address,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  g_task_set_source_tag (task, lage_server_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  probe->session = g_object_ref (session);

  if (lage_tile_url_has_variable (address, "x"))
    {
      GError *error = NULL;
      LageCapabilities *capabilities = lage_capabilities_new_for_template (address, &error);

      if (capabilities != NULL)
        g_task_return_pointer (task, capabilities, (GDestroyNotify) lage_capabilities_free);
      else
        g_task_return_error (task, error);
      return;
    }

  probe->addresses = lage_capabilities_list_addresses (address);
  if (probe->addresses->len == 0)
    {
      g_task_return_new_error (task, LAGE_ERROR, LAGE_ERROR_INVALID, "%.200s: no address", address);
      return;
    }
  ask_next (g_steal_pointer (&task));
}

/**
 * lage_server_probe_finish:
 * @result: what the callback was given
 * @error: why nothing was found: of GIO where there is no connection; %LAGE_ERROR_INVALID if it is no
 *   address, or no document; %LAGE_ERROR_UNSUPPORTED if something else is there;
 *   %LAGE_ERROR_FORBIDDEN with the words of the server
 *
 * Returns: (transfer full): what the server offers, or %NULL
 */
LageCapabilities *
lage_server_probe_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
