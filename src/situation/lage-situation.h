/* lage-situation.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-entity.h"
#include "lage-op.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SITUATION (lage_situation_get_type ())

G_DECLARE_FINAL_TYPE (LageSituation, lage_situation, LAGE, SITUATION, GObject)

LageSituation *lage_situation_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void           lage_situation_apply          (LageSituation       *self,
                                              GPtrArray           *ops);
void           lage_situation_apply_op       (LageSituation       *self,
                                              LageOp              *op);
void           lage_situation_flush          (LageSituation       *self);

LageEntity    *lage_situation_find           (LageSituation       *self,
                                              const LageId        *id);
LageEntity    *lage_situation_find_by_key    (LageSituation       *self,
                                              guint64              key);
GListModel    *lage_situation_get_list       (LageSituation       *self,
                                              LageKind             kind);
guint          lage_situation_get_n_entities (LageSituation       *self);
LageEntity    *lage_situation_get_entity     (LageSituation       *self,
                                              guint                index);
const char    *lage_situation_get_source     (LageSituation       *self,
                                              const LageCandidate *candidate);
void           lage_situation_get_op_id      (LageSituation       *self,
                                              LageEntity          *entity,
                                              const LageCandidate *candidate,
                                              LageOpId            *id);
gboolean       lage_situation_is_news        (LageSituation       *self,
                                              const LageDraft     *draft,
                                              const LageChange    *change,
                                              const char          *source);
gint64         lage_situation_find_newest    (LageSituation       *self,
                                              const LageId        *entity,
                                              LageField            field);

LageHlc        lage_situation_get_last_hlc   (LageSituation       *self);
guint64        lage_situation_get_sequence   (LageSituation       *self,
                                              const LageId        *actor,
                                              LageLane             lane);

void           lage_situation_write          (LageSituation       *self,
                                              GByteArray          *array);
LageSituation *lage_situation_read           (GBytes              *bytes,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
