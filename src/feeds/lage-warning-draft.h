/* lage-warning-draft.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draft.h"

G_BEGIN_DECLS

gboolean lage_warning_draft_set_word   (LageDraft   *draft,
                                        LageField    field,
                                        const char  *word);
void     lage_warning_draft_set_prose  (LageDraft   *draft,
                                        LageField    field,
                                        const char  *text);
void     lage_warning_draft_set_time   (LageDraft   *draft,
                                        LageField    field,
                                        gint64       time_us);
void     lage_warning_draft_set_area   (LageDraft   *draft,
                                        GBytes      *area);
void     lage_warning_draft_add_code   (GString     *codes,
                                        const char  *name,
                                        const char  *value);
void     lage_warning_draft_add_name   (GString     *names,
                                        GHashTable  *seen,
                                        const char  *name);
LageField lage_warning_get_replaced_field (const char *status);

G_END_DECLS
