/* lage-area-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-area-layer.h"

#include "lage-area-picture.h"
#include "lage-clock.h"
#include "lage-map-projection.h"
#include "lage-map-worker.h"
#include "lage-tile-painter.h"

/* Areas and tracks. The map thread draws them from immutable sets, cut into tiles that lie on whole
 * pixels at the zoom at hand, whatever it is; a frame only puts tiles where they belong.
 *
 *     moved beyond the tiles            --> the missing ones, drawn beside those that are there
 *     zoom has come to rest, new shapes --> all of them anew
 *
 * Until the new picture is there the old one is shown at its place, enlarged if need be. Only one
 * picture is drawn at a time: what is wanted when it is finished is asked for then. */

/* New tiles are asked for when the window comes this near to the edge of the old ones, and then as
 * far as this beyond the window. */
#define SPARE_PX 64.0
#define REACH_PX 256.0

/* A zoom that has stood for this long has come to rest: the shorter time if there is nothing else to
 * do, so that frames that take longer than that are not taken for rest, the longer one in any case.
 * One this far from that of the picture is drawn also on the way: lines would be too thin or too
 * thick. */
#define SETTLE_MS 70
#define SETTLE_AT_LAST_MS 300
#define MAX_ZOOM_STEP 0.9

/* How much wider lines are for those who need contrast. */
#define HIGH_CONTRAST_PX 1.5

struct _LageAreaLayer
{
  ShumateLayer parent_instance;

  LageShapeSet *areas;     /* as they are wanted */
  LageShapeSet *drawn;     /* of the picture; prepared, and so what can be picked */
  GPtrArray *tracks;       /* LageMapTrack; never changed, only replaced */
  gint64 now_us;
  guint64 selected_key;
  LageAreaPicture *picture;
  guint n_pictures; /* so far */
  GCancellable *cancellable; /* of the picture being drawn */
  LageAreaRange known;       /* what it takes over from the one before */
  guint settle_id;
  double settling_zoom;
  gint64 settling_since_us;
  double settled_zoom;
  gboolean is_current; /* the picture, or the one being drawn, shows the shapes as they are */
  LageMapLook look;
};

G_DEFINE_FINAL_TYPE (LageAreaLayer, lage_area_layer, SHUMATE_TYPE_LAYER)

