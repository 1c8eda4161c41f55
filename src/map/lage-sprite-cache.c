/* lage-sprite-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sprite-cache.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Everything small that the map repeats is drawn once at the density of the screen and kept as a
 * texture, to be put 1:1 on whole pixels: that is what costs least in every renderer. What there can
 * be much of, texts, clusters and signs, is forgotten when it was not used for long. */

#define MAX_TEXTS 1200
#define MAX_CLUSTERS 800
#define MAX_SIGNS 800
#define MAX_TEXT_PX 180
#define N_COURSES 32
#define COURSE_SIZE 64
#define SELECTION_SIZE 64

typedef struct
{
  LageSprite sprite;
  guint used_in;
} Entry;

/* What there can be any number of. */
typedef struct
{
  GHashTable *entries; /* what it says -> Entry */
  guint max;
  guint clock; /* counts uses, to find those unused for longest */
} Store;

struct _LageSpriteCache
{
  GHashTable *symbols; /* packed style -> LageSprite */
  Store clusters;
  Store signs;
  Store texts;
  LageSprite *courses[N_COURSES];
  LageSprite *selections[2]; /* of one among several, of the first */
  PangoLayout *layout;
  LageMapLook look;
};

static void
sprite_free (gpointer data)
{
  LageSprite *sprite = data;

  g_clear_object (&sprite->texture);
  g_free (sprite);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->sprite.texture);
  g_free (entry);
}

static void
store_init (Store *store,
            guint  max)
{
  store->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  store->max = max;
}

static Entry *
store_find (Store      *store,
            const char *key)
{
  Entry *entry = g_hash_table_lookup (store->entries, key);

  if (entry != NULL)
    entry->used_in = ++store->clock;

  return entry;
}

/* Drops what was not asked for among the last so many uses. */
static void
store_trim (Store *store)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (store->entries) <= store->max)
    return;

  g_hash_table_iter_init (&iter, store->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (store->clock - ((const Entry *) value)->used_in > store->max / 2)
      g_hash_table_iter_remove (&iter);
}

static Entry *
store_add (Store      *store,
           const char *key)
{
  Entry *entry = g_new0 (Entry, 1);

  store_trim (store);
  entry->used_in = ++store->clock;
  g_hash_table_insert (store->entries, g_strdup (key), entry);

  return entry;
}

/* How many device pixels something takes. Texts are larger where larger texts are wanted, and what
 * stands beside them with them. */
static int
get_device_px (LageSpriteCache *self,
               double           length)
{
  return (int) ceil (length * self->look.text_scale * self->look.scale - 1e-6);
}

/* A context whose unit is a pixel of the usual size. */
static cairo_t *
begin (LageSpriteCache *self,
       double           width,
       double           height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         get_device_px (self, width),
                                                         get_device_px (self, height));
  cairo_t *cr = cairo_create (surface);
  double factor = self->look.text_scale * self->look.scale;

  cairo_surface_destroy (surface);
  cairo_scale (cr, factor, factor);

  return cr;
}

/* The same, with the middle of the picture as origin. */
static cairo_t *
begin_centred (LageSpriteCache *self,
               double           width,
               double           height)
{
  cairo_t *cr = begin (self, width, height);
  double factor = self->look.text_scale * self->look.scale;
  cairo_surface_t *surface = cairo_get_target (cr);

  /* On a whole pixel, so that lines that lie well at the usual size are not blurred. */
  cairo_translate (cr, floor (cairo_image_surface_get_width (surface) / 2.0) / factor,
                   floor (cairo_image_surface_get_height (surface) / 2.0) / factor);

  return cr;
}

/* Takes the context; the sprite is placed with its middle at its point. */
static void
end (LageSpriteCache *self,
     cairo_t         *cr,
     LageSprite      *sprite)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  g_autoptr(GBytes) bytes = NULL;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height);

  sprite->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                            (gsize) stride);
  sprite->x = -floorf ((float) width / 2) / (float) self->look.scale;
  sprite->y = -floorf ((float) height / 2) / (float) self->look.scale;
  sprite->width = (float) width / (float) self->look.scale;
  sprite->height = (float) height / (float) self->look.scale;

  cairo_surface_destroy (surface);
}

static void
clear (LageSpriteCache *self)
{
  g_hash_table_remove_all (self->symbols);
  g_hash_table_remove_all (self->clusters.entries);
  g_hash_table_remove_all (self->signs.entries);
  g_hash_table_remove_all (self->texts.entries);
  for (guint i = 0; i < N_COURSES; i++)
    g_clear_pointer (&self->courses[i], sprite_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->selections); i++)
    g_clear_pointer (&self->selections[i], sprite_free);
}

