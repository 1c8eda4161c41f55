/* lage-find.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-find.h"

#include <glib/gi18n.h>

#include "lage-edit.h"
#include "lage-find-names.h"
#include "lage-format.h"
#include "lage-gazetteer.h"

/**
 * LageFind:
 *
 * Finds what somebody types: a position in any notation, entities by what they are called, places and
 * streets by name.
 *
 *     situation --a millisecond at a time--> names --thread--> index (never changed)
 *                                                                 |
 *     text, middle of the map -----------------------> thread: search --> results, "changed"
 *                                                                 |
 *                                                             gazetteer
 *
 * One search runs at a time; of those that come meanwhile only the last is wanted. A search takes
 * the index that is there; when there is a newer one, it is repeated.
 */
struct _LageFind
{
  GObject parent_instance;

  LageSession   *session;
  LageFindNames *names;      /* (nullable): what can be searched */
  LageFindNames *gathering;  /* (nullable): what is being taken down */
  guint          gather_index;
  guint          gather_id;
  gint64         gather_us;  /* when it began */
  gint64         next_us;    /* not before then again, where there is much */
  gboolean       is_indexing;
  gboolean       is_stale;   /* the situation has changed since */
  LageGazetteer *gazetteer;  /* NULL until the first search has read it */
  GCancellable  *cancellable;

  char          *text;
  LagePoint      near;
  gboolean       has_near;
  gboolean       is_searching;
  gboolean       is_search_wanted;

  GPtrArray     *results;
  const char    *problem;    /* (nullable): static */
};

#define GATHER_BUDGET_US 1000
#define GATHER_PAUSE_MS 4
#define ENTITIES_PER_LOOK 64 /* at the clock */

/* From so many entities on names may be ten times as old as it takes to index them. */
#define MANY_ENTITIES 5000
#define GATHER_FACTOR 10

#define MAX_ENTITIES 24
#define MAX_PLACES 6
#define MAX_STREETS 12

/* A position further away than this from the operation area may be a call sign just as well. */
#define FAR_M 500000.0

/* What a thread needs, and what it has found. */
typedef struct
{
  char          *text;
  LagePoint      near;
  gboolean       has_near;
  LageFindNames *names;
  LageGazetteer *gazetteer;
  GArray        *entities; /* LageNameHit */
  GPtrArray     *places;   /* LagePlace, of the gazetteer */
  GPtrArray     *streets;
  gboolean       has_number;
} Job;

G_DEFINE_BOXED_TYPE (LageFindResult, lage_find_result, lage_find_result_ref, lage_find_result_unref)
G_DEFINE_FINAL_TYPE (LageFind, lage_find, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_search (LageFind *self);

LageFindResult *
lage_find_result_ref (LageFindResult *self)
{
  self->ref_count++;
  return self;
}

void
lage_find_result_unref (LageFindResult *self)
{
  if (--self->ref_count > 0)
    return;
  g_clear_object (&self->entity);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->location);
  g_free (self);
}

static LageFindResult *
result_new (LageFindGroup group)
{
  LageFindResult *result = g_new0 (LageFindResult, 1);

  result->ref_count = 1;
  result->group = group;
  return result;
}

/* --- from the thread to what is shown --- */

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_clear_pointer (&job->names, lage_find_names_unref);
  g_clear_pointer (&job->entities, g_array_unref);
  g_clear_pointer (&job->places, g_ptr_array_unref);
  g_clear_pointer (&job->streets, g_ptr_array_unref);
  g_clear_pointer (&job->gazetteer, lage_gazetteer_unref);
  g_free (job);
}

static void
search_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  const LagePoint *near = job->has_near ? &job->near : NULL;
  g_autoptr(GError) error = NULL;

  if (job->names != NULL)
    job->entities = lage_name_index_search (lage_find_names_get_index (job->names), job->text,
                                            near, MAX_ENTITIES);
  if (job->gazetteer == NULL)
    job->gazetteer = lage_gazetteer_new_embedded (&error);
  if (job->gazetteer != NULL)
    {
      job->places = lage_gazetteer_find_places (job->gazetteer, job->text, near, MAX_PLACES);
      job->streets = lage_gazetteer_find_streets (job->gazetteer, job->text, near, MAX_STREETS,
                                                  &job->has_number);
    }
  else
    {
      g_message ("names of places: %s", error->message);
    }
  g_task_return_boolean (task, TRUE);
}

