/* lage-feed-config.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LageFeedWay:
 * @LAGE_FEED_WAY_NONE: not a URI that is handled
 * @LAGE_FEED_WAY_HTTP: http:// or https://, polled
 * @LAGE_FEED_WAY_FILE: file:///, polled, read anew when it has changed
 * @LAGE_FEED_WAY_TCP: tcp://host:port, a client that keeps connected
 * @LAGE_FEED_WAY_TCP_LISTEN: tcp-listen://address:port, a server for many clients
 * @LAGE_FEED_WAY_UDP: udp://address:port, a listener; a multicast address joins its group
 *
 * How bytes arrive.
 */
typedef enum
{
  LAGE_FEED_WAY_NONE,
  LAGE_FEED_WAY_HTTP,
  LAGE_FEED_WAY_FILE,
  LAGE_FEED_WAY_TCP,
  LAGE_FEED_WAY_TCP_LISTEN,
  LAGE_FEED_WAY_UDP,
} LageFeedWay;

#define LAGE_FEED_GROUP_PREFIX "Feed "
#define LAGE_FEED_IDENTITIES_GROUP "Identities" /* read by session/lage-identities.c */
#define LAGE_FEED_MAX_INTERVAL_S 604800
#define LAGE_FEED_MAX_TIMEOUT_S 86400

/**
 * LageFeedConfig:
 * @id: the group's name in the key file without "Feed ", such as "pegelonline"; also the source of
 *   what the feed says
 * @name: for people
 * @format: which decoder, such as "cot"
 * @uri: where: http(s)://, file:///, tcp://host:port (client), tcp-listen://address:port (server),
 *   udp://address:port (listener; a multicast address joins its group)
 * @is_enabled: whether it runs; not, unless the key file says so
 * @interval_s: seconds between polls, for http(s) and file; 1 to LAGE_FEED_MAX_INTERVAL_S
 * @timeout_s: seconds until an attempt is given up, or a silent connection is made anew; 1 to
 *   LAGE_FEED_MAX_TIMEOUT_S
 * @options: (element-type utf8 utf8): further keys of the group, for the decoder
 *
 * One feed, as written in the key file of an operation (documented in data/feeds.conf).
 */
typedef struct
{
  char       *id;
  char       *name;
  char       *format;
  char       *uri;
  gboolean    is_enabled;
  guint       interval_s;
  guint       timeout_s;
  GHashTable *options;
} LageFeedConfig;

LageFeedConfig *lage_feed_config_new        (const char            *id,
                                             const char            *format,
                                             const char            *uri) G_GNUC_WARN_UNUSED_RESULT;
LageFeedConfig *lage_feed_config_copy       (const LageFeedConfig  *self) G_GNUC_WARN_UNUSED_RESULT;
void            lage_feed_config_free       (LageFeedConfig        *self);
const char     *lage_feed_config_get_option (const LageFeedConfig  *self,
                                             const char            *key);
void            lage_feed_config_set_option (LageFeedConfig        *self,
                                             const char            *key,
                                             const char            *value);
LageFeedConfig *lage_feed_config_read       (GKeyFile              *key_file,
                                             const char            *group,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_feed_config_write      (const LageFeedConfig  *self,
                                             GKeyFile              *key_file);
gboolean        lage_feed_config_validate   (const LageFeedConfig  *self,
                                             GError               **error);
LageFeedWay     lage_feed_config_get_way    (const LageFeedConfig  *self);
gboolean        lage_feed_config_equal      (const LageFeedConfig  *a,
                                             const LageFeedConfig  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageFeedConfig, lage_feed_config_free)

G_END_DECLS
