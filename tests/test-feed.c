/* test-feed.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lage-error.h"
#include "lage-feed-test.h"
#include "transport-recorder.h"

#define SITUATION_US G_GINT64_CONSTANT (1386284400000000) /* 2013-12-05 23:00 UTC */

/* A format for these tests: lines "unit NAME" (a draft), "named NAME" (a draft that has a source),
 * "skip" (ignored); any other line is rejected. */
typedef struct
{
  GString *torn;
  gint64   newest_us; /* as the host said when the decoder was made */
} Lines;

static guint n_decoders;

static gpointer
lines_create (const LageFeedConfig   *config,
              const LageDecoderHost  *host,
              GError                **error)
{
  Lines *self;

  if (lage_feed_config_get_option (config, "refuse") != NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "option refuse: is there");
      return NULL;
    }
  self = g_new0 (Lines, 1);
  self->torn = g_string_new (NULL);
  if (host != NULL)
    self->newest_us = host->find_newest (NULL, LAGE_FIELD_NAME, host->data);
  n_decoders++;
  return self;
}

static void
lines_destroy (gpointer state)
{
  Lines *self = state;

  n_decoders--;
  g_string_free (self->torn, TRUE);
  g_free (self);
}

static void
take_line (Lines           *self,
           const char      *line,
           const LageInput *input,
           LageDecoded     *decoded)
{
  LageDraft *draft;

  if (strcmp (line, "skip") == 0)
    lage_decoded_ignore (decoded);
  else if (g_str_has_prefix (line, "unit ") || g_str_has_prefix (line, "named "))
    {
      draft = lage_draft_new_external (LAGE_KIND_UNIT, "test", strchr (line, ' ') + 1);
      draft->observed_at_us = input->received_at_us + self->newest_us;
      if (line[0] == 'n')
        lage_draft_set_source (draft, "own");
      lage_decoded_take (decoded, draft);
      lage_decoded_good (decoded);
    }
  else
    lage_decoded_reject (decoded, "line \"%s\": is not known", line);
}

static void
lines_feed (gpointer         state,
            const LageInput *input,
            LageDecoded     *decoded)
{
  Lines *self = state;
  char *end;

  g_string_append_len (self->torn, (const char *) input->data, (gssize) input->size);
  while ((end = strchr (self->torn->str, '\n')) != NULL)
    {
      g_autofree char *line = g_strndup (self->torn->str, (gsize) (end - self->torn->str));

      g_string_erase (self->torn, 0, end - self->torn->str + 1);
      take_line (self, line, input, decoded);
    }
}

static void
lines_end (gpointer     state,
           LageDecoded *decoded)
{
  Lines *self = state;

  if (self->torn->len > 0)
    lage_decoded_reject (decoded, "\"%s\": is torn off", self->torn->str);
  g_string_truncate (self->torn, 0);
}

static const LageDecoderClass lines_class = {
  .format = "lines",
  .create = lines_create,
  .feed = lines_feed,
  .end = lines_end,
  .destroy = lines_destroy,
};

typedef struct
{
  char           *folder;
  char           *path;
  LageFeedConfig *config;
  LageClock      *clock;
  LageFeed       *feed;
  GPtrArray      *drafts;
  guint           n_hand_overs;
  guint           n_health;
  gboolean        stops; /* the sink stops the feed */
} Fixture;

static void
sink_cb (LageFeed  *feed,
         GPtrArray *drafts,
         gpointer   data)
{
  Fixture *self = data;

  g_assert_cmpuint (drafts->len, >, 0);
  self->n_hand_overs++;
  g_ptr_array_extend (self->drafts, drafts, NULL, NULL);
  g_ptr_array_set_free_func (drafts, NULL); /* they are the array's above now */
  g_ptr_array_unref (drafts);
  if (self->stops)
    lage_feed_stop (feed);
}

static void
health_changed_cb (LageFeed *feed,
                   gpointer  user_data)
{
  ((Fixture *) user_data)->n_health++;
}

