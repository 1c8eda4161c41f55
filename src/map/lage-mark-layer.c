/* lage-mark-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mark-layer.h"

#include "lage-map-projection.h"

/* A pin with a name: what was looked for is here. It belongs to one window and to nobody's picture,
 * and looks like nothing that belongs to the picture. */

#define PIN_WIDTH 26.0
#define PIN_HEIGHT 38.0
#define TEXT_GAP 4.0
#define TEXT_PADDING 5.0
#define MAX_TEXT_PX 260

struct _LageMarkLayer
{
  ShumateLayer parent_instance;

  char        *name; /* NULL without a mark */
  double       world_x;
  double       world_y;
  PangoLayout *layout; /* NULL until it is drawn */
  gboolean     is_dark;
};

G_DEFINE_FINAL_TYPE (LageMarkLayer, lage_mark_layer, SHUMATE_TYPE_LAYER)

static const GdkRGBA pin_colour = { 0.76f, 0.0f, 0.48f, 1.0f };

/* The tip is at (0, 0), the head above it. */
static void
draw_pin (GtkSnapshot *snapshot)
{
  double radius = PIN_WIDTH / 2.0 - 1.5;
  double head_y = -PIN_HEIGHT + radius + 1.5;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (-(float) PIN_WIDTH / 2.0f,
                                                                -(float) PIN_HEIGHT,
                                                                (float) PIN_WIDTH,
                                                                (float) PIN_HEIGHT + 2.0f));

  cairo_arc (cr, 0.0, head_y, radius, G_PI * 0.86, G_PI * 0.14);
  cairo_line_to (cr, 0.0, 0.0);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &pin_colour);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_set_line_width (cr, 2.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_arc (cr, 0.0, head_y, radius * 0.38, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_name (LageMarkLayer *self,
           GtkSnapshot   *snapshot)
{
  GdkRGBA paper = { 1.0f, 1.0f, 1.0f, 0.92f };
  GdkRGBA ink = { 0.1f, 0.1f, 0.1f, 1.0f };
  GskRoundedRect rounded;
  graphene_rect_t box;
  int width, height;

  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->name);
      pango_layout_set_width (self->layout, MAX_TEXT_PX * PANGO_SCALE);
      pango_layout_set_height (self->layout, -2);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
    }
  if (self->is_dark)
    {
      paper = (GdkRGBA) { 0.14f, 0.14f, 0.14f, 0.92f };
      ink = (GdkRGBA) { 1.0f, 1.0f, 1.0f, 1.0f };
    }
  pango_layout_get_pixel_size (self->layout, &width, &height);
  box = GRAPHENE_RECT_INIT ((float) (PIN_WIDTH / 2.0 + TEXT_GAP), (float) -PIN_HEIGHT,
                            (float) (width + 2.0 * TEXT_PADDING), (float) height + 4.0f);
  gsk_rounded_rect_init_from_rect (&rounded, &box, 5.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &paper, &box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { 1.0f, 1.0f, 1.0f, 1.0f },
                              (GdkRGBA[4]) { pin_colour, pin_colour, pin_colour, pin_colour });
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box.origin.x + (float) TEXT_PADDING,
                                                          box.origin.y + 2.0f));
  gtk_snapshot_append_layout (snapshot, self->layout, &ink);
}

static void
get_tip (LageMarkLayer           *self,
         const LageMapProjection *projection,
         double                  *x,
         double                  *y)
{
  *x = lage_map_projection_get_x (projection, self->world_x);
  *y = lage_map_projection_get_y (projection, self->world_y);
}

static void
lage_mark_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LageMarkLayer *self = LAGE_MARK_LAYER (widget);
  LageMapProjection projection;
  double x, y, scale = gtk_widget_get_scale_factor (widget);

  if (self->name == NULL
      || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;
  get_tip (self, &projection, &x, &y);
  if (x < -MAX_TEXT_PX - PIN_WIDTH || y < -PIN_HEIGHT || x > projection.width + PIN_WIDTH
      || y > projection.height + 2.0 * PIN_HEIGHT)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (lage_map_snap (x, scale),
                                                          lage_map_snap (y, scale)));
  draw_pin (snapshot);
  if (*self->name != '\0')
    draw_name (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

/* Another font, or another size of text. */
static void
lage_mark_layer_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lage_mark_layer_parent_class)->css_changed (widget, change);

  g_clear_object (&LAGE_MARK_LAYER (widget)->layout);
}

static void
lage_mark_layer_constructed (GObject *object)
{
  LageMarkLayer *self = LAGE_MARK_LAYER (object);

  G_OBJECT_CLASS (lage_mark_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
lage_mark_layer_finalize (GObject *object)
{
  LageMarkLayer *self = LAGE_MARK_LAYER (object);

  g_free (self->name);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (lage_mark_layer_parent_class)->finalize (object);
}

static void
lage_mark_layer_class_init (LageMarkLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_mark_layer_constructed;
  object_class->finalize = lage_mark_layer_finalize;
  widget_class->snapshot = lage_mark_layer_snapshot;
  widget_class->css_changed = lage_mark_layer_css_changed;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lage_mark_layer_init (LageMarkLayer *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lage_mark_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer without a mark
 */
LageMarkLayer *
lage_mark_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_MARK_LAYER, "viewport", viewport, NULL);
}

/**
 * lage_mark_layer_set_mark:
 * @self: the layer
 * @longitude: degrees
 * @latitude: degrees
 * @name: what stands beside the pin; may be ""
 *
 * Puts the pin there; there is only one.
 */
void
lage_mark_layer_set_mark (LageMarkLayer *self,
                          double         longitude,
                          double         latitude,
                          const char    *name)
{
  g_return_if_fail (LAGE_IS_MARK_LAYER (self));
  g_return_if_fail (name != NULL);

  g_free (self->name);
  self->name = g_strdup (name);
  self->world_x = lage_mercator_x (longitude);
  self->world_y = lage_mercator_y (latitude);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_mark_layer_clear (LageMarkLayer *self)
{
  g_return_if_fail (LAGE_IS_MARK_LAYER (self));

  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->layout);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_mark_layer_get_name:
 * @self: the layer
 *
 * Returns: (transfer none) (nullable): what stands beside the pin, or NULL if there is none
 */
const char *
lage_mark_layer_get_name (LageMarkLayer *self)
{
  g_return_val_if_fail (LAGE_IS_MARK_LAYER (self), NULL);

  return self->name;
}

void
lage_mark_layer_set_is_dark (LageMarkLayer *self,
                             gboolean       is_dark)
{
  g_return_if_fail (LAGE_IS_MARK_LAYER (self));

  self->is_dark = is_dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_mark_layer_pick:
 * @self: the layer
 * @x: logical pixels
 * @y: logical pixels
 *
 * Returns: whether the pin is there
 */
gboolean
lage_mark_layer_pick (LageMarkLayer *self,
                      double         x,
                      double         y)
{
  LageMapProjection projection;
  double tip_x, tip_y;

  g_return_val_if_fail (LAGE_IS_MARK_LAYER (self), FALSE);

  if (self->name == NULL
      || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return FALSE;
  get_tip (self, &projection, &tip_x, &tip_y);
  return fabs (x - tip_x) <= PIN_WIDTH / 2.0 && y <= tip_y + 2.0 && y >= tip_y - PIN_HEIGHT;
}
