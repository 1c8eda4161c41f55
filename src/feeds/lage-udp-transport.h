/* lage-udp-transport.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_UDP_TRANSPORT (lage_udp_transport_get_type ())

G_DECLARE_FINAL_TYPE (LageUdpTransport, lage_udp_transport, LAGE, UDP_TRANSPORT, LageTransport)

G_END_DECLS
