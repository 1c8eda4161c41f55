/* lage-sheet-gather.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sheet-gather.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-basemap-source.h"
#include "lage-entity-summary.h"
#include "lage-format.h"
#include "lage-freshness.h"
#include "lage-geometry.h"
#include "lage-map-gather.h"

/* From the picture as it is now to a sheet that stands still: what the map shows and what its lists
 * say, and the base map. The embedded one is drawn anew for paper; any other comes as the tiles that
 * are fine enough for it, fetched as for the screen. */

/* Tiles have at least so many pixels in a millimetre: 150 in an inch. */
#define TILE_PIXELS_PER_MM (150.0 / 25.4)
#define MAX_TILES 600
#define PIXEL_MM (25.4 / 96.0)

typedef struct
{
  LageSheet *sheet;
  guint      n_open;
  guint      n_failed;
} Job;

typedef struct
{
  GTask        *task;
  LageSheetTile tile;
} TileJob;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->sheet, lage_sheet_unref);
  g_free (job);
}

static gboolean
is_within (const LageSheetOptions *options,
           double                  longitude,
           double                  latitude)
{
  return longitude >= options->west && longitude <= options->east && latitude >= options->south
         && latitude <= options->north;
}

static void
add_items (LageSheet         *sheet,
           LageMapPanel      *panel,
           const LageMapSift *sift,
           gint64             now_us)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));

  lage_map_gather_items (sift, lage_map_panel_get_session (panel),
                         lage_map_panel_get_filter (panel), now_us, items);
  for (guint i = 0; i < items->len; i++)
    {
      const LageMapItem *item = &g_array_index (items, LageMapItem, i);

      if (isfinite (item->longitude) && isfinite (item->latitude))
        lage_sheet_add_item (sheet, item);
    }
}

static char *
format_age (LageEntity *entity,
            gint64      now_us)
{
  gint64 observed_at_us = 0;

  if (lage_freshness_of_entity (entity, now_us, &observed_at_us) == LAGE_FRESHNESS_TIMELESS
      || observed_at_us == 0)
    return g_strdup ("");

  return lage_format_age (now_us - observed_at_us);
}

/* Without a place only what concerns everybody is listed. */
static gboolean
is_listed (const LageSheetOptions *options,
           LageEntity             *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  LagePoint point;

  if (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    return is_within (options, lage_point_get_longitude (&point), lage_point_get_latitude (&point));

  return kind == LAGE_KIND_WARNING || kind == LAGE_KIND_INCIDENT || kind == LAGE_KIND_TASK;
}

/* The entities of a sift come kind after kind. */
static void
add_rows (LageSheet         *sheet,
          LageSession       *session,
          const LageMapSift *sift,
          gint64             now_us)
{
  const LageThresholds *thresholds = lage_session_get_thresholds (session);

  for (guint i = 0; i < sift->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (sift->entities, i);
      LageSheetRow row = { .kind = lage_entity_get_kind (entity) };
      LagePoint point;

      if (!is_listed (&sheet->options, entity))
        continue;
      row.name = g_strdup (lage_entity_get_title (entity));
      row.state = lage_entity_summary_make_line (entity, thresholds, now_us);
      row.position = lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point)
                       ? lage_format_position (&point)
                       : g_strdup ("");
      row.age = format_age (entity, now_us);
      lage_sheet_take_row (sheet, row);
    }
}

static void
add_labels (LageSheet      *sheet,
            LageTileSource *source)
{
  double zoom = log2 (sheet->layout.world_mm / (PIXEL_MM * sheet->layout.unit) / 256.0);
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  const LageSheetOptions *options = &sheet->options;
  double width = (options->east - options->west) / 2.0;
  double height = (options->north - options->south) / 2.0;

  /* The page shows more than was asked for, on the longer side. */
  lage_basemap_source_add_labels (MAX (options->west - width, -180.0),
                                  MAX (options->south - height, -85.0),
                                  MIN (options->east + width, 180.0),
                                  MIN (options->north + height, 85.0), (guint) MAX (zoom, 0.0),
                                  labels, source);
  for (guint i = 0; i < labels->len; i++)
    lage_sheet_add_label (sheet, &g_array_index (labels, LageMapLabel, i));
}

/* Shapes are laid out once, before anybody draws. */
static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;

  if (g_task_return_error_if_cancelled (task))
    return;
  lage_shape_set_prepare (job->sheet->shapes);
  g_task_return_pointer (task, g_steal_pointer (&job->sheet), (GDestroyNotify) lage_sheet_unref);
}

