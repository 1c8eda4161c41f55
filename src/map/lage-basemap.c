/* lage-basemap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap.h"

#include "basemap-resources.h"

#include <math.h>
#include <string.h>

/* The embedded vector map: a reader over the bytes that data/basemap/build.py writes.
 * The format is described at the top of that file.
 *
 *   header ─ levels ─┬─ runs      first feature of each kind
 *                    ├─ features  box, kind, start of geometry; in Morton order within a kind
 *                    ├─ blocks    box around 32 features each: what a tile skips by
 *                    └─ geometry  varint differences
 *   labels, strings
 *
 * Nothing is copied. Everything is walked once when opened, so that what follows needs no
 * error path: after that every start, count and difference is known to be good. The bytes
 * never change, so any number of threads may read.
 */

#define HEADER_SIZE 40
#define LEVEL_SIZE 32
#define FEATURE_SIZE 24
#define BLOCK_SIZE 16
#define LABEL_SIZE 16
#define BLOCK_FEATURES 32
#define MAX_LEVELS 8
#define MAX_SHIFT 16u
#define WORLD_BITS 26
#define CHECKED_FROM 20

static const char magic[8] = { 'L', 'A', 'G', 'E', 'B', 'M', 'A', 'P' };

typedef struct {
  guint         shift;
  guint         below_tenths;
  guint         n_features;
  const guint8 *runs;
  const guint8 *features;
  const guint8 *blocks;
  const guint8 *geometry;
  gsize         geometry_size;
} Level;

struct _LageBasemap {
  gatomicrefcount  ref_count;
  GBytes          *bytes;
  Level            levels[MAX_LEVELS];
  guint            n_levels;
  const guint8    *labels;
  guint            n_labels;
  const char      *strings;
  gsize            strings_size;
};

G_DEFINE_BOXED_TYPE (LageBasemap, lage_basemap, lage_basemap_ref, lage_basemap_unref)
G_DEFINE_QUARK (lage-basemap-error-quark, lage_basemap_error)

static guint32
read_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);

  return GUINT32_FROM_LE (value);
}

static gint32
read_i32 (const guint8 *at)
{
  return (gint32) read_u32 (at);
}

static gboolean
read_varint (const guint8 **at,
             const guint8  *end,
             guint32       *value)
{
  guint32 result = 0;
  guint shift = 0;

  while (*at < end && shift < 35)
    {
      guint8 byte = *(*at)++;

      if (shift == 28 && byte > 0x0f)
        return FALSE;

      result |= (guint32) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          *value = result;
          return TRUE;
        }
      shift += 7;
    }

  return FALSE;
}

static gint32
unzigzag (guint32 value)
{
  return (gint32) (value >> 1) ^ -(gint32) (value & 1);
}

/* CRC-32 as in zlib and PNG, by four bits: no table to build, fast enough for one pass. */
guint32
lage_basemap_checksum (const guint8 *data,
                       gsize         size)
{
  static const guint32 table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
  };
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      crc = (crc >> 4) ^ table[crc & 15];
      crc = (crc >> 4) ^ table[crc & 15];
    }

  return ~crc;
}

