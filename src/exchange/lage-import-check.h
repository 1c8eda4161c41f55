/* lage-import-check.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lage_import_check_xml  (GBytes      *bytes,
                                 const char  *root,
                                 guint       *n_links,
                                 GError     **error);
gboolean lage_import_check_json (GBytes      *bytes,
                                 GError     **error);

G_END_DECLS
