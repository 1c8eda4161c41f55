/* fuzz-document.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "lage-decoder.h"

/* What the targets of the document decoders share: the same bytes come twice, from an address and
 * from a file, so that state between documents is used; what comes out must fit the schema. */

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static gint64
fuzz_find_newest_cb (const LageId *entity,
                     LageField     field,
                     gpointer      data)
{
  return entity->bytes[0] % 2 == 0 ? 0 : 1;
}

static void
fuzz_check (const LageDecoded *decoded)
{
  if (decoded->n_messages != decoded->n_good + decoded->n_rejected + decoded->n_ignored
      || decoded->problems->len != MIN (decoded->n_rejected, LAGE_DECODED_MAX_PROBLEMS))
    abort ();

  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (decoded->drafts, i);

      for (guint k = 0; k < draft->changes->len; k++)
        {
          const LageChange *change = &g_array_index (draft->changes, LageChange, k);
          const LageFieldSpec *spec = lage_schema_find (draft->kind, change->field);

          if (spec == NULL || (change->verb == LAGE_VERB_SET && change->value.type != spec->type))
            abort ();
        }
    }
}

static int
fuzz_document (const LageDecoderClass *klass,
               const char *const      *options,
               const char             *uri,
               const uint8_t          *data,
               size_t                  size)
{
  g_autoptr(GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  LageFeedConfig config = {
    .id = (char *) "fuzz",
    .name = (char *) "fuzz",
    .format = (char *) klass->format,
    .uri = (char *) uri,
    .interval_s = 60,
    .timeout_s = 20,
    .options = table,
  };
  LageDecoderHost host = { .find_newest = fuzz_find_newest_cb };
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  LageInput input = { .data = data, .size = size, .uri = uri, .received_at_us = 1 };
  gpointer state;

  for (guint i = 0; options != NULL && options[i] != NULL; i += 2)
    g_hash_table_insert (table, (char *) options[i], (char *) options[i + 1]);

  state = klass->create (&config, &host, NULL);
  if (state == NULL)
    abort ();
  klass->feed (state, &input, decoded);
  input.uri = NULL;
  klass->feed (state, &input, decoded);
  klass->destroy (state);
  fuzz_check (decoded);
  return 0;
}
