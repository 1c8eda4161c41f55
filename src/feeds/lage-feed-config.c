/* lage-feed-config.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-config.h"

#include <gio/gio.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-error.h"

#define DEFAULT_INTERVAL_S 60
#define DEFAULT_POLL_TIMEOUT_S 30
#define DEFAULT_STREAM_TIMEOUT_S 300
#define MAX_ID_LENGTH 64

#define KEY_NAME "Name"
#define KEY_FORMAT "Format"
#define KEY_URI "URI"
#define KEY_ENABLED "Enabled"
#define KEY_INTERVAL "Interval"
#define KEY_TIMEOUT "Timeout"

static const char *const own_keys[] = {
  KEY_NAME, KEY_FORMAT, KEY_URI, KEY_ENABLED, KEY_INTERVAL, KEY_TIMEOUT, NULL
};

/* Paths and queries stay as they are written: a SensorThings query does not survive decoding. */
#define URI_FLAGS                                                                                  \
  ((GUriFlags) (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY    \
                | G_URI_FLAGS_ENCODED_FRAGMENT))

static LageFeedWay
find_way (const char *uri)
{
  static const struct
  {
    const char  *scheme;
    LageFeedWay  way;
  } ways[] = {
    { "http", LAGE_FEED_WAY_HTTP },
    { "https", LAGE_FEED_WAY_HTTP },
    { "file", LAGE_FEED_WAY_FILE },
    { "tcp", LAGE_FEED_WAY_TCP },
    { "tcp-listen", LAGE_FEED_WAY_TCP_LISTEN },
    { "udp", LAGE_FEED_WAY_UDP },
  };
  const char *scheme = uri != NULL ? g_uri_peek_scheme (uri) : NULL;

  if (scheme != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      if (strcmp (scheme, ways[i].scheme) == 0)
        return ways[i].way;
  return LAGE_FEED_WAY_NONE;
}

static guint
get_default_timeout_s (LageFeedWay way)
{
  return way == LAGE_FEED_WAY_HTTP || way == LAGE_FEED_WAY_FILE ? DEFAULT_POLL_TIMEOUT_S
                                                                : DEFAULT_STREAM_TIMEOUT_S;
}

G_GNUC_PRINTF (4, 5)
static gboolean
refuse (const LageFeedConfig  *self,
        const char            *key,
        GError               **error,
        const char            *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "[" LAGE_FEED_GROUP_PREFIX "%s] %s: %s",
               self->id, key, text);
  return FALSE;
}

/**
 * lage_feed_config_new:
 * @id: the feed's id
 * @format: which decoder
 * @uri: where
 *
 * Makes the configuration of a feed that is not enabled, with the usual interval and time-out of
 * the way its bytes take.
 */
LageFeedConfig *
lage_feed_config_new (const char *id,
                      const char *format,
                      const char *uri)
{
  LageFeedConfig *self = g_new0 (LageFeedConfig, 1);

  g_assert (id != NULL && format != NULL && uri != NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (id);
  self->format = g_strdup (format);
  self->uri = g_strdup (uri);
  self->interval_s = DEFAULT_INTERVAL_S;
  self->timeout_s = get_default_timeout_s (find_way (uri));
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

LageFeedConfig *
lage_feed_config_copy (const LageFeedConfig *self)
{
  LageFeedConfig *copy = lage_feed_config_new (self->id, self->format, self->uri);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_free (copy->name);
  copy->name = g_strdup (self->name);
  copy->is_enabled = self->is_enabled;
  copy->interval_s = self->interval_s;
  copy->timeout_s = self->timeout_s;

  g_hash_table_iter_init (&iter, self->options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    lage_feed_config_set_option (copy, key, value);
  return copy;
}

void
lage_feed_config_free (LageFeedConfig *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->format);
  g_free (self->uri);
  g_hash_table_unref (self->options);
  g_free (self);
}

/**
 * lage_feed_config_get_option:
 * @self: the configuration
 * @key: a further key of the group
 *
 * Returns: (nullable): its value
 */
const char *
lage_feed_config_get_option (const LageFeedConfig *self,
                             const char           *key)
{
  return g_hash_table_lookup (self->options, key);
}

/**
 * lage_feed_config_set_option:
 * @self: the configuration
 * @key: a further key of the group
 * @value: (nullable): its value; NULL takes the key away
 */
void
lage_feed_config_set_option (LageFeedConfig *self,
                             const char     *key,
                             const char     *value)
{
  if (value == NULL)
    g_hash_table_remove (self->options, key);
  else
    g_hash_table_replace (self->options, g_strdup (key), g_strdup (value));
}

static gboolean
parse_seconds (const LageFeedConfig  *self,
               const char            *key,
               const char            *text,
               guint                  max_s,
               guint                 *seconds,
               GError               **error)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, max_s, &value, NULL))
    return refuse (self, key, error, "\"%s\" is not a number of seconds from 1 to %u", text, max_s);
  *seconds = (guint) value;
  return TRUE;
}

