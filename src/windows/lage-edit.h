/* lage-edit.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

/* What forms share: a field is said only where it differs from what the picture has. */

void     lage_edit_text     (LageDraft       *draft,
                             LageEntity      *entity,
                             LageField        field,
                             const char      *text);
void     lage_edit_int      (LageDraft       *draft,
                             LageEntity      *entity,
                             LageField        field,
                             gint64           number);
void     lage_edit_position (LageDraft       *draft,
                             LageEntity      *entity,
                             LageField        field,
                             const char      *text);
void     lage_edit_due      (LageDraft       *draft,
                             LageEntity      *entity,
                             LageField        field,
                             const char      *text,
                             gint64           now_us);
void     lage_edit_remove_members (LageDraft     *draft,
                                   LageSituation *situation,
                                   LageEntity    *entity,
                                   LageField      field,
                                   GHashTable    *kept);
gboolean lage_edit_parse_position (const char  *text,
                                   LagePoint   *point,
                                   GError     **error);
gboolean lage_edit_check_position (const char         *text,
                                   AdwPreferencesRow  *row,
                                   GError            **error);
const LagePoint *lage_edit_get_middle (void);
gboolean lage_edit_parse_time     (const char *text,
                                   gint64      now_us,
                                   gint64     *time_us);

G_END_DECLS
