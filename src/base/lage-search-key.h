/* lage-search-key.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *lage_search_key     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lage_search_matches (const char *text,
                               const char *key);

G_END_DECLS
