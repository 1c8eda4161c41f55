/* lage-cot-type.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-schema.h"

G_BEGIN_DECLS

/**
 * LageCotRole:
 *
 * What an event of a type is to the picture.
 */
typedef enum
{
  LAGE_COT_ROLE_IGNORED,
  LAGE_COT_ROLE_SILENT, /* understood, and of no interest */
  LAGE_COT_ROLE_ATOM,
  LAGE_COT_ROLE_ALARM,
  LAGE_COT_ROLE_INCIDENT,
  LAGE_COT_ROLE_POINT,
  LAGE_COT_ROLE_CHAT,
  LAGE_COT_ROLE_DRAWING,
  LAGE_COT_ROLE_DELETE,
} LageCotRole;

gboolean    lage_cot_type_is       (const char *type,
                                    const char *wanted);
LageCotRole lage_cot_type_get_role (const char *type);
LageKind    lage_cot_type_get_kind (const char *type);

G_END_DECLS