static gboolean
parse_boolean (const LageFeedConfig  *self,
               const char            *key,
               const char            *text,
               gboolean              *value,
               GError               **error)
{
  if (strcmp (text, "true") == 0 || strcmp (text, "1") == 0)
    *value = TRUE;
  else if (strcmp (text, "false") == 0 || strcmp (text, "0") == 0)
    *value = FALSE;
  else
    return refuse (self, key, error, "\"%s\" is neither true nor false", text);
  return TRUE;
}

static gboolean
take_key (LageFeedConfig  *self,
          const char      *key,
          char            *text,
          GError         **error)
{
  g_autofree char *value = text;

  if (strcmp (key, KEY_NAME) == 0)
    {
      g_free (self->name);
      self->name = g_steal_pointer (&value);
      return TRUE;
    }
  if (strcmp (key, KEY_ENABLED) == 0)
    return parse_boolean (self, key, value, &self->is_enabled, error);
  if (strcmp (key, KEY_INTERVAL) == 0)
    return parse_seconds (self, key, value, LAGE_FEED_MAX_INTERVAL_S, &self->interval_s, error);
  if (strcmp (key, KEY_TIMEOUT) == 0)
    return parse_seconds (self, key, value, LAGE_FEED_MAX_TIMEOUT_S, &self->timeout_s, error);

  for (guint i = 0; own_keys[i] != NULL; i++)
    if (g_ascii_strcasecmp (key, own_keys[i]) == 0)
      return refuse (self, key, error, "keys are written exactly: %s", own_keys[i]);

  lage_feed_config_set_option (self, key, value);
  return TRUE;
}

static char *
read_required (GKeyFile    *key_file,
               const char  *group,
               const char  *key,
               GError     **error)
{
  g_autofree char *value = g_key_file_get_string (key_file, group, key, NULL);

  if (value == NULL || value[0] == '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "[%s] %s: is missing", group, key);
      return NULL;
    }
  return g_steal_pointer (&value);
}

/**
 * lage_feed_config_read:
 * @key_file: the key file
 * @group: "Feed ID"
 * @error: return location for a #GError (LAGE_ERROR_INVALID) that names group and key
 *
 * Reads a feed and validates it.
 */
