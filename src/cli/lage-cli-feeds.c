/* lage-cli-feeds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "lage-session.h"
#include "lage-time.h"

/* lage feeds: the session as the desktop has it, without a window. */

/* What was last told of a feed. */
typedef struct
{
  LageFeedState  state;
  char          *problem;
} Told;

typedef struct
{
  LageSession *session;
  GMainLoop   *loop;
  GHashTable  *told; /* feed id -> Told */
  gboolean     is_once;
  gboolean     reports_commits;
  guint64      sequences[2]; /* last reported, by lane */
} Feeds;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->problem);
  g_free (told);
}

static void
print_health (Feeds    *self,
              LageFeed *feed)
{
  const LageFeedConfig *config = lage_feed_get_config (feed);
  const LageFeedHealth *health = lage_feed_get_health (feed);
  Told *told = g_hash_table_lookup (self->told, config->id);
  g_autofree char *time = NULL;
  gboolean has_news;

  if (told == NULL)
    {
      told = g_new0 (Told, 1);
      g_hash_table_insert (self->told, g_strdup (config->id), told);
    }
  has_news = g_strcmp0 (told->problem, health->last_error) != 0;
  if (told->state == health->state && !has_news)
    return;
  told->state = health->state;
  g_free (told->problem);
  told->problem = g_strdup (health->last_error);

  time = lage_time_format_iso8601 (lage_clock_now_us (lage_session_get_clock (self->session)));
  /* Translators: situation time, name of a feed, its state, then counts. */
  g_print (_("%s %s: %s, good %" PRIu64 ", rejected %" PRIu64
             ", ignored %" PRIu64 ", bytes %" PRIu64 "%s%s\n"),
           time, config->id, lage_feed_state_get_token (health->state), health->n_good,
           health->n_rejected, health->n_ignored, health->n_bytes, has_news ? ": " : "",
           has_news ? health->last_error : "");
  fflush (stdout);
}

/* Polled at least once, or connected or listening, or in trouble. */
static gboolean
was_tried (LageFeed *feed)
{
  const LageFeedHealth *health = lage_feed_get_health (feed);
  LageFeedWay way = lage_feed_config_get_way (lage_feed_get_config (feed));

  if (health->state == LAGE_FEED_STATE_DISABLED || health->state == LAGE_FEED_STATE_FAILING)
    return TRUE;
  if (way == LAGE_FEED_WAY_HTTP || way == LAGE_FEED_WAY_FILE)
    return health->next_attempt_us != 0;
  return health->state != LAGE_FEED_STATE_STARTING;
}

static void
health_changed_cb (LageFeedSet *feeds,
                   gpointer     user_data)
{
  Feeds *self = user_data;
  guint n_feeds = g_list_model_get_n_items (G_LIST_MODEL (feeds));
  gboolean is_all_tried = TRUE;

  for (guint i = 0; i < n_feeds; i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (G_LIST_MODEL (feeds), i);

      if (lage_feed_get_config (feed)->is_enabled)
        {
          print_health (self, feed);
          is_all_tried &= was_tried (feed);
        }
    }
  if (self->is_once && is_all_tried)
    g_main_loop_quit (self->loop);
}

static void
store_problem_cb (LageSession *session,
                  GParamSpec  *pspec,
                  gpointer     user_data)
{
  const char *problem = lage_session_get_store_problem (session);

  if (problem != NULL)
    lage_cli_complain (_("nothing can be written, trying again: %s"), problem);
  else
    lage_cli_complain (_("writing works again"));
}

/* What is folded is on disk: the session folds what was committed and nothing else. */
static void
flushed_cb (LageSituation *situation,
            guint          n_changed,
            gpointer       user_data)
{
  Feeds *self = user_data;
  const LageId *actor = lage_store_get_actor (lage_session_get_store (self->session));
  guint64 ledger = lage_situation_get_sequence (situation, actor, LAGE_LANE_LEDGER);
  guint64 telemetry = lage_situation_get_sequence (situation, actor, LAGE_LANE_TELEMETRY);

  if (ledger == self->sequences[LAGE_LANE_LEDGER]
      && telemetry == self->sequences[LAGE_LANE_TELEMETRY])
    return;
  self->sequences[LAGE_LANE_LEDGER] = ledger;
  self->sequences[LAGE_LANE_TELEMETRY] = telemetry;
  g_print ("committed %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", ledger, telemetry);
  fflush (stdout);
}

