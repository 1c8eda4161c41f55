/* lage-op.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-op.h"

#include <string.h>

#include "lage-error.h"

/* The record, version 1, in the notation of lage-bytes.h. The actor and the space are not repeated
 * in it: they stand once per log and per run of ops, and go into the hash.
 *
 *   version lane sequence  hlc  kind entity  observed-recorded  source author  confidence
 *   transaction  n_changes  { field verb flags value [observed-op] [actor lane sequence] }
 *
 * A record is written once and then kept as bytes: what is signed and chained is never made again
 * from its parts. */
#define RECORD_VERSION 1
#define DOMAIN_TAG "rescue-mate op 1"
/* The end of the year 9999, and as far back. Times beyond are clock faults, and would overflow what
 * is computed with them. */
#define TIME_LIMIT_US (G_GINT64_CONSTANT (253402300800000) * 1000)

enum
{
  FLAG_OBSERVED = 1 << 0,
  FLAG_SUPERSEDES = 1 << 1,
};

G_DEFINE_BOXED_TYPE (LageOp, lage_op, lage_op_ref, lage_op_unref)

static void
clear_op (gpointer data)
{
  LageOp *self = data;

  for (guint i = 0; i < self->n_changes; i++)
    lage_value_clear (&self->changes[i].value);
  g_free (self->changes);
  g_clear_pointer (&self->source, g_ref_string_release);
  g_clear_pointer (&self->author, g_ref_string_release);
}

static gboolean
is_sane_time (gint64 time_us)
{
  return time_us > -TIME_LIMIT_US && time_us < TIME_LIMIT_US;
}