static char *
describe_place (const LagePlace *place,
                gboolean         has_number)
{
  gboolean has_where = *place->where != '\0';

  switch (place->place_class)
    {
    case LAGE_PLACE_DISTRICT:
      return g_strdup (C_ ("place", "District"));
    case LAGE_PLACE_QUARTER:
      return g_strdup (C_ ("place", "Quarter"));
    case LAGE_PLACE_WATER:
      /* Translators: a river or lake, and the quarter or town that it is in */
      return has_where ? g_strdup_printf (C_ ("place", "Water in %s"), place->where)
                       : g_strdup (C_ ("place", "Water"));
    case LAGE_PLACE_STREET:
      if (has_number && has_where)
        /* Translators: a street, and the quarter or town that it is in */
        return g_strdup_printf (C_ ("place", "Street in %s; house numbers are not known"),
                                place->where);
      if (has_number)
        return g_strdup (C_ ("place", "Street; house numbers are not known"));
      return has_where ? g_strdup_printf (C_ ("place", "Street in %s"), place->where)
                       : g_strdup (C_ ("place", "Street"));
    case LAGE_PLACE_TOWN:
    default:
      return g_strdup (C_ ("place", "Place"));
    }
}

static void
add_places (LageFind      *self,
            LageFindGroup  group,
            GPtrArray     *places,
            gboolean       has_number)
{
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const LagePlace *place = g_ptr_array_index (places, i);
      LageFindResult *result = result_new (group);

      result->title = g_strdup (place->name);
      result->detail = describe_place (place, has_number);
      result->location = *place->where != '\0'
                           ? g_strdup_printf ("%s (%s)", place->name, place->where)
                           : g_strdup (place->name);
      result->point = place->point;
      result->has_point = TRUE;
      result->extent_m = place->extent_m;
      g_ptr_array_add (self->results, result);
    }
}

/* What was taken down a moment ago may be gone, or stand for another entity now. */
static LageEntity *
find_shown (LageFind *self,
            guint64   key)
{
  LageEntity *entity = lage_situation_find_by_key (lage_session_get_situation (self->session), key);

  entity = entity != NULL ? lage_entity_get_root (entity) : NULL;
  if (entity == NULL || lage_entity_is_archived (entity))
    return NULL;
  for (guint i = 0; i < self->results->len; i++)
    if (((LageFindResult *) g_ptr_array_index (self->results, i))->entity == entity)
      return NULL;
  return entity;
}

static void
add_entities (LageFind *self,
              GArray   *hits)
{
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      LageEntity *entity = find_shown (self, g_array_index (hits, LageNameHit, i).id);
      LageFindResult *result;

      if (entity == NULL)
        continue;
      result = result_new (LAGE_FIND_ENTITIES);
      result->entity = g_object_ref (entity);
      result->title = g_strdup (lage_entity_get_title (entity));
      result->detail = g_strdup ("");
      result->has_point = lage_entity_get_point (entity, LAGE_FIELD_POSITION, &result->point);
      g_ptr_array_add (self->results, result);
    }
}

/* As exact as it was written, no more. */
static char *
name_position (const LagePosition *position)
{
  guint n_digits = LAGE_MGRS_MAX_DIGITS;
  char *name = NULL;

  for (double cell_m = 1.0; cell_m < position->precision_m && n_digits > 1; cell_m *= 10.0)
    n_digits--;
  if (position->notation == LAGE_NOTATION_MGRS)
    name = lage_mgrs_format (&position->point, n_digits);
  return name != NULL ? name : lage_format_position_as (&position->point, position->notation);
}

static char *
describe_position (const LagePosition *position)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *precision = lage_format_quantity (position->precision_m,
                                                     position->precision_m < 1.0 ? 1 : 0, "m");

  g_ptr_array_add (words, g_strdup (lage_format_notation (position->notation)));
  if (position->notation != lage_format_get_notation ())
    g_ptr_array_add (words, lage_format_position (&position->point));
  /* Translators: how exact a position is that was written, such as "to 10 m" */
  g_ptr_array_add (words, g_strdup_printf (_("to %s"), precision));
  if (position->is_swapped)
    g_ptr_array_add (words, g_strdup (_("order turned")));
  if (position->is_zone_assumed)
    g_ptr_array_add (words, g_strdup (_("zone assumed")));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

