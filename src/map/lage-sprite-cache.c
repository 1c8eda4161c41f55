/* lage-sprite-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sprite-cache.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

/* Everything small that the map repeats is drawn once at the density of the screen and kept as a
 * texture, to be put 1:1 on whole pixels: that is what costs least in every renderer. */

#define MAX_TEXTS 1200
#define N_COURSES 32
#define COURSE_SIZE 64
#define SELECTION_SIZE 64

typedef struct
{
  LageSprite sprite;
  guint used_in;
} TextEntry;

struct _LageSpriteCache
{
  GHashTable *symbols; /* packed style -> LageSprite */
  GHashTable *clusters; /* text and attention -> LageSprite */
  GHashTable *texts; /* style and text -> TextEntry */
  LageSprite *courses[N_COURSES];
  LageSprite *selection;
  guint clock; /* counts uses of texts, to find those unused for longest */
  int scale;
  gboolean is_dark;
};

static void
sprite_free (gpointer data)
{
  LageSprite *sprite = data;

  g_clear_object (&sprite->texture);
  g_free (sprite);
}

static void
text_entry_free (gpointer data)
{
  TextEntry *entry = data;

  g_clear_object (&entry->sprite.texture);
  g_free (entry);
}

static cairo_t *
begin (LageSpriteCache *self,
       int              width,
       int              height)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * self->scale, height * self->scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);

  return cr;
}

/* Takes the context; the sprite is placed with its point at (hot_x, hot_y). */
static void
end (cairo_t    *cr,
     LageSprite *sprite,
     int         width,
     int         height,
     float       hot_x,
     float       hot_y)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  g_autoptr(GBytes) bytes = NULL;
  int stride;

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) cairo_image_surface_get_height (surface));

  sprite->texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                            cairo_image_surface_get_height (surface),
                                            GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  sprite->x = -hot_x;
  sprite->y = -hot_y;
  sprite->width = (float) width;
  sprite->height = (float) height;

  cairo_surface_destroy (surface);
}

static void
clear (LageSpriteCache *self)
{
  g_hash_table_remove_all (self->symbols);
  g_hash_table_remove_all (self->clusters);
  g_hash_table_remove_all (self->texts);
  for (guint i = 0; i < N_COURSES; i++)
    g_clear_pointer (&self->courses[i], sprite_free);
  g_clear_pointer (&self->selection, sprite_free);
}

LageSpriteCache *
lage_sprite_cache_new (void)
{
  LageSpriteCache *self = g_new0 (LageSpriteCache, 1);

  self->symbols = g_hash_table_new_full (NULL, NULL, NULL, sprite_free);
  self->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sprite_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, text_entry_free);
  self->scale = 1;

  return self;
}

