/* fuzz-capabilities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "lage-capabilities.h"
#include "lage-tile-url.h"
#include "lage-time-extent.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever a server says: what is offered can be asked for, and its times can be walked. */
static void
check_layer (const LageOfferedLayer *layer)
{
  const LageSourceSpec *spec = layer->spec;
  g_autofree char *url = NULL;

  if ((spec == NULL) != (layer->problem != LAGE_LAYER_PROBLEM_NONE))
    abort ();
  if (spec == NULL)
    return;
  if (!lage_source_spec_check (spec, NULL))
    abort ();
  url = lage_tile_url_build (spec, spec->max_zoom, 0, 0, 2, spec->time_default);
  if (!g_str_has_prefix (url, "http"))
    abort ();
  if (spec->time_extent != NULL)
    {
      g_autoptr(LageTimeExtent) extent = lage_time_extent_parse (spec->time_extent, NULL);
      g_autofree char *snapped = NULL;

      if (extent == NULL)
        abort ();
      snapped = lage_time_extent_snap (extent, G_GINT64_CONSTANT (1386280800000000), NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(LageCapabilities) capabilities =
    lage_capabilities_parse (data, size, "https://a.example/b?c=d", NULL);
  g_autofree char *exception = lage_capabilities_find_exception (data, size);

  for (guint i = 0; capabilities != NULL && i < capabilities->layers->len; i++)
    check_layer (g_ptr_array_index (capabilities->layers, i));

  return 0;
}
