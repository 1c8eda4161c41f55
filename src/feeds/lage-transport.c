/* lage-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-transport.h"

#include "lage-clock.h"
#include "lage-file-transport.h"
#include "lage-http-transport.h"
#include "lage-tcp-listener.h"
#include "lage-tcp-transport.h"
#include "lage-udp-transport.h"

#define MIN_BACK_OFF_US G_TIME_SPAN_SECOND
#define MAX_BACK_OFF_US (60 * G_TIME_SPAN_SECOND)
#define MAX_SIZE ((gsize) 32 * 1024 * 1024)
#define MAX_CHANNELS 64
#define MAX_REQUESTS 200

/**
 * LageTransport:
 *
 * Brings the bytes of a feed to a sink. Main thread only; everything is asynchronous. A transport
 * never gives up: after a failure it tries again, later and later up to the longest back-off.
 */
typedef struct
{
  char                *uri;
  LageTransportLimits  limits;
  LageTransportSink    sink;
  LageBackOff         *back_off;
  gboolean             is_running;
  guint16              port;
  guint64              last_channel;
  guint                timer;
} LageTransportPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LageTransport, lage_transport, G_TYPE_OBJECT)

#define PRIVATE(self) ((LageTransportPrivate *) lage_transport_get_instance_private (self))

/**
 * lage_transport_limits_init:
 * @self: the limits
 * @config: a feed
 *
 * The limits for a feed in operation.
 */
void
lage_transport_limits_init (LageTransportLimits  *self,
                            const LageFeedConfig *config)
{
  self->interval_us = (gint64) config->interval_s * G_TIME_SPAN_SECOND;
  self->timeout_us = (gint64) config->timeout_s * G_TIME_SPAN_SECOND;
  self->min_back_off_us = MIN_BACK_OFF_US;
  self->max_back_off_us = MAX_BACK_OFF_US;
  self->max_size = MAX_SIZE;
  self->max_channels = MAX_CHANNELS;
  self->max_requests = MAX_REQUESTS;
  self->seed = g_random_int ();
}

static void
lage_transport_dispose (GObject *object)
{
  lage_transport_stop (LAGE_TRANSPORT (object));
  G_OBJECT_CLASS (lage_transport_parent_class)->dispose (object);
}

static void
lage_transport_finalize (GObject *object)
{
  LageTransportPrivate *priv = PRIVATE (LAGE_TRANSPORT (object));

  g_free (priv->uri);
  lage_back_off_free (priv->back_off);
  G_OBJECT_CLASS (lage_transport_parent_class)->finalize (object);
}

static void
lage_transport_class_init (LageTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_transport_dispose;
  object_class->finalize = lage_transport_finalize;
}

static void
lage_transport_init (LageTransport *self)
{
}

/**
 * lage_transport_new:
 * @uri: where; of a scheme that lage_feed_config_validate() lets through. Port 0 lets a listener
 *   choose, see lage_transport_get_port()
 * @limits: its limits
 * @sink: who takes what it brings; copied
 */
LageTransport *
lage_transport_new (const char                *uri,
                    const LageTransportLimits *limits,
                    const LageTransportSink   *sink)
{
  g_autoptr(LageFeedConfig) config = lage_feed_config_new ("", "", uri);
  LageTransport *self = NULL;
  LageTransportPrivate *priv;

  switch (lage_feed_config_get_way (config))
    {
    case LAGE_FEED_WAY_HTTP:
      self = g_object_new (LAGE_TYPE_HTTP_TRANSPORT, NULL);
      break;
    case LAGE_FEED_WAY_FILE:
      self = g_object_new (LAGE_TYPE_FILE_TRANSPORT, NULL);
      break;
    case LAGE_FEED_WAY_TCP:
      self = g_object_new (LAGE_TYPE_TCP_TRANSPORT, NULL);
      break;
    case LAGE_FEED_WAY_TCP_LISTEN:
      self = g_object_new (LAGE_TYPE_TCP_LISTENER, NULL);
      break;
    case LAGE_FEED_WAY_UDP:
      self = g_object_new (LAGE_TYPE_UDP_TRANSPORT, NULL);
      break;
    case LAGE_FEED_WAY_NONE:
    default:
      g_return_val_if_reached (NULL);
    }

  priv = PRIVATE (self);
  priv->uri = g_strdup (uri);
  priv->limits = *limits;
  priv->sink = *sink;
  priv->back_off = lage_back_off_new (limits->min_back_off_us, limits->max_back_off_us,
                                      limits->seed);
  return self;
}

void
lage_transport_start (LageTransport *self)
{
  g_return_if_fail (LAGE_IS_TRANSPORT (self));

  if (PRIVATE (self)->is_running)
    return;
  PRIVATE (self)->is_running = TRUE;
  LAGE_TRANSPORT_GET_CLASS (self)->attempt (self);
}

/**
 * lage_transport_stop:
 * @self: the transport
 *
 * Ends all that is under way; the sink hears nothing more.
 */
void
lage_transport_stop (LageTransport *self)
{
  LageTransportPrivate *priv;

  g_return_if_fail (LAGE_IS_TRANSPORT (self));

  priv = PRIVATE (self);
  g_clear_handle_id (&priv->timer, g_source_remove);
  if (!priv->is_running)
    return;
  priv->is_running = FALSE;
  LAGE_TRANSPORT_GET_CLASS (self)->stop (self);
}