static gboolean
check_range (gsize        size,
             gsize        offset,
             gsize        count,
             gsize        item_size,
             const char  *what,
             GError     **error)
{
  if (offset < HEADER_SIZE || offset > size || count > (size - offset) / item_size)
    {
      g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                   "%s: %" G_GSIZE_FORMAT " items at offset %" G_GSIZE_FORMAT
                   " leave the file of %" G_GSIZE_FORMAT " bytes",
                   what, count, offset, size);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_area (guint kind)
{
  return kind <= LAGE_BASEMAP_WATER;
}

static gboolean
check_feature (const Level  *level,
               guint         index,
               guint         kind,
               GError      **error)
{
  const guint8 *record = level->features + (gsize) index * FEATURE_SIZE;
  const guint8 *block = level->blocks + (gsize) (index / BLOCK_FEATURES) * BLOCK_SIZE;
  const guint8 *end = level->geometry + level->geometry_size;
  const guint8 *at = NULL;
  gint32 box[4];
  gint32 limit = 1 << (WORLD_BITS - level->shift);
  guint32 start = read_u32 (record + 16);
  guint32 n_rings;
  const char *fault = NULL;

  for (guint i = 0; i < 4; i++)
    box[i] = read_i32 (record + 4 * i);

  if (box[0] < 0 || box[1] < 0 || box[2] < box[0] || box[3] < box[1] || box[2] > limit ||
      box[3] > limit)
    fault = "its box is not on the map";
  else if (box[0] < read_i32 (block) || box[1] < read_i32 (block + 4) ||
           box[2] > read_i32 (block + 8) || box[3] > read_i32 (block + 12))
    fault = "its box leaves its block";
  else if (record[20] != kind)
    fault = "its kind does not match its run";
  else if (record[21] > (LAGE_BASEMAP_BRIDGE | LAGE_BASEMAP_TUNNEL))
    fault = "unknown flags";
  else if (start >= level->geometry_size)
    fault = "its geometry starts outside";
  else
    {
      at = level->geometry + start;
      if (!read_varint (&at, end, &n_rings) || n_rings == 0)
        fault = "no geometry";
    }

  for (guint32 ring = 0; fault == NULL && ring < n_rings; ring++)
    {
      guint32 n_points;
      gint64 x = box[0];
      gint64 y = box[1];

      if (!read_varint (&at, end, &n_points) || n_points < (is_area (kind) ? 3U : 2U) ||
          n_points > (gsize) (end - at) / 2)
        {
          fault = "bad number of points";
          break;
        }

      for (guint32 i = 0; i < n_points; i++)
        {
          guint32 dx;
          guint32 dy;

          if (!read_varint (&at, end, &dx) || !read_varint (&at, end, &dy))
            {
              fault = "its geometry is cut off";
              break;
            }

          x += unzigzag (dx);
          y += unzigzag (dy);
          if (x < box[0] || x > box[2] || y < box[1] || y > box[3])
            {
              fault = "a point lies outside its box";
              break;
            }
        }
    }

  if (fault != NULL)
    g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                 "feature %u: %s", index, fault);

  return fault == NULL;
}

static gboolean
read_level (LageBasemap   *self,
            const guint8  *data,
            gsize          size,
            guint          index,
            GError       **error)
{
  const guint8 *record = data + HEADER_SIZE + (gsize) index * LEVEL_SIZE;
  Level *level = &self->levels[index];
  gsize runs_at = read_u32 (record + 12);
  gsize features_at = read_u32 (record + 16);
  gsize blocks_at = read_u32 (record + 20);
  gsize geometry_at = read_u32 (record + 24);
  guint32 previous = 0;

  level->shift = read_u32 (record);
  level->below_tenths = read_u32 (record + 4);
  level->n_features = read_u32 (record + 8);
  level->geometry_size = read_u32 (record + 28);

  if (level->shift > MAX_SHIFT)
    {
      g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                   "shift %u is over %u", level->shift, MAX_SHIFT);
      return FALSE;
    }

  if (index > 0 && level->below_tenths <= self->levels[index - 1].below_tenths)
    {
      g_set_error_literal (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                           "the levels are not in order of zoom");
      return FALSE;
    }

  if (!check_range (size, runs_at, LAGE_BASEMAP_N_KINDS + 1, 4, "runs", error) ||
      !check_range (size, features_at, level->n_features, FEATURE_SIZE, "features", error) ||
      !check_range (size, blocks_at,
                    ((gsize) level->n_features + BLOCK_FEATURES - 1) / BLOCK_FEATURES,
                    BLOCK_SIZE, "blocks", error) ||
      !check_range (size, geometry_at, level->geometry_size, 1, "geometry", error))
    return FALSE;

  level->runs = data + runs_at;
  level->features = data + features_at;
  level->blocks = data + blocks_at;
  level->geometry = data + geometry_at;

  for (guint kind = 0; kind <= LAGE_BASEMAP_N_KINDS; kind++)
    {
      guint32 first = read_u32 (level->runs + 4 * kind);

      if (first < previous || (kind == 0 && first != 0) ||
          (kind == LAGE_BASEMAP_N_KINDS ? first != level->n_features : first > level->n_features))
        {
          g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                       "run of kind %u starts at feature %u", kind, first);
          return FALSE;
        }

      for (guint32 i = previous; kind > 0 && i < first; i++)
        {
          if (!check_feature (level, i, kind - 1, error))
            return FALSE;
        }
      previous = first;
    }

  return TRUE;
}

