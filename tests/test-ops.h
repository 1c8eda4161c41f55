/* test-ops.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-op.h"

/* Ops for the tests of the fold, in one line each. */

#define TEST_NOW_US G_GINT64_CONSTANT (1386306900000000) /* 2013-12-06 05:15 UTC */

static inline LageId
test_id (guint number)
{
  LageId id = LAGE_ID_NONE;

  for (guint i = 0; i < sizeof id.bytes; i++)
    id.bytes[i] = (guint8) (number * 37 + i * (number + 1));
  id.bytes[0] = (guint8) number;
  return id;
}

/* The n-th op of an actor, recorded `stamp` milliseconds after the beginning, with one change. */
static inline LageOp *
test_op (guint       actor,
         guint       sequence,
         guint       stamp,
         LageKind    kind,
         guint       entity,
         const char *source,
         LageChange  change)
{
  LageId id = test_id (entity);
  g_autoptr(LageDraft) draft = lage_draft_new (kind, &id);
  const LageFieldSpec *spec = lage_schema_find (kind, change.field);
  LageOpId op_id = {
    test_id (100 + actor), spec != NULL ? spec->lane : LAGE_LANE_LEDGER, sequence,
  };

  lage_draft_set_source (draft, source);
  lage_draft_take_change (draft, change);
  return lage_op_new (&op_id, lage_hlc_from_us (TEST_NOW_US + stamp * 1000), draft, NULL, 0);
}

#define TEST_SET(field_, value_) \
  ((LageChange) { .field = LAGE_FIELD_##field_, .value = value_ })
#define TEST_RETRACT(field_) \
  ((LageChange) { .field = LAGE_FIELD_##field_, .verb = LAGE_VERB_RETRACT })
