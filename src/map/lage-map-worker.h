/* lage-map-worker.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LageMapWork:
 * @data: (nullable): what was given to lage_map_worker_run(); nobody else touches it meanwhile
 * @cancellable: (nullable): that of the task; long work looks at it now and then
 * @error: the reason for returning %NULL
 *
 * Runs on the map thread. Must not touch a GObject that lives on the main thread.
 *
 * Returns: (nullable): the result, or %NULL with @error set
 */
typedef gpointer (*LageMapWork) (gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error);

void lage_map_worker_run     (GTask          *task,
                              LageMapWork     work,
                              gpointer        data,
                              GDestroyNotify  data_free,
                              GDestroyNotify  result_free);
void lage_map_worker_release (gpointer        data,
                              GDestroyNotify  data_free);

G_END_DECLS