LageFeedConfig *
lage_feed_config_read (GKeyFile    *key_file,
                       const char  *group,
                       GError     **error)
{
  g_autoptr(LageFeedConfig) self = NULL;
  g_autofree char *format = NULL;
  g_autofree char *uri = NULL;
  g_auto(GStrv) keys = NULL;

  if (!g_str_has_prefix (group, LAGE_FEED_GROUP_PREFIX))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "[%s]: a feed's group is called \"" LAGE_FEED_GROUP_PREFIX "ID\"", group);
      return NULL;
    }

  format = read_required (key_file, group, KEY_FORMAT, error);
  if (format == NULL)
    return NULL;
  uri = read_required (key_file, group, KEY_URI, error);
  if (uri == NULL)
    return NULL;
  self = lage_feed_config_new (group + strlen (LAGE_FEED_GROUP_PREFIX), format, uri);

  keys = g_key_file_get_keys (key_file, group, NULL, error);
  if (keys == NULL)
    return NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GError) local_error = NULL;
      char *value = NULL;

      /* Translations of a key, such as Name[de], are the key file's alone. */
      if (strcmp (keys[i], KEY_FORMAT) == 0 || strcmp (keys[i], KEY_URI) == 0
          || strchr (keys[i], '[') != NULL)
        continue;

      value = g_key_file_get_string (key_file, group, keys[i], &local_error);
      if (value == NULL)
        {
          refuse (self, keys[i], error, "%s", local_error->message);
          return NULL;
        }
      if (!take_key (self, keys[i], value, error))
        return NULL;
    }

  if (!lage_feed_config_validate (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lage_feed_config_write:
 * @self: the configuration
 * @key_file: the key file
 *
 * Writes the feed's group. Comments of the keys that stay are kept, options that the feed no
 * longer has are taken away.
 */
void
lage_feed_config_write (const LageFeedConfig *self,
                        GKeyFile             *key_file)
{
  g_autofree char *group = g_strconcat (LAGE_FEED_GROUP_PREFIX, self->id, NULL);
  g_auto(GStrv) old_keys = g_key_file_get_keys (key_file, group, NULL, NULL);
  g_autoptr(GList) keys = NULL;

  for (guint i = 0; old_keys != NULL && old_keys[i] != NULL; i++)
    if (!g_strv_contains (own_keys, old_keys[i]) && strchr (old_keys[i], '[') == NULL
        && !g_hash_table_contains (self->options, old_keys[i]))
      g_key_file_remove_key (key_file, group, old_keys[i], NULL);

  g_key_file_set_string (key_file, group, KEY_NAME, self->name);
  g_key_file_set_string (key_file, group, KEY_FORMAT, self->format);
  g_key_file_set_string (key_file, group, KEY_URI, self->uri);
  g_key_file_set_boolean (key_file, group, KEY_ENABLED, self->is_enabled);
  g_key_file_set_uint64 (key_file, group, KEY_INTERVAL, self->interval_s);
  g_key_file_set_uint64 (key_file, group, KEY_TIMEOUT, self->timeout_s);

  /* In the order of the alphabet, so that the same configuration is the same file. */
  keys = g_list_sort (g_hash_table_get_keys (self->options), (GCompareFunc) g_strcmp0);
  for (const GList *l = keys; l != NULL; l = l->next)
    g_key_file_set_string (key_file, group, l->data, lage_feed_config_get_option (self, l->data));
}

static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  if (length == 0 || length > MAX_ID_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (id[i]) && strchr ("-_.", id[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
validate_uri (const LageFeedConfig  *self,
              GError               **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GInetAddress) address = NULL;
  LageFeedWay way = find_way (self->uri);
  const char *host;
  const char *path;

  if (way == LAGE_FEED_WAY_NONE)
    return refuse (self, KEY_URI, error,
                   "\"%s\" does not begin with http, https, file, tcp, tcp-listen or udp://",
                   self->uri);

  uri = g_uri_parse (self->uri, URI_FLAGS, &local_error);
  if (uri == NULL)
    return refuse (self, KEY_URI, error, "\"%s\": %s", self->uri, local_error->message);
  host = g_uri_get_host (uri);
  path = g_uri_get_path (uri);

  if (way == LAGE_FEED_WAY_FILE)
    {
      g_autofree char *file_host = NULL;
      g_autofree char *filename = g_filename_from_uri (self->uri, &file_host, &local_error);

      if (filename == NULL)
        return refuse (self, KEY_URI, error, "%s", local_error->message);
      if (file_host != NULL && strcmp (file_host, "localhost") != 0)
        return refuse (self, KEY_URI, error, "\"%s\" is on another machine", self->uri);
      return TRUE;
    }

  if (host == NULL || host[0] == '\0')
    return refuse (self, KEY_URI, error, "\"%s\" names no host", self->uri);
  if (way == LAGE_FEED_WAY_HTTP)
    {
      if (g_uri_get_port (uri) == 0)
        return refuse (self, KEY_URI, error, "\"%s\": the port is not from 1 to 65535", self->uri);
      return TRUE;
    }

  if (g_uri_get_port (uri) < 1)
    return refuse (self, KEY_URI, error, "\"%s\" names no port from 1 to 65535", self->uri);
  if ((path[0] != '\0' && strcmp (path, "/") != 0) || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    return refuse (self, KEY_URI, error, "\"%s\" has more than a host and a port", self->uri);

  address = g_inet_address_new_from_string (host);
  if (address == NULL && way != LAGE_FEED_WAY_TCP)
    return refuse (self, KEY_URI, error,
                   "\"%s\" is not an address of this machine or a multicast group in figures",
                   host);
  if (address != NULL && way != LAGE_FEED_WAY_UDP && g_inet_address_get_is_multicast (address))
    return refuse (self, KEY_URI, error, "\"%s\" is a multicast group, which TCP does not have",
                   host);
  return TRUE;
}

/**
 * lage_feed_config_validate:
 * @self: the configuration
 * @error: return location for a #GError (LAGE_ERROR_INVALID) that names group and key
 *
 * Whether the feed could run as far as the configuration alone can tell. The options are the
 * decoder's to judge, see lage_decoder_new().
 */
gboolean
lage_feed_config_validate (const LageFeedConfig  *self,
                           GError               **error)
{
  if (!is_id (self->id))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "[" LAGE_FEED_GROUP_PREFIX "%s]: an id has 1 to %d letters, figures, \"-\", "
                   "\"_\" and \".\"", self->id, MAX_ID_LENGTH);
      return FALSE;
    }
  if (self->name == NULL || self->name[0] == '\0')
    return refuse (self, KEY_NAME, error, "is empty");
  if (!g_strv_contains (lage_decoder_get_formats (), self->format))
    {
      g_autofree char *formats = g_strjoinv (", ", (char **) lage_decoder_get_formats ());

      return refuse (self, KEY_FORMAT, error, "\"%s\" is none of %s", self->format, formats);
    }
  if (self->interval_s < 1 || self->interval_s > LAGE_FEED_MAX_INTERVAL_S)
    return refuse (self, KEY_INTERVAL, error, "%u is not a number of seconds from 1 to %d",
                   self->interval_s, LAGE_FEED_MAX_INTERVAL_S);
  if (self->timeout_s < 1 || self->timeout_s > LAGE_FEED_MAX_TIMEOUT_S)
    return refuse (self, KEY_TIMEOUT, error, "%u is not a number of seconds from 1 to %d",
                   self->timeout_s, LAGE_FEED_MAX_TIMEOUT_S);
  return validate_uri (self, error);
}

LageFeedWay
lage_feed_config_get_way (const LageFeedConfig *self)
{
  return find_way (self->uri);
}

gboolean
lage_feed_config_equal (const LageFeedConfig *a,
                        const LageFeedConfig *b)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (strcmp (a->id, b->id) != 0 || g_strcmp0 (a->name, b->name) != 0
      || strcmp (a->format, b->format) != 0 || strcmp (a->uri, b->uri) != 0
      || a->is_enabled != b->is_enabled || a->interval_s != b->interval_s
      || a->timeout_s != b->timeout_s
      || g_hash_table_size (a->options) != g_hash_table_size (b->options))
    return FALSE;

  g_hash_table_iter_init (&iter, a->options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (value, lage_feed_config_get_option (b, key)) != 0)
      return FALSE;
  return TRUE;
}