static void
make_feed (Fixture               *self,
           const char            *uri,
           const LageDecoderHost *host)
{
  LageTransportLimits limits;

  test_limits_init (&limits);
  self->config = lage_feed_config_new ("test-feed", "lines", uri);
  self->feed = lage_feed_new_with_class (&lines_class, self->config, host, self->clock);
  lage_feed_set_limits (self->feed, &limits);
  lage_feed_set_sink (self->feed, sink_cb, self);
  g_signal_connect (self->feed, "health-changed", G_CALLBACK (health_changed_cb), self);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("lage-feed-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "lines", NULL);
  /* A situation that stands still. */
  self->clock = lage_clock_new_anchored (0, SITUATION_US, 0.0);
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->feed);
  g_assert_cmpuint (n_decoders, ==, 0);
  g_assert_finalize_object (self->clock);
  g_ptr_array_unref (self->drafts);
  lage_feed_config_free (self->config);
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
write_file (Fixture    *self,
            const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
make_file_feed (Fixture               *self,
                const LageDecoderHost *host)
{
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);

  make_feed (self, uri, host);
}

static const LageFeedHealth *
get_health (Fixture *self)
{
  return lage_feed_get_health (self->feed);
}

static gint64
find_newest (const LageId *entity,
             LageField     field,
             gpointer      data)
{
  return *(gint64 *) data;
}

static void
test_drafts (Fixture       *self,
             gconstpointer  data)
{
  gint64 newest_us = 7;
  LageDecoderHost host = { find_newest, &newest_us };
  const LageDraft *draft;

  write_file (self, "unit a\nnamed b\nskip\n");
  make_file_feed (self, &host);
  g_assert_false (lage_feed_is_running (self->feed));
  lage_feed_start (self->feed);
  g_assert_true (lage_feed_is_running (self->feed));
  WAIT_FOR (get_health (self)->next_attempt_us != 0);

  g_assert_cmpuint (self->n_hand_overs, ==, 1);
  g_assert_cmpuint (self->drafts->len, ==, 2);
  draft = g_ptr_array_index (self->drafts, 0);
  g_assert_cmpstr (draft->source, ==, "test-feed");
  g_assert_cmpint (draft->observed_at_us, ==, SITUATION_US + 7);
  draft = g_ptr_array_index (self->drafts, 1);
  g_assert_cmpstr (draft->source, ==, "own");

  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_OK);
  g_assert_cmpint (get_health (self)->last_good_us, ==, SITUATION_US);
  g_assert_cmpuint (get_health (self)->n_good, ==, 2);
  g_assert_cmpuint (get_health (self)->n_ignored, ==, 1);
  g_assert_cmpuint (get_health (self)->n_drafts, ==, 2);
  g_assert_cmpuint (get_health (self)->n_bytes, ==, 20);
}

/* That a bad file has not changed does not make it good. */
static void
test_bad_file_stays_bad (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *text = NULL;

  write_file (self, "unit a\nnonsense\nunit to");
  make_file_feed (self, NULL);
  lage_feed_start (self->feed);
  WAIT_FOR (get_health (self)->next_attempt_us != 0);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_DEGRADED);
  g_assert_cmpuint (get_health (self)->n_rejected, ==, 2);
  text = g_strdup_printf ("%s: line \"nonsense\": is not known", self->config->uri);
  g_assert_cmpstr (((LageFeedProblem *) get_health (self)->problems->pdata[0])->text, ==, text);
  g_assert_nonnull (strstr (get_health (self)->last_error, "\"unit to\": is torn off"));

  for (guint i = 0; i < 3; i++)
    {
      gint64 before_us = get_health (self)->next_attempt_us;

      WAIT_FOR (get_health (self)->next_attempt_us != before_us);
      g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_DEGRADED);
    }

  write_file (self, "unit a\n");
  WAIT_FOR (get_health (self)->state == LAGE_FEED_STATE_OK);

  g_assert_cmpint (g_remove (self->path), ==, 0);
  WAIT_FOR (get_health (self)->state == LAGE_FEED_STATE_FAILING);
  g_assert_true (g_str_has_prefix (get_health (self)->last_error, self->config->uri));
}