LageSpriteCache *
lage_sprite_cache_new (void)
{
  LageSpriteCache *self = g_new0 (LageSpriteCache, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  self->layout = pango_layout_new (context);
  g_object_unref (context);
  self->symbols = g_hash_table_new_full (NULL, NULL, NULL, sprite_free);
  store_init (&self->clusters, MAX_CLUSTERS);
  store_init (&self->signs, MAX_SIGNS);
  store_init (&self->texts, MAX_TEXTS);
  self->look.scale = 1;
  self->look.text_scale = 1;

  return self;
}

void
lage_sprite_cache_free (LageSpriteCache *self)
{
  clear (self);
  g_hash_table_unref (self->symbols);
  g_hash_table_unref (self->clusters.entries);
  g_hash_table_unref (self->signs.entries);
  g_hash_table_unref (self->texts.entries);
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * lage_sprite_cache_set_look:
 * @self: the cache
 * @look: how the map looks
 *
 * Forgets everything if it looks different from now on; sprites handed out before are then gone.
 *
 * Returns: %TRUE if it does
 */
gboolean
lage_sprite_cache_set_look (LageSpriteCache   *self,
                            const LageMapLook *look)
{
  g_return_val_if_fail (look->scale >= 1, FALSE);
  g_return_val_if_fail (look->text_scale > 0, FALSE);

  if (self->look.scale == look->scale && fabs (self->look.text_scale - look->text_scale) < 1e-6 &&
      self->look.is_dark == !!look->is_dark &&
      self->look.is_high_contrast == !!look->is_high_contrast)
    return FALSE;

  self->look = (LageMapLook) { look->scale, look->text_scale, !!look->is_dark,
                               !!look->is_high_contrast };
  clear (self);

  return TRUE;
}

const LageSprite *
lage_sprite_cache_get_symbol (LageSpriteCache       *self,
                              const LageSymbolStyle *style)
{
  guint key = style->kind | (guint) style->organisation << 8 | (guint) style->freshness << 16 |
              (guint) style->attention << 20 | (guint) style->variant << 24;
  LageSprite *sprite = g_hash_table_lookup (self->symbols, GUINT_TO_POINTER (key));
  cairo_t *cr;

  if (sprite != NULL)
    return sprite;

  cr = begin_centred (self, LAGE_SYMBOL_WIDTH, LAGE_SYMBOL_HEIGHT);
  lage_symbol_draw (style, &self->look, cr);

  sprite = g_new0 (LageSprite, 1);
  end (self, cr, sprite);
  g_hash_table_insert (self->symbols, GUINT_TO_POINTER (key), sprite);

  return sprite;
}

/**
 * lage_sprite_cache_get_sign:
 * @self: the cache
 * @sign: a tactical sign
 * @freshness: its age
 * @attention: what it asks for
 *
 * Returns: (transfer none): the sign, with as much room to the left as to the right of its place;
 *   there until another sign is asked for
 */
const LageSprite *
lage_sprite_cache_get_sign (LageSpriteCache     *self,
                            const LageSign      *sign,
                            LageSymbolFreshness  freshness,
                            LageSymbolAttention  attention)
{
  char key[48];
  Entry *entry;
  double half_width;
  double half_height;
  cairo_t *cr;

  g_snprintf (key, sizeof key, "%p %u %u", (gconstpointer) sign, freshness, attention);
  entry = store_find (&self->signs, key);
  if (entry != NULL)
    return &entry->sprite;

  lage_symbol_get_sign_extent (sign, &half_width, &half_height);
  cr = begin_centred (self, 2 * half_width, 2 * half_height);
  lage_symbol_draw_sign (sign, freshness, attention, &self->look, cr);
  entry = store_add (&self->signs, key);
  end (self, cr, &entry->sprite);

  return &entry->sprite;
}

/* What the picture of a cluster says; two that say the same share it. */
static char *
make_cluster_key (const LageClusterStyle *style)
{
  LageClusterRow rows[LAGE_CLUSTER_MAX_ROWS];
  guint n_rows = lage_cluster_style_get_rows (style, rows);
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%u %u %d", style->attention, style->freshness, !!style->is_selected);
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (key, " %d:%s", rows[i].kind, rows[i].text);

  return g_string_free (key, FALSE);
}

/**
 * lage_sprite_cache_get_cluster:
 * @self: the cache
 * @style: what the cluster tells
 *
 * The sprite stays until the next cluster is asked for, so the caller keeps the texture if it wants
 * it for longer.
 *
 * Returns: (transfer none): the symbol of a cluster
 */
const LageSprite *
lage_sprite_cache_get_cluster (LageSpriteCache        *self,
                               const LageClusterStyle *style)
{
  g_autofree char *key = make_cluster_key (style);
  Entry *entry = store_find (&self->clusters, key);
  double width;
  double height;
  cairo_t *cr;

  if (entry != NULL)
    return &entry->sprite;

  lage_cluster_symbol_measure (style, self->layout, &width, &height);
  cr = begin_centred (self, width, height);
  lage_cluster_symbol_draw (style, &self->look, self->layout, cr);
  entry = store_add (&self->clusters, key);
  end (self, cr, &entry->sprite);

  return &entry->sprite;
}

/**
 * lage_sprite_cache_get_course:
 * @self: the cache
 * @course_deg: clockwise from north
 *
 * Returns: (transfer none): an arrow head outside the symbol, in the nearest of 32 directions
 */
const LageSprite *
lage_sprite_cache_get_course (LageSpriteCache *self,
                              double           course_deg)
{
  double turns = course_deg / 360.0;
  guint i = (guint) lround ((turns - floor (turns)) * N_COURSES) % N_COURSES;
  cairo_t *cr;

  if (self->courses[i] != NULL)
    return self->courses[i];

  cr = begin_centred (self, COURSE_SIZE, COURSE_SIZE);
  cairo_rotate (cr, 2 * G_PI * i / N_COURSES);
  cairo_move_to (cr, 0, -30);
  cairo_line_to (cr, 6.5, -20);
  cairo_line_to (cr, 0, -22.5);
  cairo_line_to (cr, -6.5, -20);
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2.5);
  if (self->look.is_dark)
    cairo_set_source_rgb (cr, 0.12, 0.13, 0.15);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  if (self->look.is_dark)
    cairo_set_source_rgb (cr, 0.93, 0.95, 0.97);
  else
    cairo_set_source_rgb (cr, 0.1, 0.12, 0.16);
  cairo_fill (cr);

  self->courses[i] = g_new0 (LageSprite, 1);
  end (self, cr, self->courses[i]);

  return self->courses[i];
}

/**
 * lage_sprite_cache_get_selection:
 * @self: the cache
 * @is_first: whether it is the one whose details are shown, not one among several
 *
 * Returns: (transfer none): a ring of four brackets about a selected symbol
 */
const LageSprite *
lage_sprite_cache_get_selection (LageSpriteCache *self,
                                 gboolean         is_first)
{
  const double half_width = is_first ? 27 : 24;
  const double half_height = is_first ? 23 : 18;
  const double arm = is_first ? 10 : 7;
  double extra = self->look.is_high_contrast ? 1 : 0;
  LageSprite **selection = &self->selections[is_first ? 1 : 0];
  cairo_t *cr;

  if (*selection != NULL)
    return *selection;

  cr = begin_centred (self, SELECTION_SIZE, SELECTION_SIZE);
  for (int x = -1; x <= 1; x += 2)
    for (int y = -1; y <= 1; y += 2)
      {
        cairo_move_to (cr, x * half_width, y * (half_height - arm));
        cairo_line_to (cr, x * half_width, y * half_height);
        cairo_line_to (cr, x * (half_width - arm), y * half_height);
      }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, (is_first ? 7 : 6) + extra);
  if (self->look.is_dark)
    cairo_set_source_rgb (cr, 0.08, 0.09, 0.1);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, (is_first ? 4 : 3) + extra);
  if (self->look.is_dark)
    cairo_set_source_rgb (cr, 0.45, 0.82, 1.0);
  else
    cairo_set_source_rgb (cr, 0.03, 0.35, 0.85);
  cairo_stroke (cr);

  *selection = g_new0 (LageSprite, 1);
  end (self, cr, *selection);

  return *selection;
}

