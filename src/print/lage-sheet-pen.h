/* lage-sheet-pen.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "lage-sheet-layout.h"

G_BEGIN_DECLS

/**
 * LageSheetPen:
 * @cr: where one unit is a millimetre
 * @unit: by how much letters and lines are larger than on A4
 *
 * What the parts of a page draw with. Sizes of letters are given for A4.
 */
typedef struct
{
  cairo_t *cr;
  double   unit;
} LageSheetPen;

typedef enum
{
  LAGE_SHEET_LEFT,
  LAGE_SHEET_CENTRE,
  LAGE_SHEET_RIGHT,
} LageSheetAlign;

/* Heights of letters in millimetres on A4: 8.5, 7 and 12 points. */
#define LAGE_SHEET_TEXT_MM 3.0
#define LAGE_SHEET_SMALL_MM 2.5
#define LAGE_SHEET_TITLE_MM 4.2

PangoLayout *
       lage_sheet_pen_create_layout (const LageSheetPen *self);
double lage_sheet_pen_write       (const LageSheetPen *self,
                                   const char         *text,
                                   double              size_mm,
                                   gboolean            is_bold,
                                   double              x_mm,
                                   double              y_mm,
                                   double              width_mm,
                                   guint               n_lines,
                                   LageSheetAlign      align);
void   lage_sheet_pen_write_at    (const LageSheetPen *self,
                                   const char         *text,
                                   double              size_mm,
                                   gboolean            is_bold,
                                   double              x_mm,
                                   double              y_mm,
                                   gboolean            has_halo);
void   lage_sheet_pen_measure     (const LageSheetPen *self,
                                   const char         *text,
                                   double              size_mm,
                                   gboolean            is_bold,
                                   double             *width_mm,
                                   double             *height_mm);
void   lage_sheet_pen_frame       (const LageSheetPen *self,
                                   const LageSheetBox *box,
                                   double              line_mm);

G_END_DECLS
