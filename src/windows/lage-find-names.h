/* lage-find-names.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-name-index.h"
#include "lage-situation.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FIND_NAMES (lage_find_names_get_type ())

typedef struct _LageFindNames LageFindNames;

GType          lage_find_names_get_type  (void) G_GNUC_CONST;
LageFindNames *lage_find_names_new       (void);
LageFindNames *lage_find_names_ref       (LageFindNames   *self);
void           lage_find_names_unref     (LageFindNames   *self);
void           lage_find_names_add       (LageFindNames   *self,
                                          LageEntity      *entity);
void           lage_find_names_make_index (LageFindNames  *self);
LageNameIndex *lage_find_names_get_index (LageFindNames   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageFindNames, lage_find_names_unref)

G_END_DECLS
