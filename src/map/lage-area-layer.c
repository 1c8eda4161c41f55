/* lage-area-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-area-layer.h"

#include "lage-map-projection.h"
#include "lage-map-worker.h"

/* Areas and tracks. All of them go into one picture that is half as large again as the window, drawn
 * by the map thread from an immutable copy of the shapes. While the map is moved the picture moves
 * with it; it is drawn anew when the window is about to leave it, when the zoom has changed, or when
 * the shapes have. Until the new one is there, the old one is shown at its place, enlarged if need
 * be. The picture is cut to what there is to see, for each covered pixel costs in every frame. */

#define BAND_WIDTH 14
#define REGION 1.5

/* A new picture is asked for when the window comes this near to the edge of the old one. */
#define SPARE_PX 24.0

#define PICK_TRACK_PX 6.0

/* Shapes: immutable once made, shared with the map thread. */
typedef struct
{
  guint64 key;
  guint8 style;
  gboolean is_track;
  guint first_ring; /* index into ring_ends */
  guint n_rings;
  double x0; /* bounds in world coordinates */
  double y0;
  double x1;
  double y1;
} Shape;

typedef struct
{
  gatomicrefcount ref_count;
  double *xy; /* world coordinates of all points, x and y in turn */
  guint *ring_ends;
  Shape *shapes;
  guint n_shapes;
  guint n_rings;
} ShapeSet;

typedef struct
{
  ShapeSet *areas;
  ShapeSet *tracks;
  guint64 selected_key;
  LageMapProjection projection; /* of the region */
  double scale;
  gboolean is_dark;
} DrawRequest;

/* A finished picture and where it belongs. */
typedef struct
{
  GdkTexture *texture; /* NULL if there is nothing to see */
  double zoom;
  double region_x0; /* what it answers for, in world coordinates */
  double region_y0;
  double region_x1;
  double region_y1;
  double x0; /* where the texture lies */
  double y0;
  double x1;
  double y1;
} Picture;

struct _LageAreaLayer
{
  ShumateLayer parent_instance;

  ShapeSet *areas;
  ShapeSet *tracks;
  guint64 selected_key;
  Picture *picture;
  GCancellable *cancellable; /* of the picture being drawn */
  LageMapProjection asked;   /* where that one is for */
  gboolean is_current;       /* the picture, or the one being drawn, shows the shapes as they are */
  gboolean is_dark;
};

G_DEFINE_FINAL_TYPE (LageAreaLayer, lage_area_layer, SHUMATE_TYPE_LAYER)

static ShapeSet *
shape_set_new (guint n_shapes,
               guint n_rings,
               guint n_points)
{
  ShapeSet *set = g_new0 (ShapeSet, 1);

  g_atomic_ref_count_init (&set->ref_count);
  set->xy = g_new (double, MAX (2 * (gsize) n_points, 1));
  set->ring_ends = g_new (guint, MAX (n_rings, 1));
  set->shapes = g_new0 (Shape, MAX (n_shapes, 1));

  return set;
}

static ShapeSet *
shape_set_ref (ShapeSet *set)
{
  g_atomic_ref_count_inc (&set->ref_count);

  return set;
}

static void
shape_set_unref (ShapeSet *set)
{
  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;

  g_free (set->xy);
  g_free (set->ring_ends);
  g_free (set->shapes);
  g_free (set);
}

static void
set_bounds (ShapeSet *set,
            Shape    *shape)
{
  guint first = shape->first_ring > 0 ? set->ring_ends[shape->first_ring - 1] : 0;
  guint end = shape->n_rings > 0 ? set->ring_ends[shape->first_ring + shape->n_rings - 1] : first;

  shape->x0 = shape->y0 = G_MAXDOUBLE;
  shape->x1 = shape->y1 = -G_MAXDOUBLE;

  for (guint i = first; i < end; i++)
    {
      shape->x0 = MIN (shape->x0, set->xy[2 * i]);
      shape->x1 = MAX (shape->x1, set->xy[2 * i]);
      shape->y0 = MIN (shape->y0, set->xy[2 * i + 1]);
      shape->y1 = MAX (shape->y1, set->xy[2 * i + 1]);
    }
}

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->texture);
  g_free (picture);
}

