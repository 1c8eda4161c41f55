/* lage-http-transport.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_HTTP_TRANSPORT (lage_http_transport_get_type ())

G_DECLARE_FINAL_TYPE (LageHttpTransport, lage_http_transport, LAGE, HTTP_TRANSPORT, LageTransport)

G_END_DECLS
