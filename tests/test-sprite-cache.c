/* test-sprite-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-sprite-cache.h"

static void
test_counts (void)
{
  static const struct
  {
    guint n_items;
    const char *text;
  } table[] = {
    { 2, "2" }, { 99, "99" }, { 100, "100+" }, { 109, "100+" }, { 110, "110+" },
    { 999, "990+" }, { 1000, "1k+" }, { 99999, "99k+" }, { 100000, "100k+" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = lage_sprite_cache_format_count (table[i].n_items);

      g_assert_cmpstr (text, ==, table[i].text);
    }
}

static void
test_drawn_once_at_the_density_of_the_screen (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  LageSymbolStyle gauge = { .kind = LAGE_SYMBOL_GAUGE };
  LageSymbolStyle stale = { .kind = LAGE_SYMBOL_GAUGE, .freshness = LAGE_SYMBOL_STALE };
  const LageSprite *sprite = lage_sprite_cache_get_symbol (cache, &gauge);

  g_assert_true (sprite == lage_sprite_cache_get_symbol (cache, &gauge));
  g_assert_true (sprite != lage_sprite_cache_get_symbol (cache, &stale));
  g_assert_cmpint (gdk_texture_get_width (sprite->texture), ==, LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->width, ==, LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->x, ==, -LAGE_SYMBOL_WIDTH / 2.0f);

  g_assert_false (lage_sprite_cache_set_look (cache, 1, FALSE));
  g_assert_true (lage_sprite_cache_set_look (cache, 2, FALSE));
  sprite = lage_sprite_cache_get_symbol (cache, &gauge);
  g_assert_cmpint (gdk_texture_get_width (sprite->texture), ==, 2 * LAGE_SYMBOL_WIDTH);
  g_assert_cmpfloat (sprite->width, ==, LAGE_SYMBOL_WIDTH);
  g_assert_true (lage_sprite_cache_set_look (cache, 2, TRUE));
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
test_clusters_by_count_and_attention (void)
{
  g_autoptr(LageSpriteCache) cache = lage_sprite_cache_new ();
  const LageSprite *calm = lage_sprite_cache_get_cluster (cache, 12, LAGE_SYMBOL_CALM);

  g_assert_true (calm == lage_sprite_cache_get_cluster (cache, 12, LAGE_SYMBOL_CALM));
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, 12, LAGE_SYMBOL_NOTICE));
  g_assert_true (calm != lage_sprite_cache_get_cluster (cache, 13, LAGE_SYMBOL_CALM));
  g_assert_true (lage_sprite_cache_get_cluster (cache, 120, LAGE_SYMBOL_CALM) ==
                 lage_sprite_cache_get_cluster (cache, 129, LAGE_SYMBOL_CALM));
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/sprite-cache/counts", test_counts);
  g_test_add_func ("/map/sprite-cache/drawn-once", test_drawn_once_at_the_density_of_the_screen);
  g_test_add_func ("/map/sprite-cache/courses", test_courses_are_the_nearest_of_32);
  g_test_add_func ("/map/sprite-cache/clusters", test_clusters_by_count_and_attention);
  g_test_add_func ("/map/sprite-cache/texts-per-frame", test_texts_within_what_a_frame_may_draw);
  g_test_add_func ("/map/sprite-cache/long-and-bad-texts", test_long_and_bad_texts);
  g_test_add_func ("/map/sprite-cache/texts-are-forgotten", test_texts_are_forgotten_in_the_end);

  return g_test_run ();
}