static void
draw_request_free (gpointer data)
{
  DrawRequest *request = data;

  shape_set_unref (request->areas);
  shape_set_unref (request->tracks);
  g_free (request);
}

/* Adds a ring to the path, without the points that lie on the same pixel as the one before. */
static void
trace_ring (cairo_t                 *cr,
            const LageMapProjection *projection,
            const ShapeSet          *set,
            guint                    start,
            guint                    end)
{
  double last_x = -G_MAXDOUBLE;
  double last_y = -G_MAXDOUBLE;

  cairo_new_sub_path (cr);

  for (guint i = start; i < end; i++)
    {
      double x = lage_map_projection_get_x (projection, set->xy[2 * i]);
      double y = lage_map_projection_get_y (projection, set->xy[2 * i + 1]);

      /* Cairo counts in 24.8 bits: far outside it is enough to know the direction. */
      x = CLAMP (x, -100000, 100000);
      y = CLAMP (y, -100000, 100000);

      if (i + 1 < end && fabs (x - last_x) < 0.7 && fabs (y - last_y) < 0.7)
        continue;

      cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
}

static void
trace_shape (cairo_t                 *cr,
             const LageMapProjection *projection,
             const ShapeSet          *set,
             const Shape             *shape)
{
  cairo_new_path (cr);

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      trace_ring (cr, projection, set, ring > 0 ? set->ring_ends[ring - 1] : 0,
                  set->ring_ends[ring]);
      cairo_close_path (cr);
    }
}

/* A pattern of 12 pixels that tells the style without its colour. */
static cairo_pattern_t *
create_hatch (cairo_t       *target,
              LageAreaStyle  style,
              const double  *colour,
              double         offset_x,
              double         offset_y)
{
  const int size = 12;
  cairo_surface_t *surface =
    cairo_surface_create_similar (cairo_get_target (target), CAIRO_CONTENT_COLOR_ALPHA, size, size);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], 0.55);
  cairo_set_line_width (cr, 1.2);

  if (style == LAGE_AREA_NOTICE)
    {
      cairo_arc (cr, 6, 6, 1.3, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (style == LAGE_AREA_WATER)
    {
      cairo_move_to (cr, 0, 6);
      cairo_curve_to (cr, 2, 2.5, 4, 2.5, 6, 6);
      cairo_curve_to (cr, 8, 9.5, 10, 9.5, 12, 6);
      cairo_stroke (cr);
    }
  else
    {
      for (int i = -1; i <= 1; i++)
        {
          cairo_move_to (cr, i * size - 2, size + 2);
          cairo_line_to (cr, i * size + size + 2, -2);
          if (style == LAGE_AREA_SEVERE)
            {
              cairo_move_to (cr, i * size - 2, -2);
              cairo_line_to (cr, i * size + size + 2, size + 2);
            }
        }
      cairo_stroke (cr);
    }

  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);

  /* Fixed to the ground, so that it does not swim when the picture is drawn anew. */
  cairo_matrix_init_translate (&matrix, offset_x, offset_y);
  cairo_pattern_set_matrix (pattern, &matrix);

  return pattern;
}

/* Warnings cover whole districts: hatched all over they would hide the town. A band inside their
 * border says what they are; the selected one is filled. */
static gboolean
is_warning (LageAreaStyle style)
{
  return style == LAGE_AREA_NOTICE || style == LAGE_AREA_WARNING || style == LAGE_AREA_SEVERE;
}

