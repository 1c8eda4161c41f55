/* test-sprite-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-sprite-cache.h"

static void
test_drawn_once_at_the_density_of_the_screen (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  LageMapLook look = { 1, 1, FALSE, FALSE };
  LageSymbolStyle gauge = { .kind = LAGE_SYMBOL_GAUGE };
  LageSymbolStyle stale = { .kind = LAGE_SYMBOL_GAUGE, .freshness = LAGE_SYMBOL_STALE };
  const LageSprite *sprite = lage_sprite_cache_get_symbol (cache, &gauge);

  g_assert_true (sprite == lage_sprite_cache_get_symbol (cache, &gauge));
  g_assert_true (sprite != lage_sprite_cache_get_symbol (cache, &stale));
  g_assert_cmpint (gdk_texture_get_width (sprite->texture), ==, LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->width, ==, LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->x, ==, -LAGE_SYMBOL_WIDTH / 2.0f);

  g_assert_false (lage_sprite_cache_set_look (cache, &look));
  look.scale = 2;
  g_assert_true (lage_sprite_cache_set_look (cache, &look));
  sprite = lage_sprite_cache_get_symbol (cache, &gauge);
  g_assert_cmpint (gdk_texture_get_width (sprite->texture), ==, 2 * LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->width, ==, LAGE_SYMBOL_WIDTH);
  look.is_dark = TRUE;
  g_assert_true (lage_sprite_cache_set_look (cache, &look));
  look.is_high_contrast = TRUE;
  g_assert_true (lage_sprite_cache_set_look (cache, &look));
  g_assert_false (lage_sprite_cache_set_look (cache, &look));
}

/* Whatever the size of texts, a sprite is as many device pixels as it covers, and its point lies
 * between two of them. */
static void
test_follows_the_size_of_texts (void)
{
  static const double text_scales[] = { 1, 1.25, 1.37, 1.5, 2 };
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  LageSymbolStyle gauge = { .kind = LAGE_SYMBOL_GAUGE };
  LageClusterStyle cluster = { .counts = { 3, 0, 12 } };
  float width_before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (text_scales); i++)
    for (int scale = 1; scale <= 2; scale++)
      {
        const LageMapLook look = { scale, text_scales[i], FALSE, FALSE };
        guint n_may_draw = 1;
        const LageSprite *sprites[4];

        lage_sprite_cache_set_look (cache, &look);
        sprites[0] = lage_sprite_cache_get_symbol (cache, &gauge);
        sprites[1] = lage_sprite_cache_get_cluster (cache, &cluster);
        sprites[2] = lage_sprite_cache_get_selection (cache, TRUE);
        sprites[3] = lage_sprite_cache_get_text (cache, "Wedel", LAGE_TEXT_ITEM, &n_may_draw);

        for (guint k = 0; k < G_N_ELEMENTS (sprites); k++)
          {
            g_assert_cmpfloat (sprites[k]->width * (float) scale, ==,
                               (float) gdk_texture_get_width (sprites[k]->texture));
            g_assert_cmpfloat (fmodf (sprites[k]->x * (float) scale, 1), ==, 0);
            g_assert_cmpfloat (fmodf (sprites[k]->y * (float) scale, 1), ==, 0);
          }

        g_assert_cmpfloat_with_epsilon (sprites[0]->width, LAGE_SYMBOL_WIDTH * text_scales[i],
                                        1.0 / scale);
        if (scale == 1)
          {
            g_assert_cmpfloat (sprites[3]->width, >, width_before);
            width_before = sprites[3]->width;
          }
      }
}

static void
test_courses_are_the_nearest_of_32 (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  const LageSprite *north = lage_sprite_cache_get_course (cache, 0);

  g_assert_true (north == lage_sprite_cache_get_course (cache, 5.6));
  g_assert_true (north != lage_sprite_cache_get_course (cache, 5.7));
  g_assert_true (north == lage_sprite_cache_get_course (cache, 360));
  g_assert_true (north == lage_sprite_cache_get_course (cache, 354.4));
  g_assert_true (north != lage_sprite_cache_get_course (cache, 354.3));
  g_assert_true (lage_sprite_cache_get_course (cache, -90) ==
                 lage_sprite_cache_get_course (cache, 270));
}

