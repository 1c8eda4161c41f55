/* transport-recorder.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

/* Runs the main loop until the condition holds; ten seconds without it are a failure. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean is_over_ = FALSE;                                                                     \
    guint watchdog_ = g_timeout_add_seconds (10, set_true_cb, &is_over_);                          \
                                                                                                   \
    while (!(condition) && !is_over_)                                                              \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (!is_over_)                                                                                 \
      g_source_remove (watchdog_);                                                                 \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

gboolean set_true_cb (gpointer data);

/* A sink that writes down what it is told. Bytes that begin with "BAD" are complained of; "NEXT x
 * y" makes the decoder ask for x and y; "STOP" stops the transport from within. */
typedef struct
{
  LageTransport *transport;
  GPtrArray     *inputs;   /* texts, each as it came */
  GPtrArray     *uris;     /* of each input, "" if none */
  GHashTable    *channels; /* number -> GString of all its bytes */
  GPtrArray     *peers;
  GPtrArray     *errors;
  guint          n_opened;
  guint          n_closed;
  guint          n_status[LAGE_TRANSPORT_FAILED + 1];
  gint64         next_attempt_us;
} Recorder;

Recorder   *recorder_new        (const char                *uri,
                                 const LageTransportLimits *limits);
void        recorder_free       (Recorder                  *self);
const char *recorder_last_error (Recorder                  *self);
const char *recorder_input      (Recorder                  *self,
                                 guint                      index);
const char *recorder_channel    (Recorder                  *self,
                                 guint64                    channel);
void        test_limits_init    (LageTransportLimits       *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recorder, recorder_free)

G_END_DECLS