void
lage_sprite_cache_free (LageSpriteCache *self)
{
  clear (self);
  g_hash_table_unref (self->symbols);
  g_hash_table_unref (self->clusters);
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * lage_sprite_cache_set_look:
 * @self: the cache
 * @scale: device pixels per logical pixel
 * @is_dark: whether the map is dark
 *
 * Forgets everything if it looks different from now on; sprites handed out before are then gone.
 *
 * Returns: %TRUE if it does
 */
gboolean
lage_sprite_cache_set_look (LageSpriteCache *self,
                            int              scale,
                            gboolean         is_dark)
{
  g_return_val_if_fail (scale >= 1, FALSE);

  is_dark = !!is_dark;

  if (self->scale == scale && self->is_dark == is_dark)
    return FALSE;

  self->scale = scale;
  self->is_dark = is_dark;
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

  cr = begin (self, LAGE_SYMBOL_WIDTH, LAGE_SYMBOL_HEIGHT);
  cairo_translate (cr, LAGE_SYMBOL_WIDTH / 2.0, LAGE_SYMBOL_HEIGHT / 2.0);
  lage_symbol_draw (style, self->is_dark, cr);

  sprite = g_new0 (LageSprite, 1);
  end (cr, sprite, LAGE_SYMBOL_WIDTH, LAGE_SYMBOL_HEIGHT, LAGE_SYMBOL_WIDTH / 2.0f,
       LAGE_SYMBOL_HEIGHT / 2.0f);
  g_hash_table_insert (self->symbols, GUINT_TO_POINTER (key), sprite);

  return sprite;
}

/**
 * lage_sprite_cache_format_count:
 * @n_items: a number
 *
 * Exact up to 99; beyond that two digits, cut off and with a plus sign, so that a moving map does
 * not need a new picture for every number.
 *
 * Returns: (transfer full): the text
 */
char *
lage_sprite_cache_format_count (guint n_items)
{
  if (n_items < 100)
    return g_strdup_printf ("%u", n_items);

  if (n_items < 1000)
    return g_strdup_printf ("%u+", n_items - n_items % 10);

  /* Translators: a number of thousands in a small space: 12 000 and more is "12k+". */
  return g_strdup_printf (_("%uk+"), n_items / 1000);
}

const LageSprite *
lage_sprite_cache_get_cluster (LageSpriteCache     *self,
                               guint                n_items,
                               LageSymbolAttention  attention)
{
  static const double rings[LAGE_N_SYMBOL_ATTENTION][3] = {
    { 0.16, 0.30, 0.46 },
    { 1.0, 0.72, 0.0 },
    { 0.85, 0.08, 0.08 },
  };
  g_autofree char *text = lage_sprite_cache_format_count (n_items);
  g_autofree char *key = g_strdup_printf ("%u %s", attention, text);
  LageSprite *sprite = g_hash_table_lookup (self->clusters, key);
  const double *ring;
  double radius;
  cairo_t *cr;
  int size;

  g_return_val_if_fail (attention < LAGE_N_SYMBOL_ATTENTION, NULL);

  if (sprite != NULL)
    return sprite;

  ring = rings[attention];
  radius = n_items < 10 ? 11 : n_items < 100 ? 13 : n_items < 1000 ? 16 : 19;
  size = 2 * (int) radius + 12;

  cr = begin (self, size, size);
  cairo_translate (cr, size / 2.0, size / 2.0);
  cairo_arc (cr, 0, 0, radius + 3, 0, 2 * G_PI);
  if (self->is_dark)
    cairo_set_source_rgba (cr, 0.12, 0.13, 0.15, 0.9);
  else
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_fill (cr);

  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  if (self->is_dark)
    cairo_set_source_rgb (cr, 0.20, 0.23, 0.28);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  if (self->is_dark && attention == LAGE_SYMBOL_CALM)
    cairo_set_source_rgb (cr, 0.62, 0.75, 0.88);
  else
    cairo_set_source_rgb (cr, ring[0], ring[1], ring[2]);
  cairo_set_line_width (cr, attention == LAGE_SYMBOL_CALM ? 2 : 3.5);
  cairo_stroke (cr);

  {
    g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
    g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
    g_autofree char *marked = NULL;
    PangoRectangle ink;

    /* The worst attention is written too: a ring alone would be colour alone. */
    if (attention != LAGE_SYMBOL_CALM)
      marked = g_strconcat (text, "!", NULL);

    pango_font_description_set_absolute_size (font, (n_items < 100 ? 11.5 : 10.5) * PANGO_SCALE);
    pango_layout_set_font_description (layout, font);
    pango_layout_set_text (layout, marked != NULL ? marked : text, -1);
    pango_layout_get_extents (layout, &ink, NULL);
    if (self->is_dark)
      cairo_set_source_rgb (cr, 0.96, 0.97, 0.98);
    else
      cairo_set_source_rgb (cr, 0.07, 0.09, 0.13);
    cairo_move_to (cr, -(ink.x + ink.width / 2.0) / PANGO_SCALE,
                   -(ink.y + ink.height / 2.0) / PANGO_SCALE);
    pango_cairo_show_layout (cr, layout);
  }

  sprite = g_new0 (LageSprite, 1);
  end (cr, sprite, size, size, (float) size / 2, (float) size / 2);
  g_hash_table_insert (self->clusters, g_steal_pointer (&key), sprite);

  return sprite;
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

  cr = begin (self, COURSE_SIZE, COURSE_SIZE);
  cairo_translate (cr, COURSE_SIZE / 2.0, COURSE_SIZE / 2.0);
  cairo_rotate (cr, 2 * G_PI * i / N_COURSES);
  cairo_move_to (cr, 0, -30);
  cairo_line_to (cr, 6.5, -20);
  cairo_line_to (cr, 0, -22.5);
  cairo_line_to (cr, -6.5, -20);
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2.5);
  if (self->is_dark)
    cairo_set_source_rgb (cr, 0.12, 0.13, 0.15);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  if (self->is_dark)
    cairo_set_source_rgb (cr, 0.93, 0.95, 0.97);
  else
    cairo_set_source_rgb (cr, 0.1, 0.12, 0.16);
  cairo_fill (cr);

  self->courses[i] = g_new0 (LageSprite, 1);
  end (cr, self->courses[i], COURSE_SIZE, COURSE_SIZE, COURSE_SIZE / 2.0f, COURSE_SIZE / 2.0f);

  return self->courses[i];
}

