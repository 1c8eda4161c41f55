/* fuzz-sign.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <cairo.h>
#include <math.h>

#include "lage-sign-catalogue.h"
#include "lage-sign-cot.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Any bytes as the code of a sign: refused, or a sign that has one code and can be drawn. The same
 * bytes as a type of CoT and as what a person looks for. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  const LageSign *sign = lage_sign_from_code (text, &error);
  g_autoptr(GPtrArray) found = lage_sign_catalogue_search (text);
  LageSignSpec spec = { 0 };

  g_assert_true ((sign == NULL) == (error != NULL));
  g_assert_cmpuint (found->len, <=, lage_sign_catalogue_get_n_entries ());
  lage_sign_apply_cot_type (text, &spec);

  if (sign != NULL)
    {
      g_autofree char *name = lage_sign_describe (sign);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 64, 64);
      cairo_t *cr = cairo_create (surface);
      LageSignRect extents;

      g_assert_cmpstr (name, !=, "");
      g_assert_true (lage_sign_from_code (lage_sign_get_code (sign), NULL) == sign);
      lage_sign_get_extents (sign, 40, &extents);
      g_assert_true (isfinite (extents.width) && extents.width > 0 && extents.height > 0);
      lage_sign_draw_halo (sign, 40, 2, cr);
      lage_sign_draw (sign, LAGE_SIGN_PRINT, 40, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }

  return 0;
}
