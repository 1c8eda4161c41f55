/* fuzz-basemap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-painter.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Size and checksum are made right first, or nothing behind them would ever be reached. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree guint8 *copy = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageBasemap) map = NULL;
  g_autoptr(GArray) labels = NULL;
  cairo_surface_t *tile;
  guint32 value;

  if (size < 40 || size > 1 << 20)
    return 0;

  copy = g_memdup2 (data, size);
  value = GUINT32_TO_LE ((guint32) size);
  memcpy (copy + 12, &value, 4);
  value = GUINT32_TO_LE (lage_basemap_checksum (copy + 20, size - 20));
  memcpy (copy + 16, &value, 4);

  bytes = g_bytes_new_take (g_steal_pointer (&copy), size);
  map = lage_basemap_new_from_bytes (bytes, &error);
  if (map == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  labels = lage_basemap_collect_labels (map, 30.0, -180.0, -90.0, 180.0, 90.0);
  for (guint i = 0; i < labels->len; i++)
    g_assert_true (g_utf8_validate (g_array_index (labels, LageBasemapLabel, i).text, -1, NULL));

  tile = lage_basemap_paint_tile (map, 0, 0, 0, 64, 1.0, LAGE_BASEMAP_LIGHT);
  cairo_surface_destroy (tile);
  tile = lage_basemap_paint_tile (map, 8, 134, 82, 64, 1.0, LAGE_BASEMAP_DARK);
  cairo_surface_destroy (tile);

  return 0;
}
