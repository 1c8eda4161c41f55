/* lage-gazetteer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-basemap.h"
#include "lage-geodesy.h"

G_BEGIN_DECLS

#define LAGE_TYPE_GAZETTEER (lage_gazetteer_get_type ())
#define LAGE_GAZETTEER_RESOURCE "/org/rescuemate/RescueMate/basemap/names.txt"

typedef enum
{
  LAGE_PLACE_DISTRICT,
  LAGE_PLACE_QUARTER,
  LAGE_PLACE_TOWN,
  LAGE_PLACE_WATER,
  LAGE_PLACE_STREET,
} LagePlaceClass;

/**
 * LagePlace:
 * @place_class: what it is
 * @name: its name
 * @where: the quarter or town around it, "" where that is not known
 * @point: a point on it
 * @extent_m: the diagonal of the box around it; 0 where that is not known
 *
 * A place on the map that has a name. It belongs to its gazetteer.
 */
typedef struct
{
  LagePlaceClass  place_class;
  const char     *name;
  const char     *where;
  LagePoint       point;
  guint           extent_m;
} LagePlace;

typedef struct _LageGazetteer LageGazetteer;

GType          lage_gazetteer_get_type     (void) G_GNUC_CONST;
LageGazetteer *lage_gazetteer_new          (LageBasemap      *basemap,
                                            GBytes           *names,
                                            GError          **error);
LageGazetteer *lage_gazetteer_new_embedded (GError          **error);
LageGazetteer *lage_gazetteer_ref          (LageGazetteer    *self);
void           lage_gazetteer_unref        (LageGazetteer    *self);

guint          lage_gazetteer_get_n_places (LageGazetteer    *self);
GPtrArray     *lage_gazetteer_find_places  (LageGazetteer    *self,
                                            const char       *text,
                                            const LagePoint  *near,
                                            guint             max_places);
GPtrArray     *lage_gazetteer_find_streets (LageGazetteer    *self,
                                            const char       *text,
                                            const LagePoint  *near,
                                            guint             max_streets,
                                            gboolean         *has_number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageGazetteer, lage_gazetteer_unref)

G_END_DECLS