static void
test_clusters_by_what_they_say (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  LageClusterStyle style = { .counts = { [LAGE_SYMBOL_UNIT] = 120, [LAGE_SYMBOL_GAUGE] = 3 } };
  LageClusterStyle other = style;
  const LageSprite *calm = lage_sprite_cache_get_cluster (cache, &style);

  g_assert_true (calm == lage_sprite_cache_get_cluster (cache, &style));
  other.counts[LAGE_SYMBOL_UNIT] = 129;
  g_assert_true (calm == lage_sprite_cache_get_cluster (cache, &other));
  other.counts[LAGE_SYMBOL_UNIT] = 130;
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, &other));

  other = style;
  other.attention = LAGE_SYMBOL_NOTICE;
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, &other));
  other = style;
  other.freshness = LAGE_SYMBOL_STALE;
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, &other));
  other = style;
  other.is_selected = TRUE;
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, &other));
}

static void
test_clusters_are_forgotten_in_the_end (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  LageClusterStyle always = { .counts = { [LAGE_SYMBOL_UNIT] = 2 } };
  GdkTexture *kept = lage_sprite_cache_get_cluster (cache, &always)->texture;
  gpointer first = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      LageClusterStyle style = { .counts = { [LAGE_SYMBOL_UNIT] = 1 + i % 50,
                                             [LAGE_SYMBOL_GAUGE] = 1 + i / 50 } };
      const LageSprite *sprite = lage_sprite_cache_get_cluster (cache, &style);

      if (i == 0)
        {
          first = sprite->texture;
          g_object_add_weak_pointer (G_OBJECT (first), &first);
        }
      g_assert_true (lage_sprite_cache_get_cluster (cache, &always)->texture == kept);
    }
  g_assert_null (first);
}

static void
test_texts_within_what_a_frame_may_draw (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  guint n_may_draw = 1;
  const LageSprite *first;

  first = lage_sprite_cache_get_text (cache, "Övelgönne", LAGE_TEXT_ITEM, &n_may_draw);
  g_assert_nonnull (first);
  g_assert_cmpuint (n_may_draw, ==, 0);
  g_assert_null (lage_sprite_cache_get_text (cache, "Teufelsbrück", LAGE_TEXT_ITEM, &n_may_draw));

  /* What is there costs nothing; another style is another text. */
  g_assert_true (first == lage_sprite_cache_get_text (cache, "Övelgönne", LAGE_TEXT_ITEM,
                                                      &n_may_draw));
  g_assert_null (lage_sprite_cache_get_text (cache, "Övelgönne", LAGE_TEXT_WATER, &n_may_draw));
}

static void
test_long_and_bad_texts (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  g_autofree char *endless = g_strnfill (5000, 'W');
  guint n_may_draw = 3;
  const LageSprite *sprite;

  sprite = lage_sprite_cache_get_text (cache, endless, LAGE_TEXT_ITEM, &n_may_draw);
  g_assert_cmpfloat (sprite->width, <=, 190);
  g_assert_cmpfloat (sprite->height, <, 30);
  sprite = lage_sprite_cache_get_text (cache, "\xff\xfe broken", LAGE_TEXT_ITEM, &n_may_draw);
  g_assert_nonnull (sprite->texture);
  sprite = lage_sprite_cache_get_text (cache, "two\nlines", LAGE_TEXT_ITEM, &n_may_draw);
  g_assert_cmpfloat (sprite->height, <, 30);
}

