/* lage-session.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-session"

#include "config.h"

#include "lage-session.h"

#include "lage-error.h"
#include "lage-identities.h"
#include "lage-scribe.h"
#include "lage-session-resources.h"
#include "lage-undo.h"

#define RETRY_MS 2000
#define CHECKPOINT_OPS 20000
#define UNDO_DEPTH 50
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
struct _LageSession
{
  GObject parent_instance;

  LageOperation  *operation;
  LageClock      *clock;
  LageStore      *store;
  LageSituation  *situation;
  LageFeedSet    *feeds;
  LageThresholds *thresholds;
  LageScribe     *scribe;
  LageIdentities *identities;

  char           *author; /* a GRefString */
  char           *store_problem;
  char           *feeds_problem;
  GPtrArray      *queue;   /* Entry */
  GPtrArray      *batch;   /* LageOp on their way to the disk, or NULL */
  GPtrArray      *edits;   /* Edit that the batch holds */
  GQueue          undo;    /* LageUndo, newest first */
  gboolean        is_writing; /* the batch is with the store */
  guint           retry_id;
  guint64         n_committed;
  guint64         n_at_checkpoint;
  gboolean        is_closed;
};

/* What one caller hands in. */
typedef struct
{
  GPtrArray *drafts;
  char      *author;  /* a GRefString */
  GTask     *task;    /* of an edit; NULL for a feed */
  char      *label;   /* of an edit that can be taken back */
  LageUndo  *undone;  /* of an edit that takes one back */
} Entry;

/* What of it is under way: the range of its ops in the batch. */
typedef struct
{
  GTask    *task;
  LageUndo *undo;
  LageUndo *undone;
  guint     first_op;
  guint     n_ops;
} Edit;

G_DEFINE_FINAL_TYPE (LageSession, lage_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STORE_PROBLEM,
  PROP_UNDO_LABEL,
  PROP_AUTHOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pump (LageSession *self);

static void
entry_free (Entry *entry)
{
  g_ptr_array_unref (entry->drafts);
  g_clear_pointer (&entry->author, g_ref_string_release);
  g_clear_object (&entry->task);
  g_free (entry->label);
  lage_undo_free (entry->undone);
  g_free (entry);
}

static void
edit_free (Edit *edit)
{
  g_clear_object (&edit->task);
  lage_undo_free (edit->undo);
  lage_undo_free (edit->undone);
  g_free (edit);
}

static void
set_store_problem (LageSession *self,
                   const char  *problem)
{
  if (g_strcmp0 (self->store_problem, problem) == 0)
    return;
  g_free (self->store_problem);
  self->store_problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE_PROBLEM]);
}

static void
push_undo (LageSession *self,
           LageUndo    *undo)
{
  g_queue_push_head (&self->undo, undo);
  while (self->undo.length > UNDO_DEPTH)
    lage_undo_free (g_queue_pop_tail (&self->undo));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
}

/* Feeds repeat themselves: what they have said before is left out. */
static void
drop_old_news (LageSession *self,
               LageDraft   *draft)
{
  LageChange *changes = (gpointer) draft->changes->data;
  guint n_kept = 0;

  for (guint i = 0; i < draft->changes->len; i++)
    if (lage_situation_is_news (self->situation, draft, &changes[i], draft->source))
      {
        /* What is left out moves behind, where the array clears it. */
        LageChange kept = changes[i];

        changes[i] = changes[n_kept];
        changes[n_kept++] = kept;
      }
  g_array_set_size (draft->changes, n_kept);
}

static void
write_entry (LageSession *self,
             Entry       *entry,
             GPtrArray   *batch,
             GPtrArray   *edits)
{
  g_autoptr(LageUndo) undo = NULL;
  guint first_op = batch->len;
  guint64 transaction = entry->task != NULL ? lage_scribe_begin (self->scribe) : 0;

  if (entry->label != NULL)
    undo = lage_undo_new (self->situation, entry->drafts, entry->label);
  for (guint i = 0; i < entry->drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (entry->drafts, i);

      if (entry->task == NULL)
        drop_old_news (self, draft);
      lage_scribe_write (self->scribe, draft, entry->author, transaction, batch);
    }

  if (entry->task != NULL)
    {
      Edit *edit = g_new0 (Edit, 1);

      edit->task = g_steal_pointer (&entry->task);
      edit->undo = g_steal_pointer (&undo);
      edit->undone = g_steal_pointer (&entry->undone);
      edit->first_op = first_op;
      edit->n_ops = batch->len - first_op;
      g_ptr_array_add (edits, edit);
    }
}

/* An edit stands first in its batch: undo takes it back to how things were when everything before it
 * was in the picture. */
