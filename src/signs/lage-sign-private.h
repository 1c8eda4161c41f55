/* lage-sign-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign-grammar.h"

G_BEGIN_DECLS

/* The files of the generator: lage-sign.c knows the grammar and the code, lage-sign-table.c the
 * words, lage-sign-marks.c what each mark looks like, lage-sign-path.c draws such a mark, and
 * lage-sign-painter.c puts a sign together.
 *
 * All shapes are given in units: the box of a unit is 75 by 45 about the origin, y points down. */

#define LAGE_SIGN_UNIT_WIDTH 75.0
#define LAGE_SIGN_UNIT_HEIGHT 45.0

/* Parts that a base may be given. */
typedef enum
{
  LAGE_SIGN_TAKES_ORGANISATION = 1 << 0,
  LAGE_SIGN_TAKES_TASK = 1 << 1,
  LAGE_SIGN_TAKES_SIZE = 1 << 2,
  LAGE_SIGN_TAKES_LEVEL = 1 << 3,
  LAGE_SIGN_TAKES_PERSON_STATE = 1 << 4,
  LAGE_SIGN_TAKES_DAMAGE = 1 << 5,
  LAGE_SIGN_TAKES_BLOCKING = 1 << 6,
  LAGE_SIGN_TAKES_RANK = 1 << 7,
  LAGE_SIGN_TAKES_HINT = 1 << 8,
  LAGE_SIGN_TAKES_NAME = 1 << 9,
  LAGE_SIGN_TAKES_TYPE = 1 << 10,
  LAGE_SIGN_TAKES_SIDES = 1 << 11, /* left and right */
} LageSignParts;

typedef struct
{
  double x; /* the middle */
  double y;
  double width;
  double height;
} LageSignBox;

/* How a base wears its fill and its border. */
typedef enum
{
  LAGE_SIGN_WEARS_FORCE,  /* of the organisation; grey if there is none */
  LAGE_SIGN_WEARS_OBJECT, /* of the organisation; white if there is none */
  LAGE_SIGN_WEARS_COMMAND,
  LAGE_SIGN_WEARS_PAPER,
  LAGE_SIGN_WEARS_MEASURE,
  LAGE_SIGN_WEARS_DANGER,
  LAGE_SIGN_WEARS_WATER,
} LageSignWear;

/**
 * LageSignShape:
 * @outline: the body, which is filled and has a border
 * @extras: (nullable): further lines that belong to the base
 * @parts: #LageSignParts that may be given
 * @wear: a #LageSignWear
 * @left: how far it reaches, border apart
 * @top: how far it reaches
 * @right: how far it reaches
 * @bottom: how far it reaches
 * @bleed: where marks go that run from edge to edge
 * @core: where the other marks go, drawn for 34 by 30
 * @texts: the inner box that texts stand in the corners of; of no width if they stand outside
 */
typedef struct
{
  const char *outline;
  const char *extras;
  guint       parts;
  guint       wear;
  double      left;
  double      top;
  double      right;
  double      bottom;
  LageSignBox bleed;
  LageSignBox core;
  LageSignBox texts;
} LageSignShape;

/* A mark: its path, and whether it runs from edge to edge of the body. */
typedef struct
{
  const char *path;
  gboolean    is_bleed;
} LageSignMark;

typedef struct
{
  double red;
  double green;
  double blue;
} LageSignColour;

/**
 * LageSignPen:
 * @cr: what is drawn on, in units
 * @line: width of a line, in units
 * @halo: if above 0, all is drawn wider by this much on each side, in the source of @cr
 * @ink: lines and marks
 * @paper: what shows through
 * @water: blue of water
 * @danger: red of dangers
 * @warm: amber
 * @safe: green
 */
typedef struct
{
  cairo_t       *cr;
  double         line;
  double         halo;
  LageSignColour ink;
  LageSignColour paper;
  LageSignColour water;
  LageSignColour danger;
  LageSignColour warm;
  LageSignColour safe;
} LageSignPen;

gboolean              lage_sign_is_german  (void);
const char          * lage_sign_key_token  (LageSignKey           key);
const char          * lage_sign_text_token (LageSignText          text);

const LageSignShape * lage_sign_get_shape  (guint                 base);
const LageSignMark  * lage_sign_get_task   (guint                 task);
const char          * lage_sign_get_supply (guint                 supply);
const char          * lage_sign_get_size   (guint                 size);
const char          * lage_sign_get_state  (guint                 state);
const char          * lage_sign_get_rescue (guint                 rescue);

void                  lage_sign_path_trace (cairo_t              *cr,
                                            const char           *path);
void                  lage_sign_path_draw  (const LageSignPen    *pen,
                                            const char           *path,
                                            const LageSignBox    *place,
                                            double                from_width,
                                            double                from_height);
void                  lage_sign_pen_text   (const LageSignPen    *pen,
                                            const char           *text,
                                            double                size,
                                            double                max_width,
                                            double                x,
                                            double                y,
                                            double                align);
void                  lage_sign_pen_colour (const LageSignPen    *pen,
                                            const LageSignColour *colour);

G_END_DECLS
