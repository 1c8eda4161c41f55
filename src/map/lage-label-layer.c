/* lage-label-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-label-layer.h"

#include <string.h>

#include "lage-map-projection.h"
#include "lage-sprite-cache.h"

/* Names on the map. Who may stand where is settled once for a region larger than the window, at the
 * scale of the whole zoom level below: there everything is closest together, so nothing overlaps on
 * the way up to the next level. When the region moves on, names that stand keep their place and
 * only the room left is given to new ones. So nothing jumps or blinks while the map is moved.
 *
 * Items lie above the names. A name that one of them, or what is written beside it, would cover in
 * part is not drawn: two texts on top of each other can't be read either of them. */

/* The region extends this far beyond the window, in parts of the window. */
#define MARGIN 0.5

#define GRID_PX 8
#define GAP_PX 6.0
#define MAX_NEW_TEXTS 10
#define MAX_LABELS 250

/* How far around a point a place is looked for, and at which zoom its name would be on the map. */
#define PLACE_DEGREES 0.1
#define PLACE_ZOOM 13

typedef struct
{
  char *text;
  double world_x;
  double world_y;
  guint16 rank;
  LageTextStyle style;
  LageSprite sprite; /* with a reference to the texture once drawn */
  gboolean is_placed;
  gboolean is_refused;
  gboolean is_covered; /* by an item, as of covered_in and covered_zoom */
} Label;

struct _LageLabelLayer
{
  ShumateLayer parent_instance;

  LageMapLabelFunc func;
  gpointer user_data;
  GDestroyNotify user_data_free;

  LageSpriteCache *sprites;
  GPtrArray *labels; /* of Label, best rank first */
  guint region_zoom;
  double region_x0; /* world coordinates */
  double region_y0;
  double region_x1;
  double region_y1;
  gboolean is_valid;
  gboolean has_missing_texts;
  guint tick_id; /* asks for one more frame, which can't be done while drawing one */
  guint n_drawn;
  LageMapLook look;

  LageItemLayer *items; /* (nullable) */
  LageAreaLayer *areas; /* (nullable) */
  guint covered_in;     /* the scene of the items and areas that was looked at, 0: none */
};

G_DEFINE_FINAL_TYPE (LageLabelLayer, lage_label_layer, SHUMATE_TYPE_LAYER)

static void
label_free (gpointer data)
{
  Label *label = data;

  g_clear_object (&label->sprite.texture);
  g_free (label->text);
  g_free (label);
}

static LageTextStyle
get_style (guint8 label_class)
{
  switch ((LageMapLabelClass) label_class)
    {
    case LAGE_MAP_LABEL_CITY:
      return LAGE_TEXT_CITY;

    case LAGE_MAP_LABEL_TOWN:
      return LAGE_TEXT_TOWN;

    case LAGE_MAP_LABEL_DISTRICT:
      return LAGE_TEXT_DISTRICT;

    case LAGE_MAP_LABEL_WATER:
      return LAGE_TEXT_WATER;

    case LAGE_MAP_LABEL_ROAD:
      return LAGE_TEXT_ROAD;

    case LAGE_MAP_LABEL_SUBURB:
    default:
      return LAGE_TEXT_SUBURB;
    }
}

static int
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const Label *label_a = *(Label * const *) a;
  const Label *label_b = *(Label * const *) b;

  /* What stands, stands: placed ones come first whatever their rank. */
  if (label_a->is_placed != label_b->is_placed)
    return label_a->is_placed ? -1 : 1;

  if (label_a->rank != label_b->rank)
    return (int) label_a->rank - (int) label_b->rank;

  return strcmp (label_a->text, label_b->text);
}

