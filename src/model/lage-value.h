/* lage-value.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-bytes.h"
#include "lage-geodesy.h"
#include "lage-id.h"

G_BEGIN_DECLS

/**
 * LageValueType:
 * @LAGE_VALUE_NONE: no value
 * @LAGE_VALUE_BOOL: a truth value
 * @LAGE_VALUE_INT: a whole number, also the number of an enumeration's member
 * @LAGE_VALUE_REAL: a finite number
 * @LAGE_VALUE_TEXT: UTF-8 text
 * @LAGE_VALUE_TIME: microseconds since 1970 UTC
 * @LAGE_VALUE_POINT: a place
 * @LAGE_VALUE_ENTITY: the id of an entity
 * @LAGE_VALUE_GEOMETRY: lines and areas, see lage-geometry.h
 *
 * The numbers are written to disk and to the wire: never change one.
 */
typedef enum
{
  LAGE_VALUE_NONE = 0,
  LAGE_VALUE_BOOL = 1,
  LAGE_VALUE_INT = 2,
  LAGE_VALUE_REAL = 3,
  LAGE_VALUE_TEXT = 4,
  LAGE_VALUE_TIME = 5,
  LAGE_VALUE_POINT = 6,
  LAGE_VALUE_ENTITY = 7,
  LAGE_VALUE_GEOMETRY = 8,
} LageValueType;

/**
 * LageValue:
 *
 * One value of one field. Texts and geometries are shared and atomically counted, so copies are
 * cheap and may cross threads.
 */
typedef struct
{
  LageValueType type;
  union
  {
    gboolean  boolean;
    gint64    integer;
    double    real;
    gint64    time_us;
    LagePoint point;
    LageId    id;
    char     *text;     /* a GRefString */
    GBytes   *geometry; /* the encoding of lage-geometry.h */
  };
} LageValue;

#define LAGE_VALUE_INIT { .type = LAGE_VALUE_NONE }

LageValue lage_value_bool     (gboolean         value);
LageValue lage_value_int      (gint64           value);
LageValue lage_value_real     (double           value);
LageValue lage_value_text     (const char      *text);
LageValue lage_value_text_len (const char      *text,
                               gssize           length);
LageValue lage_value_time     (gint64           time_us);
LageValue lage_value_point    (LagePoint        point);
LageValue lage_value_entity   (const LageId    *id);
LageValue lage_value_geometry (GBytes          *geometry);

LageValue lage_value_copy     (const LageValue *self);
void      lage_value_clear    (LageValue       *self);
gboolean  lage_value_equal    (const LageValue *a,
                               const LageValue *b);
int       lage_value_compare  (const LageValue *a,
                               const LageValue *b);
void      lage_value_write    (const LageValue *self,
                               GByteArray      *array);
gboolean  lage_value_read     (LageValue       *self,
                               LageReader      *reader);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LageValue, lage_value_clear)

G_END_DECLS