typedef struct
{
  const char *font;
  double size_px;
  double light[3];
  double dark[3];
} TextLook;

static const TextLook text_looks[] = {
  [LAGE_TEXT_ITEM] = { "Sans", 12, { 0.08, 0.09, 0.12 }, { 0.95, 0.96, 0.98 } },
  [LAGE_TEXT_ITEM_SELECTED] = { "Sans Bold", 13, { 0.03, 0.25, 0.65 }, { 0.65, 0.88, 1.0 } },
  [LAGE_TEXT_CITY] = { "Sans Bold", 17, { 0.13, 0.13, 0.16 }, { 0.92, 0.92, 0.93 } },
  [LAGE_TEXT_TOWN] = { "Sans", 13.5, { 0.2, 0.2, 0.23 }, { 0.84, 0.85, 0.86 } },
  [LAGE_TEXT_DISTRICT] = { "Sans Bold", 12.5, { 0.36, 0.3, 0.42 }, { 0.78, 0.74, 0.84 } },
  [LAGE_TEXT_SUBURB] = { "Sans", 11.5, { 0.33, 0.33, 0.36 }, { 0.72, 0.73, 0.75 } },
  [LAGE_TEXT_WATER] = { "Sans Italic", 11.5, { 0.1, 0.34, 0.58 }, { 0.55, 0.75, 0.95 } },
  [LAGE_TEXT_ROAD] = { "Sans", 10.5, { 0.36, 0.26, 0.16 }, { 0.84, 0.76, 0.66 } },
};

