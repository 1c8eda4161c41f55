/* lage-keep-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-base-maps.h"

G_BEGIN_DECLS

/**
 * LageKeepPlace:
 * @name: what people call it
 * @bounds: west, south, east, north in degrees
 *
 * A part of the map that may be kept.
 */
typedef struct
{
  const char *name;
  double bounds[4];
} LageKeepPlace;

#define LAGE_TYPE_KEEP_DIALOG (lage_keep_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageKeepDialog, lage_keep_dialog, LAGE, KEEP_DIALOG, AdwWindow)

GtkWindow * lage_keep_dialog_new (LageBaseMaps        *maps,
                                  const LageKeepPlace *places,
                                  guint                n_places,
                                  double               zoom);

G_END_DECLS
