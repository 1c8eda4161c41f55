/* lage-feed-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-set.h"

#include "lage-error.h"

/**
 * LageFeedSet:
 *
 * The feeds of an operation, as its key file lists them: a #GListModel of #LageFeed.
 *
 * The key file stays in memory as it was read, so that saving keeps comments, groups that are none
 * of the feeds' and groups that are wrong.
 */
struct _LageFeedSet
{
  GObject parent_instance;

  char            *path;
  LageDecoderHost  host;
  LageClock       *clock;
  LageFeedSink     sink;
  gpointer         sink_data;
  GKeyFile        *key_file;
  GPtrArray       *feeds;    /* of LageFeed */
  GPtrArray       *problems; /* of text, NULL at the end */
  gboolean         is_running;
};

enum
{
  SIGNAL_HEALTH_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return LAGE_TYPE_FEED;
}

static guint
get_n_items (GListModel *model)
{
  return LAGE_FEED_SET (model)->feeds->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LageFeedSet *self = LAGE_FEED_SET (model);

  return position < self->feeds->len ? g_object_ref (self->feeds->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LageFeedSet, lage_feed_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
drafts_cb (LageFeed  *feed,
           GPtrArray *drafts,
           gpointer   data)
{
  LageFeedSet *self = data;

  if (self->sink != NULL)
    self->sink (feed, drafts, self->sink_data);
  else
    g_ptr_array_unref (drafts);
}

static void
health_changed_cb (LageFeedSet *self)
{
  g_signal_emit (self, signals[SIGNAL_HEALTH_CHANGED], 0);
}

static LageFeed *
make_feed (LageFeedSet          *self,
           const LageFeedConfig *config)
{
  const LageDecoderHost *host = self->host.find_newest != NULL ? &self->host : NULL;
  LageFeed *feed = lage_feed_new (config, host, self->clock);

  lage_feed_set_sink (feed, drafts_cb, self);
  g_signal_connect_object (feed, "health-changed", G_CALLBACK (health_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return feed;
}

/* Also the options, which only the format knows. */
static gboolean
validate (LageFeedSet           *self,
          const LageFeedConfig  *config,
          GError               **error)
{
  const LageDecoderHost *host = self->host.find_newest != NULL ? &self->host : NULL;
  g_autoptr(LageDecoder) decoder = NULL;

  if (!lage_feed_config_validate (config, error))
    return FALSE;
  decoder = lage_decoder_new (config, host, error);
  if (decoder != NULL)
    return TRUE;
  g_prefix_error (error, "[" LAGE_FEED_GROUP_PREFIX "%s] ", config->id);
  return FALSE;
}

static void
release_feed (gpointer data)
{
  LageFeed *feed = data;

  lage_feed_stop (feed);
  lage_feed_set_sink (feed, NULL, NULL);
  g_object_unref (feed);
}

static void
take_group (LageFeedSet *self,
            GKeyFile    *key_file,
            const char  *group,
            GPtrArray   *feeds,
            GPtrArray   *problems)
{
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(GError) error = NULL;

  if (g_str_equal (group, LAGE_FEED_IDENTITIES_GROUP))
    return;
  if (!g_str_has_prefix (group, LAGE_FEED_GROUP_PREFIX))
    {
      g_ptr_array_add (problems, g_strdup_printf ("%s: [%s]: is no group \"%sID\"", self->path,
                                                  group, LAGE_FEED_GROUP_PREFIX));
      return;
    }
  config = lage_feed_config_read (key_file, group, &error);
  if (config == NULL || !validate (self, config, &error))
    g_ptr_array_add (problems, g_strdup_printf ("%s: %s", self->path, error->message));
  else
    g_ptr_array_add (feeds, make_feed (self, config));
}

static void
lage_feed_set_dispose (GObject *object)
{
  LageFeedSet *self = LAGE_FEED_SET (object);

  g_ptr_array_set_size (self->feeds, 0);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (lage_feed_set_parent_class)->dispose (object);
}

static void
lage_feed_set_finalize (GObject *object)
{
  LageFeedSet *self = LAGE_FEED_SET (object);

  g_free (self->path);
  g_key_file_unref (self->key_file);
  g_ptr_array_unref (self->feeds);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (lage_feed_set_parent_class)->finalize (object);
}

static void
lage_feed_set_class_init (LageFeedSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_feed_set_dispose;
  object_class->finalize = lage_feed_set_finalize;

  /**
   * LageFeedSet::health-changed:
   *
   * The health of one of the feeds changed, or which feeds there are.
   */
  signals[SIGNAL_HEALTH_CHANGED] = g_signal_new ("health-changed", LAGE_TYPE_FEED_SET,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
}

static void
lage_feed_set_init (LageFeedSet *self)
{
  self->key_file = g_key_file_new ();
  self->feeds = g_ptr_array_new_with_free_func (release_feed);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->problems, NULL);
}

/**
 * lage_feed_set_new:
 * @path: the key file of the operation, which need not exist yet
 * @host: (nullable): what decoders may ask; copied, its data must live as long as the set
 * @clock: the situation's clock
 *
 * Makes a set without feeds.
 */
LageFeedSet *
lage_feed_set_new (const char            *path,
                   const LageDecoderHost *host,
                   LageClock             *clock)
{
  LageFeedSet *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (LAGE_IS_CLOCK (clock), NULL);

  self = g_object_new (LAGE_TYPE_FEED_SET, NULL);
  self->path = g_strdup (path);
  if (host != NULL)
    self->host = *host;
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * lage_feed_set_set_sink:
 * @self: the set
 * @sink: (nullable): takes what any of the feeds finds
 * @data: passed to it
 */
void
lage_feed_set_set_sink (LageFeedSet  *self,
                        LageFeedSink  sink,
                        gpointer      data)
{
  g_return_if_fail (LAGE_IS_FEED_SET (self));

  self->sink = sink;
  self->sink_data = data;
}

/**
 * lage_feed_set_load:
 * @self: the set
 * @default_path: (nullable): a key file to begin with if the operation has none yet
 * @error: return location for a #GError; LAGE_ERROR_INVALID if the file as a whole can't be read
 *
 * Reads the key file, in place of what the set holds. A group that is wrong is one of the problems
 * and the others are feeds nevertheless. This reads a small file at once: it belongs where an
 * operation is opened, before the windows.
 */
gboolean
lage_feed_set_load (LageFeedSet  *self,
                    const char   *default_path,
                    GError      **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GPtrArray) feeds = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) local_error = NULL;
  g_auto(GStrv) groups = NULL;
  GKeyFileFlags flags = G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS;
  const char *path;
  guint n_before;

  g_return_val_if_fail (LAGE_IS_FEED_SET (self), FALSE);

  path = self->path;
  if (default_path != NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    path = default_path;
  if (!g_key_file_load_from_file (key_file, path, flags, &local_error))
    {
      g_set_error (error, LAGE_ERROR,
                   g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                     ? LAGE_ERROR_NOT_FOUND
                     : LAGE_ERROR_INVALID,
                   "%s: %s", path, local_error->message);
      return FALSE;
    }

  feeds = g_ptr_array_new_with_free_func (release_feed);
  problems = g_ptr_array_new_with_free_func (g_free);
  groups = g_key_file_get_groups (key_file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    take_group (self, key_file, groups[i], feeds, problems);
  g_ptr_array_add (problems, NULL);

  n_before = self->feeds->len;
  g_key_file_unref (self->key_file);
  self->key_file = g_steal_pointer (&key_file);
  g_ptr_array_unref (self->problems);
  self->problems = g_steal_pointer (&problems);
  g_ptr_array_unref (self->feeds);
  self->feeds = g_steal_pointer (&feeds);

  if (self->is_running)
    lage_feed_set_start (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->feeds->len);
  health_changed_cb (self);
  return TRUE;
}

/**
 * lage_feed_set_get_problems:
 * @self: the set
 *
 * Returns: (array zero-terminated=1): what was wrong in the key file, one line each
 */
const char *const *
lage_feed_set_get_problems (LageFeedSet *self)
{
  g_return_val_if_fail (LAGE_IS_FEED_SET (self), NULL);

  return (const char *const *) self->problems->pdata;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lage_feed_set_save_async:
 * @self: the set
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is there
 * @user_data: passed to it
 *
 * Writes the key file anew; it is the old one or the new one at any moment.
 */
void
lage_feed_set_save_async (LageFeedSet         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GTask *task;
  char *text;
  gsize size = 0;

  g_return_if_fail (LAGE_IS_FEED_SET (self));

  text = g_key_file_to_data (self->key_file, &size, NULL);
  bytes = g_bytes_new_take (text, size);
  file = g_file_new_for_path (self->path);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_feed_set_save_async);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       cancellable, saved_cb, task);
}

gboolean
lage_feed_set_save_finish (LageFeedSet   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
find_position (LageFeedSet *self,
               const char  *id,
               guint       *position)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (g_strcmp0 (lage_feed_get_config (self->feeds->pdata[i])->id, id) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
require_position (LageFeedSet  *self,
                  const char   *id,
                  guint        *position,
                  GError      **error)
{
  if (find_position (self, id, position))
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "there is no feed \"%s\"", id);
  return FALSE;
}

/**
 * lage_feed_set_find:
 * @self: the set
 * @id: a feed's id
 *
 * Returns: (transfer none) (nullable): the feed
 */
LageFeed *
lage_feed_set_find (LageFeedSet *self,
                    const char  *id)
{
  guint position = 0;

  g_return_val_if_fail (LAGE_IS_FEED_SET (self), NULL);

  return find_position (self, id, &position) ? self->feeds->pdata[position] : NULL;
}

/**
 * lage_feed_set_add:
 * @self: the set
 * @config: the configuration; copied
 * @error: return location for a #GError (LAGE_ERROR_INVALID)
 *
 * Adds a feed, which runs if it is enabled and the set runs. The key file is as before until it is
 * saved.
 *
 * Returns: (transfer none): the feed
 */
LageFeed *
lage_feed_set_add (LageFeedSet           *self,
                   const LageFeedConfig  *config,
                   GError               **error)
{
  g_autofree char *group = NULL;
  LageFeed *feed;

  g_return_val_if_fail (LAGE_IS_FEED_SET (self), NULL);

  if (!validate (self, config, error))
    return NULL;
  group = g_strconcat (LAGE_FEED_GROUP_PREFIX, config->id, NULL);
  if (g_key_file_has_group (self->key_file, group))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "[%s]: exists already", group);
      return NULL;
    }

  lage_feed_config_write (config, self->key_file);
  feed = make_feed (self, config);
  g_ptr_array_add (self->feeds, feed);
  if (self->is_running && config->is_enabled)
    lage_feed_start (feed);
  g_list_model_items_changed (G_LIST_MODEL (self), self->feeds->len - 1, 0, 1);
  health_changed_cb (self);
  return feed;
}

/**
 * lage_feed_set_remove:
 * @self: the set
 * @id: a feed's id
 * @error: return location for a #GError (LAGE_ERROR_NOT_FOUND)
 *
 * Stops a feed and takes it away.
 */
gboolean
lage_feed_set_remove (LageFeedSet  *self,
                      const char   *id,
                      GError      **error)
{
  g_autofree char *group = NULL;
  guint position = 0;

  g_return_val_if_fail (LAGE_IS_FEED_SET (self), FALSE);

  if (!require_position (self, id, &position, error))
    return FALSE;
  group = g_strconcat (LAGE_FEED_GROUP_PREFIX, id, NULL);
  g_key_file_remove_group (self->key_file, group, NULL);
  g_ptr_array_remove_index (self->feeds, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  health_changed_cb (self);
  return TRUE;
}

/**
 * lage_feed_set_replace:
 * @self: the set
 * @config: a configuration with the id of a feed; copied
 * @error: return location for a #GError (LAGE_ERROR_INVALID, LAGE_ERROR_NOT_FOUND)
 *
 * Gives a feed another configuration. It starts or stops as that and the set say; its counters go
 * on.
 */
gboolean
lage_feed_set_replace (LageFeedSet           *self,
                       const LageFeedConfig  *config,
                       GError               **error)
{
  guint position = 0;
  LageFeed *feed;

  g_return_val_if_fail (LAGE_IS_FEED_SET (self), FALSE);

  if (!validate (self, config, error)
      || !require_position (self, config->id, &position, error))
    return FALSE;

  feed = self->feeds->pdata[position];
  lage_feed_config_write (config, self->key_file);
  if (!config->is_enabled)
    lage_feed_stop (feed);
  lage_feed_set_config (feed, config);
  if (self->is_running && config->is_enabled)
    lage_feed_start (feed);
  return TRUE;
}

/**
 * lage_feed_set_start:
 * @self: the set
 *
 * Starts all feeds that are enabled.
 */
void
lage_feed_set_start (LageFeedSet *self)
{
  g_return_if_fail (LAGE_IS_FEED_SET (self));

  self->is_running = TRUE;
  for (guint i = 0; i < self->feeds->len; i++)
    if (lage_feed_get_config (self->feeds->pdata[i])->is_enabled)
      lage_feed_start (self->feeds->pdata[i]);
}

void
lage_feed_set_stop (LageFeedSet *self)
{
  g_return_if_fail (LAGE_IS_FEED_SET (self));

  self->is_running = FALSE;
  for (guint i = 0; i < self->feeds->len; i++)
    lage_feed_stop (self->feeds->pdata[i]);
}

/**
 * lage_feed_set_get_summary:
 * @self: the set
 * @summary: (out): how it goes altogether
 */
void
lage_feed_set_get_summary (LageFeedSet     *self,
                           LageFeedSummary *summary)
{
  g_return_if_fail (LAGE_IS_FEED_SET (self));

  *summary = (LageFeedSummary) { .n_feeds = self->feeds->len,
                                 .worst = LAGE_FEED_STATE_DISABLED };
  for (guint i = 0; i < self->feeds->len; i++)
    {
      LageFeedState state = lage_feed_get_health (self->feeds->pdata[i])->state;

      summary->worst = MAX (summary->worst, state);
      switch (state)
        {
        case LAGE_FEED_STATE_OK:
          summary->n_ok++;
          break;
        case LAGE_FEED_STATE_WAITING:
        case LAGE_FEED_STATE_STARTING:
          summary->n_waiting++;
          break;
        case LAGE_FEED_STATE_DEGRADED:
          summary->n_degraded++;
          break;
        case LAGE_FEED_STATE_FAILING:
          summary->n_failing++;
          break;
        case LAGE_FEED_STATE_DISABLED:
        default:
          summary->n_disabled++;
          break;
        }
    }
}
