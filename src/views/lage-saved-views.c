/* lage-saved-views.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-saved-views.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "lage-error.h"

#define MAX_DAMAGED 100

/**
 * LageSavedViews:
 *
 * The saved views of one person, a list model ordered by number, kept in a file that all windows and
 * programs of the user share. So each change is made to the file as it is now, not to what was read
 * before: in a task thread, one after the other.
 *
 *     change --> task: read file, put or remove one view, write file --> list
 *
 * A file that cannot be understood is put aside, never overwritten, and said to be.
 */
struct _LageSavedViews
{
  GObject parent_instance;

  char          *path;
  char          *author;
  GKeyFile      *key_file;  /* as last read: the views of all persons */
  GPtrArray     *views;     /* LageSavedView, those of the author */
  GQueue         tasks;     /* GTask, owned; the first one runs */
  LageSavedView *undo_view; /* NULL: the last change added it */
  char          *undo_id;   /* NULL: nothing to undo */
};

/* One change of the file. Without a view to put and without an id to remove it is only read. */
typedef struct
{
  char          *path;
  LageSavedView *put;
  char          *remove_id;
} Work;

enum
{
  SIGNAL_CHANGED_BY_PERSON,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return LAGE_TYPE_SAVED_VIEW;
}

static guint
get_n_items (GListModel *model)
{
  return LAGE_SAVED_VIEWS (model)->views->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LageSavedViews *self = LAGE_SAVED_VIEWS (model);

  return position < self->views->len ? g_object_ref (g_ptr_array_index (self->views, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LageSavedViews, lage_saved_views, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
work_free (Work *work)
{
  g_free (work->path);
  g_free (work->remove_id);
  g_clear_object (&work->put);
  g_free (work);
}

/* Under the first free name beside the file, so that a second damage does not cost the first. */
static void
put_aside (const char *path)
{
  for (guint i = 1; i <= MAX_DAMAGED; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", path, i);

      if (!g_file_test (aside, G_FILE_TEST_EXISTS))
        {
          if (g_rename (path, aside) != 0)
            g_debug ("%s: %s", aside, g_strerror (errno));
          return;
        }
    }
}

/* In a task thread. */
static GKeyFile *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GError) problem = NULL;

  if (g_key_file_load_from_file (key_file, path, G_KEY_FILE_KEEP_COMMENTS, &problem)
      || g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&key_file);
  if (problem->domain != G_KEY_FILE_ERROR)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", path);
      return NULL;
    }
  put_aside (path);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: %s", path, problem->message);
  return NULL;
}

/* In a task thread. */
static gboolean
write_file (GKeyFile    *key_file,
            const char  *path,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = NULL;
  gsize length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  data = g_key_file_to_data (key_file, &length, NULL);
  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
work_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr(GKeyFile) key_file = read_file (work->path, &error);

  if (key_file != NULL && work->put != NULL)
    lage_saved_view_save (work->put, key_file);
  if (key_file != NULL && work->remove_id != NULL)
    lage_saved_view_remove (key_file, work->remove_id);
  if (key_file == NULL
      || ((work->put != NULL || work->remove_id != NULL)
          && !write_file (key_file, work->path, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&key_file), (GDestroyNotify) g_key_file_unref);
}

static int
compare_views (gconstpointer a,
               gconstpointer b)
{
  return lage_saved_view_compare (*(LageSavedView *const *) a, *(LageSavedView *const *) b);
}

/* Lists anew what the author has in the file. */
static void
update_views (LageSavedViews *self)
{
  g_auto(GStrv) groups = self->key_file != NULL ? g_key_file_get_groups (self->key_file, NULL)
                                                : NULL;
  guint n_before = self->views->len;

  g_ptr_array_set_size (self->views, 0);
  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    {
      g_autoptr(LageSavedView) view = NULL;
      g_autoptr(GError) error = NULL;

      if (!lage_saved_view_is_group (groups[i]))
        continue;
      view = lage_saved_view_load (self->key_file, groups[i], &error);
      if (view == NULL)
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      else if (g_strcmp0 (lage_saved_view_get_author (view), self->author) == 0)
        g_ptr_array_add (self->views, g_steal_pointer (&view));
    }
  g_ptr_array_sort (self->views, compare_views);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->views->len);
}

