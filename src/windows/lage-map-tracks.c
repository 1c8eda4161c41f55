/* lage-map-tracks.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-tracks.h"

#include "lage-track-painter.h"

/* Of the selected every position counts; of the others one is enough after this long. */
#define STEP_US (10 * G_TIME_SPAN_SECOND)

/* A piece of a track that is full never changes again: a new position makes anew only the last. */
#define PIECE_POINTS 128

/* How often a map that shows many tracks draws them anew because some of them have grown. */
#define CHANGE_MS 2000

/* Tracks fade also where nobody moves. */
#define FADE_US (5 * G_TIME_SPAN_MINUTE)

typedef struct
{
  LageEntity   *entity;
  GPtrArray    *pieces;     /* LageMapTrack; each begins where the one before ends */
  GArray       *points;     /* LageTrackPoint: of the last piece */
  LageMapTrack *last_piece; /* made of these; NULL: not since they have changed */
  gint64        last_us;    /* when the last position was; 0: none is known */
  gint64        step_us;
  gboolean      is_read;    /* what the log has is there */
  guint         run;        /* of the last update that wanted it */
} Record;

/**
 * LageMapTracks:
 *
 * Where units and drones have been in the last hours. The log is asked for one after the other, so
 * that nothing else waits long for it; what comes in afterwards is added from the situation.
 *
 *     wanted for the first time --> queue --> store, series of positions --+
 *     position of the entity, each time the map is gathered ---------------+--> pieces --> map
 */
struct _LageMapTracks
{
  GObject parent_instance;

  LageSession  *session;
  GHashTable   *records; /* key of the entity --> Record */
  GQueue        queue;   /* Record: still to be read */
  Record       *reading; /* NULL also if the one that is being read is no longer wanted */
  gboolean      is_reading;
  LageEntity   *selected;
  GCancellable *cancellable;
  gint64        now_us;
  gint64        shown_us; /* situation time when the last change was told */
  guint         change_id;
  guint         run;
};

G_DEFINE_FINAL_TYPE (LageMapTracks, lage_map_tracks, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void read_next (LageMapTracks *self);

static void
record_free (gpointer data)
{
  Record *record = data;

  g_object_unref (record->entity);
  g_ptr_array_unref (record->pieces);
  g_array_unref (record->points);
  g_clear_pointer (&record->last_piece, lage_map_track_unref);
  g_free (record);
}

static void
tell (LageMapTracks *self)
{
  g_clear_handle_id (&self->change_id, g_source_remove);
  self->shown_us = self->now_us;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
change_cb (gpointer user_data)
{
  LageMapTracks *self = user_data;

  self->change_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

/* That of the selected is looked at: it grows before one's eyes. */
static void
queue_change (LageMapTracks *self,
              Record        *record)
{
  if (record->entity == self->selected)
    tell (self);
  else if (self->change_id == 0)
    self->change_id = g_timeout_add (CHANGE_MS, change_cb, self);
}

/* (nullable) (transfer none): a single point is no track yet */
static LageMapTrack *
get_last_piece (Record *record)
{
  if (record->last_piece == NULL && record->points->len > 1)
    record->last_piece =
      lage_map_track_new (lage_entity_get_key (record->entity),
                          (const LageTrackPoint *) (gpointer) record->points->data,
                          record->points->len);
  return record->last_piece;
}

static void
seal_piece (Record *record)
{
  g_ptr_array_add (record->pieces, lage_map_track_ref (get_last_piece (record)));
  g_array_remove_range (record->points, 0, record->points->len - 1);
}

static gboolean
add_point (Record *record,
           double  longitude,
           double  latitude,
           gint64  time_us)
{
  LageTrackPoint point = { longitude, latitude, time_us };

  if (record->last_us != 0 && time_us < record->last_us + MAX (record->step_us, 1))
    return FALSE;
  if (record->points->len >= PIECE_POINTS)
    seal_piece (record);
  g_array_append_val (record->points, point);
  g_clear_pointer (&record->last_piece, lage_map_track_unref);
  record->last_us = time_us;
  return TRUE;
}

static void
clear_record (Record *record)
{
  g_ptr_array_set_size (record->pieces, 0);
  g_array_set_size (record->points, 0);
  g_clear_pointer (&record->last_piece, lage_map_track_unref);
  record->last_us = 0;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LageMapTracks) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) samples = lage_store_read_series_finish (LAGE_STORE (object), result, &error);
  Record *record;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  record = g_steal_pointer (&self->reading);
  self->is_reading = FALSE;
  if (samples == NULL)
    g_debug ("track: %s", error->message);
  if (record != NULL)
    {
      clear_record (record);
      for (guint i = 0; samples != NULL && i < samples->len; i++)
        {
          const LageSample *sample = &g_array_index (samples, LageSample, i);

          add_point (record, sample->longitude, sample->value, sample->observed_at_us);
        }
      record->is_read = TRUE;
      queue_change (self, record);
    }
  read_next (self);
}

static void
read_next (LageMapTracks *self)
{
  if (self->is_reading || g_queue_is_empty (&self->queue))
    return;

  self->is_reading = TRUE;
  self->reading = g_queue_pop_head (&self->queue);
  lage_store_read_series_async (lage_session_get_store (self->session),
                                lage_entity_get_id (self->reading->entity), LAGE_FIELD_POSITION,
                                self->now_us - LAGE_TRACK_SPAN_US, self->now_us,
                                self->cancellable, read_cb, g_object_ref (self));
}

static void
want (LageMapTracks *self,
      LageEntity    *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  guint64 key = lage_entity_get_key (entity);
  gint64 step_us = entity == self->selected ? 0 : STEP_US;
  Record *record;

  if (kind != LAGE_KIND_UNIT && kind != LAGE_KIND_DRONE)
    return;

  record = g_hash_table_lookup (self->records, &key);
  if (record == NULL)
    {
      record = g_new0 (Record, 1);
      record->entity = g_object_ref (entity);
      record->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_map_track_unref);
      record->points = g_array_new (FALSE, FALSE, sizeof (LageTrackPoint));
      record->step_us = step_us;
      g_hash_table_insert (self->records, g_memdup2 (&key, sizeof key), record);
      g_queue_push_tail (&self->queue, record);
    }
  record->run = self->run;

  /* The selected is read anew with all its positions, before the others. */
  if (step_us < record->step_us || (entity == self->selected && !record->is_read))
    {
      record->step_us = step_us;
      g_queue_remove (&self->queue, record);
      if (self->reading != record)
        g_queue_push_head (&self->queue, record);
    }
}