static void
test_counters_survive (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(LageFeedConfig) other = NULL;

  write_file (self, "unit a\n");
  make_file_feed (self, NULL);
  lage_feed_start (self->feed);
  WAIT_FOR (get_health (self)->n_good == 1);
  lage_feed_stop (self->feed);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_DISABLED);
  g_assert_cmpint (get_health (self)->next_attempt_us, ==, 0);

  lage_feed_start (self->feed);
  WAIT_FOR (get_health (self)->n_good == 2);
  other = lage_feed_config_copy (lage_feed_get_config (self->feed));
  other->interval_s = 5;
  lage_feed_set_config (self->feed, other); /* starts anew */
  WAIT_FOR (get_health (self)->n_good == 3);
  g_assert_cmpuint (get_health (self)->n_connections, ==, 3);

  lage_feed_config_set_option (other, "refuse", "1");
  lage_feed_set_config (self->feed, other);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_FAILING);
  g_assert_cmpstr (get_health (self)->last_error, ==, "[Feed test-feed] option refuse: is there");
  lage_feed_config_set_option (other, "refuse", NULL);
  lage_feed_set_config (self->feed, other);
  WAIT_FOR (get_health (self)->n_good == 4);
}

static GSocketConnection *
connect_to (LageFeed *feed)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", lage_feed_get_port (feed),
                                                NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
write_text (GSocketConnection *connection,
            const char        *text)
{
  g_assert_true (g_output_stream_write_all (
    g_io_stream_get_output_stream (G_IO_STREAM (connection)), text, strlen (text), NULL, NULL,
    NULL));
}

static void
test_clients_do_not_mix (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(GSocketConnection) one = NULL;
  g_autoptr(GSocketConnection) two = NULL;

  make_feed (self, "tcp-listen://127.0.0.1:0", NULL);
  lage_feed_start (self->feed);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_WAITING);
  one = connect_to (self->feed);
  two = connect_to (self->feed);
  WAIT_FOR (get_health (self)->n_open == 2);

  write_text (one, "unit on");
  WAIT_FOR (get_health (self)->n_bytes == 7);
  write_text (two, "unit two\nunit th");
  WAIT_FOR (get_health (self)->n_good == 1);
  write_text (one, "e\n");
  WAIT_FOR (get_health (self)->n_good == 2);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_OK);
  g_assert_cmpuint (get_health (self)->n_rejected, ==, 0);

  /* The second goes in the middle of a line, which is told with its address. */
  g_assert_true (g_io_stream_close (G_IO_STREAM (two), NULL, NULL));
  WAIT_FOR (get_health (self)->n_open == 1);
  g_assert_cmpuint (get_health (self)->n_rejected, ==, 1);
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_DEGRADED);
  g_assert_true (g_str_has_prefix (get_health (self)->last_error, "127.0.0.1:"));
  g_assert_nonnull (strstr (get_health (self)->last_error, ": \"unit th\": is torn off"));
}

static void
test_last_client_leaves (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(GSocketConnection) client = NULL;

  make_feed (self, "tcp-listen://127.0.0.1:0", NULL);
  lage_feed_start (self->feed);
  client = connect_to (self->feed);
  write_text (client, "unit a\n");
  WAIT_FOR (get_health (self)->state == LAGE_FEED_STATE_OK);
  g_assert_true (g_io_stream_close (G_IO_STREAM (client), NULL, NULL));
  WAIT_FOR (get_health (self)->state == LAGE_FEED_STATE_WAITING);
  g_assert_cmpuint (get_health (self)->n_rejected, ==, 0);
}

static void
test_sink_stops (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GSocketConnection) client = NULL;

  self->stops = TRUE;
  make_feed (self, "tcp-listen://127.0.0.1:0", NULL);
  lage_feed_start (self->feed);
  client = connect_to (self->feed);
  write_text (client, "unit a\nunit b\nunit c");
  WAIT_FOR (self->drafts->len == 2);
  g_assert_false (lage_feed_is_running (self->feed));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (get_health (self)->state, ==, LAGE_FEED_STATE_DISABLED);
  g_assert_cmpuint (get_health (self)->n_rejected, ==, 0);
}