static void
make_batch (LageSession *self)
{
  guint n_taken = 0;

  self->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  for (; n_taken < self->queue->len; n_taken++)
    {
      Entry *entry = g_ptr_array_index (self->queue, n_taken);

      if (n_taken > 0 && entry->task != NULL)
        break;
      write_entry (self, entry, self->batch, self->edits);
    }
  g_ptr_array_remove_range (self->queue, 0, n_taken);
}

static void
finish_edits (LageSession *self,
              GPtrArray   *batch,
              GPtrArray   *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (edits, i);

      g_autoptr(GPtrArray) ops = g_ptr_array_new ();

      for (guint k = 0; k < edit->n_ops; k++)
        g_ptr_array_add (ops, g_ptr_array_index (batch, edit->first_op + k));
      for (GList *l = self->undo.head; edit->undone != NULL && l != NULL; l = l->next)
        lage_undo_follow (l->data, edit->undone, ops);
      if (edit->undo != NULL && edit->n_ops > 0)
        {
          lage_undo_complete (edit->undo, ops);
          push_undo (self, g_steal_pointer (&edit->undo));
        }
      g_task_return_boolean (edit->task, TRUE);
    }
}

/* For whoever wants to see what is on disk: G_MESSAGES_DEBUG=lage-session. */
static void
report_commit (LageSession *self,
               guint        n_ops)
{
  const LageId *actor = lage_store_get_actor (self->store);

  if (n_ops == 0)
    return;
  g_debug ("committed %u ops up to ledger %" G_GUINT64_FORMAT " telemetry %" G_GUINT64_FORMAT,
           n_ops, lage_situation_get_sequence (self->situation, actor, LAGE_LANE_LEDGER),
           lage_situation_get_sequence (self->situation, actor, LAGE_LANE_TELEMETRY));
}

static void
take_committed_batch (LageSession *self)
{
  g_autoptr(GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr(GPtrArray) edits = g_steal_pointer (&self->edits);

  set_store_problem (self, NULL);
  self->n_committed += batch->len;
  lage_situation_apply (self->situation, batch);
  report_commit (self, batch->len);
  finish_edits (self, batch, edits);

  if (self->n_committed - self->n_at_checkpoint >= CHECKPOINT_OPS && !self->is_closed)
    {
      self->n_at_checkpoint = self->n_committed;
      lage_store_checkpoint_async (self->store, NULL, NULL, NULL);
    }
}

static gboolean
retry_cb (gpointer user_data)
{
  LageSession *self = user_data;

  self->retry_id = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
appended_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LageSession) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  self->is_writing = FALSE;
  if (self->is_closed)
    return; /* lage_session_close () has seen to the batch */

  if (lage_store_append_finish (LAGE_STORE (object), result, &error))
    {
      take_committed_batch (self);
      pump (self);
    }
  else
    {
      /* The batch stays: its ops have their numbers. */
      set_store_problem (self, error->message);
      self->retry_id = g_timeout_add (RETRY_MS, retry_cb, self);
    }
}

/* Those who hear of a batch may edit anew at once, and come back here before the caller goes on. */
static void
pump (LageSession *self)
{
  if (self->is_writing || self->retry_id != 0)
    return;
  while (self->batch == NULL && self->queue->len > 0)
    {
      make_batch (self);
      if (self->batch->len == 0)
        take_committed_batch (self); /* no news */
    }
  if (self->batch == NULL || self->is_writing)
    return;
  self->is_writing = TRUE;
  lage_store_append_async (self->store, self->batch, NULL, appended_cb, g_object_ref (self));
}

static void
enqueue (LageSession *self,
         Entry       *entry)
{
  g_ptr_array_add (self->queue, entry);
  if (self->batch == NULL)
    pump (self);
}

