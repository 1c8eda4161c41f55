/* lage-area-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-area-layer.h"

#include "lage-area-picture.h"
#include "lage-map-worker.h"

/* Areas and tracks. All of them go into one picture that is half as large again as the window, drawn
 * by the map thread from an immutable copy of the shapes. While the map is moved the picture moves
 * with it; it is drawn anew when the window is about to leave it, when the zoom has changed, or when
 * the shapes have. Until the new one is there, the old one is shown at its place, enlarged if need
 * be. The picture is cut to what there is to see, for each covered pixel costs in every frame. */

#define REGION 1.5

/* A new picture is asked for when the window comes this near to the edge of the old one. */
#define SPARE_PX 24.0

#define PICK_TRACK_PX 6.0

struct _LageAreaLayer
{
  ShumateLayer parent_instance;

  LageShapeSet *areas;
  LageShapeSet *tracks;
  guint64 selected_key;
  LageAreaPicture *picture;
  GCancellable *cancellable; /* of the picture being drawn */
  LageMapProjection asked;   /* where that one is for */
  gboolean is_current;       /* the picture, or the one being drawn, shows the shapes as they are */
  gboolean is_dark;
};

G_DEFINE_FINAL_TYPE (LageAreaLayer, lage_area_layer, SHUMATE_TYPE_LAYER)

