/* lage-session.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-session"

#include "config.h"

#include "lage-session.h"

#include "lage-error.h"
#include "lage-session-private.h"
#include "lage-session-resources.h"

#define THRESHOLDS_RESOURCE "/org/rescuemate/RescueMate/data/thresholds.conf"

/**
 * LageSession:
 *
 * One open operation: its clock, log, picture and feeds, and the one way in between.
 *
 *     feeds --drafts--+
 *                     +--> queue --scribe--> ops --store, committed--> situation --> views
 *     edits --drafts--+
 *
 * One batch at a time is on its way to the disk; what comes meanwhile waits and makes the next one.
 * What is in the picture is on disk. If the disk fails, the batch is kept and tried again until it
 * succeeds, and views can tell (`store-problem`).
 */
G_DEFINE_FINAL_TYPE (LageSession, lage_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STORE_PROBLEM,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_AUTHOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gint64
find_newest (const LageId *entity,
             LageField     field,
             gpointer      data)
{
  LageSession *self = data;

  return lage_situation_find_newest (self->situation, entity, field);
}

static void
feed_sink (LageFeed  *feed,
           GPtrArray *drafts,
           gpointer   data)
{
  lage_session_take_drafts (data, lage_feed_get_config (feed)->id, drafts);
  g_ptr_array_unref (drafts);
}

static gboolean
load_thresholds (LageSession  *self,
                 GError      **error)
{
  g_autoptr(GBytes) bytes = g_resource_lookup_data (lage_session_resources_get_resource (),
                                                    THRESHOLDS_RESOURCE,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;
  self->thresholds = lage_thresholds_new (g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), error);
  return self->thresholds != NULL;
}

static void
identities_sink (GPtrArray *drafts,
                 gpointer   data)
{
  g_autoptr(GPtrArray) owned = drafts;

  lage_session_take_drafts (data, LAGE_IDENTITIES_SOURCE, owned);
}

/* What is wrong there leaves things apart that belong together; the picture is whole without. */
static void
start_identities (LageSession *self,
                  const char  *path)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GError) error = NULL;

  if (g_key_file_load_from_file (key_file, path, G_KEY_FILE_NONE, &error))
    self->identities = lage_identities_new (key_file, self->situation, identities_sink, self,
                                            &error);
  if (self->identities == NULL)
    g_message ("%s: %s", path, error->message);
}

/* An operation opens without its feeds rather than not at all. What cannot be read is kept aside,
 * since saving feeds writes the file anew. */
static void
load_feeds (LageSession *self,
            const char  *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *kept_path = g_strconcat (path, ".damaged", NULL);
  g_autoptr(GFile) kept = g_file_new_for_path (kept_path);

  if (lage_feed_set_load (self->feeds, NULL, &error))
    {
      const char *const *problems = lage_feed_set_get_problems (self->feeds);

      if (problems != NULL && problems[0] != NULL)
        self->feeds_problem = g_strjoinv ("; ", (char **) problems);
      return;
    }

  self->feeds_problem = g_strdup (error->message);
  if (g_file_query_exists (file, NULL)
      && !g_file_copy (file, kept, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL))
    g_debug ("%s: could not be kept aside", path);
}

static gboolean
start (LageSession    *self,
       GPtrArray      *edits,
       GError        **error)
{
  LageDecoderHost host = { find_newest, self };
  g_autofree char *feeds_path = lage_operation_get_feeds_path (self->operation);

  lage_undo_stack_load (self->undo, edits);
  self->clock = lage_operation_make_clock (self->operation);
  self->scribe = lage_scribe_new (lage_store_get_actor (self->store), self->clock,
                                  self->situation);
  if (!load_thresholds (self, error))
    return FALSE;
  self->feeds = lage_feed_set_new (feeds_path, &host, self->clock);
  lage_feed_set_set_sink (self->feeds, feed_sink, self);
  load_feeds (self, feeds_path);
  start_identities (self, feeds_path);
  return TRUE;
}