static void
finish_if_complete (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->n_open > 0)
    return;
  if (job->n_failed > 0)
    {
      g_autofree char *missing = g_strdup_printf (
        ngettext ("%u piece of the base map is missing", "%u pieces of the base map are missing",
                  job->n_failed),
        job->n_failed);
      g_autofree char *before = g_steal_pointer (&job->sheet->remark);

      job->sheet->remark = before != NULL ? g_strconcat (before, " · ", missing, NULL)
                                          : g_steal_pointer (&missing);
    }
  g_task_run_in_thread (task, prepare_thread);
}

static void
tile_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree TileJob *tile_job = user_data;
  g_autoptr(GTask) task = tile_job->task;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  Job *job = g_task_get_task_data (task);

  job->n_open--;
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (object), result, &error);
  if (texture != NULL)
    {
      LageSheetTile tile = tile_job->tile;

      tile.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                 gdk_texture_get_width (texture),
                                                 gdk_texture_get_height (texture));
      gdk_texture_download (texture, cairo_image_surface_get_data (tile.surface),
                            (gsize) cairo_image_surface_get_stride (tile.surface));
      cairo_surface_mark_dirty (tile.surface);
      g_array_append_val (job->sheet->tiles, tile);
    }
  else
    {
      g_debug ("tile for paper: %s", error->message);
      job->n_failed++;
    }
  finish_if_complete (task);
}

/* The coarsest tiles that are fine enough, unless there would be too many of them. */
static guint
choose_tile_zoom (const LageSheet *sheet,
                  LageTileSource  *source,
                  double           width,
                  double           height)
{
  double pixels = sheet->layout.world_mm * TILE_PIXELS_PER_MM;
  guint zoom = (guint) CLAMP (ceil (log2 (pixels / LAGE_TILE_SIZE)),
                              lage_tile_source_get_min_zoom (source),
                              lage_tile_source_get_max_zoom (source));

  while (zoom > lage_tile_source_get_min_zoom (source)
         && (width * exp2 (zoom) + 1.0) * (height * exp2 (zoom) + 1.0) > MAX_TILES)
    zoom--;

  return zoom;
}

static void
load_tiles (GTask                *task,
            const LageMapOverlay *map,
            guint                 level)
{
  LageTileSource *source = map->source;
  Job *job = g_task_get_task_data (task);
  const LageSheetLayout *layout = &job->sheet->layout;
  guint n_maps = lage_sheet_layout_get_n_maps (layout);
  double west, north, east, south, last_west, last_north;
  double n_tiles;
  guint zoom;

  lage_sheet_layout_get_origin (layout, 0, &west, &north);
  lage_sheet_layout_get_origin (layout, n_maps - 1, &last_west, &last_north);
  east = MIN (last_west + layout->map.width_mm / layout->world_mm, 1.0);
  south = MIN (last_north + layout->map.height_mm / layout->world_mm, 1.0);
  west = MAX (west, 0.0);
  north = MAX (north, 0.0);
  zoom = choose_tile_zoom (job->sheet, source, east - west, south - north);
  n_tiles = exp2 (zoom);

  for (guint y = (guint) (north * n_tiles); y < south * n_tiles; y++)
    for (guint x = (guint) (west * n_tiles); x < east * n_tiles; x++)
      {
        TileJob *tile = g_new (TileJob, 1);

        *tile = (TileJob) { g_object_ref (task), { NULL, x / n_tiles, y / n_tiles, 1.0 / n_tiles,
                                                   map->opacity, level } };
        job->n_open++;
        lage_tile_source_load_tile_async (source, zoom, x, y, 1, g_task_get_cancellable (task),
                                          tile_loaded_cb, tile);
      }
}

/**
 * lage_sheet_gather_async:
 * @panel: the map
 * @options: what is wanted on paper
 * @cancellable: (nullable): a cancellable
 * @callback: called when the sheet can be drawn
 * @user_data: passed to it
 *
 * The picture is that of this moment, however long the base map takes.
 */
