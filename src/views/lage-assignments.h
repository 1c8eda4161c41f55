/* lage-assignments.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LageAssignments:
 *
 * Who is at work on what, as the tasks of a situation say at one moment. Made anew when it is
 * wanted: it costs one walk over the tasks, and a look-up is one probe of a hash table.
 */
typedef struct _LageAssignments LageAssignments;

LageAssignments *lage_assignments_new      (LageSituation         *situation) G_GNUC_WARN_UNUSED_RESULT;
void             lage_assignments_free     (LageAssignments       *self);
gboolean         lage_assignments_contains (const LageAssignments *self,
                                            LageEntity            *entity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageAssignments, lage_assignments_free)

G_END_DECLS
