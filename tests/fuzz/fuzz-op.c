/* fuzz-op.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-situation.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Any bytes as the record of an op: refused, or an op that can be written, read back and folded. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const LageId actor = { { 1 } };
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOp) op = lage_op_decode (&actor, data, size, &error);
  g_autoptr(LageOp) again = NULL;
  g_autoptr(GByteArray) record = NULL, snapshot = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LageSituation) situation = NULL, read = NULL;

  g_assert_true ((op == NULL) == (error != NULL));
  if (op == NULL)
    return 0;

  record = g_byte_array_new ();
  lage_op_encode (op, record);
  again = lage_op_decode (&actor, record->data, record->len, &error);
  g_assert_no_error (error);

  situation = lage_situation_new ();
  lage_situation_apply_op (situation, op);
  lage_situation_apply_op (situation, again);
  lage_situation_flush (situation);
  snapshot = g_byte_array_new ();
  lage_situation_write (situation, snapshot);
  bytes = g_bytes_new (snapshot->data, snapshot->len);
  read = lage_situation_read (bytes, &error);
  g_assert_no_error (error);
  return 0;
}
