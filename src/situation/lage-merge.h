/* lage-merge.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"

G_BEGIN_DECLS

/**
 * LageMergeOrder:
 * @compare_actors: the total order of actors, by index
 * @data: passed to it
 *
 * Indices depend on the order of arrival; ties must not.
 */
typedef struct
{
  int    (*compare_actors) (guint32  a,
                            guint32  b,
                            gpointer data);
  gpointer data;
} LageMergeOrder;

gboolean lage_merge_apply (LageEntity           *entity,
                           const LageFieldSpec  *spec,
                           LageCandidate        *candidate,
                           const LageOpId       *supersedes,
                           guint32               supersedes_actor,
                           const LageMergeOrder *order);

G_END_DECLS
