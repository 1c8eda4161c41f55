/* lage-sign-catalogue.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign.h"

G_BEGIN_DECLS

/**
 * LageSignEntry:
 *
 * A sign that has a name, of the catalogue. Lives as long as the program.
 */
typedef struct _LageSignEntry LageSignEntry;

void                  lage_sign_catalogue_ensure        (void);
guint                 lage_sign_catalogue_get_n_entries (void);
const LageSignEntry * lage_sign_catalogue_get_entry     (guint                index);
const LageSignEntry * lage_sign_catalogue_find          (const LageSign      *sign);
GPtrArray           * lage_sign_catalogue_search        (const char          *text) G_GNUC_WARN_UNUSED_RESULT;

const LageSign      * lage_sign_entry_get_sign          (const LageSignEntry *self);
const char          * lage_sign_entry_get_name          (const LageSignEntry *self);
const char          * lage_sign_entry_get_english       (const LageSignEntry *self);
const char          * lage_sign_entry_get_german        (const LageSignEntry *self);

char                * lage_sign_describe                (const LageSign      *sign) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
