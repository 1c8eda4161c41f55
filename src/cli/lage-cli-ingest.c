/* lage-cli-ingest.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "lage-session.h"

/* lage ingest: files through the decoders of the feeds, and then the way that everything takes,
 * through the session. A file is done when all of it is on disk. */

#define MAX_DOCUMENT_BYTES (256 * 1024 * 1024)

/* A piece of a stream. So small that each rejected message in it can have its line. */
#define PIECE_BYTES 1024

/* Statements are handed over in batches; reading waits while two of them are not on disk. */
#define BATCH_DRAFTS 1000
#define MAX_WAITING 2

typedef struct
{
  const char *format;
  const char *alias; /* what it is called too */
  gboolean    is_stream;
} Format;

static const Format formats[] = {
  { "cap", NULL, FALSE },
  { "cot", NULL, TRUE },
  { "edxl-have", "have", FALSE },
  { "mavlink", "tlog", TRUE },
  { "nina", NULL, FALSE },
  { "pegelonline", NULL, FALSE },
  { "sensorthings", NULL, FALSE },
};

typedef struct
{
  const Format   *format;
  LageFeedConfig *config;
  LageSession    *session;
  GPtrArray      *drafts; /* found, not handed over yet */
  gboolean        has_failed;
  gboolean        has_rejected;

  /* of the file at hand */
  const char     *name;
  guint64         n_messages;
  guint64         n_good;
  guint64         n_rejected;
  guint64         n_ignored;
  guint64         n_skipped_bytes;
  guint64         n_drafts;
} Ingest;

static const Format *
find_format (const char *name)
{
  const char *const *known = lage_decoder_get_formats ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (name, formats[i].format) || g_strcmp0 (name, formats[i].alias) == 0)
      return g_strv_contains (known, formats[i].format) ? &formats[i] : NULL;
  return NULL;
}

static char *
dup_format_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, formats[i].format);
      if (formats[i].alias != NULL)
        g_string_append_printf (names, " (%s)", formats[i].alias);
    }
  return g_string_free (names, FALSE);
}

/* Waits until at most so many batches are on their way; FALSE if the disk does not take them. */
static gboolean
wait_for_disk (LageSession *session,
               guint        n_waiting)
{
  while (lage_session_get_n_waiting (session) > n_waiting)
    {
      if (lage_session_get_store_problem (session) != NULL)
        return FALSE;
      g_main_context_iteration (NULL, TRUE);
    }
  return TRUE;
}

static gboolean
hand_over (Ingest *self,
           guint   n_waiting)
{
  if (self->drafts->len > 0)
    lage_session_take_drafts (self->session, self->config->id, self->drafts);
  if (wait_for_disk (self->session, n_waiting))
    return TRUE;
  lage_cli_complain (_("%s: cannot be written: %s"), self->name,
                     lage_session_get_store_problem (self->session));
  self->has_failed = TRUE;
  return FALSE;
}

static gboolean
take_decoded (Ingest      *self,
              LageDecoded *decoded)
{
  g_autofree gpointer *drafts = NULL;
  gsize n_drafts;

  for (guint i = 0; i < decoded->problems->len; i++)
    g_printerr ("%s: %s\n", self->name, (const char *) g_ptr_array_index (decoded->problems, i));
  if (decoded->n_rejected > decoded->problems->len)
    g_printerr (ngettext ("%s: %u more message was rejected\n",
                          "%s: %u more messages were rejected\n",
                          (gulong) (decoded->n_rejected - decoded->problems->len)),
                self->name, (guint) (decoded->n_rejected - decoded->problems->len));
  for (guint i = 0; i < decoded->requests->len; i++)
    g_printerr (_("%s: not fetched: %s\n"), self->name,
                (const char *) g_ptr_array_index (decoded->requests, i));

  self->n_messages += decoded->n_messages;
  self->n_good += decoded->n_good;
  self->n_rejected += decoded->n_rejected;
  self->n_ignored += decoded->n_ignored;
  self->n_skipped_bytes += decoded->n_skipped_bytes;
  self->n_drafts += decoded->drafts->len;

  drafts = g_ptr_array_steal (decoded->drafts, &n_drafts);
  for (gsize i = 0; i < n_drafts; i++)
    g_ptr_array_add (self->drafts, drafts[i]);
  return self->drafts->len < BATCH_DRAFTS || hand_over (self, MAX_WAITING);
}

