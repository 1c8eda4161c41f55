/* test-source-spec.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-source-spec.h"

#include <string.h>

#include "lage-error.h"

static LageSourceSpec *
load (const char  *text,
      GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *data = g_strconcat ("[S]\n", text, NULL);

  g_assert_true (g_key_file_load_from_data (file, data, strlen (data), G_KEY_FILE_NONE, NULL));

  return lage_source_spec_load (file, "S", error);
}

/* What a person writes by hand needs three lines. */
static void
test_by_hand (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSourceSpec) spec =
    load ("Service=xyz\nName=Own\nURL=https://t.example/{z}/{x}/{y}.png\n", &error);
  g_autoptr(LageSourceSpec) copy = NULL;
  g_autofree char *host = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (spec->max_zoom, ==, 19);
  g_assert_cmpuint (spec->tile_size, ==, 256);
  g_assert_false (spec->is_bulk_permitted);
  g_assert_false (lage_source_spec_has_time (spec));
  copy = lage_source_spec_copy (spec);
  host = lage_source_spec_dup_host (copy);
  g_assert_cmpstr (host, ==, "t.example");
  g_assert_cmpstr (lage_source_spec_get_service_name (copy), ==, "XYZ");
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "Name=a\nURL=https://t.example/{z}/{x}/{y}\n",
    "Service=WFS\nName=a\nURL=https://t.example/{z}/{x}/{y}\n",
    "Service=XYZ\nURL=https://t.example/{z}/{x}/{y}\n",
    "Service=XYZ\nName=a\nURL=https://t.example/{z}/{x}\n",
    "Service=XYZ\nName=a\nURL=ftp://t.example/{z}/{x}/{y}\n",
    "Service=XYZ\nName=a\nURL=https:///{z}/{x}/{y}\n",
    "Service=XYZ\nName=a\nURL=https://t.example/{z}/{x}/{y}\nMinZoom=9\nMaxZoom=8\n",
    "Service=XYZ\nName=a\nURL=https://t.example/{z}/{x}/{y}\nMaxZoom=25\n",
    "Service=XYZ\nName=a\nURL=https://t.example/{z}/{x}/{y}\nMaxZoom=-1\n",
    "Service=XYZ\nName=a\nURL=https://t.example/{z}/{x}/{y}\nTileSize=300\n",
    "Service=WMS\nName=a\nURL=https://t.example/\nLayer=b\nVersion=1.3.0\nFormat=image/png\n",
    "Service=WMS\nName=a\nURL=https://t.example/\nLayer=b\nVersion=1.3.0\nFormat=image/png\n"
    "CRS=EPSG:25832\n",
    "Service=WMTS\nName=a\nURL=https://t.example/{TileMatrix}/{TileRow}/{TileCol}\nLayer=b\n",
    "Service=MBTiles\nName=a\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (load (texts[i], &error));
      g_assert_nonnull (error);
    }
}

/* Sets of tiles that look different must never be taken for each other. */
static void
test_keys (void)
{
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_WMS, "a", "https://t.example/");
  g_autoptr(LageSourceSpec) renamed = NULL;
  g_autoptr(LageSourceSpec) styled = NULL;
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *renamed_key = NULL;

  spec->layer = g_strdup ("l");
  spec->version = g_strdup ("1.3.0");
  spec->format = g_strdup ("image/png");
  spec->crs = g_strdup ("EPSG:3857");
  renamed = lage_source_spec_copy (spec);
  g_free (renamed->name);
  renamed->name = g_strdup ("b");
  styled = lage_source_spec_copy (spec);
  styled->style = g_strdup ("s");

  g_hash_table_add (keys, lage_source_spec_dup_key (spec, 1, NULL));
  g_hash_table_add (keys, lage_source_spec_dup_key (spec, 2, NULL));
  g_hash_table_add (keys, lage_source_spec_dup_key (spec, 1, "2013-12-05T22:00:00Z"));
  g_hash_table_add (keys, lage_source_spec_dup_key (spec, 1, "2013-12-05T22:05:00Z"));
  g_hash_table_add (keys, lage_source_spec_dup_key (styled, 1, NULL));
  g_assert_cmpuint (g_hash_table_size (keys), ==, 5);
  renamed_key = lage_source_spec_dup_key (renamed, 1, NULL);
  g_assert_true (g_hash_table_contains (keys, renamed_key));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/source-spec/by-hand", test_by_hand);
  g_test_add_func ("/map/source-spec/bad", test_bad);
  g_test_add_func ("/map/source-spec/keys", test_keys);

  return g_test_run ();
}
