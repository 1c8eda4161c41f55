/* lage-item-index.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-index.h"

#include <math.h>
#include <string.h>

/* Points in the order of the Z-curve: the bits of x and y (32 each) are interleaved into one number,
 * and the points sorted by it. Every cell of every quadtree level is then one contiguous range,
 * found by bisection, and with running sums its count and its centre of gravity cost nothing:
 *
 *        x 0   1
 *      y +---+---+      level 1:   |---- 0 ----|---- 1 ----|---- 2 ----|---- 3 ----|
 *      0 | 0 | 1 |      level 2:   |0.0|0.1|0.2|0.3|1.0| ...
 *        +---+---+      sorted:    a b c   d   e f g h ...
 *      1 | 2 | 3 |
 *        +---+---+
 *
 * So culling and clustering at any zoom need no preparation beyond the one sort. */

typedef struct
{
  guint64 code;
  guint id;
} Entry;

/* One cache line, so that the counts of a cell cost two reads. */
typedef struct
{
  guint32 n[LAGE_ITEM_INDEX_N_CLASSES];
} Counts;

struct _LageItemIndex
{
  Entry *entries;
  double *sum_x; /* of the entries before */
  double *sum_y;
  Counts *counts; /* of the entries before */
  guint n_entries;
};

typedef struct
{
  const LageItemIndex *index;
  double x0;
  double y0;
  double x1;
  double y1;
  guint level;
  LageItemIndexFunc func;
  gpointer user_data;
} Visit;