static gboolean
claim (guint8 *grid,
       int     n_columns,
       int     n_rows,
       double  x,
       double  y,
       double  width,
       double  height)
{
  int column0 = CLAMP ((int) floor (x / GRID_PX), 0, n_columns);
  int row0 = CLAMP ((int) floor (y / GRID_PX), 0, n_rows);
  int column1 = CLAMP ((int) ceil ((x + width) / GRID_PX), 0, n_columns);
  int row1 = CLAMP ((int) ceil ((y + height) / GRID_PX), 0, n_rows);

  if (column0 >= column1 || row0 >= row1)
    return FALSE;

  for (int row = row0; row < row1; row++)
    if (memchr (grid + (gsize) row * (gsize) n_columns + column0, 1,
                (gsize) (column1 - column0)) != NULL)
      return FALSE;

  for (int row = row0; row < row1; row++)
    memset (grid + (gsize) row * (gsize) n_columns + column0, 1, (gsize) (column1 - column0));

  return TRUE;
}

/* Draws the texts that are missing, some of them, and gives places by rank as far as all texts
 * before are known: a name can't be placed while a better one might still want the room. */
static void
place_labels (LageLabelLayer *self)
{
  double world_px = lage_mercator_world_px (self->region_zoom);
  int n_columns = (int) ceil ((self->region_x1 - self->region_x0) * world_px / GRID_PX) + 1;
  int n_rows = (int) ceil ((self->region_y1 - self->region_y0) * world_px / GRID_PX) + 1;
  g_autofree guint8 *grid = g_malloc0 ((gsize) n_columns * (gsize) n_rows);
  guint n_may_draw = MAX_NEW_TEXTS;
  guint n_placed = 0;

  self->has_missing_texts = FALSE;

  for (guint i = 0; i < self->labels->len && n_placed < MAX_LABELS; i++)
    {
      Label *label = g_ptr_array_index (self->labels, i);
      double x = (label->world_x - self->region_x0) * world_px;
      double y = (label->world_y - self->region_y0) * world_px;
      double width;
      double height;

      if (label->is_refused)
        continue;

      if (label->sprite.texture == NULL)
        {
          const LageSprite *sprite =
            lage_sprite_cache_get_text (self->sprites, label->text, label->style, &n_may_draw);

          if (sprite == NULL)
            {
              self->has_missing_texts = TRUE;
              return;
            }

          label->sprite = *sprite;
          g_object_ref (label->sprite.texture);
        }

      width = (double) label->sprite.width + GAP_PX;
      height = (double) label->sprite.height + GAP_PX / 2;

      if (claim (grid, n_columns, n_rows, x - width / 2, y - height / 2, width, height) ||
          label->is_placed)
        {
          label->is_placed = TRUE;
          self->covered_in = 0;
          n_placed++;
        }
      else
        {
          label->is_refused = TRUE;
        }
    }
}

static gboolean
is_in_region (LageLabelLayer *self,
              const Label    *label)
{
  return label->world_x >= self->region_x0 && label->world_x < self->region_x1 &&
         label->world_y >= self->region_y0 && label->world_y < self->region_y1;
}

static gboolean
is_standing (LageLabelLayer     *self,
             const LageMapLabel *candidate,
             GPtrArray          *standing)
{
  double world_x = lage_mercator_x (candidate->longitude);
  double world_y = lage_mercator_y (candidate->latitude);

  for (guint i = 0; i < standing->len; i++)
    {
      const Label *label = g_ptr_array_index (standing, i);

      if (label->world_x == world_x && label->world_y == world_y &&
          g_str_equal (label->text, candidate->text))
        return TRUE;
    }

  return FALSE;
}