static void
test_texts_are_forgotten_in_the_end (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  guint n_may_draw = 2000;

  /* The first is used all the time, so it is still there when most others are not. */
  for (guint i = 0; i < 1300; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      lage_sprite_cache_get_text (cache, "always", LAGE_TEXT_ITEM, &n_may_draw);
      lage_sprite_cache_get_text (cache, text, LAGE_TEXT_ITEM, &n_may_draw);
    }

  n_may_draw = 0;
  g_assert_nonnull (lage_sprite_cache_get_text (cache, "always", LAGE_TEXT_ITEM, &n_may_draw));
  g_assert_nonnull (lage_sprite_cache_get_text (cache, "1299", LAGE_TEXT_ITEM, &n_may_draw));
  g_assert_null (lage_sprite_cache_get_text (cache, "0", LAGE_TEXT_ITEM, &n_may_draw));
}

static void
test_signs_are_drawn_once (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  const LageSign *a = lage_sign_from_code ("sign1;base=unit;org=fire;size=zug", NULL);
  const LageSign *b =
    lage_sign_from_code ("sign1;base=unit;org=fire;right=Florian Hamburg 11/46-1", NULL);
  const LageSprite *first =
    lage_sprite_cache_get_sign (cache, a, LAGE_SYMBOL_FRESH, LAGE_SYMBOL_CALM);
  const LageSprite *alarming =
    lage_sprite_cache_get_sign (cache, a, LAGE_SYMBOL_FRESH, LAGE_SYMBOL_ALARM);
  const LageSprite *old = lage_sprite_cache_get_sign (cache, a, LAGE_SYMBOL_SILENT,
                                                      LAGE_SYMBOL_CALM);
  const LageSprite *wide = lage_sprite_cache_get_sign (cache, b, LAGE_SYMBOL_FRESH,
                                                       LAGE_SYMBOL_CALM);

  g_assert_true (first == lage_sprite_cache_get_sign (cache, a, LAGE_SYMBOL_FRESH,
                                                      LAGE_SYMBOL_CALM));
  g_assert_true (first != alarming && first != old && alarming != old);
  g_assert_cmpfloat ((double) wide->width, >, (double) first->width + 100);

  /* Its place is the middle, on a whole pixel. */
  g_assert_cmpfloat ((double) first->x, ==, (double) -first->width / 2);
  g_assert_cmpfloat ((double) first->y, ==, (double) -first->height / 2);
  g_assert_cmpint (gdk_texture_get_width (first->texture), ==, (int) first->width);
}

static void
test_signs_are_forgotten_in_the_end (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  GdkTexture *texture = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *code = g_strdup_printf ("sign1;base=post;name=%u", i);
      const LageSprite *sprite =
        lage_sprite_cache_get_sign (cache, lage_sign_from_code (code, NULL), LAGE_SYMBOL_FRESH,
                                    LAGE_SYMBOL_CALM);

      if (i == 0)
        {
          texture = sprite->texture;
          g_object_add_weak_pointer (G_OBJECT (texture), (gpointer *) &texture);
        }
      else if (i == 500)
        {
          g_assert_nonnull (texture);
        }
    }
  g_assert_null (texture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/sprite-cache/drawn-once", test_drawn_once_at_the_density_of_the_screen);
  g_test_add_func ("/map/sprite-cache/courses", test_courses_are_the_nearest_of_32);
  g_test_add_func ("/map/sprite-cache/size-of-texts", test_follows_the_size_of_texts);
  g_test_add_func ("/map/sprite-cache/clusters", test_clusters_by_what_they_say);
  g_test_add_func ("/map/sprite-cache/clusters-are-forgotten",
                   test_clusters_are_forgotten_in_the_end);
  g_test_add_func ("/map/sprite-cache/signs", test_signs_are_drawn_once);
  g_test_add_func ("/map/sprite-cache/signs-are-forgotten", test_signs_are_forgotten_in_the_end);
  g_test_add_func ("/map/sprite-cache/texts-per-frame", test_texts_within_what_a_frame_may_draw);
  g_test_add_func ("/map/sprite-cache/long-and-bad-texts", test_long_and_bad_texts);
  g_test_add_func ("/map/sprite-cache/texts-are-forgotten", test_texts_are_forgotten_in_the_end);

  return g_test_run ();
}