static gboolean
drop_cb (gpointer key,
         gpointer value,
         gpointer user_data)
{
  LageMapTracks *self = user_data;
  Record *record = value;

  if (record->run == self->run)
    return FALSE;
  g_queue_remove (&self->queue, record);
  if (self->reading == record)
    self->reading = NULL;
  return TRUE;
}

/* What has happened to one track since it was read. */
static gboolean
grow (LageMapTracks *self,
      Record        *record)
{
  const LageCandidate *position = lage_entity_find (record->entity, LAGE_FIELD_POSITION);
  gint64 oldest_us = self->now_us - LAGE_TRACK_SPAN_US;

  if (!record->is_read)
    return FALSE;

  while (record->pieces->len > 0)
    {
      const LageMapTrack *piece = record->pieces->pdata[0];

      if (piece->n_points > 0 && piece->times_us[piece->n_points - 1] >= oldest_us)
        break;
      g_ptr_array_remove_index (record->pieces, 0);
    }
  return position != NULL && position->value.type == LAGE_VALUE_POINT
         && position->observed_at_us <= self->now_us
         && add_point (record, lage_point_get_longitude (&position->value.point),
                       lage_point_get_latitude (&position->value.point),
                       position->observed_at_us);
}

static void
forget (LageMapTracks *self)
{
  self->reading = NULL;
  g_queue_clear (&self->queue);
  g_hash_table_remove_all (self->records);
}

static void
lage_map_tracks_dispose (GObject *object)
{
  LageMapTracks *self = LAGE_MAP_TRACKS (object);

  g_clear_handle_id (&self->change_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  forget (self);
  g_clear_object (&self->selected);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_map_tracks_parent_class)->dispose (object);
}

static void
lage_map_tracks_finalize (GObject *object)
{
  LageMapTracks *self = LAGE_MAP_TRACKS (object);

  g_hash_table_unref (self->records);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (lage_map_tracks_parent_class)->finalize (object);
}

static void
lage_map_tracks_class_init (LageMapTracksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_map_tracks_dispose;
  object_class->finalize = lage_map_tracks_finalize;

  /**
   * LageMapTracks::changed:
   *
   * Tracks are to be drawn anew; see lage_map_tracks_make().
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_MAP_TRACKS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_map_tracks_init (LageMapTracks *self)
{
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, record_free);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->queue);
}

/**
 * lage_map_tracks_new:
 * @session: an open session
 *
 * Returns: (transfer full): tracks of nobody
 */
LageMapTracks *
lage_map_tracks_new (LageSession *session)
{
  LageMapTracks *self = g_object_new (LAGE_TYPE_MAP_TRACKS, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * lage_map_tracks_update:
 * @self: the tracks
 * @entities: (nullable) (element-type LageEntity): whose tracks are wanted; those that are neither
 *   units nor drones have none
 * @selected: (nullable): who is selected; its track is wanted in any case
 * @now_us: situation time
 *
 * Takes note of who has moved. Costs little however many there are: call it each time the situation
 * has changed.
 */
void
lage_map_tracks_update (LageMapTracks *self,
                        GPtrArray     *entities,
                        LageEntity    *selected,
                        gint64         now_us)
{
  gboolean has_other_selected;
  GHashTableIter iter;
  gpointer record;
  guint n_dropped;

  g_return_if_fail (LAGE_IS_MAP_TRACKS (self));

  /* The clock of an exercise may be set back: what was later then has not yet been. */
  if (now_us < self->now_us)
    forget (self);
  has_other_selected = g_set_object (&self->selected, selected);
  self->now_us = now_us;
  self->run++;
  if (selected != NULL)
    want (self, selected);
  for (guint i = 0; entities != NULL && i < entities->len; i++)
    want (self, entities->pdata[i]);
  n_dropped = g_hash_table_foreach_remove (self->records, drop_cb, self);

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (grow (self, record))
      queue_change (self, record);
  if (n_dropped > 0 || has_other_selected || now_us - self->shown_us > FADE_US
      || now_us < self->shown_us)
    tell (self);
  read_next (self);
}

/**
 * lage_map_tracks_make:
 * @self: the tracks
 *
 * Returns: (transfer full) (element-type LageMapTrack): all tracks, in pieces, that of the selected
 *   last
 */
GPtrArray *
lage_map_tracks_make (LageMapTracks *self)
{
  GPtrArray *tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_map_track_unref);

  g_return_val_if_fail (LAGE_IS_MAP_TRACKS (self), tracks);

  for (guint pass = 0; pass < 2; pass++)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->records);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Record *record = value;

          if ((record->entity == self->selected) != (pass == 1))
            continue;
          for (guint i = 0; i < record->pieces->len; i++)
            g_ptr_array_add (tracks, lage_map_track_ref (record->pieces->pdata[i]));
          if (get_last_piece (record) != NULL)
            g_ptr_array_add (tracks, lage_map_track_ref (get_last_piece (record)));
        }
    }
  return tracks;
}