static void
build_region (LageLabelLayer          *self,
              const LageMapProjection *projection,
              guint                    zoom)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->labels);
  g_autoptr(GPtrArray) standing = g_ptr_array_new ();
  double half_width = projection->width * (0.5 + MARGIN) / projection->world_px;
  double half_height = projection->height * (0.5 + MARGIN) / projection->world_px;
  gboolean keeps = self->is_valid && zoom == self->region_zoom;

  self->labels = g_ptr_array_new_with_free_func (label_free);
  self->region_zoom = zoom;
  self->region_x0 = projection->centre_x - half_width;
  self->region_y0 = projection->centre_y - half_height;
  self->region_x1 = projection->centre_x + half_width;
  self->region_y1 = projection->centre_y + half_height;
  self->is_valid = TRUE;
  self->covered_in = 0;

  for (guint i = before->len; keeps && i > 0; i--)
    {
      Label *label = g_ptr_array_index (before, i - 1);

      if (label->is_placed && is_in_region (self, label))
        {
          g_ptr_array_add (self->labels, g_ptr_array_steal_index_fast (before, i - 1));
          g_ptr_array_add (standing, label);
        }
    }

  self->func (lage_mercator_longitude (self->region_x0), lage_mercator_latitude (self->region_y1),
              lage_mercator_longitude (self->region_x1), lage_mercator_latitude (self->region_y0),
              zoom, candidates, self->user_data);

  for (guint i = 0; i < candidates->len; i++)
    {
      const LageMapLabel *candidate = &g_array_index (candidates, LageMapLabel, i);
      Label *label;

      if (candidate->text == NULL || *candidate->text == '\0' ||
          is_standing (self, candidate, standing))
        continue;

      label = g_new0 (Label, 1);
      label->text = g_strdup (candidate->text);
      label->world_x = lage_mercator_x (candidate->longitude);
      label->world_y = lage_mercator_y (candidate->latitude);
      label->rank = candidate->rank;
      label->style = get_style (candidate->label_class);
      g_ptr_array_add (self->labels, label);

      if (!is_in_region (self, label))
        g_ptr_array_set_size (self->labels, (int) self->labels->len - 1);
    }

  g_ptr_array_sort (self->labels, compare_rank);
  place_labels (self);
}

static void
ensure_region (LageLabelLayer          *self,
               const LageMapProjection *projection)
{
  double half_width = projection->width / 2 / projection->world_px;
  double half_height = projection->height / 2 / projection->world_px;
  guint zoom = (guint) MAX (0, floor (projection->zoom + 1e-6));

  self->look.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (lage_sprite_cache_set_look (self->sprites, &self->look))
    self->is_valid = FALSE;

  if (!self->is_valid || zoom != self->region_zoom ||
      projection->centre_x - half_width < self->region_x0 ||
      projection->centre_x + half_width > self->region_x1 ||
      projection->centre_y - half_height < self->region_y0 ||
      projection->centre_y + half_height > self->region_y1)
    build_region (self, projection, zoom);
  else if (self->has_missing_texts)
    place_labels (self);
}

/* All names move by the same whole pixels, so that they do not tremble against each other. */
static void
get_position (LageLabelLayer          *self,
              const LageMapProjection *projection,
              const Label             *label,
              float                   *x,
              float                   *y)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  *x = lage_map_snap (lage_map_projection_get_x (projection, self->region_x0), scale) +
       lage_map_snap ((label->world_x - self->region_x0) * projection->world_px +
                      (double) label->sprite.x, scale);
  *y = lage_map_snap (lage_map_projection_get_y (projection, self->region_y0), scale) +
       lage_map_snap ((label->world_y - self->region_y0) * projection->world_px +
                      (double) label->sprite.y, scale);
}

/* Which names are covered is settled when the items or the areas are other ones, or lie elsewhere. */
static void
ensure_covered (LageLabelLayer          *self,
                const LageMapProjection *projection)
{
  guint n_scenes;

  if (self->items == NULL && self->areas == NULL)
    return;

  n_scenes = (self->items != NULL ? lage_item_layer_get_n_scenes (self->items) : 0) +
             (self->areas != NULL ? lage_area_layer_get_n_pictures (self->areas) : 0);
  if (self->covered_in == n_scenes + 1)
    return;

  for (guint i = 0; i < self->labels->len; i++)
    {
      Label *label = g_ptr_array_index (self->labels, i);
      float x;
      float y;

      if (!label->is_placed)
        continue;

      get_position (self, projection, label, &x, &y);
      label->is_covered =
        (self->items != NULL &&
         lage_item_layer_covers (self->items, (double) x + 3, (double) y + 4,
                                 (double) label->sprite.width - 6,
                                 (double) label->sprite.height - 8)) ||
        (self->areas != NULL &&
         lage_area_layer_covers (self->areas, (double) x + 3, (double) y + 4,
                                 (double) label->sprite.width - 6,
                                 (double) label->sprite.height - 8));
    }
  self->covered_in = n_scenes + 1;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  LAGE_LABEL_LAYER (widget)->tick_id = 0;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_REMOVE;
}

