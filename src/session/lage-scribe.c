/* lage-scribe.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scribe.h"

/* GPS and radio clocks are a little ahead now and then. What claims to be from further in the future
 * would win over everything that follows: it is taken as observed when it came. */
#define MAX_AHEAD_US (10 * G_USEC_PER_SEC)

struct _LageScribe
{
  LageId     actor;
  LageClock *clock;
  LageHlc    hlc;
  guint64    sequences[2]; /* by lane */
};

/**
 * lage_scribe_new:
 * @actor: who writes
 * @clock: the situation clock
 * @situation: the fold of everything written so far: where to go on
 */
LageScribe *
lage_scribe_new (const LageId  *actor,
                 LageClock     *clock,
                 LageSituation *situation)
{
  LageScribe *self = g_new0 (LageScribe, 1);

  self->actor = *actor;
  self->clock = g_object_ref (clock);
  self->hlc = lage_situation_get_last_hlc (situation);
  self->sequences[LAGE_LANE_LEDGER] = lage_situation_get_sequence (situation, actor,
                                                                   LAGE_LANE_LEDGER);
  self->sequences[LAGE_LANE_TELEMETRY] = lage_situation_get_sequence (situation, actor,
                                                                      LAGE_LANE_TELEMETRY);
  return self;
}

void
lage_scribe_free (LageScribe *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * lage_scribe_begin:
 * @self: the scribe
 *
 * Returns: a number for ops that appear together: that of the next ledger op
 */
guint64
lage_scribe_begin (LageScribe *self)
{
  return self->sequences[LAGE_LANE_LEDGER] + 1;
}

static void
write_lane (LageScribe *self,
            LageDraft  *draft,
            LageLane    lane,
            const char *author,
            guint64     transaction,
            GPtrArray  *ops)
{
  LageOpId id = { .actor = self->actor, .lane = lane };

  if (draft->changes->len == 0)
    return;
  self->hlc = lage_hlc_next (self->hlc, lage_clock_now_us (self->clock));
  id.sequence = ++self->sequences[lane];
  g_ptr_array_add (ops, lage_op_new (&id, self->hlc, draft, author, transaction));
}

static void
clamp_to_present (gint64 *time_us,
                  gint64  now_us)
{
  if (*time_us > now_us + MAX_AHEAD_US)
    *time_us = now_us;
}

/**
 * lage_scribe_write:
 * @self: the scribe
 * @draft: what is said; empty afterwards. Fields that its kind does not have are left out.
 * @author: (nullable): the person who says so, as a GRefString
 * @transaction: 0, or from lage_scribe_begin()
 * @ops: (element-type LageOp): where to append at most one op per lane
 */
void
lage_scribe_write (LageScribe *self,
                   LageDraft  *draft,
                   const char *author,
                   guint64     transaction,
                   GPtrArray  *ops)
{
  g_autoptr(LageDraft) telemetry = NULL;
  gint64 now_us = lage_clock_now_us (self->clock);
  guint n_kept = 0;
  LageChange *changes = (gpointer) draft->changes->data;

  clamp_to_present (&draft->observed_at_us, now_us);
  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageFieldSpec *spec = lage_schema_find (draft->kind, changes[i].field);

      clamp_to_present (&changes[i].observed_at_us, now_us);
      if (spec == NULL)
        {
          g_debug ("draft: kind %u has no field %u", draft->kind, changes[i].field);
          lage_value_clear (&changes[i].value);
        }
      else if (spec->lane == LAGE_LANE_TELEMETRY)
        {
          if (telemetry == NULL)
            {
              telemetry = lage_draft_new (draft->kind, &draft->entity);
              telemetry->observed_at_us = draft->observed_at_us;
              telemetry->confidence = draft->confidence;
              telemetry->source = draft->source != NULL ? g_ref_string_acquire (draft->source)
                                                        : NULL;
            }
          g_array_append_val (telemetry->changes, changes[i]);
        }
      else
        {
          changes[n_kept++] = changes[i];
        }
    }

  /* The values behind have moved to the other draft: nothing there is to be cleared. */
  for (guint i = n_kept; i < draft->changes->len; i++)
    changes[i].value.type = LAGE_VALUE_NONE;
  g_array_set_size (draft->changes, n_kept);

  write_lane (self, draft, LAGE_LANE_LEDGER, author, transaction, ops);
  if (telemetry != NULL)
    write_lane (self, telemetry, LAGE_LANE_TELEMETRY, author, transaction, ops);
}
