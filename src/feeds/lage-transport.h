/* lage-transport.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-back-off.h"
#include "lage-feed-config.h"

G_BEGIN_DECLS

/**
 * LageTransportStatus:
 * @LAGE_TRANSPORT_CONNECTED: the source is reached or the port is open
 * @LAGE_TRANSPORT_FRESH: the source says that nothing has changed
 * @LAGE_TRANSPORT_POLLED: a poll with all that followed from it has ended well
 * @LAGE_TRANSPORT_PROBLEM: something went wrong, but the transport goes on; see the error
 * @LAGE_TRANSPORT_SILENT: nothing arrived for the time-out, the transport goes on; see the error
 * @LAGE_TRANSPORT_FAILED: the attempt or the connection failed; see the error
 */
typedef enum
{
  LAGE_TRANSPORT_CONNECTED,
  LAGE_TRANSPORT_FRESH,
  LAGE_TRANSPORT_POLLED,
  LAGE_TRANSPORT_PROBLEM,
  LAGE_TRANSPORT_SILENT,
  LAGE_TRANSPORT_FAILED,
} LageTransportStatus;

/**
 * LageTransportSink:
 * @opened: a channel begins: a connection, a sender of datagrams, the documents of a server, one
 *   reading of a file. Each channel is decoded on its own, so torn messages don't mix. @peer says
 *   who speaks.
 * @get_first_request: (nullable): (transfer full): the URI with which a poll begins
 * @input: bytes of a channel; @uri is where a document came from. Returns whether the decoder had
 *   nothing to complain of; @requests receives what to fetch next, or NULL
 * @closed: the channel ended
 * @status: what happened; @next_attempt_us is monotonic time, 0 if none is planned
 * @data: passed to each
 *
 * Who takes what a transport brings. None of these is called after lage_transport_stop(). Each of
 * them may stop the transport.
 */
typedef struct
{
  void      (*opened)            (guint64               channel,
                                  const char           *peer,
                                  gpointer              data);
  char     *(*get_first_request) (guint64               channel,
                                  const char           *uri,
                                  gpointer              data);
  gboolean  (*input)             (guint64               channel,
                                  const guint8         *bytes,
                                  gsize                 size,
                                  const char           *uri,
                                  GPtrArray           **requests,
                                  gpointer              data);
  void      (*closed)            (guint64               channel,
                                  gpointer              data);
  void      (*status)            (LageTransportStatus   status,
                                  const GError         *error,
                                  gint64                next_attempt_us,
                                  gpointer              data);
  gpointer    data;
} LageTransportSink;

/**
 * LageTransportLimits:
 * @interval_us: between polls
 * @timeout_us: until an attempt is given up, or a silent channel is closed
 * @min_back_off_us: shortest wait after a failure
 * @max_back_off_us: longest wait after a failure
 * @max_size: of a document, unpacked
 * @max_channels: connections or senders at a time
 * @max_requests: documents that follow from one poll
 * @seed: for all that is drawn by lot
 */
typedef struct
{
  gint64  interval_us;
  gint64  timeout_us;
  gint64  min_back_off_us;
  gint64  max_back_off_us;
  gsize   max_size;
  guint   max_channels;
  guint   max_requests;
  guint32 seed;
} LageTransportLimits;

void lage_transport_limits_init (LageTransportLimits  *self,
                                 const LageFeedConfig *config);

#define LAGE_TYPE_TRANSPORT (lage_transport_get_type ())

G_DECLARE_DERIVABLE_TYPE (LageTransport, lage_transport, LAGE, TRANSPORT, GObject)

/**
 * LageTransportClass:
 * @attempt: polls, connects or opens the port. It tells the sink how that went and, unless a
 *   connection stands, plans the next attempt with lage_transport_schedule() or
 *   lage_transport_fail()
 * @stop: ends all that is under way; nothing may call back after it
 */
struct _LageTransportClass
{
  GObjectClass parent_class;

  void (*attempt) (LageTransport *self);
  void (*stop)    (LageTransport *self);
};

LageTransport *lage_transport_new        (const char                *uri,
                                          const LageTransportLimits *limits,
                                          const LageTransportSink   *sink) G_GNUC_WARN_UNUSED_RESULT;
void           lage_transport_start      (LageTransport             *self);
void           lage_transport_stop       (LageTransport             *self);
void           lage_transport_poll       (LageTransport             *self);
gboolean       lage_transport_is_running (LageTransport             *self);
guint16        lage_transport_get_port   (LageTransport             *self);

/* For the kinds of transport. */
const char                *lage_transport_get_uri           (LageTransport        *self);
const LageTransportLimits *lage_transport_get_limits        (LageTransport        *self);
LageBackOff               *lage_transport_get_back_off      (LageTransport        *self);
void                       lage_transport_set_port          (LageTransport        *self,
                                                             guint16               port);
guint64                    lage_transport_open              (LageTransport        *self,
                                                             const char           *peer);
char                      *lage_transport_get_first_request (LageTransport        *self,
                                                             guint64               channel);
gboolean                   lage_transport_input             (LageTransport        *self,
                                                             guint64               channel,
                                                             const guint8         *bytes,
                                                             gsize                 size,
                                                             const char           *uri,
                                                             GPtrArray           **requests);
void                       lage_transport_close             (LageTransport        *self,
                                                             guint64               channel);
void                       lage_transport_report            (LageTransport        *self,
                                                             LageTransportStatus   status,
                                                             const GError         *error,
                                                             gint64                next_attempt_us);
gint64                     lage_transport_schedule          (LageTransport        *self,
                                                             gint64                delay_us);
void                       lage_transport_fail              (LageTransport        *self,
                                                             const GError         *error,
                                                             gint64                least_delay_us);
guint                      lage_transport_add_timeout       (gint64                delay_us,
                                                             GSourceFunc           callback,
                                                             gpointer              data);

G_END_DECLS
