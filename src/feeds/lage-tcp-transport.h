/* lage-tcp-transport.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TCP_TRANSPORT (lage_tcp_transport_get_type ())

G_DECLARE_FINAL_TYPE (LageTcpTransport, lage_tcp_transport, LAGE, TCP_TRANSPORT, LageTransport)

G_END_DECLS
