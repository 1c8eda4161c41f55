/* lage-op.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-draft.h"
#include "lage-hlc.h"

G_BEGIN_DECLS

/**
 * LageOp:
 * @id: its name for ever
 * @hlc: when it was recorded
 * @kind: the entity's kind
 * @entity: the entity
 * @observed_at_us: when the source observed it; the time of recording where it does not say
 * @source: where it comes from, such as "pegelonline" or "manual", a GRefString
 * @author: (nullable): the person who said so, a GRefString; NULL for a feed
 * @confidence: 0 unknown, else 1 to 100
 * @transaction: ops of one actor with the same number other than 0 appear together
 * @n_changes: number of changes
 * @changes: the changes, all of one lane
 *
 * A small immutable statement: actor A says at time T that fields F of entity E are V. Everything
 * that changes the picture is one. Boxed, atomically counted, readable from any thread.
 */
typedef struct
{
  LageOpId    id;
  LageHlc     hlc;
  LageKind    kind;
  LageId      entity;
  gint64      observed_at_us;
  char       *source;
  char       *author;
  guint8      confidence;
  guint64     transaction;
  guint       n_changes;
  LageChange *changes;
} LageOp;

#define LAGE_TYPE_OP (lage_op_get_type ())
#define LAGE_OP_MAX_BYTES (4 * 1024 * 1024)
#define LAGE_OP_MAX_CHANGES 65536

GType         lage_op_get_type  (void);
LageOp       *lage_op_ref       (LageOp        *self);
void          lage_op_unref     (LageOp        *self);

LageOp       *lage_op_new       (const LageOpId *id,
                                 LageHlc         hlc,
                                 LageDraft      *draft,
                                 const char     *author,
                                 guint64         transaction) G_GNUC_WARN_UNUSED_RESULT;
void          lage_op_encode    (const LageOp   *self,
                                 GByteArray     *array);
LageOp       *lage_op_decode    (const LageId   *actor,
                                 const void     *data,
                                 gsize           size,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void          lage_op_hash      (const guint8    previous[32],
                                 const LageId   *space,
                                 const LageId   *actor,
                                 const void     *data,
                                 gsize           size,
                                 guint8          hash[32]);
gint64        lage_op_get_recorded_at_us (const LageOp *self);
gint64        lage_change_get_observed_at_us (const LageOp     *op,
                                              const LageChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageOp, lage_op_unref)

G_END_DECLS
