/* lage-map-label.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAGE_MAP_LABEL_CITY,
  LAGE_MAP_LABEL_TOWN,
  LAGE_MAP_LABEL_DISTRICT,
  LAGE_MAP_LABEL_SUBURB,
  LAGE_MAP_LABEL_WATER,
  LAGE_MAP_LABEL_ROAD,
} LageMapLabelClass;

/**
 * LageMapLabel:
 * @text: what is written; must stay valid until the function that added it is called again
 * @longitude: middle of the text
 * @latitude: middle of the text
 * @rank: who comes first where two want the same place: the lower number
 * @label_class: a #LageMapLabelClass
 */
typedef struct
{
  const char *text;
  double longitude;
  double latitude;
  guint16 rank;
  guint8 label_class;
} LageMapLabel;

/**
 * LageMapLabelFunc:
 * @west: the region asked for, in degrees
 * @south: the region
 * @east: the region
 * @north: the region
 * @zoom: whole zoom level of the viewport (256-pixel tiles)
 * @labels: (element-type LageMapLabel): where to append those that may be shown there
 * @user_data: what was given
 *
 * Called on the main thread, when the map has moved by about half a window or to another zoom level.
 */
typedef void (*LageMapLabelFunc) (double    west,
                                  double    south,
                                  double    east,
                                  double    north,
                                  guint     zoom,
                                  GArray   *labels,
                                  gpointer  user_data);

G_END_DECLS
