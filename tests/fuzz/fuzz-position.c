/* fuzz-position.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-position.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Whatever is read is a place on earth, and a reference to its cell is read as the same place. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const LagePoint hamburg = { 535300000, 100200000 };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *mgrs = NULL;
  g_autoptr(GError) error = NULL;
  LagePosition position, again;

  if (!lage_position_parse (text, &hamburg, &position, &error))
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_cmpint (ABS (position.point.latitude_e7), <=, 900000000);
  g_assert_cmpint (ABS (position.point.longitude_e7), <=, 1800000000);
  g_assert_cmpfloat (position.precision_m, >, 0.0);

  mgrs = lage_mgrs_format (&position.point, 5);
  if (mgrs != NULL)
    {
      g_assert_true (lage_position_parse (mgrs, NULL, &again, NULL));
      g_assert_cmpfloat (lage_point_get_distance_m (&position.point, &again.point), <, 1.0);
    }
  return 0;
}