static gboolean
check_labels (const LageBasemap  *self,
              GError            **error)
{
  for (guint i = 0; i < self->n_labels; i++)
    {
      const guint8 *record = self->labels + (gsize) i * LABEL_SIZE;
      gint32 x = read_i32 (record);
      gint32 y = read_i32 (record + 4);
      gsize start = read_u32 (record + 8);
      gsize length = record[14];
      const char *fault = NULL;

      if (x < 0 || y < 0 || x > 1 << WORLD_BITS || y > 1 << WORLD_BITS)
        fault = "it is not on the map";
      else if (record[12] >= LAGE_BASEMAP_LABEL_N_CLASSES)
        fault = "unknown class";
      else if (i > 0 && record[13] < record[13 - LABEL_SIZE])
        fault = "not in order of rank";
      else if (length == 0 || start >= self->strings_size ||
               length >= self->strings_size - start || self->strings[start + length] != '\0' ||
               !g_utf8_validate_len (self->strings + start, length, NULL))
        fault = "bad text";

      if (fault != NULL)
        {
          g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                       "label %u: %s", i, fault);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_all (LageBasemap  *self,
          GError      **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  gsize labels_at;
  gsize strings_at;

  if (size < HEADER_SIZE || memcmp (data, magic, sizeof magic) != 0)
    {
      g_set_error_literal (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                           "not a base map");
      return FALSE;
    }

  if (read_u32 (data + 8) != 1)
    {
      g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_VERSION,
                   "version %u of the format is unknown", read_u32 (data + 8));
      return FALSE;
    }

  if (read_u32 (data + 12) != size)
    {
      g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                   "%" G_GSIZE_FORMAT " bytes instead of %u", size, read_u32 (data + 12));
      return FALSE;
    }

  if (read_u32 (data + 16) != lage_basemap_checksum (data + CHECKED_FROM, size - CHECKED_FROM))
    {
      g_set_error_literal (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                           "the checksum does not match");
      return FALSE;
    }

  self->n_levels = read_u32 (data + 20);
  self->n_labels = read_u32 (data + 24);
  labels_at = read_u32 (data + 28);
  strings_at = read_u32 (data + 32);
  self->strings_size = read_u32 (data + 36);

  if (self->n_levels < 1 || self->n_levels > MAX_LEVELS)
    {
      g_set_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED,
                   "%u levels", self->n_levels);
      return FALSE;
    }

  if (!check_range (size, HEADER_SIZE, self->n_levels, LEVEL_SIZE, "levels", error) ||
      !check_range (size, labels_at, self->n_labels, LABEL_SIZE, "labels", error) ||
      !check_range (size, strings_at, self->strings_size, 1, "strings", error))
    return FALSE;

  self->labels = data + labels_at;
  self->strings = (const char *) data + strings_at;

  for (guint i = 0; i < self->n_levels; i++)
    {
      if (!read_level (self, data, size, i, error))
        {
          g_prefix_error (error, "level %u: ", i);
          return FALSE;
        }
    }

  return check_labels (self, error);
}

/**
 * lage_basemap_new_from_bytes:
 *
 * Checks all of @bytes, in a few milliseconds a megabyte.
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with a #LageBasemapError that names
 *   the place of the damage
 */
