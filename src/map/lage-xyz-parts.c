/* lage-xyz-parts.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-xyz-parts.h"

#include "lage-tile-pixels.h"
#include "lage-tile-source.h"

/* The map thread's half of LageXyzSource: looks the parts of a tile up in the cache, and composes
 * and stores what came from the server. */

void
lage_xyz_part_clear (LageXyzPart *part)
{
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_clear_pointer (&part->etag, g_free);
}

void
lage_xyz_part_set_clear (LageXyzPartSet *set)
{
  for (guint i = 0; i < set->n_parts; i++)
    lage_xyz_part_clear (&set->parts[i]);
  g_clear_pointer (&set->cache, lage_tile_cache_unref);
}

void
lage_xyz_part_set_free (gpointer data)
{
  lage_xyz_part_set_clear (data);
  g_free (data);
}

LageXyzPartSet *
lage_xyz_part_set_copy (const LageXyzPartSet *set)
{
  LageXyzPartSet *copy = g_memdup2 (set, sizeof *set);

  for (guint i = 0; i < set->n_parts; i++)
    {
      if (set->parts[i].bytes != NULL)
        g_bytes_ref (set->parts[i].bytes);
      copy->parts[i].etag = g_strdup (set->parts[i].etag);
    }
  if (set->cache != NULL)
    lage_tile_cache_ref (set->cache);

  return copy;
}

gpointer
lage_xyz_part_set_look_up_work (gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error)
{
  LageXyzPartSet *found = lage_xyz_part_set_copy (data);

  for (guint i = 0; i < found->n_parts && found->cache != NULL; i++)
    {
      LageXyzPart *part = &found->parts[i];

      part->bytes = lage_tile_cache_lookup (found->cache, part->zoom, part->x, part->y,
                                            &part->etag, &part->expires_us);
    }

  return found;
}

gpointer
lage_xyz_part_set_compose_work (gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error)
{
  LageXyzPartSet *set = data;
  g_autoptr(GdkPixbuf) target = lage_tile_pixels_new ();
  guint n = set->n_parts > 1 ? 2 : 1;
  guint size = LAGE_TILE_SIZE / n;
  gboolean is_any = FALSE;

  for (guint i = 0; i < set->n_parts; i++)
    {
      LageXyzPart *part = &set->parts[i];
      g_autoptr(GdkPixbuf) image = NULL;
      g_autoptr(GError) store_error = NULL;

      if (part->bytes == NULL)
        continue;

      image = lage_tile_pixels_decode (part->bytes, error);
      if (image == NULL)
        {
          g_prefix_error (error, "tile %u/%u/%u: ", part->zoom, part->x, part->y);
          return NULL;
        }

      lage_tile_pixels_compose (target, image, i % n * size, i / n * size, size, 1, 0, 0);
      is_any = TRUE;

      /* A full disk must not take the picture away. */
      if (part->is_new && set->cache != NULL &&
          !lage_tile_cache_store (set->cache, part->zoom, part->x, part->y, part->bytes,
                                  part->etag, part->expires_us, &store_error))
        g_debug ("tile not kept: %s", store_error->message);
    }

  if (!is_any)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the server has no tile %u/%u/%u",
                   set->parts[0].zoom, set->parts[0].x, set->parts[0].y);
      return NULL;
    }

  if (set->is_dark)
    lage_tile_pixels_darken (target);

  return lage_tile_pixels_finish (target);
}