static void
draw_areas (const DrawRequest *request,
            cairo_t           *cr,
            GCancellable      *cancellable)
{
  static const double colours[LAGE_N_AREA_STYLES][2][3] = {
    [LAGE_AREA_PLAIN] = { { 0.13, 0.33, 0.85 }, { 0.45, 0.62, 1.0 } },
    [LAGE_AREA_NOTICE] = { { 0.78, 0.60, 0.0 }, { 1.0, 0.85, 0.2 } },
    [LAGE_AREA_WARNING] = { { 0.88, 0.42, 0.0 }, { 1.0, 0.6, 0.15 } },
    [LAGE_AREA_SEVERE] = { { 0.80, 0.05, 0.10 }, { 1.0, 0.35, 0.35 } },
    [LAGE_AREA_WATER] = { { 0.0, 0.30, 0.70 }, { 0.35, 0.65, 1.0 } },
  };
  const LageMapProjection *projection = &request->projection;

  for (guint i = 0; i < request->areas->n_shapes; i++)
    {
      const Shape *shape = &request->areas->shapes[i];
      const double *colour = colours[shape->style][request->is_dark ? 1 : 0];
      gboolean is_selected = shape->key == request->selected_key && shape->key != 0;
      gboolean is_band;
      cairo_pattern_t *hatch;

      if (g_cancellable_is_cancelled (cancellable))
        return;

      if (lage_map_projection_get_x (projection, shape->x0) > projection->width ||
          lage_map_projection_get_x (projection, shape->x1) < 0 ||
          lage_map_projection_get_y (projection, shape->y0) > projection->height ||
          lage_map_projection_get_y (projection, shape->y1) < 0)
        continue;

      trace_shape (cr, projection, request->areas, shape);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      is_band = is_warning (shape->style) && !is_selected;
      cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], is_band ? 0.05 : 0.16);
      cairo_fill_preserve (cr);

      hatch = create_hatch (cr, shape->style, colour,
                            fmod (-lage_map_projection_get_x (projection, shape->x0), 12),
                            fmod (-lage_map_projection_get_y (projection, shape->y0), 12));
      cairo_set_source (cr, hatch);
      if (is_band)
        {
          cairo_save (cr);
          cairo_clip_preserve (cr);
          cairo_set_line_width (cr, 2 * BAND_WIDTH);
          cairo_stroke_preserve (cr);
          cairo_restore (cr);
        }
      else
        {
          cairo_fill_preserve (cr);
        }
      cairo_pattern_destroy (hatch);

      if (is_selected)
        {
          cairo_set_source_rgba (cr, request->is_dark ? 0.08 : 1, request->is_dark ? 0.09 : 1,
                                 request->is_dark ? 0.1 : 1, 0.9);
          cairo_set_line_width (cr, 8);
          cairo_stroke_preserve (cr);
        }

      cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], 0.95);
      cairo_set_line_width (cr, is_selected ? 4.5 : 2);
      cairo_stroke (cr);
    }
}

/* The older part of a track is thinner and fainter. */
static void
draw_tracks (const DrawRequest *request,
             cairo_t           *cr,
             GCancellable      *cancellable)
{
  const LageMapProjection *projection = &request->projection;
  const ShapeSet *set = request->tracks;
  const double ink = request->is_dark ? 0.95 : 0.08;

  for (guint i = 0; i < set->n_shapes; i++)
    {
      const Shape *shape = &set->shapes[i];
      guint first = shape->first_ring > 0 ? set->ring_ends[shape->first_ring - 1] : 0;
      guint end = set->ring_ends[shape->first_ring];
      const guint n_parts = 8;

      if (g_cancellable_is_cancelled (cancellable))
        return;

      for (guint pass = 0; pass < 2; pass++)
        for (guint part = 0; part < n_parts; part++)
          {
            guint a = first + (guint) ((guint64) (end - first) * part / n_parts);
            guint b = first + (guint) ((guint64) (end - first) * (part + 1) / n_parts);
            double age = 1 - (part + 1.0) / n_parts;

            /* Parts share the point where they meet. */
            if (a > first)
              a--;
            if (b - a < 2)
              continue;

            cairo_new_path (cr);
            trace_ring (cr, projection, set, a, b);
            if (pass == 0)
              {
                cairo_set_source_rgba (cr, 1 - ink, 1 - ink, 1 - ink, 0.8 - 0.6 * age);
                cairo_set_line_width (cr, 6 - 2 * age);
              }
            else
              {
                cairo_set_source_rgba (cr, ink * 0.6, ink * 0.3, ink, 1 - 0.7 * age);
                cairo_set_line_width (cr, 3 - 1.5 * age);
              }
            cairo_stroke (cr);
          }
    }
}

