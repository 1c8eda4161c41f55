/* lage-exchange-entity.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"

G_BEGIN_DECLS

gboolean             lage_exchange_is_shown    (LageEntity          *entity);
int                  lage_exchange_compare     (gconstpointer        a,
                                                gconstpointer        b);
const LageCandidate *lage_exchange_find_newest (LageEntity          *entity);
char                *lage_exchange_dup_value   (LageEntity          *entity,
                                                const LageFieldSpec *spec);

G_END_DECLS