/* Of those that were tried once, as the exit code tells it. */
static LageCliStatus
judge (LageFeedSet *feeds)
{
  guint n_feeds = g_list_model_get_n_items (G_LIST_MODEL (feeds));
  LageCliStatus status = LAGE_CLI_GOOD;

  for (guint i = 0; i < n_feeds; i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (G_LIST_MODEL (feeds), i);
      const LageFeedHealth *health = lage_feed_get_health (feed);

      if (health->state == LAGE_FEED_STATE_FAILING)
        return LAGE_CLI_FAILED;
      if (health->n_rejected > 0)
        status = LAGE_CLI_REJECTED;
    }
  return status;
}

static LageCliStatus
run (Feeds *self,
     int    for_s)
{
  LageFeedSet *feeds = lage_session_get_feeds (self->session);
  const char *const *problems = lage_feed_set_get_problems (feeds);
  LageCliStatus status = LAGE_CLI_GOOD;
  LageFeedSummary summary;

  for (guint i = 0; problems[i] != NULL; i++)
    lage_cli_complain ("%s", problems[i]);
  lage_feed_set_get_summary (feeds, &summary);
  if (summary.n_feeds == 0)
    {
      lage_cli_complain (_("%s: no feeds are configured"),
                         lage_operation_get_directory (
                           lage_session_get_operation (self->session)));
      return LAGE_CLI_FAILED;
    }

  g_signal_connect (feeds, "health-changed", G_CALLBACK (health_changed_cb), self);
  g_signal_connect (self->session, "notify::store-problem", G_CALLBACK (store_problem_cb), self);
  if (self->reports_commits)
    g_signal_connect (lage_session_get_situation (self->session), "flushed",
                      G_CALLBACK (flushed_cb), self);
  lage_feed_set_start (feeds);
  lage_cli_run (self->loop, for_s);
  if (self->is_once)
    status = judge (feeds);
  return status;
}

LageCliStatus
lage_cli_feeds (char **arguments)
{
  g_autofree char *data = NULL;
  int for_s = 0;
  Feeds self = { 0 };
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data,
      N_ ("Directory of the operation, made if it is not there"), N_ ("DIR") },
    { "once", '1', 0, G_OPTION_ARG_NONE, &self.is_once,
      N_ ("End when each feed was tried once"), NULL },
    { "for", 0, 0, G_OPTION_ARG_INT, &for_s, N_ ("End after so many seconds"), N_ ("SECONDS") },
    { "report-commits", 0, 0, G_OPTION_ARG_NONE, &self.reports_commits,
      N_ ("Print what is on disk: “committed LEDGER TELEMETRY”"), NULL },
    { NULL },
  };
  g_autofree char *directory = NULL;
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageSession) session = NULL;
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(GError) error = NULL;
  LageCliStatus status;

  if (!lage_cli_parse (entries, NULL, _("Runs the feeds of an operation until it is interrupted."),
                       NULL, &arguments))
    return LAGE_CLI_USAGE;
  if (arguments[1] != NULL)
    return lage_cli_refuse (_("“%s” is too much"), arguments[1]);
  if (for_s < 0 || for_s > G_MAXINT / 1000)
    return lage_cli_refuse (_("--for is no number of seconds that can be waited for"));

  directory = lage_cli_dup_data_directory (data);
  operation = lage_cli_ensure_operation (directory, NULL, FALSE, &error);
  if (operation != NULL)
    session = lage_session_open (directory, &error);
  if (session == NULL)
    {
      lage_cli_complain ("%s: %s", directory, error->message);
      return LAGE_CLI_FAILED;
    }

  loop = g_main_loop_new (NULL, FALSE);
  self.session = session;
  self.loop = loop;
  self.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, told_free);
  status = run (&self, for_s);
  /* What waits is written before it is let go. */
  g_signal_handlers_disconnect_by_data (lage_session_get_feeds (session), &self);
  lage_session_close (session);
  g_signal_handlers_disconnect_by_data (lage_session_get_situation (session), &self);
  g_signal_handlers_disconnect_by_data (session, &self);
  g_hash_table_unref (self.told);
  return status;
}
