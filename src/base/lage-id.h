/* lage-id.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageId:
 *
 * 128 bits that name an entity, an actor or an operation. All zero means "none".
 */
typedef struct
{
  guint8 bytes[16];
} LageId;

#define LAGE_ID_NONE ((LageId) { { 0 } })
#define LAGE_ID_STRING_LENGTH 32

void     lage_id_init_random   (LageId       *id);
void     lage_id_init_external (LageId       *id,
                                const char   *scheme,
                                const char   *name);
gboolean lage_id_parse         (const char   *text,
                                LageId       *id,
                                GError      **error);
char    *lage_id_to_string     (const LageId *id);
gboolean lage_id_is_none       (const LageId *id);
int      lage_id_compare       (const LageId *a,
                                const LageId *b);
guint    lage_id_hash          (gconstpointer id);
gboolean lage_id_equal         (gconstpointer a,
                                gconstpointer b);

G_END_DECLS
