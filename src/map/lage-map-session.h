/* lage-map-session.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Connections that any one host has to bear of us. */
#define LAGE_MAP_SESSION_MAX_CONNECTIONS 4

SoupSession * lage_map_session_new       (void);
void          lage_map_session_configure (SoupSession  *session,
                                          const char   *contact,
                                          const char   *proxy_uri);
gboolean      lage_map_session_check_proxy (const char   *proxy_uri,
                                            GError      **error);

G_END_DECLS
