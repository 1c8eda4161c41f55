/* lage-cot-node.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libxml/tree.h>
#include <math.h>

G_BEGIN_DECLS

/* What a number is that the sender does not know. */
#define LAGE_COT_UNKNOWN ((double) NAN)

/* The little that is wanted of the nodes of an event. */

gboolean    lage_cot_is            (const xmlNode  *node,
                                    const char     *name);
xmlNode    *lage_cot_find_child    (xmlNode        *node,
                                    const char     *name);
const char *lage_cot_get_attribute (const xmlNode  *node,
                                    const char     *name);
char       *lage_cot_dup_content   (xmlNode        *node);
gboolean    lage_cot_parse_number  (const xmlNode  *node,
                                    const char     *name,
                                    double         *number,
                                    GError        **error);

G_END_DECLS