/* The part of the region that the shapes cover, in whole logical pixels. */
static gboolean
find_extent (const DrawRequest *request,
             int               *x0,
             int               *y0,
             int               *x1,
             int               *y1)
{
  const LageMapProjection *projection = &request->projection;
  const ShapeSet *sets[] = { request->areas, request->tracks };
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    for (guint j = 0; j < sets[i]->n_shapes; j++)
      {
        const Shape *shape = &sets[i]->shapes[j];

        left = MIN (left, lage_map_projection_get_x (projection, shape->x0));
        right = MAX (right, lage_map_projection_get_x (projection, shape->x1));
        top = MIN (top, lage_map_projection_get_y (projection, shape->y0));
        bottom = MAX (bottom, lage_map_projection_get_y (projection, shape->y1));
      }

  *x0 = (int) CLAMP (floor (left - 6), 0, projection->width);
  *y0 = (int) CLAMP (floor (top - 6), 0, projection->height);
  *x1 = (int) CLAMP (ceil (right + 6), 0, projection->width);
  *y1 = (int) CLAMP (ceil (bottom + 6), 0, projection->height);

  return *x0 < *x1 && *y0 < *y1;
}

static gpointer
draw_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  DrawRequest *request = data;
  const LageMapProjection *projection = &request->projection;
  Picture *picture = g_new0 (Picture, 1);
  cairo_surface_t *surface;
  g_autoptr(GBytes) bytes = NULL;
  cairo_t *cr;
  int stride;
  int x0;
  int y0;
  int x1;
  int y1;

  picture->zoom = projection->zoom;
  picture->region_x0 = lage_map_projection_get_world_x (projection, 0);
  picture->region_y0 = lage_map_projection_get_world_y (projection, 0);
  picture->region_x1 = lage_map_projection_get_world_x (projection, projection->width);
  picture->region_y1 = lage_map_projection_get_world_y (projection, projection->height);

  if (!find_extent (request, &x0, &y0, &x1, &y1))
    return picture;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ((x1 - x0) * request->scale),
                                        (int) ((y1 - y0) * request->scale));
  cairo_surface_set_device_scale (surface, request->scale, request->scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -x0, -y0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_areas (request, cr, cancellable);
  draw_tracks (request, cr, cancellable);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) cairo_image_surface_get_height (surface));
  picture->texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                             cairo_image_surface_get_height (surface),
                                             GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  picture->x0 = lage_map_projection_get_world_x (projection, x0);
  picture->y0 = lage_map_projection_get_world_y (projection, y0);
  picture->x1 = lage_map_projection_get_world_x (projection, x1);
  picture->y1 = lage_map_projection_get_world_y (projection, y1);
  cairo_surface_destroy (surface);

  return picture;
}

