/* lage-sheet.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-basemap.h"
#include "lage-item-layer.h"
#include "lage-map-label.h"
#include "lage-shape-set.h"
#include "lage-sheet-layout.h"

G_BEGIN_DECLS

/**
 * LageSheetRow:
 * @kind: what it is
 * @name: as it is called
 * @state: its state in one line
 * @position: its place in the notation that is used; "" if it has none
 * @age: how old that is; "" for what does not age
 *
 * One line of the lists that follow the map.
 */
typedef struct
{
  LageKind  kind;
  char     *name;
  char     *state;
  char     *position;
  char     *age;
} LageSheetRow;

/**
 * LageSheetTile:
 * @surface: the picture
 * @west: left edge in Web Mercator, 0 .. 1
 * @north: upper edge
 * @size: edge in parts of the world
 * @opacity: 0 to 1
 * @level: what is drawn first, and so below, has the lowest
 *
 * A piece of a map that comes as pictures.
 */
typedef struct
{
  cairo_surface_t *surface;
  double           west;
  double           north;
  double           size;
  double           opacity;
  guint            level;
} LageSheetTile;

/**
 * LageSheet:
 * @title: name of the operation
 * @is_exercise: whether it is one
 * @time: the time of the picture, for people
 * @author: who answers for it
 * @credit: whose base map it is
 * @remark: (nullable): what else has to be said, such as what a filter hides
 * @basemap: (nullable): the embedded map, if that is the base
 * @tiles: (element-type LageSheetTile): the base otherwise, and what lies on it, in any order
 * @shapes: areas and lines
 * @items: (element-type LageMapItem): whatever has a place; labels belong to @texts
 * @labels: (element-type LageMapLabel): names of the embedded map; texts belong to @texts
 * @texts: holds the texts of items and labels
 * @rows: (element-type LageSheetRow): for the lists, one kind after the other
 *
 * A picture that stands still, with all that goes on paper. It is filled by one owner and not
 * changed once it is drawn from; then any thread may read it.
 */
typedef struct
{
  char         *title;
  gboolean      is_exercise;
  char         *time;
  char         *author;
  char         *credit;
  char         *remark;
  LageBasemap  *basemap;
  GArray       *tiles;
  LageShapeSet *shapes;
  GArray       *items;
  GArray       *labels;
  GStringChunk *texts;
  GArray       *rows;
  LageSheetOptions options;
  LageSheetLayout  layout;

  /*< private >*/
  gatomicrefcount ref_count;
} LageSheet;

LageSheet *lage_sheet_new         (const LageSheetOptions  *options,
                                   GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
LageSheet *lage_sheet_ref         (LageSheet               *self);
void       lage_sheet_unref       (LageSheet               *self);
void       lage_sheet_add_item    (LageSheet               *self,
                                   const LageMapItem       *item);
void       lage_sheet_add_label   (LageSheet               *self,
                                   const LageMapLabel      *label);
void       lage_sheet_take_row    (LageSheet               *self,
                                   LageSheetRow             row);
guint      lage_sheet_get_n_pages (const LageSheet         *self);
void       lage_sheet_draw_page   (const LageSheet         *self,
                                   guint                    page,
                                   cairo_t                 *cr);

char      *lage_sheet_format_scale (double                   scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageSheet, lage_sheet_unref)

G_END_DECLS