/**
 * lage_transport_poll:
 * @self: the transport
 *
 * Polls now instead of at the next planned time, or tries to connect now. Does nothing while an
 * attempt is under way or a connection stands.
 */
void
lage_transport_poll (LageTransport *self)
{
  LageTransportPrivate *priv;

  g_return_if_fail (LAGE_IS_TRANSPORT (self));

  priv = PRIVATE (self);
  if (!priv->is_running || priv->timer == 0)
    return;
  g_clear_handle_id (&priv->timer, g_source_remove);
  LAGE_TRANSPORT_GET_CLASS (self)->attempt (self);
}

gboolean
lage_transport_is_running (LageTransport *self)
{
  g_return_val_if_fail (LAGE_IS_TRANSPORT (self), FALSE);

  return PRIVATE (self)->is_running;
}

/**
 * lage_transport_get_port:
 * @self: a listener
 *
 * Returns: the port where it listens, 0 if it does not
 */
guint16
lage_transport_get_port (LageTransport *self)
{
  g_return_val_if_fail (LAGE_IS_TRANSPORT (self), 0);

  return PRIVATE (self)->port;
}

const char *
lage_transport_get_uri (LageTransport *self)
{
  return PRIVATE (self)->uri;
}

const LageTransportLimits *
lage_transport_get_limits (LageTransport *self)
{
  return &PRIVATE (self)->limits;
}

LageBackOff *
lage_transport_get_back_off (LageTransport *self)
{
  return PRIVATE (self)->back_off;
}

void
lage_transport_set_port (LageTransport *self,
                         guint16        port)
{
  PRIVATE (self)->port = port;
}

/**
 * lage_transport_open:
 * @self: the transport
 * @peer: who speaks
 *
 * Returns: the number of the new channel
 */
guint64
lage_transport_open (LageTransport *self,
                     const char    *peer)
{
  LageTransportPrivate *priv = PRIVATE (self);
  guint64 channel = ++priv->last_channel;

  if (priv->is_running)
    priv->sink.opened (channel, peer, priv->sink.data);
  return channel;
}

char *
lage_transport_get_first_request (LageTransport *self,
                                  guint64        channel)
{
  LageTransportPrivate *priv = PRIVATE (self);

  if (priv->sink.get_first_request == NULL)
    return g_strdup (priv->uri);
  return priv->sink.get_first_request (channel, priv->uri, priv->sink.data);
}

gboolean
lage_transport_input (LageTransport  *self,
                      guint64         channel,
                      const guint8   *bytes,
                      gsize           size,
                      const char     *uri,
                      GPtrArray     **requests)
{
  LageTransportPrivate *priv = PRIVATE (self);

  if (!priv->is_running)
    return FALSE;
  if (bytes == NULL)
    bytes = (const guint8 *) ""; /* of size 0 */
  if (!priv->sink.input (channel, bytes, size, uri, requests, priv->sink.data))
    return FALSE;
  lage_back_off_reset (priv->back_off);
  return TRUE;
}

void
lage_transport_close (LageTransport *self,
                      guint64        channel)
{
  LageTransportPrivate *priv = PRIVATE (self);

  if (priv->is_running)
    priv->sink.closed (channel, priv->sink.data);
}

void
lage_transport_report (LageTransport       *self,
                       LageTransportStatus  status,
                       const GError        *error,
                       gint64               next_attempt_us)
{
  LageTransportPrivate *priv = PRIVATE (self);

  if (priv->is_running)
    priv->sink.status (status, error, next_attempt_us, priv->sink.data);
}

static gboolean
poll_cb (gpointer user_data)
{
  g_autoptr(LageTransport) self = g_object_ref (user_data);

  PRIVATE (self)->timer = 0;
  LAGE_TRANSPORT_GET_CLASS (self)->attempt (self);
  return G_SOURCE_REMOVE;
}

/**
 * lage_transport_schedule:
 * @self: the transport
 * @delay_us: how long to wait
 *
 * Plans the next attempt.
 *
 * Returns: its monotonic time, or 0 if the transport was stopped meanwhile
 */
gint64
lage_transport_schedule (LageTransport *self,
                         gint64         delay_us)
{
  LageTransportPrivate *priv = PRIVATE (self);

  if (!priv->is_running)
    return 0;
  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->timer = lage_transport_add_timeout (delay_us, poll_cb, self);
  return lage_clock_monotonic_us () + delay_us;
}

/**
 * lage_transport_fail:
 * @self: the transport
 * @error: why
 * @least_delay_us: what the source asks to wait, or 0
 *
 * Plans another attempt and tells the sink.
 */
void
lage_transport_fail (LageTransport *self,
                     const GError  *error,
                     gint64         least_delay_us)
{
  gint64 delay_us = lage_back_off_next_us (PRIVATE (self)->back_off);

  lage_transport_report (self, LAGE_TRANSPORT_FAILED, error,
                         lage_transport_schedule (self, MAX (delay_us, least_delay_us)));
}

/**
 * lage_transport_add_timeout:
 * @delay_us: how long to wait
 * @callback: what to call
 * @data: passed to it
 *
 * g_timeout_add() for times in microseconds, rounded up.
 */
guint
lage_transport_add_timeout (gint64      delay_us,
                            GSourceFunc callback,
                            gpointer    data)
{
  return g_timeout_add ((guint) MIN ((delay_us + 999) / 1000, (gint64) G_MAXUINT), callback, data);
}
