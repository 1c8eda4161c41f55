/* lage-server-probe.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "lage-capabilities.h"

G_BEGIN_DECLS

void               lage_server_probe_async  (SoupSession          *session,
                                             const char           *address,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
LageCapabilities * lage_server_probe_finish (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