static guint64
spread_bits (guint32 value)
{
  guint64 v = value;

  v = (v | (v << 16)) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  v = (v | (v << 8)) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  v = (v | (v << 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  v = (v | (v << 2)) & G_GUINT64_CONSTANT (0x3333333333333333);
  v = (v | (v << 1)) & G_GUINT64_CONSTANT (0x5555555555555555);

  return v;
}

static guint32
quantise (double world)
{
  return (guint32) (CLAMP (world, 0.0, 1.0 - 0x1p-33) * 4294967296.0);
}

/* Sorts by bytes, lowest first, and leaves out the bytes that are the same in all: points of one
 * region share the high ones. */
static Entry *
sort_entries (Entry *entries,
              Entry *spare,
              guint  n_entries)
{
  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint counts[256] = { 0, };
      guint position = 0;
      Entry *swap;

      for (guint i = 0; i < n_entries; i++)
        counts[(entries[i].code >> shift) & 0xff]++;

      if (counts[(entries[0].code >> shift) & 0xff] == n_entries)
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        {
          guint count = counts[i];

          counts[i] = position;
          position += count;
        }

      for (guint i = 0; i < n_entries; i++)
        spare[counts[(entries[i].code >> shift) & 0xff]++] = entries[i];

      swap = entries;
      entries = spare;
      spare = swap;
    }

  return entries;
}

static guint
find_first (const LageItemIndex *self,
            guint                start,
            guint                end,
            guint64              code)
{
  while (start < end)
    {
      guint middle = start + (end - start) / 2;

      if (self->entries[middle].code < code)
        start = middle + 1;
      else
        end = middle;
    }

  return start;
}

static void
visit_cell (const Visit *visit,
            guint        level,
            guint64      cell_x,
            guint64      cell_y,
            guint64      code,
            guint        start,
            guint        end)
{
  double size = 1.0 / (double) (G_GUINT64_CONSTANT (1) << level);
  guint64 child_codes = level < 32 ? G_GUINT64_CONSTANT (1) << (62 - 2 * level) : 0;

  if (start == end)
    return;

  if ((double) (cell_x + 1) * size <= visit->x0 || (double) cell_x * size >= visit->x1 ||
      (double) (cell_y + 1) * size <= visit->y0 || (double) cell_y * size >= visit->y1)
    return;

  if (level == visit->level)
    {
      visit->func (start, end, visit->user_data);
      return;
    }

  for (guint child = 0; child < 4; child++)
    {
      guint next = child == 3 ? end
                              : find_first (visit->index, start, end,
                                            code + (child + 1) * child_codes);

      visit_cell (visit, level + 1, 2 * cell_x + (child & 1), 2 * cell_y + (child >> 1),
                  code + child * child_codes, start, next);
      start = next;
    }
}

LageItemIndex *
lage_item_index_new (void)
{
  return g_new0 (LageItemIndex, 1);
}

void
lage_item_index_free (LageItemIndex *self)
{
  g_free (self->entries);
  g_free (self->sum_x);
  g_free (self->sum_y);
  g_free (self->counts);
  g_free (self);
}

/**
 * lage_item_index_build:
 * @self: the index
 * @world_x: positions of all items, 0..1
 * @world_y: positions of all items, 0..1
 * @classes: for each item the classes it belongs to, one bit each
 * @ids: the items to take in, as places in the arrays above
 * @n_ids: how many
 *
 * Replaces what the index held.
 */
void
lage_item_index_build (LageItemIndex *self,
                       const double  *world_x,
                       const double  *world_y,
                       const guint16 *classes,
                       const guint   *ids,
                       guint          n_ids)
{
  g_autofree Entry *first = g_new (Entry, MAX (n_ids, 1));
  g_autofree Entry *second = g_new (Entry, MAX (n_ids, 1));
  Entry *sorted = first;

  for (guint i = 0; i < n_ids; i++)
    {
      first[i].code = spread_bits (quantise (world_x[ids[i]])) |
                      spread_bits (quantise (world_y[ids[i]])) << 1;
      first[i].id = ids[i];
    }

  if (n_ids > 1)
    sorted = sort_entries (first, second, n_ids);

  g_free (self->entries);
  if (sorted == first)
    self->entries = g_steal_pointer (&first);
  else
    self->entries = g_steal_pointer (&second);

  self->n_entries = n_ids;
  self->sum_x = g_renew (double, self->sum_x, n_ids + 1);
  self->sum_y = g_renew (double, self->sum_y, n_ids + 1);
  self->counts = g_renew (Counts, self->counts, n_ids + 1);
  self->sum_x[0] = 0;
  self->sum_y[0] = 0;
  self->counts[0] = (Counts) { 0 };

  for (guint i = 0; i < n_ids; i++)
    {
      guint id = self->entries[i].id;

      self->sum_x[i + 1] = self->sum_x[i] + world_x[id];
      self->sum_y[i + 1] = self->sum_y[i] + world_y[id];
      for (guint class = 0; class < LAGE_ITEM_INDEX_N_CLASSES; class++)
        self->counts[i + 1].n[class] = self->counts[i].n[class] + ((classes[id] >> class) & 1u);
    }
}

guint
lage_item_index_get_n_entries (const LageItemIndex *self)
{
  return self->n_entries;
}

/**
 * lage_item_index_get_id:
 * @self: the index
 * @entry: a place in the order of the index
 *
 * Returns: the item there
 */
guint
lage_item_index_get_id (const LageItemIndex *self,
                        guint                entry)
{
  g_return_val_if_fail (entry < self->n_entries, 0);

  return self->entries[entry].id;
}

/**
 * lage_item_index_get_mean:
 * @self: the index
 * @start: the first entry
 * @end: one past the last; more than @start
 * @world_x: (out): centre of gravity
 * @world_y: (out): centre of gravity
 */
void
lage_item_index_get_mean (const LageItemIndex *self,
                          guint                start,
                          guint                end,
                          double              *world_x,
                          double              *world_y)
{
  g_return_if_fail (start < end && end <= self->n_entries);

  *world_x = (self->sum_x[end] - self->sum_x[start]) / (end - start);
  *world_y = (self->sum_y[end] - self->sum_y[start]) / (end - start);
}

/**
 * lage_item_index_count:
 * @self: the index
 * @start: the first entry
 * @end: one past the last
 * @counts: (out) (array fixed-size=16): how many of the entries belong to each class
 */
void
lage_item_index_count (const LageItemIndex *self,
                       guint                start,
                       guint                end,
                       guint               *counts)
{
  g_return_if_fail (start <= end && end <= self->n_entries);

  for (guint class = 0; class < LAGE_ITEM_INDEX_N_CLASSES; class++)
    counts[class] = start < end ? self->counts[end].n[class] - self->counts[start].n[class] : 0;
}

/**
 * lage_item_index_visit:
 * @self: the index
 * @x0: left edge of the region, in world coordinates
 * @y0: top edge
 * @x1: right edge
 * @y1: bottom edge
 * @level: cells are 2^-level of the world, at most %LAGE_ITEM_INDEX_MAX_LEVEL
 * @func: called for each cell that touches the region and holds something
 * @user_data: for @func
 */
void
lage_item_index_visit (const LageItemIndex *self,
                       double               x0,
                       double               y0,
                       double               x1,
                       double               y1,
                       guint                level,
                       LageItemIndexFunc    func,
                       gpointer             user_data)
{
  Visit visit = { self, x0, y0, x1, y1, level, func, user_data };

  g_return_if_fail (level <= LAGE_ITEM_INDEX_MAX_LEVEL);

  visit_cell (&visit, 0, 0, 0, 0, 0, self->n_entries);
}

/**
 * lage_item_index_choose_level:
 * @world_px: width of the world in logical pixels
 * @cell_px: how wide a cell is to be at least
 *
 * Returns: the finest level whose cells are that wide
 */
guint
lage_item_index_choose_level (double world_px,
                              double cell_px)
{
  double level = floor (log2 (world_px / cell_px));

  return (guint) CLAMP (level, 0, LAGE_ITEM_INDEX_MAX_LEVEL);
}
