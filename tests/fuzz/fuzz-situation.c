/* fuzz-situation.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-freshness.h"
#include "lage-situation.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Any bytes as a checkpoint: refused, or a picture that can be looked at, written and read back. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSituation) situation = lage_situation_read (bytes, &error);
  g_autoptr(LageSituation) again = NULL;
  g_autoptr(GByteArray) array = NULL;

  g_assert_true ((situation == NULL) == (error != NULL));
  if (situation == NULL)
    return 0;

  for (guint kind = 1; kind < LAGE_N_KINDS; kind++)
    {
      GListModel *list = lage_situation_get_list (situation, (LageKind) kind);

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);
          g_autoptr(GArray) set = lage_entity_list_set (entity, LAGE_FIELD_TASK_UNITS);
          g_autoptr(GPtrArray) names = lage_entity_list_candidates (entity, LAGE_FIELD_NAME);

          g_assert_nonnull (set);
          g_assert_nonnull (names);
          lage_freshness_of_entity (entity, G_GINT64_CONSTANT (1386306900000000), NULL);
          g_assert_nonnull (lage_entity_get_title (entity));
        }
    }
  array = g_byte_array_new ();
  lage_situation_write (situation, array);
  written = g_bytes_new (array->data, array->len);
  again = lage_situation_read (written, &error);
  g_assert_no_error (error);
  return 0;
}
