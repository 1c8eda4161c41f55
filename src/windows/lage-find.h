/* lage-find.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-position.h"
#include "lage-session.h"

G_BEGIN_DECLS

/**
 * LageFindGroup:
 * @LAGE_FIND_POSITION: what was written is a position
 * @LAGE_FIND_ENTITIES: something in the picture
 * @LAGE_FIND_PLACES: a town, quarter or water
 * @LAGE_FIND_STREETS: a street
 *
 * What was found, in the order in which it is shown.
 */
typedef enum
{
  LAGE_FIND_POSITION,
  LAGE_FIND_ENTITIES,
  LAGE_FIND_PLACES,
  LAGE_FIND_STREETS,
} LageFindGroup;

/**
 * LageFindResult:
 * @group: what it is
 * @entity: (nullable): the entity, of its group only
 * @title: its name
 * @detail: what else is to be said of it; "" for entities, whose rows know more
 * @location: (nullable): the place in words, where it has a name
 * @point: where it is
 * @has_point: whether that is known
 * @extent_m: how large it is; 0 if that is not known
 *
 * Never changed once it is made; main thread only.
 */
typedef struct
{
  LageFindGroup  group;
  LageEntity    *entity;
  char          *title;
  char          *detail;
  char          *location;
  LagePoint      point;
  gboolean       has_point;
  guint          extent_m;
  guint          ref_count; /*< private >*/
} LageFindResult;

#define LAGE_TYPE_FIND_RESULT (lage_find_result_get_type ())

GType           lage_find_result_get_type (void) G_GNUC_CONST;
LageFindResult *lage_find_result_ref      (LageFindResult *self);
void            lage_find_result_unref    (LageFindResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageFindResult, lage_find_result_unref)

#define LAGE_TYPE_FIND (lage_find_get_type ())

G_DECLARE_FINAL_TYPE (LageFind, lage_find, LAGE, FIND, GObject)

LageFind   *lage_find_new         (LageSession     *session) G_GNUC_WARN_UNUSED_RESULT;
void        lage_find_set_near    (LageFind        *self,
                                   const LagePoint *near);
void        lage_find_search      (LageFind        *self,
                                   const char      *text);
GPtrArray  *lage_find_get_results (LageFind        *self);
const char *lage_find_get_problem (LageFind        *self);
gboolean    lage_find_is_busy     (LageFind        *self);

G_END_DECLS