/**
 * lage_sprite_cache_get_selection:
 * @self: the cache
 *
 * Returns: (transfer none): a ring of four brackets about the selected symbol
 */
const LageSprite *
lage_sprite_cache_get_selection (LageSpriteCache *self)
{
  const double half_width = 27;
  const double half_height = 23;
  const double arm = 10;
  cairo_t *cr;

  if (self->selection != NULL)
    return self->selection;

  cr = begin (self, SELECTION_SIZE, SELECTION_SIZE);
  cairo_translate (cr, SELECTION_SIZE / 2.0, SELECTION_SIZE / 2.0);
  for (int x = -1; x <= 1; x += 2)
    for (int y = -1; y <= 1; y += 2)
      {
        cairo_move_to (cr, x * half_width, y * (half_height - arm));
        cairo_line_to (cr, x * half_width, y * half_height);
        cairo_line_to (cr, x * (half_width - arm), y * half_height);
      }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 7);
  if (self->is_dark)
    cairo_set_source_rgb (cr, 0.08, 0.09, 0.1);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 4);
  if (self->is_dark)
    cairo_set_source_rgb (cr, 0.45, 0.82, 1.0);
  else
    cairo_set_source_rgb (cr, 0.03, 0.35, 0.85);
  cairo_stroke (cr);

  self->selection = g_new0 (LageSprite, 1);
  end (cr, self->selection, SELECTION_SIZE, SELECTION_SIZE, SELECTION_SIZE / 2.0f,
       SELECTION_SIZE / 2.0f);

  return self->selection;
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
draw_text_entry (LageSpriteCache *self,
                 const char      *text,
                 LageTextStyle    style,
                 LageSprite      *sprite)
{
  const TextLook *look = &text_looks[style];
  const double *colour = self->is_dark ? look->dark : look->light;
  cairo_t *cr = begin (self, 1, 1);
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (look->font);
  int width;
  int height;

  pango_font_description_set_absolute_size (font, look->size_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_width (layout, 180 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (style == LAGE_TEXT_ITEM || style == LAGE_TEXT_ITEM_SELECTED)
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  else
    pango_layout_set_height (layout, -2);

  {
    PangoRectangle logical;

    pango_layout_get_pixel_extents (layout, NULL, &logical);
    pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
    pango_layout_set_width (layout, (logical.width + 1) * PANGO_SCALE);
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    width = logical.width + 5;
    height = logical.height + 4;
  }

  cairo_destroy (cr);
  cr = begin (self, width, height);
  pango_cairo_update_layout (cr, layout);
  cairo_move_to (cr, 2, 2);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 3);
  if (self->is_dark)
    cairo_set_source_rgba (cr, 0.09, 0.1, 0.12, 0.85);
  else
    cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_stroke (cr);
  cairo_move_to (cr, 2, 2);
  cairo_set_source_rgb (cr, colour[0], colour[1], colour[2]);
  pango_cairo_show_layout (cr, layout);

  end (cr, sprite, width, height, (float) width / 2, (float) height / 2);
}

static void
trim_texts (LageSpriteCache *self)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->texts) <= MAX_TEXTS)
    return;

  /* Drops what was not asked for among the last so many uses. */
  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TextEntry *entry = value;

      if (self->clock - entry->used_in > MAX_TEXTS / 2)
        g_hash_table_iter_remove (&iter);
    }
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
  char key[256];
  TextEntry *entry;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (style <= LAGE_TEXT_ROAD, NULL);

  key[0] = (char) ('0' + style);
  g_strlcpy (key + 1, text, sizeof key - 1);

  entry = g_hash_table_lookup (self->texts, key);

  if (entry == NULL)
    {
      g_autofree char *valid = NULL;

      if (*n_may_draw == 0)
        return NULL;

      (*n_may_draw)--;
      trim_texts (self);
      valid = g_utf8_make_valid (key + 1, -1);
      entry = g_new0 (TextEntry, 1);
      draw_text_entry (self, valid, style, &entry->sprite);
      g_hash_table_insert (self->texts, g_strdup (key), entry);
    }

  entry->used_in = ++self->clock;

  return &entry->sprite;
}
