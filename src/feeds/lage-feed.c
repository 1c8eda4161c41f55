/* lage-feed.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed.h"

#include <string.h>

#define HEALTH_SIGNAL_US (250 * G_TIME_SPAN_MILLISECOND)

/* A decoder and whose bytes it gets. */
typedef struct
{
  guint64      number;
  char        *peer; /* NULL: documents, each with its own URI */
  LageDecoder *decoder;
} Channel;

/**
 * LageFeed:
 *
 * One source: its configuration, the transport that brings its bytes, a decoder for each channel
 * of it, and the record of how it goes.
 */
struct _LageFeed
{
  GObject parent_instance;

  const LageDecoderClass *klass; /* NULL: as the configuration says */
  LageFeedConfig         *config;
  LageDecoderHost         host;
  LageClock              *clock;
  LageTransportLimits     limits;
  gboolean                has_limits;
  LageFeedSink            sink;
  gpointer                sink_data;
  char                   *source; /* GRefString, shared by the drafts */

  LageTransport          *transport; /* while it runs */
  GHashTable             *channels;  /* of Channel, by number */
  LageFeedHealth         *health;
  gboolean                has_poll_input;   /* since the poll began */
  gboolean                has_poll_problem; /* since the poll began */
  gboolean                is_last_clean;    /* the last poll that brought something */

  guint                   health_timer;
  gint64                  health_told_us;
};

G_DEFINE_FINAL_TYPE (LageFeed, lage_feed, G_TYPE_OBJECT)