static gboolean
get_projection (LageAreaLayer     *self,
                LageMapProjection *projection)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width <= 0 || height <= 0)
    return FALSE;

  lage_map_projection_init (projection, shumate_layer_get_viewport (SHUMATE_LAYER (self)), width,
                            height);

  return TRUE;
}

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
  Picture *picture = g_task_propagate_pointer (G_TASK (result), &error);

  /* Only one that is no longer wanted fails: then its successor is on the way, or self is gone. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, picture_free);
  self->picture = picture;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
request_picture (LageAreaLayer           *self,
                 const LageMapProjection *projection)
{
  DrawRequest *request = g_new0 (DrawRequest, 1);
  GTask *task;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  request->areas = shape_set_ref (self->areas);
  request->tracks = shape_set_ref (self->tracks);
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
  lage_map_worker_run (task, draw_work, request, draw_request_free, picture_free);
}

static void
update_picture (LageAreaLayer *self)
{
  LageMapProjection projection;

  if (!get_projection (self, &projection))
    return;

  if (self->areas->n_shapes == 0 && self->tracks->n_shapes == 0)
    {
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_clear_pointer (&self->picture, picture_free);
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
  const Picture *picture = self->picture;
  LageMapProjection projection;
  double x;
  double y;
  double width;
  double height;

  if (picture == NULL || picture->texture == NULL || !get_projection (self, &projection))
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

  g_clear_pointer (&self->picture, picture_free);
  g_clear_pointer (&self->areas, shape_set_unref);
  g_clear_pointer (&self->tracks, shape_set_unref);

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
  self->areas = shape_set_new (0, 0, 0);
  self->tracks = shape_set_new (0, 0, 0);
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

static void
add_points (ShapeSet           *set,
            guint              *n_points,
            const LageMapPoint *points,
            guint               n_new)
{
  for (guint i = 0; i < n_new; i++)
    {
      double longitude = points[i].longitude;
      double latitude = points[i].latitude;

      if (!isfinite (longitude) || !isfinite (latitude))
        continue;

      set->xy[2 * *n_points] = lage_mercator_x (CLAMP (longitude, -180, 180));
      set->xy[2 * *n_points + 1] = lage_mercator_y (latitude);
      (*n_points)++;
    }
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
  ShapeSet *set;

  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (areas != NULL || n_areas == 0);

  for (guint i = 0; i < n_areas; i++)
    {
      n_rings += areas[i].n_rings;
      n_points += areas[i].n_points;
    }

  set = shape_set_new (n_areas, n_rings, n_points);
  n_points = 0;

  for (guint i = 0; i < n_areas; i++)
    {
      Shape *shape = &set->shapes[set->n_shapes++];
      guint start = 0;

      shape->key = areas[i].key;
      shape->style = MIN (areas[i].style, LAGE_N_AREA_STYLES - 1);
      shape->first_ring = set->n_rings;

      for (guint ring = 0; ring < areas[i].n_rings; ring++)
        {
          guint end = areas[i].ring_ends[ring];

          if (end <= start || end > areas[i].n_points)
            continue;

          add_points (set, &n_points, areas[i].points + start, end - start);
          set->ring_ends[set->n_rings++] = n_points;
          shape->n_rings++;
          start = end;
        }

      set_bounds (set, shape);
    }

  shape_set_unref (self->areas);
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
  ShapeSet *set;

  g_return_if_fail (LAGE_IS_AREA_LAYER (self));
  g_return_if_fail (tracks != NULL || n_tracks == 0);

  for (guint i = 0; i < n_tracks; i++)
    n_points += tracks[i].n_points;

  set = shape_set_new (n_tracks, n_tracks, n_points);
  n_points = 0;

  for (guint i = 0; i < n_tracks; i++)
    {
      Shape *shape = &set->shapes[set->n_shapes++];

      shape->key = tracks[i].key;
      shape->is_track = TRUE;
      shape->first_ring = set->n_rings;
      shape->n_rings = 1;
      add_points (set, &n_points, tracks[i].points, tracks[i].n_points);
      set->ring_ends[set->n_rings++] = n_points;
      set_bounds (set, shape);
    }

  shape_set_unref (self->tracks);
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

static gboolean
contains (const ShapeSet *set,
          const Shape    *shape,
          double          x,
          double          y)
{
  gboolean is_inside = FALSE;

  if (x < shape->x0 || x > shape->x1 || y < shape->y0 || y > shape->y1)
    return FALSE;

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      guint start = ring > 0 ? set->ring_ends[ring - 1] : 0;
      guint end = set->ring_ends[ring];

      for (guint i = start, j = end - 1; i < end; j = i++)
        {
          const double *a = &set->xy[2 * i];
          const double *b = &set->xy[2 * j];

          if ((a[1] > y) != (b[1] > y) &&
              x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            is_inside = !is_inside;
        }
    }

  return is_inside;
}

static double
distance_to_segment (const double *a,
                     const double *b,
                     double        x,
                     double        y)
{
  double dx = b[0] - a[0];
  double dy = b[1] - a[1];
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length : 0;

  t = CLAMP (t, 0, 1);

  return hypot (a[0] + t * dx - x, a[1] + t * dy - y);
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

  if (!get_projection (self, &projection))
    return FALSE;

  x = lage_map_projection_get_world_x (&projection, x);
  y = lage_map_projection_get_world_y (&projection, y);
  reach = PICK_TRACK_PX / projection.world_px;

  for (guint i = self->tracks->n_shapes; i > 0; i--)
    {
      const Shape *shape = &self->tracks->shapes[i - 1];
      guint start = shape->first_ring > 0 ? self->tracks->ring_ends[shape->first_ring - 1] : 0;

      for (guint j = start; j + 1 < self->tracks->ring_ends[shape->first_ring]; j++)
        if (distance_to_segment (&self->tracks->xy[2 * j], &self->tracks->xy[2 * j + 2], x, y) <=
            reach)
          {
            *key = shape->key;
            return TRUE;
          }
    }

  for (guint i = self->areas->n_shapes; i > 0; i--)
    if (contains (self->areas, &self->areas->shapes[i - 1], x, y))
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