static gboolean
feed (Ingest       *self,
      LageDecoder  *decoder,
      const void   *data,
      gsize         size,
      const char   *uri)
{
  LageInput input = {
    .data = data,
    .size = size,
    .uri = uri,
    .received_at_us = lage_clock_now_us (lage_session_get_clock (self->session)),
  };
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();

  lage_decoder_feed (decoder, &input, decoded);
  return take_decoded (self, decoded);
}

static gboolean
end (Ingest      *self,
     LageDecoder *decoder)
{
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();

  lage_decoder_end (decoder, decoded);
  return take_decoded (self, decoded);
}

static GInputStream *
open_file (const char  *name,
           GFile      **file,
           GError     **error)
{
  *file = NULL;
  if (g_str_equal (name, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  *file = g_file_new_for_commandline_arg (name);
  return G_INPUT_STREAM (g_file_read (*file, NULL, error));
}

/* Reads a whole document, or FALSE with an error. */
static gboolean
read_document (GInputStream  *stream,
               GByteArray    *document,
               GError       **error)
{
  guint8 piece[64 * 1024];
  gssize n_read;

  while ((n_read = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    {
      if (document->len + (gsize) n_read > MAX_DOCUMENT_BYTES)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                       "more than %d MiB", MAX_DOCUMENT_BYTES / (1024 * 1024));
          return FALSE;
        }
      g_byte_array_append (document, piece, (guint) n_read);
    }
  return n_read == 0;
}

static gboolean
decode_file (Ingest        *self,
             GInputStream  *stream,
             const char    *uri,
             GError       **error)
{
  LageDecoderHost no_host = { 0 };
  g_autoptr(LageDecoder) decoder = lage_decoder_new (self->config, &no_host, error);
  g_autoptr(GByteArray) document = g_byte_array_new ();
  guint8 piece[PIECE_BYTES];
  gssize n_read;

  if (decoder == NULL)
    return FALSE;

  if (!self->format->is_stream)
    return read_document (stream, document, error)
           && feed (self, decoder, document->data, document->len, uri) && end (self, decoder);

  while ((n_read = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    if (!feed (self, decoder, piece, (gsize) n_read, uri))
      return FALSE;
  /* Also of a file that breaks off: what came is told. */
  return end (self, decoder) && n_read == 0;
}

static void
ingest_file (Ingest     *self,
             const char *name)
{
  guint64 n_before = lage_session_get_n_committed (self->session);
  g_autoptr(GInputStream) buffered = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;

  self->name = g_str_equal (name, "-") ? _("standard input") : name;
  self->n_messages = self->n_good = self->n_rejected = self->n_ignored = 0;
  self->n_skipped_bytes = self->n_drafts = 0;

  stream = open_file (name, &file, &error);
  if (stream != NULL)
    {
      buffered = g_buffered_input_stream_new_sized (stream, 64 * 1024);
      uri = file != NULL ? g_file_get_uri (file) : NULL;
      decode_file (self, buffered, uri, &error);
    }
  if (error != NULL)
    {
      lage_cli_complain ("%s: %s", self->name, error->message);
      self->has_failed = TRUE;
    }
  if (stream == NULL || !hand_over (self, 0))
    return;

  self->has_rejected |= self->n_rejected > 0;
  /* Translators: the name of a file, then counts; "drafts" are statements found in messages. */
  g_print (_("%s: messages %" PRIu64 ", good %" PRIu64
             ", rejected %" PRIu64 ", ignored %" PRIu64
             ", skipped bytes %" PRIu64 ", drafts %" PRIu64
             ", written %" PRIu64 "\n"),
           self->name, self->n_messages, self->n_good, self->n_rejected, self->n_ignored,
           self->n_skipped_bytes, self->n_drafts,
           lage_session_get_n_committed (self->session) - n_before);
}

/* KEY=VALUE, as in a group of feeds.conf. */
static gboolean
take_options (LageFeedConfig     *config,
              const char *const  *options)
{
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    {
      const char *equals = strchr (options[i], '=');
      g_autofree char *key = NULL;

      if (equals == NULL || equals == options[i])
        {
          lage_cli_refuse (_("--option “%s” is not KEY=VALUE"), options[i]);
          return FALSE;
        }
      key = g_strndup (options[i], (gsize) (equals - options[i]));
      lage_feed_config_set_option (config, key, equals + 1);
    }
  return TRUE;
}

static LageCliStatus
ingest (Ingest     *self,
        const char *directory,
        const char *name,
        gboolean    is_exercise,
        char      **files)
{
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(GError) error = NULL;

  operation = lage_cli_ensure_operation (directory, name, is_exercise, &error);
  if (operation != NULL && is_exercise && !lage_operation_is_exercise (operation))
    {
      lage_cli_complain (_("%s: is an operation, not an exercise"), directory);
      return LAGE_CLI_FAILED;
    }
  if (operation != NULL)
    self->session = lage_session_open (directory, &error);
  if (self->session == NULL)
    {
      lage_cli_complain ("%s: %s", directory, error->message);
      return LAGE_CLI_FAILED;
    }

  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  for (guint i = 0; files[i] != NULL && lage_session_get_store_problem (self->session) == NULL; i++)
    ingest_file (self, files[i]);
  g_ptr_array_unref (self->drafts);
  lage_session_close (self->session);
  g_object_unref (self->session);

  if (self->has_failed)
    return LAGE_CLI_FAILED;
  return self->has_rejected ? LAGE_CLI_REJECTED : LAGE_CLI_GOOD;
}

LageCliStatus
lage_cli_ingest (char **arguments)
{
  g_autofree char *data = NULL;
  g_autofree char *format_name = NULL;
  g_autofree char *source = NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) options = NULL;
  gboolean is_exercise = FALSE;
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data,
      N_ ("Directory of the operation, made if it is not there"), N_ ("DIR") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_ ("What the files hold"),
      N_ ("FORMAT") },
    { "source", 's', 0, G_OPTION_ARG_STRING, &source,
      N_ ("Who says so; the format if it is missing"), N_ ("NAME") },
    { "option", 'o', 0, G_OPTION_ARG_STRING_ARRAY, &options,
      N_ ("Option of the format, as in feeds.conf; may be repeated"), N_ ("KEY=VALUE") },
    { "exercise", 'x', 0, G_OPTION_ARG_NONE, &is_exercise,
      N_ ("If the directory is made, make it an exercise"), NULL },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_ ("If the directory is made, call it so"),
      N_ ("NAME") },
    { NULL },
  };
  g_autofree char *format_names = dup_format_names ();
  g_autofree char *description = g_strdup_printf (_("Formats: %s"), format_names);
  g_autofree char *directory = NULL;
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(LageDecoder) decoder = NULL;
  g_autoptr(GError) error = NULL;
  Ingest self = { 0 };

  if (!lage_cli_parse (entries, _("FILE…"),
                       _("Reads files, “-” for the standard input, into an operation."),
                       description, &arguments))
    return LAGE_CLI_USAGE;
  if (format_name == NULL)
    return lage_cli_refuse (_("--format is missing; it is one of: %s"), format_names);
  self.format = find_format (format_name);
  if (self.format == NULL)
    return lage_cli_refuse (_("there is no format “%s”, but: %s"), format_name, format_names);
  if (arguments[1] == NULL)
    return lage_cli_refuse (_("a file is missing"));
  if (source != NULL && *source == '\0')
    return lage_cli_refuse (_("--source is empty"));

  config = lage_feed_config_new (source != NULL ? source : self.format->format,
                                 self.format->format, "file:///");
  if (!take_options (config, (const char *const *) options))
    return LAGE_CLI_USAGE;
  decoder = lage_decoder_new (config, NULL, &error);
  if (decoder == NULL)
    return lage_cli_refuse ("%s", error->message);
  self.config = config;

  directory = lage_cli_dup_data_directory (data);
  return ingest (&self, directory, name, is_exercise, arguments + 1);
}
