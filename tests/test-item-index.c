/* test-item-index.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "lage-item-index.h"

#define N 3000

typedef struct
{
  LageItemIndex *index;
  const double *x;
  const double *y;
  guint level;
  guint n_cells;
  guint n_entries;
} Visit;

static void
check_cell_cb (guint    start,
               guint    end,
               gpointer user_data)
{
  Visit *visit = user_data;
  double n = (double) (G_GUINT64_CONSTANT (1) << visit->level);
  guint first = lage_item_index_get_id (visit->index, start);

  g_assert_cmpuint (start, <, end);
  visit->n_cells++;
  visit->n_entries += end - start;

  for (guint i = start; i < end; i++)
    {
      guint id = lage_item_index_get_id (visit->index, i);

      g_assert_cmpuint ((guint64) (visit->x[id] * n), ==, (guint64) (visit->x[first] * n));
      g_assert_cmpuint ((guint64) (visit->y[id] * n), ==, (guint64) (visit->y[first] * n));
    }
}

static void
test_cells_are_complete (void)
{
  g_autofree double *x = g_new (double, N);
  g_autofree double *y = g_new (double, N);
  g_autofree guint16 *classes = g_new0 (guint16, N);
  guint counts[LAGE_ITEM_INDEX_N_CLASSES];
  g_autofree guint *ids = g_new (guint, N);
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autoptr(LageItemIndex) index = lage_item_index_new ();

  for (guint i = 0; i < N; i++)
    {
      x[i] = g_rand_double_range (random, 0.52, 0.53);
      y[i] = g_rand_double_range (random, 0.31, 0.32);
      classes[i] = (guint16) ((i % 7 == 0 ? 1u : 0u) | (i % 2 == 0 ? 1u << 15 : 0u));
      ids[i] = i;
    }
  lage_item_index_build (index, x, y, classes, ids, N);
  g_assert_cmpuint (lage_item_index_get_n_entries (index), ==, N);
  lage_item_index_count (index, 0, N, counts);
  g_assert_cmpuint (counts[0], ==, (N + 6) / 7);
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[15], ==, (N + 1) / 2);

  for (guint level = 0; level <= 14; level += 2)
    {
      g_autoptr(GHashTable) cells = g_hash_table_new (g_direct_hash, g_direct_equal);
      Visit visit = { index, x, y, level, 0, 0 };
      guint n = 1u << level;

      for (guint i = 0; i < N; i++)
        g_hash_table_add (cells, GUINT_TO_POINTER ((guint) (y[i] * n) * n + (guint) (x[i] * n)));

      lage_item_index_visit (index, 0, 0, 1, 1, level, check_cell_cb, &visit);
      g_assert_cmpuint (visit.n_cells, ==, g_hash_table_size (cells));
      g_assert_cmpuint (visit.n_entries, ==, N);
    }
}

static void
count_cb (guint    start,
          guint    end,
          gpointer user_data)
{
  *(guint *) user_data += end - start;
}

static void
test_region_ends_at_its_edge (void)
{
  /* Cells of level 3 are eighths. */
  const double x[] = { 0.25 - 1e-9, 0.25, 0.375 - 1e-9, 0.375 };
  const double y[] = { 0.5, 0.5, 0.5, 0.5 };
  const guint16 classes[] = { 0, 1, 0, 1 };
  const guint ids[] = { 0, 1, 2, 3 };
  g_autoptr(LageItemIndex) index = lage_item_index_new ();
  guint n = 0;

  lage_item_index_build (index, x, y, classes, ids, 4);
  lage_item_index_visit (index, 0.25, 0.5, 0.375, 0.625, 3, count_cb, &n);
  g_assert_cmpuint (n, ==, 2);

  n = 0;
  lage_item_index_visit (index, 0.25 - 1e-6, 0.5, 0.375, 0.625, 3, count_cb, &n);
  g_assert_cmpuint (n, ==, 3);

  n = 0;
  lage_item_index_visit (index, 0.25, 0.5, 0.375 + 1e-6, 0.625, 3, count_cb, &n);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_mean_and_marks_of_a_range (void)
{
  const double x[] = { 0.1, 0.2, 0.9 };
  const double y[] = { 0.1, 0.1, 0.9 };
  const guint16 classes[] = { 1 << 3, 1 << 4, 1 << 3 };
  const guint ids[] = { 2, 0, 1 };
  g_autoptr(LageItemIndex) index = lage_item_index_new ();
  guint counts[LAGE_ITEM_INDEX_N_CLASSES];
  double mean_x;
  double mean_y;

  lage_item_index_build (index, x, y, classes, ids, 3);
  g_assert_cmpuint (lage_item_index_get_id (index, 0), ==, 0);
  g_assert_cmpuint (lage_item_index_get_id (index, 1), ==, 1);
  g_assert_cmpuint (lage_item_index_get_id (index, 2), ==, 2);
  lage_item_index_get_mean (index, 0, 2, &mean_x, &mean_y);
  g_assert_cmpfloat_with_epsilon (mean_x, 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (mean_y, 0.1, 1e-12);
  lage_item_index_count (index, 0, 2, counts);
  g_assert_cmpuint (counts[3], ==, 1);
  g_assert_cmpuint (counts[4], ==, 1);
  lage_item_index_count (index, 2, 3, counts);
  g_assert_cmpuint (counts[3], ==, 1);
  g_assert_cmpuint (counts[4], ==, 0);
  lage_item_index_count (index, 3, 3, counts);
  g_assert_cmpuint (counts[3], ==, 0);
}

static void
test_identical_points_and_nothing (void)
{
  const double x[] = { 0.5, 0.5, 0.5 };
  const double y[] = { 1.0, 1.0, 1.0 };
  const guint16 classes[] = { 0, 0, 0 };
  const guint ids[] = { 0, 1, 2 };
  g_autoptr(LageItemIndex) index = lage_item_index_new ();
  guint n = 0;

  lage_item_index_visit (index, 0, 0, 1, 1, 5, count_cb, &n);
  g_assert_cmpuint (n, ==, 0);

  lage_item_index_build (index, x, y, classes, ids, 3);
  lage_item_index_visit (index, 0, 0, 1, 1, LAGE_ITEM_INDEX_MAX_LEVEL, count_cb, &n);
  g_assert_cmpuint (n, ==, 3);

  lage_item_index_build (index, x, y, classes, ids, 0);
  g_assert_cmpuint (lage_item_index_get_n_entries (index), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/item-index/cells-are-complete", test_cells_are_complete);
  g_test_add_func ("/map/item-index/region-ends-at-its-edge", test_region_ends_at_its_edge);
  g_test_add_func ("/map/item-index/mean-and-marks", test_mean_and_marks_of_a_range);
  g_test_add_func ("/map/item-index/identical-points", test_identical_points_and_nothing);

  return g_test_run ();
}