LageBasemap *
lage_basemap_new_from_bytes (GBytes  *bytes,
                             GError **error)
{
  g_autoptr(LageBasemap) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_new0 (LageBasemap, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);

  if (!read_all (self, error))
    {
      g_prefix_error (error, "base map: ");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * lage_basemap_new_embedded:
 *
 * Returns: (transfer full) (nullable): the map that is linked into the program
 */
LageBasemap *
lage_basemap_new_embedded (GError **error)
{
  g_autoptr(GBytes) bytes = NULL;

  /* Naming the resource keeps the linker from dropping it from the static library. */
  bytes = g_resource_lookup_data (lage_basemap_get_resource (), LAGE_BASEMAP_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;

  return lage_basemap_new_from_bytes (bytes, error);
}

LageBasemap *
lage_basemap_ref (LageBasemap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
lage_basemap_unref (LageBasemap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->bytes);
  g_free (self);
}

guint
lage_basemap_get_n_levels (const LageBasemap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_levels;
}

/**
 * lage_basemap_find_level:
 * @map_zoom: zoom as of tiles of 256 pixels: a tile of 512 pixels at zoom 10 is map zoom 11
 *
 * Returns: the coarsest level that is fine enough
 */
guint
lage_basemap_find_level (const LageBasemap *self,
                         double             map_zoom)
{
  guint level = 0;

  g_return_val_if_fail (self != NULL, 0);

  while (level + 1 < self->n_levels && map_zoom * 10.0 >= self->levels[level].below_tenths)
    level++;

  return level;
}

static guint
run_start (const Level *level,
           guint        kind)
{
  return read_u32 (level->runs + 4 * kind);
}

guint
lage_basemap_get_n_features (const LageBasemap *self,
                             guint              level,
                             LageBasemapKind    kind)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (level < self->n_levels, 0);
  g_return_val_if_fail (kind < LAGE_BASEMAP_N_KINDS, 0);

  return run_start (&self->levels[level], kind + 1) - run_start (&self->levels[level], kind);
}

/**
 * lage_basemap_iter_init:
 *
 * Visits the features of one kind whose boxes touch @box.
 */
void
lage_basemap_iter_init (LageBasemapIter      *iter,
                        const LageBasemap    *self,
                        guint                 level,
                        LageBasemapKind       kind,
                        const LageBasemapBox *box)
{
  double units;

  g_return_if_fail (iter != NULL);
  g_return_if_fail (self != NULL);
  g_return_if_fail (level < self->n_levels);
  g_return_if_fail (kind < LAGE_BASEMAP_N_KINDS);
  g_return_if_fail (box != NULL);

  units = (double) (1 << (WORLD_BITS - self->levels[level].shift));

  iter->basemap = self;
  iter->level = level;
  iter->next = run_start (&self->levels[level], kind);
  iter->last = run_start (&self->levels[level], kind + 1);
  /* Boxes far off the world are legal; the clamp keeps the conversion defined. */
  iter->west = (gint64) floor (CLAMP (box->west, -1.0, 2.0) * units);
  iter->north = (gint64) floor (CLAMP (box->north, -1.0, 2.0) * units);
  iter->east = (gint64) ceil (CLAMP (box->east, -1.0, 2.0) * units);
  iter->south = (gint64) ceil (CLAMP (box->south, -1.0, 2.0) * units);
}

static gboolean
touches (const LageBasemapIter *iter,
         const guint8          *box)
{
  return read_i32 (box) <= iter->east && read_i32 (box + 8) >= iter->west &&
         read_i32 (box + 4) <= iter->south && read_i32 (box + 12) >= iter->north;
}

gboolean
lage_basemap_iter_next (LageBasemapIter    *iter,
                        LageBasemapFeature *feature)
{
  const Level *level;

  g_return_val_if_fail (iter != NULL, FALSE);
  g_return_val_if_fail (feature != NULL, FALSE);

  level = &iter->basemap->levels[iter->level];

  while (iter->next < iter->last)
    {
      guint i = iter->next;
      const guint8 *record = level->features + (gsize) i * FEATURE_SIZE;
      double unit;

      if (!touches (iter, level->blocks + (gsize) (i / BLOCK_FEATURES) * BLOCK_SIZE))
        {
          iter->next = (i / BLOCK_FEATURES + 1) * BLOCK_FEATURES;
          continue;
        }

      iter->next++;
      if (!touches (iter, record))
        continue;

      unit = 1.0 / (double) (1 << (WORLD_BITS - level->shift));
      feature->flags = record[21];
      feature->rank = record[22];
      feature->origin_x = read_i32 (record);
      feature->origin_y = read_i32 (record + 4);
      feature->unit = unit;
      feature->box.west = feature->origin_x * unit;
      feature->box.north = feature->origin_y * unit;
      feature->box.east = read_i32 (record + 8) * unit;
      feature->box.south = read_i32 (record + 12) * unit;
      feature->data = level->geometry + read_u32 (record + 16);
      feature->end = level->geometry + level->geometry_size;

      return TRUE;
    }

  return FALSE;
}

void
lage_basemap_cursor_init (LageBasemapCursor        *cursor,
                          const LageBasemapFeature *feature)
{
  guint32 n_rings = 0;

  g_return_if_fail (cursor != NULL);
  g_return_if_fail (feature != NULL);

  cursor->at = feature->data;
  cursor->end = feature->end;
  cursor->origin_x = feature->origin_x;
  cursor->origin_y = feature->origin_y;
  cursor->unit = feature->unit;
  cursor->n_points_left = 0;
  cursor->n_rings_left = read_varint (&cursor->at, cursor->end, &n_rings) ? n_rings : 0;
}

/**
 * lage_basemap_cursor_ring:
 * @n_points: (out): number of points of the ring or line
 *
 * Goes to the next ring, or line; the points of the one before must have been read.
 */
gboolean
lage_basemap_cursor_ring (LageBasemapCursor *cursor,
                          guint             *n_points)
{
  guint32 count;

  g_return_val_if_fail (cursor != NULL, FALSE);
  g_return_val_if_fail (cursor->n_points_left == 0, FALSE);

  if (cursor->n_rings_left == 0 || !read_varint (&cursor->at, cursor->end, &count))
    return FALSE;

  cursor->n_rings_left--;
  cursor->n_points_left = count;
  cursor->x = cursor->origin_x;
  cursor->y = cursor->origin_y;
  *n_points = count;

  return TRUE;
}

gboolean
lage_basemap_cursor_point (LageBasemapCursor *cursor,
                           double            *x,
                           double            *y)
{
  guint32 dx;
  guint32 dy;

  if (cursor->n_points_left == 0 || !read_varint (&cursor->at, cursor->end, &dx) ||
      !read_varint (&cursor->at, cursor->end, &dy))
    return FALSE;

  cursor->n_points_left--;
  cursor->x += unzigzag (dx);
  cursor->y += unzigzag (dy);
  *x = (double) cursor->x * cursor->unit;
  *y = (double) cursor->y * cursor->unit;

  return TRUE;
}

static double
mercator_lon (double x)
{
  return x * 360.0 - 180.0;
}

static double
mercator_lat (double y)
{
  return atan (sinh (G_PI * (1.0 - 2.0 * y))) * 180.0 / G_PI;
}

/**
 * lage_basemap_collect_labels:
 * @map_zoom: zoom as of tiles of 256 pixels
 * @west: degrees, as the other bounds
 *
 * The names that may show at a zoom and place, most important first. Whether there is room
 * for them is the business of the caller.
 *
 * Returns: (transfer full) (element-type LageBasemapLabel): the labels
 */
GArray *
lage_basemap_collect_labels (const LageBasemap *self,
                             double             map_zoom,
                             double             west,
                             double             south,
                             double             east,
                             double             north)
{
  g_autoptr(GArray) labels = NULL;
  const double unit = 1.0 / (double) (1 << WORLD_BITS);

  g_return_val_if_fail (self != NULL, NULL);

  labels = g_array_new (FALSE, FALSE, sizeof (LageBasemapLabel));

  for (guint i = 0; i < self->n_labels; i++)
    {
      const guint8 *record = self->labels + (gsize) i * LABEL_SIZE;
      LageBasemapLabel label = { 0 };

      if (map_zoom < record[15])
        continue;

      label.lon = mercator_lon (read_i32 (record) * unit);
      if (label.lon < west || label.lon > east)
        continue;

      label.lat = mercator_lat (read_i32 (record + 4) * unit);
      if (label.lat < south || label.lat > north)
        continue;

      label.text = self->strings + read_u32 (record + 8);
      label.label_class = record[12];
      label.rank = record[13];
      g_array_append_val (labels, label);
    }

  return g_steal_pointer (&labels);
}
