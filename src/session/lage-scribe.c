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

#define CHANGE_BYTES 80                         /* a number with its times and what it supersedes */
#define MAX_BYTES (LAGE_OP_MAX_BYTES - 64 * 1024) /* beside the changes: source, author, numbers */

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
 * Returns: a number for ops that appear together, never given before: every op that is written raises
 * it, of whichever lane
 */
guint64
lage_scribe_begin (LageScribe *self)
{
  return self->sequences[LAGE_LANE_LEDGER] + self->sequences[LAGE_LANE_TELEMETRY] + 1;
}

static void
write_lane (LageScribe  *self,
            LageDraft  **part,
            LageLane     lane,
            const char  *author,
            guint64      transaction,
            GPtrArray   *ops)
{
  g_autoptr(LageDraft) draft = g_steal_pointer (part);
  LageOpId id = { .actor = self->actor, .lane = lane };

  if (draft == NULL)
    return;
  self->hlc = lage_hlc_next (self->hlc, lage_clock_now_us (self->clock));
  id.sequence = ++self->sequences[lane];
  g_ptr_array_add (ops, lage_op_new (&id, self->hlc, draft, author, transaction));
}

static LageDraft *
make_part (const LageDraft *draft)
{
  LageDraft *part = lage_draft_new (draft->kind, &draft->entity);

  part->observed_at_us = draft->observed_at_us;
  part->confidence = draft->confidence;
  part->source = draft->source != NULL ? g_ref_string_acquire (draft->source) : NULL;
  return part;
}

/* What a change takes in the record of an op, at most. */
static gsize
estimate_bytes (const LageChange *change)
{
  if (change->value.type == LAGE_VALUE_TEXT)
    return CHANGE_BYTES + g_ref_string_length (change->value.text);
  if (change->value.type == LAGE_VALUE_GEOMETRY)
    return CHANGE_BYTES + g_bytes_get_size (change->value.geometry);
  return CHANGE_BYTES;
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
 * @ops: (element-type LageOp): where to append the ops, mostly one per lane; what is too large for
 *   one becomes several, since an op that the store refuses would hold up all that follow
 */
void
lage_scribe_write (LageScribe *self,
                   LageDraft  *draft,
                   const char *author,
                   guint64     transaction,
                   GPtrArray  *ops)
{
  LageChange *changes = (gpointer) draft->changes->data;
  gint64 now_us = lage_clock_now_us (self->clock);
  LageDraft *parts[2] = { NULL, NULL };
  gsize n_bytes[2] = { 0, 0 };

  clamp_to_present (&draft->observed_at_us, now_us);
  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageFieldSpec *spec = lage_schema_find (draft->kind, changes[i].field);
      gsize size = estimate_bytes (&changes[i]);
      LageLane lane;

      if (spec == NULL)
        {
          g_debug ("draft: kind %u has no field %u", draft->kind, changes[i].field);
          continue;
        }
      if (size > MAX_BYTES)
        {
          g_warning ("%s: %s: %s of %" G_GSIZE_FORMAT " bytes is too large and left out",
                     draft->source != NULL ? draft->source : "manual",
                     lage_kind_get_token (draft->kind), spec->token, size);
          continue;
        }

      lane = spec->lane;
      if (parts[lane] != NULL && (n_bytes[lane] + size > MAX_BYTES
                                  || parts[lane]->changes->len == LAGE_OP_MAX_CHANGES))
        write_lane (self, &parts[lane], lane, author, transaction, ops);
      if (parts[lane] == NULL)
        {
          parts[lane] = make_part (draft);
          n_bytes[lane] = 0;
        }
      clamp_to_present (&changes[i].observed_at_us, now_us);
      g_array_append_val (parts[lane]->changes, changes[i]);
      n_bytes[lane] += size;
      changes[i].value.type = LAGE_VALUE_NONE; /* it has moved */
    }
  g_array_set_size (draft->changes, 0);

  write_lane (self, &parts[LAGE_LANE_LEDGER], LAGE_LANE_LEDGER, author, transaction, ops);
  write_lane (self, &parts[LAGE_LANE_TELEMETRY], LAGE_LANE_TELEMETRY, author, transaction, ops);
}
