/* lage-tcp-listener.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TCP_LISTENER (lage_tcp_listener_get_type ())

G_DECLARE_FINAL_TYPE (LageTcpListener, lage_tcp_listener, LAGE, TCP_LISTENER, LageTransport)

G_END_DECLS
