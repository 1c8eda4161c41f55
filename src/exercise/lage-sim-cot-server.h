/* lage-sim-cot-server.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAGE_TYPE_SIM_COT_SERVER (lage_sim_cot_server_get_type ())

G_DECLARE_FINAL_TYPE (LageSimCotServer, lage_sim_cot_server, LAGE, SIM_COT_SERVER, GObject)

/**
 * LageSimCotGreet:
 *
 * Returns: (transfer full): what a client gets first
 */
typedef char *(*LageSimCotGreet) (gpointer user_data);

LageSimCotServer *lage_sim_cot_server_new (LageSimCotGreet greet,
                                           gpointer        user_data) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lage_sim_cot_server_start (LageSimCotServer  *self,
                                             guint16           *port,
                                             GError           **error);
void              lage_sim_cot_server_stop (LageSimCotServer *self);
void              lage_sim_cot_server_send (LageSimCotServer *self,
                                            const char       *text,
                                            gsize             size);
guint             lage_sim_cot_server_get_n_clients (LageSimCotServer *self);

G_END_DECLS