static void
lage_session_dispose (GObject *object)
{
  LageSession *self = LAGE_SESSION (object);

  lage_session_close (self);
  g_clear_object (&self->feeds);
  g_clear_object (&self->situation);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->operation);

  G_OBJECT_CLASS (lage_session_parent_class)->dispose (object);
}

static void
lage_session_finalize (GObject *object)
{
  LageSession *self = LAGE_SESSION (object);

  g_clear_pointer (&self->scribe, lage_scribe_free);
  g_clear_pointer (&self->thresholds, lage_thresholds_free);
  g_clear_pointer (&self->author, g_ref_string_release);
  g_clear_pointer (&self->store_problem, g_free);
  g_clear_pointer (&self->feeds_problem, g_free);
  lage_session_clear_queue (self);

  G_OBJECT_CLASS (lage_session_parent_class)->finalize (object);
}

static void
lage_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LageSession *self = LAGE_SESSION (object);

  switch (prop_id)
    {
    case PROP_STORE_PROBLEM:
      g_value_set_string (value, self->store_problem);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, lage_session_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, lage_session_get_redo_label (self));
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, lage_session_get_author (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_session_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LageSession *self = LAGE_SESSION (object);

  switch (prop_id)
    {
    case PROP_AUTHOR:
      lage_session_set_author (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_session_class_init (LageSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_session_dispose;
  object_class->finalize = lage_session_finalize;
  object_class->get_property = lage_session_get_property;
  object_class->set_property = lage_session_set_property;

  /**
   * LageSession:store-problem:
   *
   * Why nothing can be written at the moment, or NULL.
   */
  properties[PROP_STORE_PROBLEM] =
    g_param_spec_string ("store-problem", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * LageSession:undo-label:
   *
   * What undo would take back, or NULL.
   */
  properties[PROP_UNDO_LABEL] =
    g_param_spec_string ("undo-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * LageSession:redo-label:
   *
   * What redo would make again, or NULL.
   */
  properties[PROP_REDO_LABEL] =
    g_param_spec_string ("redo-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * LageSession:author:
   *
   * The person at the keyboard, who signs what is edited.
   */
  properties[PROP_AUTHOR] =
    g_param_spec_string ("author", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lage_session_init (LageSession *self)
{
  lage_session_init_queue (self);
}

static void
edits_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LageSession *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) edits = NULL;
  GError *error = NULL;

  edits = lage_store_read_edits_finish (LAGE_STORE (object), result, &error);
  if (edits == NULL || !start (self, edits, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LageSession *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->situation = lage_store_load_finish (LAGE_STORE (object), result, &error);
  if (self->situation == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lage_store_read_edits_async (self->store, g_task_get_cancellable (task), edits_read_cb,
                               g_object_ref (task));
}

static void
store_opened_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LageSession *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->store = lage_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lage_store_load_async (self->store, 0, g_task_get_cancellable (task), loaded_cb,
                         g_object_ref (task));
}

/**
 * lage_session_open_async:
 * @directory: of an operation or exercise
 * @cancellable: (nullable): to give up
 * @callback: called when it is open; its feeds do not run yet
 * @user_data: passed to @callback
 */
void
lage_session_open_async (const char          *directory,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(LageSession) self = g_object_new (LAGE_TYPE_SESSION, NULL);
  g_autofree char *path = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, lage_session_open_async);
  self->operation = lage_operation_open (directory, &error);
  if (self->operation == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  path = lage_operation_get_store_path (self->operation);
  g_task_set_task_data (task, g_steal_pointer (&self), g_object_unref);
  lage_store_open_async (path, LAGE_STORE_READ_WRITE, cancellable, store_opened_cb,
                         g_object_ref (task));
}

LageSession *
lage_session_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lage_session_open:
 * @directory: of an operation or exercise
 * @error: return location for a #GError
 *
 * Opens and blocks: for programs without a window.
 */
LageSession *
lage_session_open (const char  *directory,
                   GError     **error)
{
  g_autoptr(LageSession) self = g_object_new (LAGE_TYPE_SESSION, NULL);
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) edits = NULL;

  self->operation = lage_operation_open (directory, error);
  if (self->operation == NULL)
    return NULL;
  path = lage_operation_get_store_path (self->operation);
  self->store = lage_store_open (path, LAGE_STORE_READ_WRITE, error);
  if (self->store == NULL)
    return NULL;
  self->situation = lage_store_load (self->store, 0, error);
  edits = self->situation != NULL ? lage_store_read_edits (self->store, error) : NULL;
  if (edits == NULL || !start (self, edits, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lage_session_close:
 * @self: the session
 *
 * Stops the feeds, writes what waits, and closes the log. Blocks until it is on disk.
 */
void
lage_session_close (LageSession *self)
{
  g_return_if_fail (LAGE_IS_SESSION (self));

  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_pointer (&self->identities, lage_identities_free);
  if (self->feeds != NULL)
    lage_feed_set_stop (self->feeds);
  if (self->store == NULL)
    return;

  if (self->scribe != NULL)
    lage_session_write_rest (self);
  lage_store_close (self->store);
}

LageOperation *
lage_session_get_operation (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->operation;
}

LageClock *
lage_session_get_clock (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->clock;
}

LageSituation *
lage_session_get_situation (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->situation;
}

LageStore *
lage_session_get_store (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->store;
}

LageFeedSet *
lage_session_get_feeds (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->feeds;
}

const LageThresholds *
lage_session_get_thresholds (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->thresholds;
}

/**
 * lage_session_get_author:
 * @self: the session
 *
 * Returns: (nullable): the person who signs edits
 */
const char *
lage_session_get_author (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->author;
}

void
lage_session_set_author (LageSession *self,
                         const char  *author)
{
  g_return_if_fail (LAGE_IS_SESSION (self));

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_clear_pointer (&self->author, g_ref_string_release);
  if (author != NULL && *author != '\0')
    self->author = g_ref_string_new (author);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

const char *
lage_session_get_store_problem (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->store_problem;
}

/**
 * lage_session_get_feeds_problem:
 * @self: the session
 *
 * Returns: (nullable): what of the file of the feeds could not be used when it was opened
 */
const char *
lage_session_get_feeds_problem (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return self->feeds_problem;
}

/**
 * lage_session_get_n_waiting:
 * @self: the session
 *
 * Returns: how many batches of drafts are not on disk yet
 */
guint
lage_session_get_n_waiting (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), 0);

  return self->queue->len + (self->batch != NULL ? 1 : 0);
}

guint64
lage_session_get_n_committed (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), 0);

  return self->n_committed;
}

/**
 * lage_session_take_drafts:
 * @self: the session
 * @source: who says so, for drafts that do not say it themselves
 * @drafts: (element-type LageDraft): what was decoded; emptied
 *
 * The way in for feeds.
 */
void
lage_session_take_drafts (LageSession *self,
                          const char  *source,
                          GPtrArray   *drafts)
{
  g_autofree gpointer *items = NULL;
  gsize n_items;
  GPtrArray *taken;

  g_return_if_fail (LAGE_IS_SESSION (self));

  if (self->is_closed || drafts->len == 0)
    return;

  taken = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  items = g_ptr_array_steal (drafts, &n_items);
  for (gsize i = 0; i < n_items; i++)
    {
      LageDraft *draft = items[i];

      if (draft->source == NULL)
        lage_draft_set_source (draft, source);
      g_ptr_array_add (taken, draft);
    }
  lage_session_enqueue_reports (self, taken);
}

/**
 * lage_session_edit_async:
 * @self: the session
 * @drafts: (element-type LageDraft): what a person says; they appear together
 * @label: what was done, for people; shown with undo
 * @cancellable: (nullable): ignored once it is written
 * @callback: called when it is on disk and in the picture
 * @user_data: passed to @callback
 */
void
lage_session_edit_async (LageSession         *self,
                         GPtrArray           *drafts,
                         const char          *label,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (LAGE_IS_SESSION (self));
  g_return_if_fail (label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_session_edit_async);
  if (self->is_closed)
    {
      g_task_return_new_error (task, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "the session is closed");
      return;
    }
  lage_session_enqueue_edit (self, drafts, label, task);
}

gboolean
lage_session_edit_finish (LageSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
