/* fuzz-import.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../zip-fixture.h"
#include "lage-import-plan.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* A zipped Shapefile: the lengths of .shp and .shx, two bytes each, then .shp, .shx and .dbf. */
static GBytes *
pack_shapefile (const guint8 *data,
                gsize         size)
{
  static const char *const names[] = { "a.shp", "a.shx", "a.dbf" };
  ZipWriter *writer = zip_writer_new ();
  gsize lengths[3] = { 0 };

  if (size >= 4)
    {
      lengths[0] = MIN (data[0] | (gsize) data[1] << 8, size - 4);
      lengths[1] = MIN (data[2] | (gsize) data[3] << 8, size - 4 - lengths[0]);
      lengths[2] = size - 4 - lengths[0] - lengths[1];
      data += 4;
    }
  for (guint i = 0; i < 3; i++)
    {
      zip_writer_add_full (writer, names[i], data, lengths[i], FALSE, lengths[i], 0100644, 0);
      data += lengths[i];
    }
  return zip_writer_end (writer);
}

/* The first byte says under which name the rest is read. What is read is also planned. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const names[] = { "a.geojson", "a.kml", "a.gpx", "a.csv", "a.gpkg", "a.zip",
                                       "a.kmz", "a.zip" };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = NULL;
  guint index;

  if (size == 0)
    return 0;
  index = data[0] % G_N_ELEMENTS (names);
  bytes = index == 5 ? pack_shapefile (data + 1, size - 1) : g_bytes_new (data + 1, size - 1);
  file = lage_import_file_new (names[index], bytes, NULL, NULL, NULL, &error);
  if (file == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  for (guint i = 0; i < file->layers->len; i++)
    {
      g_autoptr(LageImportMapping) mapping = lage_import_mapping_new (file, i);
      g_autoptr(LageImportPlan) plan = NULL;

      mapping->epsg = lage_import_file_get_layer (file, i)->guessed_epsg;
      plan = lage_import_plan_new (file, mapping, NULL, NULL, NULL, NULL);
      if (plan != NULL)
        g_assert_cmpuint (plan->drafts->len + plan->problems->len, ==, plan->n_features);
    }
  return 0;
}