/* Stands first, unless it is far away while something here has that name. */
static void
add_position (LageFind *self)
{
  LagePosition position;
  g_autoptr(GError) error = NULL;
  LageFindResult *result;
  gboolean is_far;

  if (!lage_position_parse (self->text, lage_edit_get_middle (), &position, &error))
    {
      if (self->results->len == 0
          && !g_error_matches (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_UNKNOWN))
        self->problem = lage_format_position_problem (error);
      return;
    }
  result = result_new (LAGE_FIND_POSITION);
  result->title = name_position (&position);
  result->detail = describe_position (&position);
  result->point = position.point;
  result->has_point = TRUE;
  result->extent_m = position.precision_m > 100.0 ? (guint) MIN (position.precision_m, 1e6) : 0;
  is_far = lage_point_get_distance_m (&position.point, lage_edit_get_middle ()) > FAR_M;
  g_ptr_array_insert (self->results, is_far ? (int) self->results->len : 0, result);
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  LageFind *self = LAGE_FIND (object); /* kept by the task */
  Job *job = g_task_get_task_data (G_TASK (result));

  self->is_searching = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->gazetteer == NULL && job->gazetteer != NULL)
    self->gazetteer = lage_gazetteer_ref (job->gazetteer);
  if (self->is_search_wanted)
    {
      start_search (self);
      return;
    }

  g_ptr_array_set_size (self->results, 0);
  self->problem = NULL;
  add_entities (self, job->entities);
  add_places (self, LAGE_FIND_PLACES, job->places, FALSE);
  add_places (self, LAGE_FIND_STREETS, job->streets, job->has_number);
  add_position (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
start_search (LageFind *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  self->is_search_wanted = self->is_searching;
  if (self->is_searching)
    return;
  self->is_searching = TRUE;
  job = g_new0 (Job, 1);
  job->text = g_strdup (self->text);
  job->near = self->near;
  job->has_near = self->has_near;
  job->names = self->names != NULL ? lage_find_names_ref (self->names) : NULL;
  job->gazetteer = self->gazetteer != NULL ? lage_gazetteer_ref (self->gazetteer) : NULL;
  task = g_task_new (self, NULL, searched_cb, NULL);
  g_task_set_source_tag (task, start_search);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, search_thread);
}

/* --- from the situation to names --- */

/* Takes down a part of the entities. Returns whether there are more. */
static gboolean
gather (LageFind *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  gint64 end_us = lage_clock_monotonic_us () + GATHER_BUDGET_US;
  guint n_entities = lage_situation_get_n_entities (situation);

  for (guint n = 1; self->gather_index < n_entities; self->gather_index++, n++)
    {
      LageEntity *entity = lage_situation_get_entity (situation, self->gather_index);

      if (lage_entity_get_root (entity) == entity && !lage_entity_is_archived (entity))
        lage_find_names_add (self->gathering, entity);
      if (n % ENTITIES_PER_LOOK == 0 && lage_clock_monotonic_us () > end_us)
        {
          self->gather_index++;
          return TRUE;
        }
    }

  return FALSE;
}

static void
index_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  lage_find_names_make_index (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
indexed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  LageFind *self = LAGE_FIND (object); /* kept by the task */
  gint64 now_us = lage_clock_monotonic_us ();

  self->is_indexing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_pointer (&self->names, lage_find_names_unref);
  self->names = lage_find_names_ref (g_task_get_task_data (G_TASK (result)));
  self->next_us = now_us + GATHER_FACTOR * (now_us - self->gather_us);
  start_search (self);
}

static void
start_index (LageFind *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, indexed_cb, NULL);

  self->is_indexing = TRUE;
  g_task_set_source_tag (task, start_index);
  g_task_set_task_data (task, g_steal_pointer (&self->gathering),
                        (GDestroyNotify) lage_find_names_unref);
  g_task_run_in_thread (task, index_thread);
}