/* However much comes, the signal does not: a window is not to be drawn for each message. */
static void
test_health_is_coalesced (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(GSocketConnection) client = NULL;
  gint64 began_us = lage_clock_monotonic_us ();
  guint most;

  make_feed (self, "tcp-listen://127.0.0.1:0", NULL);
  lage_feed_start (self->feed);
  client = connect_to (self->feed);
  for (guint i = 0; i < 300; i++)
    {
      write_text (client, "unit a\n");
      WAIT_FOR (get_health (self)->n_good == i + 1);
    }
  WAIT_FOR (self->n_health >= 2);
  most = (guint) ((lage_clock_monotonic_us () - began_us) / 250000) + 1;
  g_assert_cmpuint (self->n_health, <=, most);
  g_assert_cmpuint (self->n_hand_overs, ==, 300);
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(LageFeedHealth **) user_data
    = lage_feed_test_finish (LAGE_FEED (object), result, &error);
  g_assert_no_error (error);
}

static void
cancelled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_feed_test_finish (LAGE_FEED (object), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
test_try_poll (Fixture       *self,
               gconstpointer  data)
{
  LageFeedHealth *outcome = NULL;
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  make_file_feed (self, NULL);
  lage_feed_test_async (self->feed, NULL, tested_cb, &outcome);
  WAIT_FOR (outcome != NULL);
  bad = lage_feed_test_describe (outcome);
  g_assert_cmpint (outcome->state, ==, LAGE_FEED_STATE_FAILING);
  g_assert_nonnull (strstr (bad, "not reached"));
  g_assert_nonnull (strstr (bad, self->config->uri));
  g_clear_pointer (&outcome, lage_feed_health_free);

  write_file (self, "unit a\nunit b\nnonsense\n");
  lage_feed_test_async (self->feed, NULL, tested_cb, &outcome);
  WAIT_FOR (outcome != NULL);
  good = lage_feed_test_describe (outcome);
  g_test_message ("%s", good);
  g_assert_nonnull (strstr (good, "2 messages understood."));
  g_assert_nonnull (strstr (good, "1 message rejected."));
  g_assert_nonnull (strstr (good, "line \"nonsense\": is not known"));
  g_clear_pointer (&outcome, lage_feed_health_free);

  /* Nothing of it reached the picture or the feed's own health. */
  g_assert_cmpuint (self->drafts->len, ==, 0);
  g_assert_cmpuint (get_health (self)->n_messages, ==, 0);
  g_assert_false (lage_feed_is_running (self->feed));
}

static void
test_try_listener (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GSocketConnection) client = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  LageFeedHealth *outcome = NULL;
  gboolean is_cancelled = FALSE;

  make_feed (self, "tcp-listen://127.0.0.1:0", NULL);
  lage_feed_test_async (self->feed, cancellable, cancelled_cb, &is_cancelled);
  g_cancellable_cancel (cancellable);
  WAIT_FOR (is_cancelled);

  /* One that runs is watched, as its port can't be opened twice. */
  lage_feed_start (self->feed);
  lage_feed_test_async (self->feed, NULL, tested_cb, &outcome);
  client = connect_to (self->feed);
  write_text (client, "unit a\n");
  WAIT_FOR (outcome != NULL);
  g_assert_cmpuint (outcome->n_good, ==, 1);
  g_assert_true (lage_feed_is_running (self->feed));
  g_clear_pointer (&outcome, lage_feed_health_free);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture       *self,
                       gconstpointer  data);
  } tests[] = {
    { "/feeds/feed/drafts", test_drafts },
    { "/feeds/feed/bad-file-stays-bad", test_bad_file_stays_bad },
    { "/feeds/feed/counters-survive", test_counters_survive },
    { "/feeds/feed/clients-do-not-mix", test_clients_do_not_mix },
    { "/feeds/feed/last-client-leaves", test_last_client_leaves },
    { "/feeds/feed/sink-stops", test_sink_stops },
    { "/feeds/feed/health-is-coalesced", test_health_is_coalesced },
    { "/feeds/feed/try-poll", test_try_poll },
    { "/feeds/feed/try-listener", test_try_listener },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