enum
{
  SIGNAL_CONFIG_CHANGED,
  SIGNAL_HEALTH_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
channel_free (gpointer data)
{
  Channel *channel = data;

  lage_decoder_free (channel->decoder);
  g_free (channel->peer);
  g_free (channel);
}

static gboolean
tell_health_cb (gpointer user_data)
{
  LageFeed *self = user_data;

  self->health_timer = 0;
  self->health_told_us = lage_clock_monotonic_us ();
  g_signal_emit (self, signals[SIGNAL_HEALTH_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_health (LageFeed *self)
{
  gint64 wait_us;

  if (self->health_timer != 0)
    return;
  wait_us = self->health_told_us + HEALTH_SIGNAL_US - lage_clock_monotonic_us ();
  self->health_timer = lage_transport_add_timeout (MAX (wait_us, 0), tell_health_cb, self);
}

static LageDecoder *
make_decoder (LageFeed  *self,
              GError   **error)
{
  const LageDecoderHost *host = self->host.find_newest != NULL ? &self->host : NULL;

  if (self->klass != NULL)
    return lage_decoder_new_with_class (self->klass, self->config, host, error);
  return lage_decoder_new (self->config, host, error);
}

static void
opened_cb (guint64     number,
           const char *peer,
           gpointer    data)
{
  LageFeed *self = data;
  Channel *channel = g_new0 (Channel, 1);
  g_autoptr(GError) error = NULL;

  channel->number = number;
  channel->peer = g_strdup (peer);
  channel->decoder = make_decoder (self, &error);
  /* The first one was made in lage_feed_start(); a format that takes its configuration once takes
   * it always. */
  g_assert_no_error (error);
  g_hash_table_add (self->channels, channel);
  lage_feed_health_open (self->health);
  queue_health (self);
}

/* Hands the drafts over. This may stop the feed, so it comes last. */
static void
hand_over (LageFeed  *self,
           GPtrArray *drafts)
{
  if (drafts->len == 0 || self->sink == NULL)
    return;
  for (guint i = 0; i < drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->source == NULL)
        draft->source = g_ref_string_acquire (self->source);
    }
  self->sink (self, g_ptr_array_ref (drafts), self->sink_data);
}

static gboolean
count (LageFeed          *self,
       const Channel     *channel,
       const LageDecoded *decoded,
       const char        *uri,
       gsize              size,
       gint64             now_us)
{
  /* A query may be as long as a list of all gauges; the rest of the URI says enough. */
  g_autofree char *document = uri != NULL ? g_strndup (uri, strcspn (uri, "?")) : NULL;

  lage_feed_health_take (self->health, decoded, channel->peer != NULL ? channel->peer : document,
                         size, now_us, lage_clock_monotonic_us ());
  queue_health (self);
  return decoded->n_rejected == 0 && decoded->n_skipped_bytes == 0;
}

static gboolean
input_cb (guint64        number,
          const guint8  *bytes,
          gsize          size,
          const char    *uri,
          GPtrArray    **requests,
          gpointer       data)
{
  g_autoptr(LageFeed) self = g_object_ref (data);
  Channel *channel = g_hash_table_lookup (self->channels, &number);
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  LageInput input = { bytes, size, uri, lage_clock_now_us (self->clock) };
  gboolean is_clean;

  g_assert (channel != NULL);

  lage_decoder_feed (channel->decoder, &input, decoded);
  is_clean = count (self, channel, decoded, uri, size, input.received_at_us);
  self->has_poll_input = TRUE;
  if (!is_clean)
    self->has_poll_problem = TRUE;
  if (requests != NULL && decoded->requests->len > 0)
    *requests = g_ptr_array_ref (decoded->requests);
  hand_over (self, decoded->drafts);
  return is_clean;
}

static void
closed_cb (guint64  number,
           gpointer data)
{
  g_autoptr(LageFeed) self = g_object_ref (data);
  Channel *channel = g_hash_table_lookup (self->channels, &number);
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();

  g_assert (channel != NULL);

  lage_decoder_end (channel->decoder, decoded);
  if (!count (self, channel, decoded, NULL, 0, lage_clock_now_us (self->clock)))
    self->has_poll_problem = TRUE;
  lage_feed_health_close (self->health);

  /* A server without clients is well, but has nothing to say. */
  if (self->health->n_open == 0 && self->health->state == LAGE_FEED_STATE_OK
      && lage_feed_config_get_way (self->config) == LAGE_FEED_WAY_TCP_LISTEN)
    self->health->state = LAGE_FEED_STATE_WAITING;

  g_hash_table_remove (self->channels, &number);
  hand_over (self, decoded->drafts);
}

static char *
get_first_request_cb (guint64     number,
                      const char *uri,
                      gpointer    data)
{
  LageFeed *self = data;
  Channel *channel = g_hash_table_lookup (self->channels, &number);

  g_assert (channel != NULL);
  return lage_decoder_get_first_request (channel->decoder, uri);
}

static void
status_cb (LageTransportStatus  status,
           const GError        *error,
           gint64               next_attempt_us,
           gpointer             data)
{
  LageFeed *self = data;
  gint64 monotonic_us = lage_clock_monotonic_us ();
  gint64 now_us = lage_clock_now_us (self->clock);

  switch (status)
    {
    case LAGE_TRANSPORT_CONNECTED:
      lage_feed_health_connect (self->health);
      break;
    case LAGE_TRANSPORT_POLLED:
      /* That nothing has changed is good news only if what there was, was good. */
      if (self->has_poll_input || self->has_poll_problem)
        self->is_last_clean = !self->has_poll_problem;
      lage_feed_health_poll (self->health, self->is_last_clean, now_us, monotonic_us);
      self->has_poll_input = FALSE;
      self->has_poll_problem = FALSE;
      break;
    case LAGE_TRANSPORT_PROBLEM:
      lage_feed_health_degrade (self->health, error->message, now_us, monotonic_us);
      self->has_poll_problem = TRUE;
      break;
    case LAGE_TRANSPORT_SILENT:
      if (self->health->state != LAGE_FEED_STATE_WAITING)
        lage_feed_health_degrade (self->health, error->message, now_us, monotonic_us);
      break;
    case LAGE_TRANSPORT_FAILED:
      lage_feed_health_fail (self->health, error->message, now_us);
      self->has_poll_input = FALSE;
      self->has_poll_problem = FALSE;
      break;
    case LAGE_TRANSPORT_FRESH:
    default:
      break;
    }

  if (next_attempt_us != 0)
    self->health->next_attempt_us = next_attempt_us;
  queue_health (self);
}

static void
lage_feed_dispose (GObject *object)
{
  LageFeed *self = LAGE_FEED (object);

  lage_feed_stop (self);
  g_clear_handle_id (&self->health_timer, g_source_remove);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (lage_feed_parent_class)->dispose (object);
}

static void
lage_feed_finalize (GObject *object)
{
  LageFeed *self = LAGE_FEED (object);

  g_hash_table_unref (self->channels);
  lage_feed_health_free (self->health);
  lage_feed_config_free (self->config);
  g_clear_pointer (&self->source, g_ref_string_release);
  G_OBJECT_CLASS (lage_feed_parent_class)->finalize (object);
}

static void
lage_feed_class_init (LageFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_feed_dispose;
  object_class->finalize = lage_feed_finalize;

  /**
   * LageFeed::config-changed:
   *
   * The feed has another configuration.
   */
  signals[SIGNAL_CONFIG_CHANGED] = g_signal_new ("config-changed", LAGE_TYPE_FEED,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);

  /**
   * LageFeed::health-changed:
   *
   * Something in the health changed. At most four times a second.
   */
  signals[SIGNAL_HEALTH_CHANGED] = g_signal_new ("health-changed", LAGE_TYPE_FEED,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
}

static void
lage_feed_init (LageFeed *self)
{
  self->channels = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, channel_free);
  self->health = lage_feed_health_new ();
  self->health_told_us = -HEALTH_SIGNAL_US;
  self->is_last_clean = TRUE;
}

/**
 * lage_feed_new:
 * @config: the configuration; copied
 * @host: (nullable): what decoders may ask; copied, its data must live as long as the feed
 * @clock: the situation's clock, which says when something was received
 *
 * Makes a feed that does not run yet.
 */
LageFeed *
lage_feed_new (const LageFeedConfig  *config,
               const LageDecoderHost *host,
               LageClock             *clock)
{
  return lage_feed_new_with_class (NULL, config, host, clock);
}

/**
 * lage_feed_new_with_class:
 * @klass: (nullable): the format, instead of the one that the configuration names
 * @config: the configuration; copied
 * @host: (nullable): what decoders may ask; copied
 * @clock: the situation's clock
 */
LageFeed *
lage_feed_new_with_class (const LageDecoderClass *klass,
                          const LageFeedConfig   *config,
                          const LageDecoderHost  *host,
                          LageClock              *clock)
{
  LageFeed *self;

  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (LAGE_IS_CLOCK (clock), NULL);

  self = g_object_new (LAGE_TYPE_FEED, NULL);
  self->klass = klass;
  self->config = lage_feed_config_copy (config);
  if (host != NULL)
    self->host = *host;
  self->clock = g_object_ref (clock);
  self->source = g_ref_string_new (config->id);
  return self;
}

/**
 * lage_feed_new_like:
 * @self: the feed
 *
 * Makes a feed with the same configuration and limits, but without a sink and a past.
 */
LageFeed *
lage_feed_new_like (LageFeed *self)
{
  LageFeed *copy;

  g_return_val_if_fail (LAGE_IS_FEED (self), NULL);

  copy = lage_feed_new_with_class (self->klass, self->config, &self->host, self->clock);
  if (self->has_limits)
    lage_feed_set_limits (copy, &self->limits);
  return copy;
}

void
lage_feed_set_sink (LageFeed     *self,
                    LageFeedSink  sink,
                    gpointer      data)
{
  g_return_if_fail (LAGE_IS_FEED (self));

  self->sink = sink;
  self->sink_data = data;
}

/**
 * lage_feed_set_limits:
 * @self: a feed that does not run
 * @limits: the limits of the transport instead of those that follow from the configuration
 */
void
lage_feed_set_limits (LageFeed                  *self,
                      const LageTransportLimits *limits)
{
  g_return_if_fail (LAGE_IS_FEED (self));
  g_return_if_fail (self->transport == NULL);

  self->limits = *limits;
  self->has_limits = TRUE;
}

/**
 * lage_feed_set_config:
 * @self: the feed
 * @config: another configuration with the same id; copied
 *
 * A feed that runs is started anew with it; the counters go on.
 */
void
lage_feed_set_config (LageFeed             *self,
                      const LageFeedConfig *config)
{
  gboolean is_running;

  g_return_if_fail (LAGE_IS_FEED (self));
  g_return_if_fail (g_strcmp0 (config->id, self->config->id) == 0);

  if (lage_feed_config_equal (config, self->config))
    return;

  is_running = lage_feed_is_running (self);
  lage_feed_stop (self);
  lage_feed_config_free (self->config);
  self->config = lage_feed_config_copy (config);
  if (is_running)
    lage_feed_start (self);
  g_signal_emit (self, signals[SIGNAL_CONFIG_CHANGED], 0);
}

const LageFeedConfig *
lage_feed_get_config (LageFeed *self)
{
  g_return_val_if_fail (LAGE_IS_FEED (self), NULL);

  return self->config;
}

/**
 * lage_feed_get_health:
 * @self: the feed
 *
 * Returns: (transfer none): the health, which the feed goes on to write; lage_feed_health_copy()
 *   keeps it
 */
const LageFeedHealth *
lage_feed_get_health (LageFeed *self)
{
  g_return_val_if_fail (LAGE_IS_FEED (self), NULL);

  return self->health;
}

guint16
lage_feed_get_port (LageFeed *self)
{
  g_return_val_if_fail (LAGE_IS_FEED (self), 0);

  return self->transport != NULL ? lage_transport_get_port (self->transport) : 0;
}

/**
 * lage_feed_is_running:
 * @self: the feed
 *
 * Returns: whether it was started, however it goes
 */
gboolean
lage_feed_is_running (LageFeed *self)
{
  g_return_val_if_fail (LAGE_IS_FEED (self), FALSE);

  return self->health->state != LAGE_FEED_STATE_DISABLED;
}

/**
 * lage_feed_start:
 * @self: the feed
 *
 * Starts the feed, whether or not the configuration enables it. A configuration that its format
 * does not take makes it fail until it is changed.
 */
void
lage_feed_start (LageFeed *self)
{
  g_autoptr(LageDecoder) decoder = NULL;
  g_autoptr(GError) error = NULL;
  LageTransportSink sink = {
    .opened = opened_cb,
    .get_first_request = get_first_request_cb,
    .input = input_cb,
    .closed = closed_cb,
    .status = status_cb,
    .data = self,
  };

  g_return_if_fail (LAGE_IS_FEED (self));

  if (lage_feed_is_running (self))
    return;

  lage_feed_health_start (self->health);
  queue_health (self);
  self->has_poll_input = FALSE;
  self->has_poll_problem = FALSE;
  self->is_last_clean = TRUE;

  decoder = make_decoder (self, &error);
  if (decoder == NULL)
    {
      g_prefix_error (&error, "[" LAGE_FEED_GROUP_PREFIX "%s] ", self->config->id);
      lage_feed_health_fail (self->health, error->message, lage_clock_now_us (self->clock));
      return;
    }
  if (!self->has_limits)
    lage_transport_limits_init (&self->limits, self->config);
  self->transport = lage_transport_new (self->config->uri, &self->limits, &sink);
  lage_transport_start (self->transport);
}

/**
 * lage_feed_stop:
 * @self: the feed
 *
 * Ends all that is under way. What a channel left unfinished is given up without a word.
 */
void
lage_feed_stop (LageFeed *self)
{
  g_return_if_fail (LAGE_IS_FEED (self));

  if (!lage_feed_is_running (self))
    return;
  if (self->transport != NULL)
    lage_transport_stop (self->transport);
  g_clear_object (&self->transport);
  g_hash_table_remove_all (self->channels);
  lage_feed_health_stop (self->health);
  queue_health (self);
}

/**
 * lage_feed_poll_now:
 * @self: the feed
 *
 * Polls or tries to connect now instead of at the planned time.
 */
void
lage_feed_poll_now (LageFeed *self)
{
  g_return_if_fail (LAGE_IS_FEED (self));

  if (self->transport != NULL)
    lage_transport_poll (self->transport);
}