static void
set_up_text (PangoLayout    *layout,
             const TextLook *look,
             const char     *text,
             gboolean        is_one_line)
{
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (look->font);
  PangoRectangle logical;

  pango_font_description_set_absolute_size (font, look->size_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_width (layout, MAX_TEXT_PX * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (is_one_line)
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  else
    pango_layout_set_height (layout, -2);

  /* As wide as the widest line, with all lines in the middle of it. */
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  pango_layout_set_width (layout, (logical.width + 1) * PANGO_SCALE);
}

static void
draw_text_entry (LageSpriteCache *self,
                 const char      *text,
                 LageTextStyle    style,
                 LageSprite      *sprite)
{
  const TextLook *look = &text_looks[style];
  const double *colour = self->look.is_dark ? look->dark : look->light;
  gboolean is_item = style == LAGE_TEXT_ITEM || style == LAGE_TEXT_ITEM_SELECTED;
  g_autoptr(PangoLayout) layout = pango_layout_new (pango_layout_get_context (self->layout));
  PangoRectangle logical;
  cairo_t *cr;

  set_up_text (layout, look, text, is_item);
  pango_layout_get_pixel_extents (layout, NULL, &logical);

  cr = begin (self, logical.width + 5, logical.height + 4);
  pango_cairo_update_layout (cr, layout);
  cairo_move_to (cr, 2, 2);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, self->look.is_high_contrast ? 4 : 3);
  if (self->look.is_dark)
    cairo_set_source_rgba (cr, 0.09, 0.1, 0.12, self->look.is_high_contrast ? 1 : 0.85);
  else
    cairo_set_source_rgba (cr, 1, 1, 1, self->look.is_high_contrast ? 1 : 0.85);
  cairo_stroke (cr);
  cairo_move_to (cr, 2, 2);
  if (self->look.is_high_contrast && self->look.is_dark)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else if (self->look.is_high_contrast)
    cairo_set_source_rgb (cr, 0, 0, 0);
  else
    cairo_set_source_rgb (cr, colour[0], colour[1], colour[2]);
  pango_cairo_show_layout (cr, layout);

  end (self, cr, sprite);
}

/**
 * lage_sprite_cache_get_text:
 * @self: the cache
 * @text: the text; cut off with an ellipsis if it is very long
 * @style: how it looks
 * @n_may_draw: (inout): how many texts may still be drawn now, less one if this one was
 *
 * The sprite stays until texts are asked for that have not been seen before, so the caller keeps
 * the texture if it wants it for longer.
 *
 * Returns: (transfer none) (nullable): the text, centred about its point; %NULL if not yet drawn
 */
const LageSprite *
lage_sprite_cache_get_text (LageSpriteCache *self,
                            const char      *text,
                            LageTextStyle    style,
                            guint           *n_may_draw)
{
  g_autofree char *valid = NULL;
  char key[256];
  Entry *entry;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (style <= LAGE_TEXT_ROAD, NULL);

  key[0] = (char) ('0' + style);
  g_strlcpy (key + 1, text, sizeof key - 1);

  entry = store_find (&self->texts, key);
  if (entry != NULL)
    return &entry->sprite;

  if (*n_may_draw == 0)
    return NULL;

  (*n_may_draw)--;
  valid = g_utf8_make_valid (key + 1, -1);
  entry = store_add (&self->texts, key);
  draw_text_entry (self, valid, style, &entry->sprite);

  return &entry->sprite;
}
