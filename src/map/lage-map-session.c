/* lage-map-session.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-session.h"

#include <string.h>

/* The one place that makes HTTP sessions for maps: they say honestly who asks, take the proxy of the
 * system or one of their own, and do not wait for ever. */

#define TIMEOUT_S 20

/**
 * lage_map_session_new:
 *
 * Returns: (transfer full): a session with the proxy of the system and no contact
 */
SoupSession *
lage_map_session_new (void)
{
  SoupSession *session =
    soup_session_new_with_options ("timeout", TIMEOUT_S,
                                   "max-conns-per-host", LAGE_MAP_SESSION_MAX_CONNECTIONS,
                                   NULL);

  lage_map_session_configure (session, NULL, NULL);

  return session;
}

/**
 * lage_map_session_check_proxy:
 * @proxy_uri: an address
 * @error: why it is no proxy
 */
gboolean
lage_map_session_check_proxy (const char  *proxy_uri,
                              GError     **error)
{
  static const char *const schemes[] = { "http", "https", "socks", "socks4", "socks4a", "socks5",
                                         NULL };
  g_autoptr(GUri) uri = g_uri_parse (proxy_uri, G_URI_FLAGS_HAS_PASSWORD, error);

  if (uri == NULL)
    return FALSE;
  if (g_strv_contains (schemes, g_uri_get_scheme (uri)) && g_uri_get_host (uri) != NULL
      && *g_uri_get_host (uri) != '\0')
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: not the address of a proxy",
               proxy_uri);

  return FALSE;
}

/**
 * lage_map_session_configure:
 * @session: a session
 * @contact: (nullable): how operators of servers reach who runs this program; RFC 9110, 10.1.5
 * @proxy_uri: (nullable): a proxy; %NULL or empty for that of the system
 *
 * What is on its way goes on; what is asked next goes the new way.
 */
void
lage_map_session_configure (SoupSession *session,
                            const char  *contact,
                            const char  *proxy_uri)
{
  g_autofree char *agent = NULL;
  g_autoptr(GProxyResolver) resolver = NULL;

  g_return_if_fail (SOUP_IS_SESSION (session));

  /* A line break would begin another header, a parenthesis end the comment. */
  if (contact != NULL && *contact != '\0' && strpbrk (contact, "\r\n()\\") == NULL
      && g_str_is_ascii (contact))
    agent = g_strdup_printf ("Rescue-Mate/%s (+%s)", LAGE_VERSION, contact);
  soup_session_set_user_agent (session, agent != NULL ? agent : "Rescue-Mate/" LAGE_VERSION);

  if (proxy_uri != NULL && *proxy_uri != '\0' && lage_map_session_check_proxy (proxy_uri, NULL))
    resolver = g_simple_proxy_resolver_new (proxy_uri, NULL);
  else
    resolver = g_object_ref (g_proxy_resolver_get_default ());
  soup_session_set_proxy_resolver (session, resolver);
}
