/* lage-web-parts.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-web-parts.h"

#include "lage-tile-pixels.h"
#include "lage-tile-source.h"

/* The map thread's half of LageWebSource: looks the parts of a tile up in the cache, and composes
 * and stores what came from the server. */

void
lage_web_part_set_clear (LageWebPartSet *set)
{
  for (guint i = 0; i < set->n_parts; i++)
    lage_cached_tile_clear (&set->parts[i].tile);
  g_clear_pointer (&set->cache, lage_tile_cache_unref);
  g_clear_pointer (&set->key, g_free);
}

void
lage_web_part_set_free (gpointer data)
{
  lage_web_part_set_clear (data);
  g_free (data);
}

LageWebPartSet *
lage_web_part_set_copy (const LageWebPartSet *set)
{
  LageWebPartSet *copy = g_memdup2 (set, sizeof *set);

  for (guint i = 0; i < set->n_parts; i++)
    {
      if (set->parts[i].tile.bytes != NULL)
        g_bytes_ref (set->parts[i].tile.bytes);
      copy->parts[i].tile.etag = g_strdup (set->parts[i].tile.etag);
    }
  if (set->cache != NULL)
    lage_tile_cache_ref (set->cache);
  copy->key = g_strdup (set->key);

  return copy;
}

gpointer
lage_web_part_set_look_up_work (gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error)
{
  LageWebPartSet *found = lage_web_part_set_copy (data);

  for (guint i = 0; i < found->n_parts && found->cache != NULL; i++)
    {
      LageWebPart *part = &found->parts[i];
      LageTileAddress address = { found->key, part->zoom, part->x, part->y };

      part->is_known = lage_tile_cache_lookup (found->cache, &address, &part->tile);
    }

  return found;
}

static void
store_part (const LageWebPartSet *set,
            const LageWebPart    *part)
{
  LageTileAddress address = { set->key, part->zoom, part->x, part->y };
  g_autoptr(GError) error = NULL;

  /* A full disk must not take the picture away. */
  if (part->is_new && set->cache != NULL
      && !lage_tile_cache_store (set->cache, &address, &part->tile, &error))
    g_debug ("tile not kept: %s", error->message);
}

gpointer
lage_web_part_set_compose_work (gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error)
{
  LageWebPartSet *set = data;
  g_autoptr(GdkPixbuf) target = lage_tile_pixels_new (set->size, set->is_overlay);
  guint n = set->n_parts > 1 ? 2 : 1;
  guint size = set->size / n;
  gboolean is_any = FALSE;

  for (guint i = 0; i < set->n_parts; i++)
    {
      const LageWebPart *part = &set->parts[i];
      g_autoptr(GdkPixbuf) image = NULL;

      if (part->tile.bytes != NULL)
        {
          image = lage_tile_pixels_decode (part->tile.bytes, error);
          if (image == NULL)
            {
              g_prefix_error (error, "tile %u/%u/%u: ", part->zoom, part->x, part->y);
              return NULL;
            }
          if (set->is_geographic)
            {
              GdkPixbuf *straight = lage_tile_pixels_straighten (image, part->zoom, part->y);

              g_set_object (&image, straight);
              g_object_unref (straight);
            }
          lage_tile_pixels_compose (target, image, i % n * size, i / n * size, size, 1, 0, 0);
          is_any = TRUE;
        }

      store_part (set, part);
    }

  if (!is_any && set->is_overlay)
    return lage_tile_pixels_make_blank ();
  if (!is_any)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the server has no tile %u/%u/%u",
                   set->parts[0].zoom, set->parts[0].x, set->parts[0].y);
      return NULL;
    }

  if (set->is_dark && !set->is_overlay)
    lage_tile_pixels_darken (target);

  return lage_tile_pixels_finish (target);
}
