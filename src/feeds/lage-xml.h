/* lage-xml.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

#include "lage-time.h"

G_BEGIN_DECLS

#define LAGE_XML_MAX_SIZE (16 * 1024 * 1024)

xmlDoc     *lage_xml_parse         (const void        *data,
                                    gsize              size,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
xmlDoc     *lage_xml_parse_with_document_type (const void  *data,
                                               gsize        size,
                                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    lage_xml_is            (const xmlNode     *node,
                                    const char        *name,
                                    const char *const *namespaces);
gboolean    lage_xml_is_in         (const xmlNode     *node,
                                    const char *const *namespaces);
xmlNode    *lage_xml_find_child    (const xmlNode     *node,
                                    const char        *name,
                                    const char *const *namespaces);
xmlNode    *lage_xml_find_next     (const xmlNode     *node,
                                    const char        *name,
                                    const char *const *namespaces);
xmlNode    *lage_xml_find_path     (const xmlNode     *node,
                                    const char        *path,
                                    const char *const *namespaces);
xmlNode    *lage_xml_step          (const xmlNode     *top,
                                    const xmlNode     *node);
char       *lage_xml_dup_text      (const xmlNode     *node);
char       *lage_xml_dup_child_text (const xmlNode     *node,
                                     const char        *name,
                                     const char *const *namespaces);
gboolean    lage_xml_get_time      (const xmlNode     *node,
                                    const char        *name,
                                    const char *const *namespaces,
                                    LageTimeZoneRule   rule,
                                    gint64            *time_us,
                                    GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
