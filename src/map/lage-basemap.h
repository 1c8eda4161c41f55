/* lage-basemap.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAGE_TYPE_BASEMAP (lage_basemap_get_type ())
#define LAGE_BASEMAP_ERROR (lage_basemap_error_quark ())
#define LAGE_BASEMAP_RESOURCE "/org/rescuemate/RescueMate/basemap/lower-elbe.basemap"

/* What the map corner and the about window show for this map. */
#define LAGE_BASEMAP_CREDIT \
  "© OpenStreetMap contributors (ODbL) · " \
  "Freie und Hansestadt Hamburg, LGV (dl-de/by-2-0) · GSHHG 2.3.7"

typedef enum {
  LAGE_BASEMAP_ERROR_DAMAGED,
  LAGE_BASEMAP_ERROR_VERSION,
} LageBasemapError;

/* In the order in which they are painted. */
typedef enum {
  LAGE_BASEMAP_LAND,
  LAGE_BASEMAP_LAKE,
  LAGE_BASEMAP_WOOD,
  LAGE_BASEMAP_PARK,
  LAGE_BASEMAP_BUILT,
  LAGE_BASEMAP_INDUSTRY,
  LAGE_BASEMAP_WATER,
  LAGE_BASEMAP_RIVER,
  LAGE_BASEMAP_CANAL,
  LAGE_BASEMAP_STREAM,
  LAGE_BASEMAP_FAR_RIVER,
  LAGE_BASEMAP_BORDER,
  LAGE_BASEMAP_STATE,
  LAGE_BASEMAP_DISTRICT,
  LAGE_BASEMAP_QUARTER,
  LAGE_BASEMAP_DIKE,
  LAGE_BASEMAP_MAIN_DIKE,
  LAGE_BASEMAP_RAIL,
  LAGE_BASEMAP_MINOR,
  LAGE_BASEMAP_TERTIARY,
  LAGE_BASEMAP_SECONDARY,
  LAGE_BASEMAP_PRIMARY,
  LAGE_BASEMAP_TRUNK,
  LAGE_BASEMAP_MOTORWAY,
  LAGE_BASEMAP_N_KINDS
} LageBasemapKind;

typedef enum {
  LAGE_BASEMAP_BRIDGE = 1 << 0,
  LAGE_BASEMAP_TUNNEL = 1 << 1,
} LageBasemapFlags;

typedef enum {
  LAGE_BASEMAP_LABEL_DISTRICT,
  LAGE_BASEMAP_LABEL_QUARTER,
  LAGE_BASEMAP_LABEL_PLACE,
  LAGE_BASEMAP_LABEL_WATER,
  LAGE_BASEMAP_LABEL_SHIELD,
  LAGE_BASEMAP_LABEL_N_CLASSES
} LageBasemapLabelClass;

/* The text belongs to the base map and lives as long as it. */
typedef struct {
  const char            *text;
  double                 lon;
  double                 lat;
  guint                  rank; /* 0 is the most important */
  LageBasemapLabelClass  label_class;
} LageBasemapLabel;

/* A box in Web Mercator: 0 .. 1 from west to east and from north to south. */
typedef struct {
  double west;
  double north;
  double east;
  double south;
} LageBasemapBox;

typedef struct _LageBasemap LageBasemap;

/* One line or area; valid as long as the base map. */
typedef struct {
  LageBasemapFlags  flags;
  guint             rank;
  LageBasemapBox    box;
  /*< private >*/
  const guint8     *data;
  const guint8     *end;
  gint32            origin_x;
  gint32            origin_y;
  double            unit;
} LageBasemapFeature;

typedef struct {
  /*< private >*/
  const LageBasemap *basemap;
  guint              level;
  guint              next;
  guint              last;
  gint64             west;
  gint64             north;
  gint64             east;
  gint64             south;
} LageBasemapIter;

typedef struct {
  /*< private >*/
  const guint8 *at;
  const guint8 *end;
  guint         n_rings_left;
  guint         n_points_left;
  gint64        origin_x;
  gint64        origin_y;
  gint64        x;
  gint64        y;
  double        unit;
} LageBasemapCursor;

GType         lage_basemap_get_type       (void) G_GNUC_CONST;
GQuark        lage_basemap_error_quark    (void);

LageBasemap  *lage_basemap_new_from_bytes (GBytes                    *bytes,
                                           GError                   **error);
LageBasemap  *lage_basemap_new_embedded   (GError                   **error);
LageBasemap  *lage_basemap_ref            (LageBasemap               *self);
void          lage_basemap_unref          (LageBasemap               *self);

guint         lage_basemap_get_n_levels   (const LageBasemap         *self);
guint         lage_basemap_find_level     (const LageBasemap         *self,
                                           double                     map_zoom);
guint         lage_basemap_get_n_features (const LageBasemap         *self,
                                           guint                      level,
                                           LageBasemapKind            kind);

void          lage_basemap_iter_init      (LageBasemapIter           *iter,
                                           const LageBasemap         *self,
                                           guint                      level,
                                           LageBasemapKind            kind,
                                           const LageBasemapBox      *box);
gboolean      lage_basemap_iter_next      (LageBasemapIter           *iter,
                                           LageBasemapFeature        *feature);

void          lage_basemap_cursor_init    (LageBasemapCursor         *cursor,
                                           const LageBasemapFeature  *feature);
gboolean      lage_basemap_cursor_ring    (LageBasemapCursor         *cursor,
                                           guint                     *n_points);
gboolean      lage_basemap_cursor_point   (LageBasemapCursor         *cursor,
                                           double                    *x,
                                           double                    *y);

GArray       *lage_basemap_collect_labels (const LageBasemap         *self,
                                           double                     map_zoom,
                                           double                     west,
                                           double                     south,
                                           double                     east,
                                           double                     north);

guint32       lage_basemap_checksum       (const guint8              *data,
                                           gsize                      size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageBasemap, lage_basemap_unref)

G_END_DECLS