static void
run_next (LageSavedViews *self)
{
  GTask *task = g_queue_peek_head (&self->tasks);

  if (task != NULL)
    g_task_run_in_thread (task, work_in_thread);
}

static void
worked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageSavedViews) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GKeyFile) key_file = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GTask) task = g_queue_pop_head (&self->tasks);

  g_assert (G_TASK (result) == task);
  if (key_file != NULL)
    {
      g_clear_pointer (&self->key_file, g_key_file_unref);
      self->key_file = g_steal_pointer (&key_file);
      update_views (self);
    }
  else
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
  run_next (self);
}

static void
queue_work (LageSavedViews *self,
            LageSavedView  *put,
            const char     *remove_id)
{
  /* Not with the views as its source: its thread may be the last to let go of the task. */
  GTask *task = g_task_new (NULL, NULL, worked_cb, g_object_ref (self));
  Work *work = g_new (Work, 1);

  *work = (Work) { g_strdup (self->path), put != NULL ? g_object_ref (put) : NULL,
                   g_strdup (remove_id) };
  g_task_set_source_tag (task, queue_work);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_queue_push_tail (&self->tasks, task);
  if (g_queue_get_length (&self->tasks) == 1)
    run_next (self);
}

/* A change by a person: @before is what the view was, or NULL if there was none. */
static void
change (LageSavedViews       *self,
        LageSavedViewsChange  what,
        LageSavedView        *before,
        LageSavedView        *after)
{
  g_set_object (&self->undo_view, before);
  g_free (self->undo_id);
  self->undo_id = g_strdup (lage_saved_view_get_id (before != NULL ? before : after));
  queue_work (self, after, after == NULL ? self->undo_id : NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED_BY_PERSON], 0, what,
                 after != NULL ? after : before);
}

static void
lage_saved_views_finalize (GObject *object)
{
  LageSavedViews *self = LAGE_SAVED_VIEWS (object);

  g_free (self->path);
  g_free (self->author);
  g_free (self->undo_id);
  g_clear_object (&self->undo_view);
  g_clear_pointer (&self->key_file, g_key_file_unref);
  g_ptr_array_unref (self->views);

  G_OBJECT_CLASS (lage_saved_views_parent_class)->finalize (object);
}

static void
lage_saved_views_class_init (LageSavedViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_saved_views_finalize;

  /**
   * LageSavedViews::changed-by-person:
   * @change: a #LageSavedViewsChange
   * @view: the view as it is now, or as it was
   *
   * Something was done that lage_saved_views_undo() takes back.
   */
  signals[SIGNAL_CHANGED_BY_PERSON] =
    g_signal_new ("changed-by-person", LAGE_TYPE_SAVED_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, LAGE_TYPE_SAVED_VIEW);

  /**
   * LageSavedViews::failed:
   * @error: LAGE_ERROR_DAMAGED: the file was put aside; LAGE_ERROR_INVALID: one view of it cannot be
   *   used; else it could not be read or written
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", LAGE_TYPE_SAVED_VIEWS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
lage_saved_views_init (LageSavedViews *self)
{
  self->views = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->tasks);
}

/**
 * lage_saved_views_new:
 * @path: of the file, which need not be there
 *
 * Returns: (transfer full): a list that is empty until it is read
 */
LageSavedViews *
lage_saved_views_new (const char *path)
{
  LageSavedViews *self = g_object_new (LAGE_TYPE_SAVED_VIEWS, NULL);

  self->path = g_strdup (path);
  return self;
}

/**
 * lage_saved_views_set_author:
 * @self: the views
 * @author: whose views are listed
 */
void
lage_saved_views_set_author (LageSavedViews *self,
                             const char     *author)
{
  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));
  g_return_if_fail (author != NULL);

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author);
  update_views (self);
}

