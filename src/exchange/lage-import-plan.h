/* lage-import-plan.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-import-mapping.h"
#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LageImportReason:
 * @LAGE_IMPORT_REASON_NO_PLACE: it has no geometry, or its coordinates are no numbers
 * @LAGE_IMPORT_REASON_NOT_A_POINT: it is a line or an area, but the kind needs a point
 * @LAGE_IMPORT_REASON_SEVERAL_POINTS: it has more than one point
 * @LAGE_IMPORT_REASON_MIXED: it has points together with lines or areas
 * @LAGE_IMPORT_REASON_OUTSIDE: it is not on earth: mostly the wrong coordinate system
 * @LAGE_IMPORT_REASON_TOO_MANY_CORNERS: more than LAGE_GEOMETRY_MAX_POINTS
 * @LAGE_IMPORT_REASON_UNKNOWN_GEOMETRY: of a type that is not known here
 * @LAGE_IMPORT_REASON_VALUE: a text cannot become the value of its field
 * @LAGE_IMPORT_REASON_NO_ID: the field by which it is known again is empty
 * @LAGE_IMPORT_REASON_SAME_ID: another feature before it has the same
 *
 * Why a feature cannot be imported.
 */
typedef enum
{
  LAGE_IMPORT_REASON_NO_PLACE,
  LAGE_IMPORT_REASON_NOT_A_POINT,
  LAGE_IMPORT_REASON_SEVERAL_POINTS,
  LAGE_IMPORT_REASON_MIXED,
  LAGE_IMPORT_REASON_OUTSIDE,
  LAGE_IMPORT_REASON_TOO_MANY_CORNERS,
  LAGE_IMPORT_REASON_UNKNOWN_GEOMETRY,
  LAGE_IMPORT_REASON_VALUE,
  LAGE_IMPORT_REASON_NO_ID,
  LAGE_IMPORT_REASON_SAME_ID,
} LageImportReason;

/**
 * LageImportProblem:
 * @number: which feature, from 1, in the order of the file
 * @reason: why it cannot be imported
 * @spec: (nullable): the field whose value is not understood
 * @text: (nullable): that value, or the identifier, as the file has it
 */
typedef struct
{
  guint                number;
  LageImportReason     reason;
  const LageFieldSpec *spec;
  char                *text;
} LageImportProblem;

/**
 * LageImportPlan:
 * @drafts: (element-type LageDraft): an entity for each feature that can be imported
 * @problems: (element-type LageImportProblem): the features that cannot
 * @n_features: how many features the layer has
 * @has_extent: whether there is any place
 * @south_west: lower left corner of all
 * @north_east: upper right corner of all
 *
 * What an import would say, whole, before anything of it is said.
 */
typedef struct
{
  GPtrArray *drafts;
  GPtrArray *problems;
  guint      n_features;
  gboolean   has_extent;
  LagePoint  south_west;
  LagePoint  north_east;
} LageImportPlan;

/**
 * LageImportCounts:
 * @n_new: entities that are not in the picture, or were put away
 * @n_changed: entities of which the file says something else than last time
 * @n_unchanged: entities of which it says the same
 * @n_other_kind: entities that an import of this name has made as another kind: it cannot go ahead
 */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_unchanged;
  guint n_other_kind;
} LageImportCounts;

LageImportPlan *lage_import_plan_new         (LageImportFile          *file,
                                              const LageImportMapping *mapping,
                                              GCancellable            *cancellable,
                                              GFileProgressCallback    progress,
                                              gpointer                 progress_data,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_import_plan_new_async   (LageImportFile          *file,
                                              const LageImportMapping *mapping,
                                              GCancellable            *cancellable,
                                              GFileProgressCallback    progress,
                                              gpointer                 progress_data,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
LageImportPlan *lage_import_plan_new_finish  (GAsyncResult            *result,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_import_plan_free        (LageImportPlan          *self);
GPtrArray      *lage_import_plan_make_drafts (const LageImportPlan    *self,
                                              LageSituation           *situation,
                                              LageImportCounts        *counts) G_GNUC_WARN_UNUSED_RESULT;
char           *lage_import_problem_to_text  (const LageImportProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageImportPlan, lage_import_plan_free)

G_END_DECLS