static gboolean
covers (const LageMapProjection *projection,
        double                   zoom,
        double                   x0,
        double                   y0,
        double                   x1,
        double                   y1)
{
  return zoom == projection->zoom &&
         lage_map_projection_get_x (projection, x0) <= -SPARE_PX &&
         lage_map_projection_get_y (projection, y0) <= -SPARE_PX &&
         lage_map_projection_get_x (projection, x1) >= projection->width + SPARE_PX &&
         lage_map_projection_get_y (projection, y1) >= projection->height + SPARE_PX;
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (object);
  g_autoptr(GError) error = NULL;
  LageAreaPicture *picture = g_task_propagate_pointer (G_TASK (result), &error);

  /* Only one that is no longer wanted fails: then its successor is on the way, or self is gone. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, lage_area_picture_free);
  self->picture = picture;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
request_picture (LageAreaLayer           *self,
                 const LageMapProjection *projection)
{
  LageAreaRequest *request = g_new0 (LageAreaRequest, 1);
  GTask *task;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  request->areas = lage_shape_set_ref (self->areas);
  request->tracks = lage_shape_set_ref (self->tracks);
  request->selected_key = self->selected_key;
  request->projection = *projection;
  request->projection.width = ceil (projection->width * REGION / 2) * 2;
  request->projection.height = ceil (projection->height * REGION / 2) * 2;
  request->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  request->is_dark = self->is_dark;

  self->asked = request->projection;
  self->is_current = TRUE;
  self->cancellable = g_cancellable_new ();

  task = g_task_new (self, self->cancellable, drawn_cb, NULL);
  g_task_set_source_tag (task, request_picture);
  lage_map_worker_run (task, lage_area_picture_draw_work, request, lage_area_request_free,
                       lage_area_picture_free);
}

static void
update_picture (LageAreaLayer *self)
{
  LageMapProjection projection;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  if (self->areas->n_shapes == 0 && self->tracks->n_shapes == 0)
    {
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_clear_pointer (&self->picture, lage_area_picture_free);
      self->is_current = TRUE;
      return;
    }

  if (self->is_current && self->cancellable != NULL &&
      covers (&projection, self->asked.zoom,
              lage_map_projection_get_world_x (&self->asked, 0),
              lage_map_projection_get_world_y (&self->asked, 0),
              lage_map_projection_get_world_x (&self->asked, self->asked.width),
              lage_map_projection_get_world_y (&self->asked, self->asked.height)))
    return;

  if (self->is_current && self->cancellable == NULL && self->picture != NULL &&
      covers (&projection, self->picture->zoom, self->picture->region_x0,
              self->picture->region_y0, self->picture->region_x1, self->picture->region_y1))
    return;

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
  double x;
  double y;
  double width;
  double height;

  if (picture == NULL || picture->texture == NULL ||
      !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  x = round (lage_map_projection_get_x (&projection, picture->x0) * scale) / scale;
  y = round (lage_map_projection_get_y (&projection, picture->y0) * scale) / scale;
  width = (picture->x1 - picture->x0) * projection.world_px;
  height = (picture->y1 - picture->y0) * projection.world_px;

  if (picture->zoom == projection.zoom)
    {
      width = round (width);
      height = round (height);
    }

  gtk_snapshot_append_texture (snapshot, picture->texture,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                    (float) height));
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
  LageAreaLayer *self = LAGE_AREA_LAYER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lage_area_layer_parent_class)->dispose (object);
}

static void
lage_area_layer_finalize (GObject *object)
{
  LageAreaLayer *self = LAGE_AREA_LAYER (object);

  g_clear_pointer (&self->picture, lage_area_picture_free);
  g_clear_pointer (&self->areas, lage_shape_set_unref);
  g_clear_pointer (&self->tracks, lage_shape_set_unref);

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
}

static void
lage_area_layer_init (LageAreaLayer *self)
{
  self->areas = lage_shape_set_new (0, 0, 0);
  self->tracks = lage_shape_set_new (0, 0, 0);
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
 * @areas: (array length=n_areas): all areas, those below first; they are copied
 * @n_areas: how many
 *
 * Rings whose ends do not lie within the points are left out.
 */
void
lage_area_layer_set_areas (LageAreaLayer     *self,
                           const LageMapArea *areas,
                           guint              n_areas)
{
  guint n_rings = 0;
  guint n_points = 0;
  LageShapeSet *set;

  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (areas != NULL || n_areas == 0);

  for (guint i = 0; i < n_areas; i++)
    {
      n_rings += areas[i].n_rings;
      n_points += areas[i].n_points;
    }

  set = lage_shape_set_new (n_areas, n_rings, n_points);
  n_points = 0;

  for (guint i = 0; i < n_areas; i++)
    {
      LageShape *shape = &set->shapes[set->n_shapes++];
      guint start = 0;

      shape->key = areas[i].key;
      shape->style = MIN (areas[i].style, LAGE_N_AREA_STYLES - 1);
      shape->first_ring = set->n_rings;

      for (guint ring = 0; ring < areas[i].n_rings; ring++)
        {
          guint end = areas[i].ring_ends[ring];

          if (end <= start || end > areas[i].n_points)
            continue;

          lage_shape_set_add_points (set, &n_points, areas[i].points + start, end - start);
          set->ring_ends[set->n_rings++] = n_points;
          shape->n_rings++;
          start = end;
        }

      lage_shape_set_update_bounds (set, shape);
    }

  lage_shape_set_unref (self->areas);
  self->areas = set;
  invalidate (self);
}

/**
 * lage_area_layer_set_tracks:
 * @self: the layer
 * @tracks: (array length=n_tracks): all tracks; they are copied
 * @n_tracks: how many
 */
void
lage_area_layer_set_tracks (LageAreaLayer      *self,
                            const LageMapTrack *tracks,
                            guint               n_tracks)
{
  guint n_points = 0;
  LageShapeSet *set;

  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (tracks != NULL || n_tracks == 0);

  for (guint i = 0; i < n_tracks; i++)
    n_points += tracks[i].n_points;

  set = lage_shape_set_new (n_tracks, n_tracks, n_points);
  n_points = 0;

  for (guint i = 0; i < n_tracks; i++)
    {
      LageShape *shape = &set->shapes[set->n_shapes++];

      shape->key = tracks[i].key;
      shape->is_track = TRUE;
      shape->first_ring = set->n_rings;
      shape->n_rings = 1;
      lage_shape_set_add_points (set, &n_points, tracks[i].points, tracks[i].n_points);
      set->ring_ends[set->n_rings++] = n_points;
      lage_shape_set_update_bounds (set, shape);
    }

  lage_shape_set_unref (self->tracks);
  self->tracks = set;
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

void
lage_area_layer_set_is_dark (LageAreaLayer *self,
                             gboolean       is_dark)
{
  g_return_if_fail (LAGE_IS_AREA_LAYER (self));

  if (self->is_dark == !!is_dark)
    return;

  self->is_dark = !!is_dark;
  invalidate (self);
}

/**
 * lage_area_layer_pick:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @key: (out): the track or area there
 *
 * Tracks come before areas, and areas above before those below.
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
  double reach;

  g_return_val_if_fail (LAGE_IS_AREA_LAYER (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return FALSE;

  x = lage_map_projection_get_world_x (&projection, x);
  y = lage_map_projection_get_world_y (&projection, y);
  reach = PICK_TRACK_PX / projection.world_px;

  for (guint i = self->tracks->n_shapes; i > 0; i--)
    if (lage_shape_set_is_near (self->tracks, &self->tracks->shapes[i - 1], x, y, reach))
      {
        *key = self->tracks->shapes[i - 1].key;
        return TRUE;
      }

  for (guint i = self->areas->n_shapes; i > 0; i--)
    if (lage_shape_set_contains (self->areas, &self->areas->shapes[i - 1], x, y))
      {
        *key = self->areas->shapes[i - 1].key;
        return TRUE;
      }

  return FALSE;
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

  return self->is_current && self->cancellable == NULL;
}
