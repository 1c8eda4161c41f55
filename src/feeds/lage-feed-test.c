/* lage-feed-test.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-test.h"

#include <glib/gi18n-lib.h>

#define MAX_STREAM_WAIT_US (10 * G_TIME_SPAN_SECOND)

/* One try of a feed: a second feed like it, without a sink. A port can be listened to only once,
 * so a listener that runs is watched itself. */
typedef struct
{
  LageFeed *observed;
  gboolean  is_own; /* made for the test */
  guint64   n_messages_before;
  guint     timer;
  gulong    handler;
  GSource  *cancel_source;
} Test;

static void
test_free (gpointer data)
{
  Test *test = data;

  g_clear_handle_id (&test->timer, g_source_remove);
  if (test->cancel_source != NULL)
    g_source_destroy (test->cancel_source);
  g_clear_pointer (&test->cancel_source, g_source_unref);
  g_clear_signal_handler (&test->handler, test->observed);
  if (test->is_own)
    lage_feed_stop (test->observed);
  g_clear_object (&test->observed);
  g_free (test);
}

static gboolean
is_polled (const LageFeedConfig *config)
{
  LageFeedWay way = lage_feed_config_get_way (config);

  return way == LAGE_FEED_WAY_HTTP || way == LAGE_FEED_WAY_FILE;
}

static gboolean
is_listener (const LageFeedConfig *config)
{
  LageFeedWay way = lage_feed_config_get_way (config);

  return way == LAGE_FEED_WAY_TCP_LISTEN || way == LAGE_FEED_WAY_UDP;
}

/* Returns the health and lets go of everything. Takes ownership of the task. */
static void
finish (GTask *task)
{
  g_autoptr(GTask) owned = task;
  Test *test = g_task_get_task_data (owned);

  g_clear_signal_handler (&test->handler, test->observed);
  g_clear_handle_id (&test->timer, g_source_remove);
  if (test->cancel_source != NULL)
    g_source_destroy (test->cancel_source);
  g_clear_pointer (&test->cancel_source, g_source_unref);
  if (g_task_return_error_if_cancelled (owned))
    return;
  g_task_return_pointer (owned, lage_feed_health_copy (lage_feed_get_health (test->observed)),
                         (GDestroyNotify) lage_feed_health_free);
}

static void
health_changed_cb (LageFeed *feed,
                   gpointer  user_data)
{
  GTask *task = user_data;
  Test *test = g_task_get_task_data (task);
  const LageFeedHealth *health = lage_feed_get_health (feed);

  /* A poll is over when the next one is planned: then its follow-ups have come as well. */
  if (health->state == LAGE_FEED_STATE_FAILING
      || (is_polled (lage_feed_get_config (feed)) ? health->next_attempt_us != 0
                                                  : health->n_messages > test->n_messages_before))
    finish (task);
}

static gboolean
time_out_cb (gpointer user_data)
{
  Test *test = g_task_get_task_data (user_data);

  test->timer = 0;
  finish (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  finish (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * lage_feed_test_async:
 * @feed: the feed, running or not
 * @cancellable: (nullable): ends the test
 * @callback: called with the outcome
 * @user_data: passed to it
 *
 * Tries the feed once: polls with all that follows, or connects or listens until a first message
 * came, ten seconds at most. Nothing of it goes into the picture.
 */
void
lage_feed_test_async (LageFeed            *feed,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  const LageFeedConfig *config;
  Test *test;
  GTask *task;
  gint64 wait_us;

  g_return_if_fail (LAGE_IS_FEED (feed));

  config = lage_feed_get_config (feed);
  test = g_new0 (Test, 1);
  test->is_own = !lage_feed_is_running (feed) || !is_listener (config);
  test->observed = test->is_own ? lage_feed_new_like (feed) : g_object_ref (feed);
  test->n_messages_before = lage_feed_get_health (test->observed)->n_messages;

  task = g_task_new (feed, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_feed_test_async);
  g_task_set_task_data (task, test, test_free);

  test->handler = g_signal_connect (test->observed, "health-changed",
                                    G_CALLBACK (health_changed_cb), task);
  if (cancellable != NULL)
    {
      test->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (test->cancel_source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (test->cancel_source, g_main_context_get_thread_default ());
    }

  /* A poll ends by itself, each of its requests by the time-out. */
  wait_us = (gint64) config->timeout_s * G_TIME_SPAN_SECOND;
  if (!is_polled (config))
    test->timer = lage_transport_add_timeout (MIN (wait_us, MAX_STREAM_WAIT_US), time_out_cb, task);
  if (test->is_own)
    lage_feed_start (test->observed);
}

/**
 * lage_feed_test_finish:
 * @feed: the feed
 * @result: the result
 * @error: return location for a #GError (only G_IO_ERROR_CANCELLED)
 *
 * Returns: (transfer full): how the feed is at the end of the test
 */
LageFeedHealth *
lage_feed_test_finish (LageFeed      *feed,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, feed), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lage_feed_test_describe:
 * @health: the outcome of a test
 *
 * Returns: (transfer full): a few sentences for people
 */
char *
lage_feed_test_describe (const LageFeedHealth *health)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *sentence = NULL;

  switch (health->state)
    {
    case LAGE_FEED_STATE_FAILING:
      sentence = _("The source was not reached.");
      break;
    case LAGE_FEED_STATE_STARTING:
      sentence = _("The source has not answered yet.");
      break;
    case LAGE_FEED_STATE_WAITING:
      sentence = _("The connection stands, but nothing has come yet.");
      break;
    case LAGE_FEED_STATE_DEGRADED:
      sentence = _("The source was reached, but not everything is well.");
      break;
    case LAGE_FEED_STATE_OK:
    case LAGE_FEED_STATE_DISABLED:
    default:
      sentence = _("The source was reached.");
      break;
    }
  g_string_append (text, sentence);

  if (health->n_messages > 0)
    {
      g_string_append_c (text, '\n');
      /* Translators: messages that arrived from a source and were understood */
      g_string_append_printf (text, ngettext ("%lu message understood.",
                                              "%lu messages understood.",
                                              (gulong) health->n_good),
                              (gulong) health->n_good);
      if (health->n_rejected > 0)
        {
          g_string_append_c (text, '\n');
          g_string_append_printf (text, ngettext ("%lu message rejected.",
                                                  "%lu messages rejected.",
                                                  (gulong) health->n_rejected),
                                  (gulong) health->n_rejected);
        }
      if (health->n_ignored > 0)
        {
          g_string_append_c (text, '\n');
          g_string_append_printf (
            text, ngettext ("%lu message of a kind that is not used.",
                            "%lu messages of kinds that are not used.",
                            (gulong) health->n_ignored),
            (gulong) health->n_ignored);
        }
    }
  for (guint i = 0; i < health->problems->len; i++)
    {
      const LageFeedProblem *problem = g_ptr_array_index (health->problems, i);

      g_string_append_printf (text, "\n%s", problem->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