/* Nothing can be written any more: tells everybody who waits. */
static void
give_up (LageSession  *self,
         const GError *error)
{
  g_autoptr(GPtrArray) queue = g_steal_pointer (&self->queue);
  g_autoptr(GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr(GPtrArray) edits = g_steal_pointer (&self->edits);

  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_warning ("closing: %u ops and %u batches could not be written: %s", batch->len, queue->len,
             error->message);
  for (guint i = 0; i < edits->len; i++)
    g_task_return_error (((Edit *) g_ptr_array_index (edits, i))->task, g_error_copy (error));
  for (guint i = 0; i < queue->len; i++)
    {
      Entry *entry = g_ptr_array_index (queue, i);

      if (entry->task != NULL)
        g_task_return_error (entry->task, g_error_copy (error));
    }
}

/* What is with the store, or has failed there, is asked for once more: that does no harm. */
static void
write_rest (LageSession *self)
{
  g_autoptr(GError) error = NULL;

  while (error == NULL && (self->batch != NULL || self->queue->len > 0))
    {
      if (self->batch == NULL)
        make_batch (self);
      if (self->batch->len > 0 && !lage_store_append (self->store, self->batch, &error))
        give_up (self, error);
      else
        take_committed_batch (self);
    }
}

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
       LageSituation  *situation,
       GError        **error)
{
  LageDecoderHost host = { find_newest, self };
  g_autofree char *feeds_path = lage_operation_get_feeds_path (self->operation);

  self->situation = situation;
  self->clock = lage_operation_make_clock (self->operation);
  self->scribe = lage_scribe_new (lage_store_get_actor (self->store), self->clock, situation);
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
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_queue_clear_full (&self->undo, (GDestroyNotify) lage_undo_free);

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
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_queue_init (&self->undo);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LageSession *self = g_task_get_task_data (task);
  GError *error = NULL;
  LageSituation *situation;

  situation = lage_store_load_finish (LAGE_STORE (object), result, &error);
  if (situation == NULL || !start (self, situation, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
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
  LageSituation *situation;

  self->operation = lage_operation_open (directory, error);
  if (self->operation == NULL)
    return NULL;
  path = lage_operation_get_store_path (self->operation);
  self->store = lage_store_open (path, LAGE_STORE_READ_WRITE, error);
  if (self->store == NULL)
    return NULL;
  situation = lage_store_load (self->store, 0, error);
  if (situation == NULL || !start (self, situation, error))
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
    write_rest (self);
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
  Entry *entry;

  g_return_if_fail (LAGE_IS_SESSION (self));

  if (self->is_closed || drafts->len == 0)
    return;

  entry = g_new0 (Entry, 1);
  entry->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  items = g_ptr_array_steal (drafts, &n_items);
  for (gsize i = 0; i < n_items; i++)
    g_ptr_array_add (entry->drafts, items[i]);
  for (guint i = 0; i < entry->drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (entry->drafts, i);

      if (draft->source == NULL)
        lage_draft_set_source (draft, source);
    }
  enqueue (self, entry);
}

/* What the author saw of each field: the base of what he says now. */
static void
note_superseded (LageSession *self,
                 LageDraft   *draft)
{
  LageEntity *entity = lage_situation_find (self->situation, &draft->entity);

  for (guint i = 0; entity != NULL && i < draft->changes->len; i++)
    {
      LageChange *change = &g_array_index (draft->changes, LageChange, i);
      const LageCandidate *seen;

      if (change->supersedes.sequence != 0 || change->verb == LAGE_VERB_ADD)
        continue;
      seen = lage_entity_find (entity, change->field);
      if (seen != NULL)
        lage_situation_get_op_id (self->situation, entity, seen, &change->supersedes);
    }
}

static void
edit (LageSession *self,
      GPtrArray   *drafts,
      const char  *label,
      LageUndo    *undone,
      GTask       *task)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->drafts = g_ptr_array_ref (drafts);
  entry->author = self->author != NULL ? g_ref_string_acquire (self->author) : NULL;
  entry->task = g_object_ref (task);
  entry->label = g_strdup (label);
  entry->undone = undone;
  for (guint i = 0; i < drafts->len; i++)
    note_superseded (self, g_ptr_array_index (drafts, i));
  enqueue (self, entry);
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
  edit (self, drafts, label, NULL, task);
}

gboolean
lage_session_edit_finish (LageSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * lage_session_get_undo_label:
 * @self: the session
 *
 * Returns: (nullable): what was done last and can be taken back
 */
const char *
lage_session_get_undo_label (LageSession *self)
{
  LageUndo *undo;

  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  undo = g_queue_peek_head (&self->undo);
  return undo != NULL ? lage_undo_get_label (undo) : NULL;
}

/**
 * lage_session_undo_async:
 * @self: the session
 * @cancellable: (nullable): ignored once it is written
 * @callback: called when it is on disk and in the picture
 * @user_data: passed to @callback
 *
 * Takes back the last own edit, as far as nobody has changed it since. Fails with
 * LAGE_ERROR_NOT_FOUND if there is none or nothing of it holds any more.
 */
void
lage_session_undo_async (LageSession         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(LageUndo) undo = NULL;
  g_autoptr(GPtrArray) drafts = NULL;

  g_return_if_fail (LAGE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_session_undo_async);
  if (self->is_closed)
    {
      g_task_return_new_error (task, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "the session is closed");
      return;
    }
  undo = g_queue_pop_head (&self->undo);
  if (undo != NULL)
    {
      drafts = lage_undo_make_drafts (undo, self->situation);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
    }
  if (drafts == NULL || drafts->len == 0)
    {
      g_task_return_new_error (task, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "nothing to undo");
      return;
    }
  edit (self, drafts, NULL, g_steal_pointer (&undo), task);
}

gboolean
lage_session_undo_finish (LageSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