enum
{
  SIGNAL_DRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void update_picture (LageAreaLayer *self);

/* The tiles that touch the window and what is @spare_px around it. */
static LageAreaRange
find_range (const LageMapProjection *projection,
            double                   spare_px)
{
  double left = projection->centre_x * projection->world_px - projection->width / 2 - spare_px;
  double top = projection->centre_y * projection->world_px - projection->height / 2 - spare_px;
  LageAreaRange range = { (int) floor (left / LAGE_AREA_TILE), (int) floor (top / LAGE_AREA_TILE),
                          0, 0 };

  range.n_columns =
    (int) ceil ((left + projection->width + 2 * spare_px) / LAGE_AREA_TILE) - range.column0;
  range.n_rows =
    (int) ceil ((top + projection->height + 2 * spare_px) / LAGE_AREA_TILE) - range.row0;

  return range;
}

static gboolean
is_empty (LageAreaLayer *self)
{
  return self->areas->areas->len == 0 && self->tracks->len == 0;
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (object);
  g_autoptr(LageShapeSet) areas = user_data;
  g_autoptr(GError) error = NULL;
  LageAreaPicture *picture = g_task_propagate_pointer (G_TASK (result), &error);

  /* Only one that is no longer wanted fails: self is gone, or has nothing to show. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (self->picture != NULL && self->picture->zoom == picture->zoom)
    lage_area_picture_take (picture, self->picture, &self->known);
  g_clear_pointer (&self->picture, lage_area_picture_free);
  self->picture = picture;
  self->n_pictures++;
  g_clear_pointer (&self->drawn, lage_shape_set_unref);
  self->drawn = g_steal_pointer (&areas);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_DRAWN], 0);
  update_picture (self);
}

/* High contrast is what paper wants, too: dark ink and hardly any tint. */
static LageShapeTheme
get_theme (const LageMapLook *look)
{
  if (look->is_dark)
    return LAGE_SHAPE_THEME_DARK;

  return look->is_high_contrast ? LAGE_SHAPE_THEME_PRINT : LAGE_SHAPE_THEME_LIGHT;
}

static void
request_picture (LageAreaLayer           *self,
                 const LageMapProjection *projection)
{
  LageAreaRequest *request = g_new0 (LageAreaRequest, 1);
  GTask *task;

  g_clear_handle_id (&self->settle_id, g_source_remove);

  request->areas = lage_shape_set_ref (self->areas);
  request->tracks = g_ptr_array_ref (self->tracks);
  request->now_us = self->now_us;
  request->selected_key = self->selected_key;
  request->theme = get_theme (&self->look);
  request->bolder_px = self->look.is_high_contrast ? HIGH_CONTRAST_PX : 0;
  request->text_scale = self->look.text_scale;
  request->zoom = projection->zoom;
  request->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  request->range = find_range (projection, REACH_PX);
  if (self->is_current && self->picture != NULL && self->picture->zoom == request->zoom)
    request->known = lage_area_range_intersect (&self->picture->range, &request->range);

  self->known = request->known;
  self->is_current = TRUE;
  self->cancellable = g_cancellable_new ();

  task = g_task_new (self, self->cancellable, drawn_cb, lage_shape_set_ref (self->areas));
  g_task_set_source_tag (task, request_picture);
  lage_map_worker_run (task, lage_area_picture_draw_work, request, lage_area_request_free,
                       lage_area_picture_free);
}

static gboolean
settled_cb (gpointer user_data)
{
  LageAreaLayer *self = user_data;
  LageMapProjection projection;

  self->settle_id = 0;
  if (lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    self->settled_zoom = projection.zoom;
  update_picture (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (LageAreaLayer *self,
               double         zoom)
{
  if (self->settling_zoom != zoom)
    g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->settle_id != 0)
    return;

  self->settling_zoom = zoom;
  self->settling_since_us = lage_clock_monotonic_us ();
  self->settle_id =
    g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, SETTLE_MS, settled_cb, self, NULL);
}

/* Whether to wait until the zoom has come to rest. */
static gboolean
is_zooming (LageAreaLayer *self,
            double         zoom)
{
  if (self->picture == NULL || self->picture->zoom == zoom || self->settled_zoom == zoom ||
      ABS (self->picture->zoom - zoom) > MAX_ZOOM_STEP)
    return FALSE;

  return self->settling_zoom != zoom ||
         lage_clock_monotonic_us () - self->settling_since_us <
           SETTLE_AT_LAST_MS * G_TIME_SPAN_MILLISECOND;
}

static void
drop_picture (LageAreaLayer *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->is_current = TRUE;
  if (self->picture == NULL)
    return;

  self->n_pictures++;
  g_clear_pointer (&self->picture, lage_area_picture_free);
  g_signal_emit (self, signals[SIGNAL_DRAWN], 0);
}

static void
update_picture (LageAreaLayer *self)
{
  LageMapProjection projection;
  LageAreaRange needed;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  if (is_empty (self))
    {
      drop_picture (self);
      return;
    }
  if (self->cancellable != NULL)
    return;

  needed = find_range (&projection, SPARE_PX);
  if (self->is_current && self->picture != NULL && self->picture->zoom == projection.zoom &&
      lage_area_range_contains (&self->picture->range, &needed))
    return;

  if (self->is_current && is_zooming (self, projection.zoom))
    {
      wait_for_rest (self, projection.zoom);
      return;
    }

  request_picture (self, &projection);
}

static void
invalidate (LageAreaLayer *self)
{
  self->is_current = FALSE;
  update_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
viewport_changed_cb (LageAreaLayer *self)
{
  update_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lage_area_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (widget);
  double scale = gtk_widget_get_scale_factor (widget);
  const LageAreaPicture *picture = self->picture;
  LageMapProjection projection;
  LageTilePainter painter;
  double origin_x;
  double origin_y;
  double size;

  if (picture == NULL || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  /* Tiles of this zoom all lie on whole pixels if one does. */
  origin_x = round (lage_map_projection_get_x (&projection, 0) * scale) / scale;
  origin_y = round (lage_map_projection_get_y (&projection, 0) * scale) / scale;
  size = LAGE_AREA_TILE * projection.world_px / lage_mercator_world_px (picture->zoom);
  lage_tile_painter_begin (&painter, widget, snapshot);

  for (int row = picture->range.row0; row < picture->range.row0 + picture->range.n_rows; row++)
    for (int column = picture->range.column0;
         column < picture->range.column0 + picture->range.n_columns; column++)
      {
        GdkTexture *tile = lage_area_picture_get_tile (picture, column, row);
        double x0 = round ((origin_x + column * size) * scale) / scale;
        double y0 = round ((origin_y + row * size) * scale) / scale;
        double x1 = round ((origin_x + (column + 1) * size) * scale) / scale;
        double y1 = round ((origin_y + (row + 1) * size) * scale) / scale;

        if (tile != NULL && x0 < projection.width && y0 < projection.height && x1 > 0 && y1 > 0)
          lage_tile_painter_add (&painter, tile,
                                 &GRAPHENE_RECT_INIT ((float) x0, (float) y0, (float) (x1 - x0),
                                                      (float) (y1 - y0)));
      }

  lage_tile_painter_end (&painter);
}

static void
lage_area_layer_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  update_picture (LAGE_AREA_LAYER (widget));
}

static void
lage_area_layer_constructed (GObject *object)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (object);

  G_OBJECT_CLASS (lage_area_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (invalidate), NULL);
}

static void
lage_area_layer_dispose (GObject *object)
{
  drop_picture (LAGE_AREA_LAYER (object));

  G_OBJECT_CLASS (lage_area_layer_parent_class)->dispose (object);
}

static void
lage_area_layer_finalize (GObject *object)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (object);

  g_clear_pointer (&self->areas, lage_shape_set_unref);
  g_clear_pointer (&self->drawn, lage_shape_set_unref);
  g_clear_pointer (&self->tracks, g_ptr_array_unref);

  G_OBJECT_CLASS (lage_area_layer_parent_class)->finalize (object);
}

static void
lage_area_layer_class_init (LageAreaLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_area_layer_constructed;
  object_class->dispose = lage_area_layer_dispose;
  object_class->finalize = lage_area_layer_finalize;

  widget_class->snapshot = lage_area_layer_snapshot;
  widget_class->size_allocate = lage_area_layer_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  /**
   * LageAreaLayer::drawn:
   *
   * Another picture is shown; see lage_area_layer_covers().
   */
  signals[SIGNAL_DRAWN] = g_signal_new ("drawn", LAGE_TYPE_AREA_LAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_area_layer_init (LageAreaLayer *self)
{
  self->areas = lage_shape_set_new (NULL, 0);
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_map_track_unref);
  self->look.text_scale = 1;
  self->is_current = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lage_area_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer without areas and tracks
 */
LageAreaLayer *
lage_area_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_AREA_LAYER, "viewport", viewport, NULL);
}

/**
 * lage_area_layer_set_areas:
 * @self: the layer
 * @areas: (array length=n_areas): all areas, lines and texts; geometries are referenced
 * @n_areas: how many
 *
 * Nothing is drawn anew if they are the same as before.
 */
void
lage_area_layer_set_areas (LageAreaLayer     *self,
                           const LageMapArea *areas,
                           guint              n_areas)
{
  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (areas != NULL || n_areas == 0);

  if (lage_shape_set_equals (self->areas, areas, n_areas))
    return;

  lage_shape_set_unref (self->areas);
  self->areas = lage_shape_set_new (areas, n_areas);
  if (n_areas == 0)
    g_clear_pointer (&self->drawn, lage_shape_set_unref);
  invalidate (self);
}

/**
 * lage_area_layer_set_tracks:
 * @self: the layer
 * @tracks: (array length=n_tracks): all tracks, those below first; they are referenced
 * @n_tracks: how many
 * @now_us: situation time that their ages are counted from
 */
void
lage_area_layer_set_tracks (LageAreaLayer  *self,
                            LageMapTrack  **tracks,
                            guint           n_tracks,
                            gint64          now_us)
{
  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (tracks != NULL || n_tracks == 0);

  if (self->tracks->len == 0 && n_tracks == 0)
    return;

  g_ptr_array_unref (self->tracks);
  self->tracks = g_ptr_array_new_full (n_tracks, (GDestroyNotify) lage_map_track_unref);
  for (guint i = 0; i < n_tracks; i++)
    g_ptr_array_add (self->tracks, lage_map_track_ref (tracks[i]));
  self->now_us = now_us;
  invalidate (self);
}

void
lage_area_layer_set_selected_key (LageAreaLayer *self,
                                  guint64        key)
{
  g_return_if_fail (LAGE_IS_AREA_LAYER (self));

  if (self->selected_key == key)
    return;

  self->selected_key = key;
  invalidate (self);
}

/**
 * lage_area_layer_set_look:
 * @self: the layer
 * @look: how the map looks; the scale of the device is that of the widget
 */
void
lage_area_layer_set_look (LageAreaLayer     *self,
                          const LageMapLook *look)
{
  g_return_if_fail (LAGE_IS_AREA_LAYER (self));

  if (self->look.is_dark == look->is_dark && self->look.text_scale == look->text_scale &&
      self->look.is_high_contrast == look->is_high_contrast)
    return;

  self->look = *look;
  invalidate (self);
}

/**
 * lage_area_layer_pick:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @key: (out): the track or area there
 *
 * Tracks come before areas. What has not yet been drawn can't be picked.
 *
 * Returns: %TRUE if there is one
 */
gboolean
lage_area_layer_pick (LageAreaLayer *self,
                      double         x,
                      double         y,
                      guint64       *key)
{
  LageMapProjection projection;
  double pixel;

  g_return_val_if_fail (LAGE_IS_AREA_LAYER (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return FALSE;

  x = lage_map_projection_get_world_x (&projection, x);
  y = lage_map_projection_get_world_y (&projection, y);
  pixel = 1 / projection.world_px;

  for (guint i = self->tracks->len; i > 0; i--)
    {
      const LageMapTrack *track = g_ptr_array_index (self->tracks, i - 1);

      if (lage_map_track_is_near (track, x, y, LAGE_SHAPE_PICK_PX * pixel))
        {
          *key = track->key;
          return TRUE;
        }
    }

  return self->drawn != NULL && lage_shape_set_pick (self->drawn, x, y, pixel, key);
}

/**
 * lage_area_layer_get_is_complete:
 * @self: the layer
 *
 * Returns: %TRUE if what is shown is what there is
 */
gboolean
lage_area_layer_get_is_complete (LageAreaLayer *self)
{
  g_return_val_if_fail (LAGE_IS_AREA_LAYER (self), FALSE);

  return self->is_current && self->cancellable == NULL && self->settle_id == 0;
}

/**
 * lage_area_layer_get_n_pictures:
 * @self: the layer
 *
 * Returns: how often what is shown has changed; names stay where they are meanwhile
 */
guint
lage_area_layer_get_n_pictures (LageAreaLayer *self)
{
  g_return_val_if_fail (LAGE_IS_AREA_LAYER (self), 0);

  return self->n_pictures;
}

/**
 * lage_area_layer_covers:
 * @self: the layer
 * @x: a box, in logical pixels in the layer
 * @y: likewise
 * @width: likewise
 * @height: likewise
 *
 * Returns: %TRUE if the name of a shape is there
 */
gboolean
lage_area_layer_covers (LageAreaLayer *self,
                        double         x,
                        double         y,
                        double         width,
                        double         height)
{
  LageMapProjection projection;

  g_return_val_if_fail (LAGE_IS_AREA_LAYER (self), FALSE);

  if (self->picture == NULL ||
      !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return FALSE;

  for (guint i = 0; i < self->picture->names->len; i++)
    {
      const LageShapeName *name = &g_array_index (self->picture->names, LageShapeName, i);
      double name_x = lage_map_projection_get_x (&projection, name->x);
      double name_y = lage_map_projection_get_y (&projection, name->y);

      if (fabs (name_x - x - width / 2) < (name->width + width) / 2 &&
          fabs (name_y - y - height / 2) < (name->height + height) / 2)
        return TRUE;
    }

  return FALSE;
}