static void
lage_label_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  LageLabelLayer *self = LAGE_LABEL_LAYER (widget);
  LageMapProjection projection;

  self->n_drawn = 0;

  if (self->func == NULL || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  if (self->items != NULL)
    lage_item_layer_prepare (self->items);
  ensure_region (self, &projection);
  ensure_covered (self, &projection);

  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);
      float x;
      float y;

      if (!label->is_placed || label->is_covered)
        continue;

      get_position (self, &projection, label, &x, &y);

      if (x > (float) projection.width || x + label->sprite.width < 0 ||
          y > (float) projection.height || y + label->sprite.height < 0)
        continue;

      gtk_snapshot_append_texture (snapshot, label->sprite.texture,
                                   &GRAPHENE_RECT_INIT (x, y, label->sprite.width,
                                                        label->sprite.height));
      self->n_drawn++;
    }

  if (self->has_missing_texts && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
viewport_changed_cb (LageLabelLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lage_label_layer_constructed (GObject *object)
{
  LageLabelLayer *self = LAGE_LABEL_LAYER (object);

  G_OBJECT_CLASS (lage_label_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
lage_label_layer_dispose (GObject *object)
{
  g_clear_object (&LAGE_LABEL_LAYER (object)->items);
  g_clear_object (&LAGE_LABEL_LAYER (object)->areas);

  G_OBJECT_CLASS (lage_label_layer_parent_class)->dispose (object);
}

static void
lage_label_layer_finalize (GObject *object)
{
  LageLabelLayer *self = LAGE_LABEL_LAYER (object);

  if (self->user_data_free != NULL)
    g_clear_pointer (&self->user_data, self->user_data_free);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->sprites, lage_sprite_cache_free);

  G_OBJECT_CLASS (lage_label_layer_parent_class)->finalize (object);
}

static void
lage_label_layer_class_init (LageLabelLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_label_layer_constructed;
  object_class->dispose = lage_label_layer_dispose;
  object_class->finalize = lage_label_layer_finalize;

  widget_class->snapshot = lage_label_layer_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lage_label_layer_init (LageLabelLayer *self)
{
  self->labels = g_ptr_array_new_with_free_func (label_free);
  self->sprites = lage_sprite_cache_new ();
  self->look = (LageMapLook) { 1, 1, FALSE, FALSE };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lage_label_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer that knows no names
 */
LageLabelLayer *
lage_label_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

/**
 * lage_label_layer_set_func:
 * @self: the layer
 * @func: (nullable): tells which names there are
 * @user_data: (nullable): for @func
 * @user_data_free: (nullable): frees @user_data
 */
void
lage_label_layer_set_func (LageLabelLayer   *self,
                           LageMapLabelFunc  func,
                           gpointer          user_data,
                           GDestroyNotify    user_data_free)
{
  g_return_if_fail (LAGE_IS_LABEL_LAYER (self));

  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);

  self->func = func;
  self->user_data = user_data;
  self->user_data_free = user_data_free;
  self->is_valid = FALSE;
  g_ptr_array_set_size (self->labels, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_label_layer_set_items:
 * @self: the layer
 * @items: (nullable): a layer of the same map that lies above this one
 */
void
lage_label_layer_set_items (LageLabelLayer *self,
                            LageItemLayer  *items)
{
  g_return_if_fail (LAGE_IS_LABEL_LAYER (self));
  g_return_if_fail (items == NULL || LAGE_IS_ITEM_LAYER (items));

  g_set_object (&self->items, items);
  self->covered_in = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_label_layer_set_areas:
 * @self: the layer
 * @areas: (nullable): a layer of the same map whose names come before those of this one
 */
void
lage_label_layer_set_areas (LageLabelLayer *self,
                            LageAreaLayer  *areas)
{
  g_return_if_fail (LAGE_IS_LABEL_LAYER (self));
  g_return_if_fail (areas == NULL || LAGE_IS_AREA_LAYER (areas));

  if (self->areas != NULL)
    g_signal_handlers_disconnect_by_func (self->areas, gtk_widget_queue_draw, self);
  g_set_object (&self->areas, areas);
  if (areas != NULL)
    g_signal_connect_object (areas, "drawn", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  self->covered_in = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_label_layer_set_look:
 * @self: the layer
 * @look: how the map looks; the scale is that of the widget
 */
void
lage_label_layer_set_look (LageLabelLayer    *self,
                           const LageMapLook *look)
{
  g_return_if_fail (LAGE_IS_LABEL_LAYER (self));

  self->look = *look;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_label_layer_find_place:
 * @self: the layer
 * @longitude: degrees
 * @latitude: degrees
 * @place_longitude: (out): where the place is
 * @place_latitude: (out): where the place is
 *
 * Asks for the names around a point, whether they are drawn at the moment or not.
 *
 * Returns: (transfer full) (nullable): the name of the city, town or part of one that is nearest
 */
char *
lage_label_layer_find_place (LageLabelLayer *self,
                             double          longitude,
                             double          latitude,
                             double         *place_longitude,
                             double         *place_latitude)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  double least = G_MAXDOUBLE;
  const LageMapLabel *nearest = NULL;

  g_return_val_if_fail (LAGE_IS_LABEL_LAYER (self), NULL);

  if (self->func == NULL)
    return NULL;

  self->func (longitude - PLACE_DEGREES, latitude - PLACE_DEGREES / 2, longitude + PLACE_DEGREES,
              latitude + PLACE_DEGREES / 2, PLACE_ZOOM, candidates, self->user_data);

  for (guint i = 0; i < candidates->len; i++)
    {
      const LageMapLabel *candidate = &g_array_index (candidates, LageMapLabel, i);
      double distance = hypot ((candidate->longitude - longitude) * cos (latitude * G_PI / 180),
                               candidate->latitude - latitude);

      if (candidate->label_class > LAGE_MAP_LABEL_SUBURB || candidate->text == NULL ||
          distance >= least)
        continue;

      least = distance;
      nearest = candidate;
    }

  if (nearest == NULL)
    return NULL;

  *place_longitude = nearest->longitude;
  *place_latitude = nearest->latitude;

  return g_strdup (nearest->text);
}

guint
lage_label_layer_get_n_drawn (LageLabelLayer *self)
{
  g_return_val_if_fail (LAGE_IS_LABEL_LAYER (self), 0);

  return self->n_drawn;
}

/**
 * lage_label_layer_get_place:
 * @self: the layer
 * @text: a name
 * @x: (out): left edge in the layer
 * @y: (out): top edge
 * @width: (out): logical pixels
 * @height: (out): logical pixels
 *
 * Returns: %FALSE if no such name stands
 */
gboolean
lage_label_layer_get_place (LageLabelLayer *self,
                            const char     *text,
                            double         *x,
                            double         *y,
                            double         *width,
                            double         *height)
{
  LageMapProjection projection;

  g_return_val_if_fail (LAGE_IS_LABEL_LAYER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return FALSE;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);
      float left;
      float top;

      if (!label->is_placed || !g_str_equal (label->text, text))
        continue;

      get_position (self, &projection, label, &left, &top);
      *x = (double) left;
      *y = (double) top;
      *width = (double) label->sprite.width;
      *height = (double) label->sprite.height;

      return TRUE;
    }

  return FALSE;
}