/* The window draws in the pauses between. */
static gboolean
gather_cb (gpointer user_data)
{
  LageFind *self = user_data;

  if (gather (self))
    return G_SOURCE_CONTINUE;
  self->gather_id = 0;
  start_index (self);
  return G_SOURCE_REMOVE;
}

static void
ensure_names (LageFind *self)
{
  guint n_entities = lage_situation_get_n_entities (lage_session_get_situation (self->session));
  gint64 now_us = lage_clock_monotonic_us ();

  if (!self->is_stale || self->gather_id != 0 || self->is_indexing
      || (n_entities >= MANY_ENTITIES && now_us < self->next_us))
    return;
  self->is_stale = FALSE;
  self->gather_us = now_us;
  self->gathering = lage_find_names_new ();
  self->gather_index = 0;
  if (gather (self))
    self->gather_id = g_timeout_add (GATHER_PAUSE_MS, gather_cb, self);
  else
    start_index (self);
}

static void
flushed_cb (LageFind *self)
{
  self->is_stale = TRUE;
}

static void
lage_find_dispose (GObject *object)
{
  LageFind *self = LAGE_FIND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_id, g_source_remove);
  g_clear_pointer (&self->gathering, lage_find_names_unref);
  g_clear_pointer (&self->names, lage_find_names_unref);
  g_ptr_array_set_size (self->results, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_find_parent_class)->dispose (object);
}

static void
lage_find_finalize (GObject *object)
{
  LageFind *self = LAGE_FIND (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->gazetteer, lage_gazetteer_unref);
  g_ptr_array_unref (self->results);
  g_free (self->text);

  G_OBJECT_CLASS (lage_find_parent_class)->finalize (object);
}

static void
lage_find_class_init (LageFindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_find_dispose;
  object_class->finalize = lage_find_finalize;

  /**
   * LageFind::changed:
   *
   * There are other results, for the text that was asked for last.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_FIND, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_find_init (LageFind *self)
{
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_find_result_unref);
  self->cancellable = g_cancellable_new ();
  self->text = g_strdup ("");
  self->is_stale = TRUE;
}

/**
 * lage_find_new:
 * @session: where to search
 */
LageFind *
lage_find_new (LageSession *session)
{
  LageFind *self;

  g_return_val_if_fail (LAGE_IS_SESSION (session), NULL);

  self = g_object_new (LAGE_TYPE_FIND, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (lage_session_get_situation (session), "flushed",
                           G_CALLBACK (flushed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lage_find_set_near:
 * @self: the search
 * @near: (nullable): the middle of the map: what is nearer to it comes first
 *
 * Holds from the next search on.
 */
void
lage_find_set_near (LageFind        *self,
                    const LagePoint *near)
{
  g_return_if_fail (LAGE_IS_FIND (self));

  self->has_near = near != NULL;
  if (near != NULL)
    self->near = *near;
}

/**
 * lage_find_search:
 * @self: the search
 * @text: what is looked for; "" finds nothing, but makes ready for more
 *
 * #LageFind::changed tells that the results are there.
 */
void
lage_find_search (LageFind   *self,
                  const char *text)
{
  g_return_if_fail (LAGE_IS_FIND (self));
  g_return_if_fail (text != NULL);

  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  ensure_names (self);
  start_search (self);
}

/**
 * lage_find_get_results:
 * @self: the search
 *
 * Returns: (transfer none) (element-type LageFindResult): what was found, in the order in which it
 *   is shown
 */
GPtrArray *
lage_find_get_results (LageFind *self)
{
  g_return_val_if_fail (LAGE_IS_FIND (self), NULL);

  return self->results;
}

/**
 * lage_find_get_problem:
 * @self: the search
 *
 * Returns: (transfer none) (nullable): what is wrong with the position that was written, where
 *   nothing else was found
 */
const char *
lage_find_get_problem (LageFind *self)
{
  g_return_val_if_fail (LAGE_IS_FIND (self), NULL);

  return self->problem;
}

/**
 * lage_find_is_busy:
 * @self: the search
 *
 * Returns: whether other results may follow for the same text
 */
gboolean
lage_find_is_busy (LageFind *self)
{
  g_return_val_if_fail (LAGE_IS_FIND (self), FALSE);

  return self->is_searching || self->is_indexing || self->gather_id != 0;
}