/**
 * lage_saved_views_read:
 * @self: the views
 *
 * Reads the file anew; the list follows.
 */
void
lage_saved_views_read (LageSavedViews *self)
{
  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));

  queue_work (self, NULL, NULL);
}

/**
 * lage_saved_views_get_is_busy:
 * @self: the views
 *
 * Returns: whether something has not been read or written yet
 */
gboolean
lage_saved_views_get_is_busy (LageSavedViews *self)
{
  g_return_val_if_fail (LAGE_IS_SAVED_VIEWS (self), FALSE);

  return !g_queue_is_empty (&self->tasks);
}

/**
 * lage_saved_views_find_number:
 * @self: the views
 * @number: the number of a view
 *
 * Returns: (transfer none) (nullable): the view
 */
LageSavedView *
lage_saved_views_find_number (LageSavedViews *self,
                              guint           number)
{
  g_return_val_if_fail (LAGE_IS_SAVED_VIEWS (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (lage_saved_view_get_number (g_ptr_array_index (self->views, i)) == number)
      return g_ptr_array_index (self->views, i);
  return NULL;
}

/**
 * lage_saved_views_find_name:
 * @self: the views
 * @name: the name of a view
 *
 * Returns: (transfer none) (nullable): the view
 */
LageSavedView *
lage_saved_views_find_name (LageSavedViews *self,
                            const char     *name)
{
  g_return_val_if_fail (LAGE_IS_SAVED_VIEWS (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (g_str_equal (lage_saved_view_get_name (g_ptr_array_index (self->views, i)), name))
      return g_ptr_array_index (self->views, i);
  return NULL;
}

/**
 * lage_saved_views_add:
 * @self: the views
 * @name: of the new one
 * @viewport: where on the map
 * @filter: what is shown
 * @maps: (nullable): id of the base map, then of all overlays on it
 *
 * Adds a view under the lowest free number.
 */
void
lage_saved_views_add (LageSavedViews     *self,
                      const char         *name,
                      const LageViewport *viewport,
                      LageFilter         *filter,
                      const char *const  *maps)
{
  g_autoptr(LageSavedView) view = NULL;
  guint number = 1;

  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));
  g_return_if_fail (self->author != NULL);

  while (lage_saved_views_find_number (self, number) != NULL)
    number++;
  view = lage_saved_view_new (number, self->author, name, viewport, filter, maps);
  change (self, LAGE_SAVED_VIEWS_ADDED, NULL, view);
}

void
lage_saved_views_replace (LageSavedViews     *self,
                          LageSavedView      *view,
                          const LageViewport *viewport,
                          LageFilter         *filter,
                          const char *const  *maps)
{
  g_autoptr(LageSavedView) after = lage_saved_view_new_replaced (view, viewport, filter, maps);

  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));

  change (self, LAGE_SAVED_VIEWS_REPLACED, view, after);
}

void
lage_saved_views_rename (LageSavedViews *self,
                         LageSavedView  *view,
                         const char     *name)
{
  g_autoptr(LageSavedView) after = lage_saved_view_new_renamed (view, name);

  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));

  change (self, LAGE_SAVED_VIEWS_RENAMED, view, after);
}

void
lage_saved_views_remove (LageSavedViews *self,
                         LageSavedView  *view)
{
  g_return_if_fail (LAGE_IS_SAVED_VIEWS (self));

  change (self, LAGE_SAVED_VIEWS_REMOVED, view, NULL);
}

/**
 * lage_saved_views_undo:
 * @self: the views
 *
 * Takes back the last change, once.
 *
 * Returns: whether there was one
 */
gboolean
lage_saved_views_undo (LageSavedViews *self)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (LAGE_IS_SAVED_VIEWS (self), FALSE);

  id = g_steal_pointer (&self->undo_id);
  if (id == NULL)
    return FALSE;
  queue_work (self, self->undo_view, self->undo_view == NULL ? id : NULL);
  g_clear_object (&self->undo_view);
  return TRUE;
}
