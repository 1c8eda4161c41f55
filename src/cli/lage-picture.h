/* lage-picture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LagePicture:
 * @situation: the fold
 * @entities: (element-type LageEntity): what is to be printed, by kind and title, not owned
 * @operation: what the operation is called
 * @is_exercise: whether it is an exercise
 * @now_us: the moment for which ages are told
 *
 * A part of the situation, ready to be printed.
 */
typedef struct
{
  LageSituation *situation;
  GPtrArray     *entities;
  char          *operation;
  gboolean       is_exercise;
  gint64         now_us;
} LagePicture;

LagePicture *lage_picture_new         (LageSituation      *situation,
                                       const char         *operation,
                                       gboolean            is_exercise,
                                       gint64              now_us) G_GNUC_WARN_UNUSED_RESULT;
void         lage_picture_free        (LagePicture        *self);
void         lage_picture_select      (LagePicture        *self,
                                       LageKind            kind,
                                       gboolean            wants_all);
char        *lage_picture_dup_value   (const LagePicture  *self,
                                       LageEntity         *entity,
                                       const LageFieldSpec *spec);
char        *lage_picture_to_table    (const LagePicture  *self);
char        *lage_picture_to_csv      (const LagePicture  *self);
char        *lage_picture_to_json     (const LagePicture  *self);
char        *lage_picture_to_geojson  (const LagePicture  *self);
char        *lage_geometry_to_geojson (GBytes             *geometry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LagePicture, lage_picture_free)

G_END_DECLS
