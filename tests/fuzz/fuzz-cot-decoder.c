/* fuzz-cot-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "lage-decoder.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static LageDecoded *
decode (const guint8 *data,
        gsize         size,
        gsize         piece)
{
  LageFeedConfig config = { .id = (char *) "fuzz", .format = (char *) "cot" };
  LageDecoded *decoded = lage_decoded_new ();
  gpointer decoder;

  config.options = g_hash_table_new (g_str_hash, g_str_equal);
  decoder = lage_cot_decoder_class.create (&config, NULL, NULL);
  for (gsize offset = 0; offset < size; offset += piece)
    {
      LageInput input = { .data = data + offset, .size = MIN (piece, size - offset),
                          .received_at_us = G_GINT64_CONSTANT (1700000000000000) };

      lage_cot_decoder_class.feed (decoder, &input, decoded);
    }
  lage_cot_decoder_class.end (decoder, decoded);
  lage_cot_decoder_class.destroy (decoder);
  g_hash_table_unref (config.options);
  return decoded;
}

static void
expect (gboolean is_true)
{
  if (!is_true)
    abort ();
}

/* The first byte says how the rest is cut; the result must not depend on it. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(LageDecoded) whole = NULL;
  g_autoptr(LageDecoded) cut = NULL;

  if (size < 1)
    return 0;
  whole = decode (data + 1, size - 1, size);
  cut = decode (data + 1, size - 1, data[0] % 64 + 1);

  expect (whole->n_messages == whole->n_good + whole->n_rejected + whole->n_ignored);
  expect (whole->n_messages == cut->n_messages);
  expect (whole->n_good == cut->n_good);
  expect (whole->n_skipped_bytes == cut->n_skipped_bytes);
  expect (whole->drafts->len == cut->drafts->len);
  return 0;
}
