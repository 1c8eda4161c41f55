/* lage-capabilities-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-capabilities.h"
#include "lage-xml.h"

G_BEGIN_DECLS

/* What the parsers of the services share. Each gets the root of a document that is its own, and
 * fills what is given. */

/* Servers with more layers than that exist only to make trouble. */
#define LAGE_CAPABILITIES_MAX_LAYERS 20000
#define LAGE_CAPABILITIES_MAX_STYLES 200

gboolean           lage_wms_parse      (LageCapabilities  *self,
                                        const xmlNode     *root,
                                        const char        *address,
                                        GError           **error);
gboolean           lage_wmts_parse     (LageCapabilities  *self,
                                        const xmlNode     *root,
                                        const char        *address,
                                        GError           **error);
gboolean           lage_tms_parse      (LageCapabilities  *self,
                                        const xmlNode     *root,
                                        const char        *address,
                                        GError           **error);

LageOfferedLayer * lage_capabilities_add_layer   (LageCapabilities  *self,
                                                  GError           **error);
void               lage_offered_layer_add_style  (LageOfferedLayer  *self,
                                                  const char        *name,
                                                  const char        *title);
char *             lage_capabilities_dup_label   (const xmlNode     *node,
                                                  const char        *name);
const char *       lage_capabilities_pick_format (const char *const *formats);
gboolean           lage_capabilities_get_double  (const xmlNode     *node,
                                                  const char        *attribute,
                                                  double            *value);
gboolean           lage_capabilities_read_double (const char        *text,
                                                  double            *value);

G_END_DECLS