void
lage_sheet_gather_async (LageMapPanel           *panel,
                         const LageSheetOptions *options,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (panel, cancellable, callback, user_data);
  LageSession *session = lage_map_panel_get_session (panel);
  LageMapView *view = lage_map_panel_get_view (panel);
  LageTileSource *source = lage_map_view_get_shown_source (view);
  LageOperation *operation = lage_session_get_operation (session);
  gint64 now_us = lage_clock_now_us (lage_session_get_clock (session));
  g_autoptr(GArray) areas = NULL;
  g_autoptr(GArray) overlays = NULL;
  GError *error = NULL;
  LageMapSift sift;
  LageSheet *sheet;
  Job *job;

  g_task_set_source_tag (task, lage_sheet_gather_async);
  sheet = lage_sheet_new (options, &error);
  if (sheet == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->sheet = sheet;
  g_task_set_task_data (task, job, job_free);

  sheet->title = g_strdup (lage_operation_get_name (operation));
  sheet->is_exercise = lage_operation_is_exercise (operation);
  sheet->time = lage_format_date_time (now_us);
  sheet->author = g_strdup (lage_session_get_author (session));
  sheet->credit = g_strdup (lage_map_view_get_credit (view));
  lage_map_sift_init (&sift);
  lage_map_sift_run (&sift, session, lage_map_panel_get_filter (panel), NULL, now_us);
  add_items (sheet, panel, &sift, now_us);
  areas = lage_map_gather_areas (&sift, lage_map_panel_get_filter (panel), now_us);
  sheet->shapes = lage_shape_set_new ((gpointer) areas->data, areas->len);
  if (options->has_lists)
    add_rows (sheet, session, &sift, now_us);
  if (sift.n_hidden > 0)
    sheet->remark = g_strdup_printf (ngettext ("%u item is hidden by the filter",
                                               "%u items are hidden by the filter",
                                               sift.n_hidden),
                                     sift.n_hidden);
  lage_map_sift_clear (&sift);

  if (LAGE_IS_BASEMAP_SOURCE (source))
    {
      sheet->basemap = lage_basemap_ref (
        lage_basemap_source_get_basemap (LAGE_BASEMAP_SOURCE (source)));
      add_labels (sheet, source);
    }
  /* One more than there are, so that an answer at once does not end it. */
  job->n_open = 1;
  if (source != NULL && sheet->basemap == NULL)
    load_tiles (task, &(LageMapOverlay) { source, 1.0 }, 0);
  overlays = lage_map_view_list_overlays (view);
  for (guint i = 0; i < overlays->len; i++)
    load_tiles (task, &g_array_index (overlays, LageMapOverlay, i), i + 1);
  job->n_open--;
  finish_if_complete (task);
}

/**
 * lage_sheet_gather_finish:
 * @panel: the map
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the sheet; pieces of the base map that could not be had are missing in
 *   it, and its remark says so
 */
LageSheet *
lage_sheet_gather_finish (LageMapPanel  *panel,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, panel), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What lies near the poles is on no such map. */
static void
include (const LagePoint *point,
         double          *west,
         double          *south,
         double          *east,
         double          *north)
{
  double longitude = lage_point_get_longitude (point);
  double latitude = lage_point_get_latitude (point);

  if (fabs (latitude) > 84.0)
    return;
  *west = MIN (*west, longitude);
  *south = MIN (*south, latitude);
  *east = MAX (*east, longitude);
  *north = MAX (*north, latitude);
}

/**
 * lage_sheet_gather_bounds:
 * @panel: the map
 * @west: (out): in degrees
 * @south: (out): in degrees
 * @east: (out): in degrees
 * @north: (out): in degrees
 *
 * Finds what encloses everything that the map shows and that has a place.
 *
 * Returns: FALSE if there is nothing
 */
gboolean
lage_sheet_gather_bounds (LageMapPanel *panel,
                          double       *west,
                          double       *south,
                          double       *east,
                          double       *north)
{
  LageSession *session = lage_map_panel_get_session (panel);
  gint64 now_us = lage_clock_now_us (lage_session_get_clock (session));
  LageMapSift sift;
  double margin;

  *west = *south = G_MAXDOUBLE;
  *east = *north = -G_MAXDOUBLE;
  lage_map_sift_init (&sift);
  lage_map_sift_run (&sift, session, lage_map_panel_get_filter (panel), NULL, now_us);
  for (guint i = 0; i < sift.entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (sift.entities, i);
      const LageCandidate *area = lage_entity_find (entity, LAGE_FIELD_AREA);
      LagePoint point, corner;

      if (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
        include (&point, west, south, east, north);
      /* Warnings cover whole states: a drawing is there to be seen whole. */
      if (lage_entity_get_kind (entity) == LAGE_KIND_AREA && area != NULL
          && area->value.type == LAGE_VALUE_GEOMETRY
          && lage_geometry_get_bounds (area->value.geometry, &point, &corner))
        {
          include (&point, west, south, east, north);
          include (&corner, west, south, east, north);
        }
    }
  lage_map_sift_clear (&sift);
  if (*west > *east)
    return FALSE;

  /* Nothing lies on the edge, and one single item is shown with what is around it. */
  margin = MAX (MAX (*east - *west, *north - *south) * 0.04, 0.005);
  *west -= margin;
  *south -= margin;
  *east += margin;
  *north += margin;

  return TRUE;
}