LageOp *
lage_op_ref (LageOp *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lage_op_unref (LageOp *self)
{
  g_atomic_rc_box_release_full (self, clear_op);
}

/**
 * lage_op_new:
 * @id: its name
 * @hlc: its stamp
 * @draft: what is said, at least one change, all of the lane of @id; its changes are moved into the
 *   op, so the draft is empty afterwards. Times of observation beyond the calendar are dropped
 * @author: (nullable): the person who says so, as a GRefString
 * @transaction: 0, or the number that the ops which belong together share
 */
LageOp *
lage_op_new (const LageOpId *id,
             LageHlc         hlc,
             LageDraft      *draft,
             const char     *author,
             guint64         transaction)
{
  LageOp *self;

  g_return_val_if_fail (draft->changes->len > 0, NULL);
  g_return_val_if_fail (draft->changes->len <= LAGE_OP_MAX_CHANGES, NULL);

  self = g_atomic_rc_box_new0 (LageOp);
  self->id = *id;
  self->hlc = hlc;
  self->kind = draft->kind;
  self->entity = draft->entity;
  self->observed_at_us = draft->observed_at_us != 0 && is_sane_time (draft->observed_at_us)
                           ? draft->observed_at_us
                           : lage_hlc_to_us (hlc);
  self->source = draft->source != NULL ? g_ref_string_acquire (draft->source)
                                       : g_ref_string_new_intern ("manual");
  self->author = author != NULL ? g_ref_string_acquire ((char *) author) : NULL;
  self->confidence = draft->confidence;
  self->transaction = transaction;
  self->n_changes = draft->changes->len;
  self->changes = g_memdup2 (draft->changes->data, sizeof (LageChange) * self->n_changes);
  /* The values have moved. */
  memset (draft->changes->data, 0, sizeof (LageChange) * self->n_changes);
  g_array_set_size (draft->changes, 0);
  for (guint i = 0; i < self->n_changes; i++)
    if (!is_sane_time (self->changes[i].observed_at_us))
      self->changes[i].observed_at_us = 0;
  return self;
}

/**
 * lage_op_encode:
 * @self: the op
 * @array: where to append its record
 */
void
lage_op_encode (const LageOp *self,
                GByteArray   *array)
{
  gint64 recorded_at_us = lage_hlc_to_us (self->hlc);

  lage_write_byte (array, RECORD_VERSION);
  lage_write_byte (array, (guint8) self->id.lane);
  lage_write_uint (array, self->id.sequence);
  lage_write_fixed64 (array, self->hlc);
  lage_write_uint (array, self->kind);
  lage_write_id (array, &self->entity);
  lage_write_int (array, self->observed_at_us - recorded_at_us);
  lage_write_block (array, self->source, g_ref_string_length (self->source));
  if (self->author != NULL)
    lage_write_block (array, self->author, g_ref_string_length (self->author));
  else
    lage_write_block (array, NULL, 0);
  lage_write_byte (array, self->confidence);
  lage_write_uint (array, self->transaction);
  lage_write_uint (array, self->n_changes);

  for (guint i = 0; i < self->n_changes; i++)
    {
      const LageChange *change = &self->changes[i];
      guint8 flags = 0;

      if (change->observed_at_us != 0)
        flags |= FLAG_OBSERVED;
      if (change->supersedes.sequence != 0)
        flags |= FLAG_SUPERSEDES;

      lage_write_uint (array, change->field);
      lage_write_byte (array, (guint8) change->verb);
      lage_write_byte (array, flags);
      lage_value_write (&change->value, array);
      if ((flags & FLAG_OBSERVED) != 0)
        lage_write_int (array, change->observed_at_us - self->observed_at_us);
      if ((flags & FLAG_SUPERSEDES) != 0)
        {
          lage_write_id (array, &change->supersedes.actor);
          lage_write_byte (array, (guint8) change->supersedes.lane);
          lage_write_uint (array, change->supersedes.sequence);
        }
    }
}

static gboolean
read_ref_string (LageReader  *reader,
                 char       **text)
{
  gsize size;
  const guint8 *block = lage_reader_read_block (reader, &size);

  if (block == NULL || !g_utf8_validate_len ((const char *) block, size, NULL))
    return FALSE;
  *text = size > 0 ? g_ref_string_new_len ((const char *) block, (gssize) size) : NULL;
  return TRUE;
}

static gboolean
read_change (LageReader   *reader,
             const LageOp *op,
             LageChange   *change)
{
  guint64 field = lage_reader_read_uint (reader);
  guint8 verb = lage_reader_read_byte (reader);
  guint8 flags = lage_reader_read_byte (reader);

  if (reader->failed || field == 0 || field > G_MAXUINT16 || verb > LAGE_VERB_REMOVE
      || (flags & ~(FLAG_OBSERVED | FLAG_SUPERSEDES)) != 0
      || !lage_value_read (&change->value, reader))
    return FALSE;

  change->field = (LageField) field;
  change->verb = (LageVerb) verb;
  if ((flags & FLAG_OBSERVED) != 0)
    {
      gint64 offset_us = lage_reader_read_int (reader);

      if (__builtin_add_overflow (op->observed_at_us, offset_us, &change->observed_at_us)
          || change->observed_at_us == 0 || !is_sane_time (change->observed_at_us))
        return FALSE;
    }
  if ((flags & FLAG_SUPERSEDES) != 0)
    {
      guint8 lane;

      change->supersedes.actor = lage_reader_read_id (reader);
      lane = lage_reader_read_byte (reader);
      change->supersedes.lane = (LageLane) lane;
      change->supersedes.sequence = lage_reader_read_uint (reader);
      if (lane > LAGE_LANE_TELEMETRY || change->supersedes.sequence == 0)
        return FALSE;
    }
  return !reader->failed;
}

/**
 * lage_op_decode:
 * @actor: who wrote it
 * @data: a record
 * @size: its length in bytes
 * @error: return location for a #GError (LAGE_ERROR_INVALID, LAGE_ERROR_UNSUPPORTED)
 *
 * Returns: (transfer full) (nullable): the op. Fields and kinds that this version does not know are
 * kept: they are stored and passed on, only not folded.
 */
LageOp *
lage_op_decode (const LageId  *actor,
                const void    *data,
                gsize          size,
                GError       **error)
{
  g_autoptr(LageOp) self = NULL;
  LageReader reader;
  guint64 n_changes, kind;
  guint8 version, lane;
  gint64 offset_us;
  gboolean ok;

  lage_reader_init (&reader, data, size);
  version = lage_reader_read_byte (&reader);
  if (!reader.failed && version != RECORD_VERSION)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "op record of version %u", version);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (LageOp);
  self->id.actor = *actor;
  lane = lage_reader_read_byte (&reader);
  self->id.lane = (LageLane) lane;
  self->id.sequence = lage_reader_read_uint (&reader);
  self->hlc = lage_reader_read_fixed64 (&reader);
  kind = lage_reader_read_uint (&reader);
  self->kind = (LageKind) MIN (kind, G_MAXUINT16);
  self->entity = lage_reader_read_id (&reader);
  offset_us = lage_reader_read_int (&reader);
  ok = !__builtin_add_overflow (lage_hlc_to_us (self->hlc), offset_us, &self->observed_at_us)
       && is_sane_time (lage_hlc_to_us (self->hlc)) && is_sane_time (self->observed_at_us);
  ok = ok && read_ref_string (&reader, &self->source) && read_ref_string (&reader, &self->author);
  self->confidence = lage_reader_read_byte (&reader);
  self->transaction = lage_reader_read_uint (&reader);
  n_changes = lage_reader_read_uint (&reader);
  ok = ok && !reader.failed && lane <= LAGE_LANE_TELEMETRY && self->id.sequence != 0
       && self->source != NULL && n_changes > 0 && n_changes <= LAGE_OP_MAX_CHANGES
       /* A change takes at least four bytes: do not reserve room for what cannot be there. */
       && n_changes <= (reader.size - reader.position) / 4 + 1;

  if (ok)
    self->changes = g_new0 (LageChange, n_changes);
  for (guint64 i = 0; ok && i < n_changes; i++)
    {
      ok = read_change (&reader, self, &self->changes[i]);
      self->n_changes++;
    }

  if (!ok || !lage_reader_is_at_end (&reader))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "op record: damaged at byte %"
                   G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, reader.position, size);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * lage_op_hash:
 * @previous: hash of the actor's ledger op before this one, zeros for the first
 * @space: the operation or exercise that the op belongs to
 * @actor: who wrote it
 * @data: the record
 * @size: its length in bytes
 * @hash: (out caller-allocates): SHA-256 over all of these
 *
 * The chain: nobody can change, insert, drop or reorder an op, or carry one from an exercise into an
 * operation, without every later hash of that actor changing.
 */
void
lage_op_hash (const guint8  previous[32],
              const LageId *space,
              const LageId *actor,
              const void   *data,
              gsize         size,
              guint8        hash[32])
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  g_checksum_update (checksum, (const guchar *) DOMAIN_TAG, sizeof DOMAIN_TAG);
  g_checksum_update (checksum, previous, 32);
  g_checksum_update (checksum, space->bytes, sizeof space->bytes);
  g_checksum_update (checksum, actor->bytes, sizeof actor->bytes);
  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, hash, &length);
}

gint64
lage_op_get_recorded_at_us (const LageOp *self)
{
  return lage_hlc_to_us (self->hlc);
}

gint64
lage_change_get_observed_at_us (const LageOp     *op,
                                const LageChange *change)
{
  return change->observed_at_us != 0 ? change->observed_at_us : op->observed_at_us;
}
