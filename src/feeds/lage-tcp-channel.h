/* lage-tcp-channel.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

typedef struct _LageTcpChannel LageTcpChannel;

/**
 * LageTcpChannelEnded:
 * @self: the channel, which is freed after the call
 * @error: why; a peer that closed the connection is an error as well
 * @owner: the transport
 *
 * The connection has ended by itself.
 */
typedef void (*LageTcpChannelEnded) (LageTcpChannel *self,
                                     const GError   *error,
                                     LageTransport  *owner);

LageTcpChannel *lage_tcp_channel_open      (LageTransport       *owner,
                                            GSocketConnection   *connection,
                                            const char          *peer,
                                            LageTcpChannelEnded  ended);
void            lage_tcp_channel_cancel    (LageTcpChannel      *self);
char           *lage_tcp_channel_name_peer (GSocketConnection   *connection);

G_END_DECLS
